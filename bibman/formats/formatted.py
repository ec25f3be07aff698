"""Bibliographies as a reader sees them: records formatted by a style, one entry a line or as a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bibman.formats.csl import to_item
from bibman.formats.fields import language_of
from bibman.formats.pandoc import Node, cited, converted
from bibman.formats.signs import protected, protected_given, restored
from bibman.formats.style import Style
from bibman.model import Record
from bibman.text import clean_line, script_of

#: Formats of documents, which pandoc writes.
DOCUMENTS = ("html", "docx", "odt", "rtf")

#: A record, and what is said at the end of its entry: "(In Russian)".
Entry = tuple[Record, str]

#: Languages whose terms pandoc knows.
_LOCALES = frozenset({"bg", "de", "en", "es", "fr", "it", "la", "mn", "pl", "pt", "ro", "ru", "tr", "uk"})
_ET_AL = "et al."
_AND_OTHERS = {
    "ru": "и др.", "uk": "та ін.", "uz": "va boshq.", "uz-Cyrl": "ва бошқ.", "kk": "және т.б.",
    "ky": "ж. б.", "tg": "ва диг.", "tr": "vd.",
}  # fmt: skip
#: Stands for the authors who are not named, since CSL has nothing for them.
_MORE_AUTHORS = "\U000ff000"
_YEAR = re.compile(r"[0-9]{4}")
_SPACES = re.compile(r"[ \n]+")
#: In these languages a given name keeps both letters: Sh., Ch., Yu.
_WITH_DIGRAPHS = frozenset({"uz", "kaa"})
#: What a style sets on lines or in columns of their own.
_SET_APART = frozenset({"csl-block", "csl-left-margin", "csl-right-inline", "csl-indent"})
#: Kinds of nodes by where the text inside them stands.
_INSIDE_SECOND = frozenset({"Span", "Div", "Quoted", "Link"})
_VERBATIM = frozenset({"Code", "Math", "RawInline"})


def write_text(entries: Sequence[Entry], style: Style, *, latin: bool = False) -> str:
    """The entries formatted by the style in the order given, one a line.

    Terms (С., P.) are those of each entry's language where the style leaves that open, and English in a list
    that was ``latin``ised. Raises UsageError where pandoc is not installed.
    """
    blocks = _formatted(entries, style, latin=latin)[1]
    return "".join(f"{_SPACES.sub(' ', _plain(block)).strip()}\n" for block in blocks)


def write_document(entries: Sequence[Entry], style: Style, form: str, *, latin: bool = False) -> bytes:
    """The same as a file of one of DOCUMENTS."""
    document, blocks = _formatted(entries, style, latin=latin)
    whole = {"t": "Div", "c": [["refs", ["references", "csl-bib-body", "hanging-indent"], []], blocks]}
    return converted({**document, "meta": {}, "blocks": [whole]}, form)


def _formatted(entries: Sequence[Entry], style: Style, *, latin: bool) -> tuple[Node, list[Node]]:
    """pandoc's last document, and the formatted entries in order."""
    locales = [_locale(record, style, latin=latin) for record, _ in entries]
    items = [_item(n, record, latin=latin) for n, (record, _) in enumerate(entries)]
    document: Node = {}
    blocks: list[Node] = [{} for _ in entries]
    for locale in sorted(set(locales)) or [""]:
        own = [n for n, other in enumerate(locales) if other == locale]
        document = cited(items if style.together else [items[n] for n in own], style.text, locale)
        found = {block["c"][0][0]: block for block in restored(_entry_blocks(document))}
        for n in own:
            blocks[n] = found.get(f"ref-{n}", {})
            _finish(blocks[n], *entries[n], _AND_OTHERS.get(locale, _ET_AL))
    return document, blocks


def _locale(record: Record, style: Style, *, latin: bool) -> str:
    """The language of the entry's terms; "" where the style has its own."""
    if not style.localised:
        return ""
    if latin:
        return "en"
    language, cyrillic = language_of(record), script_of(record.title) == "Cyrl"
    wanted = (f"{language}-Cyrl" if cyrillic else "", language)
    return next((w for w in wanted if w in style.locales or w in _LOCALES), "ru" if cyrillic else "en")


