"""TEI: the text in reading order with its pages, each reference on a line of its own."""

from __future__ import annotations

from bibman.articles.composed import fields_line
from bibman.articles.markup import MarkupWriter, Role, Vocabulary, spaced_text
from bibman.articles.printed import Printed
from bibman.articles.trees import Element, attribute, child, children, inside, local, parse_xml, text_of
from bibman.model import Name
from bibman.names import read_name, read_names

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("teiHeader", "figDesc", "graphic", "facsimile", "label", "fw", "del", "sic"), "skip"),
    **dict.fromkeys(
        ("p", "l", "ab", "byline", "docAuthor", "titlePage", "figure", "opener", "closer", "trailer",
         "docDate", "front", "back", "body", "epigraph", "table", "formula", "argument", "salute", "signed"),
        "block",
    ),
    **dict.fromkeys(("div", "div1", "div2", "div3"), "section"),
    "head": "head", "docTitle": "head",
    "list": "list", "item": "item", "row": "row", "cell": "cell",
    "quote": "quoted", "q": "quoted", "lb": "break", "pb": "page", "note": "note", "ref": "link",
    "listBibl": "references",
}  # fmt: skip
_RAW = "raw_reference"


def read_tei(data: bytes, name: str) -> Printed:
    """The text of a TEI file, with the title and the authors it states."""
    root = parse_xml(data, name)
    for high in [e for e in inside(root, "hi") if attribute(e, "rend").startswith("sup")]:
        high.tag = "sup"
    writer = MarkupWriter(root, Vocabulary({**_ROLES, "sup": "raised"}, _items, text_of))
    header = next(inside(root, "teiHeader"), None)
    title, authors = ("", []) if header is None else _head(header)
    writer.sheet.head(title, 1)
    writer.sheet.write(", ".join(author.form for author in authors))
    for text in inside(root, "text"):
        writer.write(text)
    writer.flush()
    return writer.sheet.printed(title, authors)


def _head(header: Element) -> tuple[str, list[Name]]:
    """What the header states: of the article itself where the source is described, else of the file."""
    source = next(inside(header, "analytic"), None)
    stated = child(header, "fileDesc", "titleStmt") if source is None else source
    if stated is None:
        return "", []
    title = next((text_of(found) for found in children(stated, "title")), "")
    authors = [name for author in children(stated, "author") for name in _names(author)]
    if not authors and source is not None:
        return title or text_of(child(header, "fileDesc", "titleStmt", "title")), []
    return title, authors


def _names(author: Element) -> tuple[Name, ...]:
    name = next(inside(author, "persName"), None)
    if name is not None and child(name, "surname") is not None:
        return (read_name(_person(name)),)
    return read_names(text_of(author if name is None else name)).names


def _person(name: Element) -> str:
    given = " ".join(text_of(part) for part in children(name, "forename"))
    return ", ".join(filter(None, (text_of(child(name, "surname")), given)))


def _items(listed: Element) -> list[tuple[str, str]]:
    """The references of a list and of those within it."""
    found = []
    for item in inside(listed, "bibl", "biblStruct", "biblFull"):
        if next(item.iterancestors("{*}bibl", "{*}biblStruct", "{*}biblFull"), None) is None:
            found.append((attribute(item, "n"), _reference(item)))
    return [(label, text) for label, text in found if text]


def _reference(item: Element) -> str:
    """A reference as printed where the file keeps that, else put together of its fields."""
    raw = next((note for note in inside(item, "note") if attribute(note, "type") == _RAW), None)
    if raw is not None:
        return spaced_text(raw)
    if local(item) != "biblStruct":
        return spaced_text(item)
    return fields_line(_fields(item)) or spaced_text(item)


def _fields(item: Element) -> dict[str, str]:
    analytic, monograph = child(item, "analytic"), child(item, "monogr")
    own = monograph if analytic is None else analytic
    fields = {
        "title": _title(own),
        "authors": _people(own, "author"),
        "container": _title(monograph) if analytic is not None else "",
        "editors": _people(monograph, "editor"),
        "edition": text_of(next(inside(item, "edition"), None)),
        "place": text_of(next(inside(item, "pubPlace"), None)),
        "publisher": text_of(next(inside(item, "publisher"), None)),
        "year": _year(item),
    }
    for scope in inside(item, "biblScope"):
        fields[_scope(scope)] = _scope_text(scope)
    identifiers = {attribute(found, "type").lower(): text_of(found) for found in inside(item, "idno")}
    fields["doi"] = identifiers.get("doi", "")
    fields["url"] = next(
        (attribute(p, "target") for p in inside(item, "ptr", "ref") if attribute(p, "target")), ""
    )
    return fields


def _title(part: Element | None) -> str:
    return "" if part is None else next((text for t in children(part, "title") if (text := text_of(t))), "")


def _people(part: Element | None, role: str) -> str:
    if part is None:
        return ""
    people = []
    for person in children(part, role):
        name = next(inside(person, "persName"), person)
        parted = child(name, "surname") is not None
        people.append(_person(name).replace(", ", " ") if parted else text_of(person))
    return ", ".join(filter(None, people))


def _year(item: Element) -> str:
    date = next(inside(item, "date"), None)
    return "" if date is None else text_of(date) or attribute(date, "when")


def _scope(scope: Element) -> str:
    unit = attribute(scope, "unit") or attribute(scope, "type")
    return {"vol": "volume", "volume": "volume", "issue": "issue", "page": "pages", "pp": "pages"}.get(
        unit, "note"
    )


def _scope_text(scope: Element) -> str:
    ends = (attribute(scope, "from"), attribute(scope, "to"))
    return text_of(scope) or "–".join(filter(None, ends))
