"""JATS, the XML of scholarly journals: the text in reading order, each reference on a line of its own."""

from __future__ import annotations

from bibman.articles.composed import fields_line
from bibman.articles.markup import MarkupWriter, Role, Vocabulary, spaced_text
from bibman.articles.printed import Printed
from bibman.articles.trees import Element, attribute, child, children, inside, local, parse_xml, text_of
from bibman.model import Name
from bibman.names import read_name, read_names

_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        (
            "journal-meta", "article-id", "article-categories", "pub-date", "permissions", "self-uri",
            "history", "counts", "custom-meta-group", "graphic", "media", "object-id", "issue", "volume",
            "fpage", "lpage", "elocation-id", "processing-meta", "label", "tex-math", "alt-text",
            "long-desc", "author-notes", "xref-group", "pub-history", "issue-id", "volume-id",
            "supplementary-material", "issue-title",
        ),
        "skip",
    ),
    **dict.fromkeys(
        (
            "p", "kwd-group", "aff", "caption", "attrib", "verse-line", "disp-quote", "disp-formula",
            "def-item", "title-group", "subtitle", "trans-title-group", "table-wrap", "fig", "speech",
            "statement", "boxed-text", "ack", "app", "bio", "table", "def-list", "body", "back", "front",
            "abstract", "trans-abstract",
        ),
        "block",
    ),
    "sec": "section",
    "title": "head", "article-title": "head", "trans-title": "head",
    "contrib-group": "names",
    "list": "list", "list-item": "item", "tr": "row", "td": "cell", "th": "cell",
    "sup": "raised", "break": "break", "fn": "note", "xref": "link", "ref-list": "references",
}  # fmt: skip
_CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation")
#: Where the fields of a reference stand: JATS' names of elements.
_FIELDS = {
    "title": ("article-title", "chapter-title", "part-title", "data-title"),
    "container": ("source", "conf-name"),
    "edition": ("edition",),
    "place": ("publisher-loc",),
    "publisher": ("publisher-name",),
    "year": ("year",),
    "volume": ("volume",),
    "issue": ("issue",),
    "url": ("ext-link", "uri"),
    "note": ("comment",),
}


def read_jats(data: bytes, name: str) -> Printed:
    """The text of a JATS file, with the title and the authors it states."""
    root = parse_xml(data, name)
    writer = MarkupWriter(root, Vocabulary(_ROLES, _items, _byline))
    writer.write(root)
    writer.flush()
    meta = next(inside(root, "article-meta"), None)
    title = "" if meta is None else text_of(child(meta, "title-group", "article-title"))
    return writer.sheet.printed(title, [] if meta is None else _authors(meta))


def _authors(meta: Element) -> list[Name]:
    contributors = (c for group in children(meta, "contrib-group") for c in children(group, "contrib"))
    return [n for c in contributors if attribute(c, "contrib-type") in ("", "author") for n in _names(c)]


def _names(contributor: Element) -> tuple[Name, ...]:
    name = next(inside(contributor, "name", "string-name"), None)
    if name is not None:
        return (
            read_names(text_of(name)).names if child(name, "surname") is None else (read_name(_person(name)),)
        )
    collab = text_of(child(contributor, "collab"))
    return (Name(literal=collab, form=collab),) if collab else ()


def _person(name: Element) -> str:
    family, given = text_of(child(name, "surname")), text_of(child(name, "given-names"))
    return f"{family}, {given}" if family and given else family or spaced_text(name)


def _byline(group: Element) -> str:
    """The contributors as a byline has them, given names first."""
    names = []
    for contributor in children(group, "contrib"):
        name = next(inside(contributor, "name", "string-name"), None)
        if name is None:
            name = child(contributor, "collab")
        parted = (
            [] if name is None else [text_of(child(name, "given-names")), text_of(child(name, "surname"))]
        )
        names.append(" ".join(filter(None, parted)) or text_of(name))
    return ", ".join(filter(None, names))


def _items(ref_list: Element) -> list[tuple[str, str]]:
    """The references of a list and of those within it."""
    found = ((text_of(child(ref, "label")), _reference(ref)) for ref in inside(ref_list, "ref"))
    return [(label, text) for label, text in found if text]


def _reference(ref: Element) -> str:
    """A reference as printed; of its renderings in several languages the first."""
    citation = next(inside(ref, *_CITATIONS), None)
    if citation is None:
        return " ".join(spaced_text(part) for part in ref if local(part) != "label")
    if local(citation) == "mixed-citation" or (citation.text or "").strip():
        return spaced_text(citation)
    return fields_line(_fields(citation)) or spaced_text(citation)


def _fields(citation: Element) -> dict[str, str]:
    fields = {
        field: text
        for field, names in _FIELDS.items()
        if (text := next((text_of(found) for found in inside(citation, *names)), ""))
    }
    fields["authors"] = _people(citation, ("author", ""))
    fields["editors"] = _people(citation, ("editor",))
    first, last = text_of(child(citation, "fpage")), text_of(child(citation, "lpage"))
    fields["pages"] = "–".join(filter(None, (first, last))) or text_of(child(citation, "page-range"))
    identifiers = (found for found in inside(citation, "pub-id") if attribute(found, "pub-id-type") == "doi")
    fields["doi"] = next(map(text_of, identifiers), "")
    return fields


def _people(citation: Element, kinds: tuple[str, ...]) -> str:
    """The people of a citation who stand alone or in a group of one of these kinds."""
    people = []
    for name in inside(citation, "name", "string-name", "collab"):
        group = next(name.iterancestors("{*}person-group"), None)
        if (attribute(group, "person-group-type") if group is not None else "") in kinds:
            people.append(spaced_text(name) if local(name) == "collab" else _person(name).replace(", ", " "))
    return ", ".join(people) + (
        " et al." if people and next(inside(citation, "etal"), None) is not None else ""
    )