def _item(n: int, record: Record, *, latin: bool) -> dict[str, Any]:
    """The record as pandoc is to take it, under its number."""
    item = to_item(record, str(n))
    item.pop("custom", None)
    note = item.pop("note", "")  # what had no place; pandoc would look for variables in it
    if note and not (record.title or record.container_title):
        item["title"] = clean_line(note)
    if item["type"] == "paper-conference" and "editor" in item:
        item["type"] = "chapter"  # set alike, but pandoc 2 loses pages and publisher of the other in APA
    language = language_of(record)
    digraphs = (latin and language != "en") or (
        language in _WITH_DIGRAPHS and script_of(record.title) == "Latn"
    )
    for field, value in item.items():
        if isinstance(value, list):
            item[field] = [_name(name, digraphs=digraphs) for name in value]
        elif isinstance(value, str) and field not in ("id", "type"):
            item[field] = protected(value)
    if record.et_al and "author" in item:
        item["author"].append({"literal": _MORE_AUTHORS})
    if language:
        item["language"] = language
    if "literal" in item.get("issued", {}) and (year := _YEAR.search(record.issued)):
        item["issued"] = {"date-parts": [[int(year.group())]]}
    return item


def _name(name: dict[str, str], *, digraphs: bool) -> dict[str, str]:
    return {
        part: protected_given(text, digraphs=digraphs) if part == "given" else protected(text)
        for part, text in name.items()
    }


def _entry_blocks(document: Node) -> list[Node]:
    """The formatted entries in pandoc's document."""
    lists = [b for b in document["blocks"] if b["t"] == "Div" and b["c"][0][0] == "refs"]
    return [entry for block in lists for entry in block["c"][1] if entry["t"] == "Div"]


def _finish(block: Node, record: Record, remark: str, others: str) -> None:
    """Name the authors left out, say the remark at the end, and leave no entry without words."""
    if not (block and any(map(str.isalnum, _plain(block)))):
        words = clean_line(record.note) or "…"  # what was read of a reference that has no field
        block |= {
            "t": "Div",
            "c": [["", ["csl-entry"], []], [{"t": "Para", "c": [{"t": "Str", "c": words}]}]],
        }
    paragraphs = block["c"][1]
    if record.et_al:
        for paragraph in paragraphs:
            _name_others(paragraph["c"], others)
    if remark and paragraphs:
        paragraphs[-1]["c"] += [{"t": "Space"}, {"t": "Str", "c": remark}]


def _name_others(inlines: list[Any], others: str) -> None:
    """Put "and others" in place of the last author, without the comma or the "and" before."""
    for n, inline in enumerate(inlines):
        text = inline.get("c") if isinstance(inline, dict) else inline
        if isinstance(text, str) and _MORE_AUTHORS in text:
            inline["c"] = re.sub(rf"{_MORE_AUTHORS}\.?", others, text)
            _drop_joint(inlines[:n], others)
            if n > 1 and _is_and(inlines[n - 2].get("c")):
                del inlines[n - 2 : n]
            return
        if isinstance(text, list):
            _name_others(text, others)


def _drop_joint(before: Sequence[Node], others: str) -> None:
    """Drop the comma of the author before, which only English sets there."""
    named = [b for b in before if isinstance(b.get("c"), str) and not _is_and(b["c"])]
    if named and others != _ET_AL:
        named[-1]["c"] = named[-1]["c"].removesuffix(",")


def _is_and(text: Any) -> bool:
    return isinstance(text, str) and (text in ("&", "…") or (text.isalpha() and text.islower()))


def _plain(node: Any) -> str:
    """The text inside a node of pandoc's document."""
    if isinstance(node, list):
        return "".join(map(_plain, node))
    kind, inside = node["t"], node.get("c", " ")
    if kind in _INSIDE_SECOND:
        text = _plain(inside[1])
        apart = kind == "Div" or (kind == "Span" and _SET_APART.intersection(inside[0][1]))
        return f" {text} " if apart else text
    if kind in _VERBATIM:
        return str(inside[1])
    return inside if isinstance(inside, str) else _plain(inside)
