"""biblatex's .bbl files: entries in fields, put together as they are printed."""

from __future__ import annotations

import re

from bibman.articles.composed import fields_line
from bibman.articles.tex_text import argument, plain

_ENTRY = re.compile(r"\\entry\s*\{[^{}]*\}\s*\{[^{}]*\}")
_ENTRY_END = "\\endentry"
_FIELD = re.compile(r"\\field\s*\{(\w+)\}\s*(?=\{)")
_LIST = re.compile(r"\\list\s*\{(\w+)\}\s*\{\d+\}\s*(?=\{)")
_NAMES = re.compile(r"\\name\s*\{(\w+)\}\s*\{\d+\}\s*\{[^{}]*\}\s*(?=\{)")
_PART = re.compile(r"(?<![a-z])(family|given)\s*=\s*(?=\{)")
_VERBATIM = re.compile(r"\\verb\s*\{(\w+)\}\s*\n\s*\\verb ([^\n]*)")
_RANGE = re.compile(r"\\bibrangedash(?![a-zA-Z])\s*|\\bibrangessep(?![a-zA-Z])\s*")
_MARKS = re.compile(
    r"\\bibinit(?:period|delim|hyphendelim)(?![a-zA-Z])\s*|\\bibnamedelim[a-d](?![a-zA-Z])\s*"
)
#: biblatex's fields by ours.
_FIELDS = {
    "title": "title", "journaltitle": "container", "booktitle": "container", "edition": "edition",
    "year": "year", "volume": "volume", "number": "issue", "pages": "pages", "location": "place",
    "publisher": "publisher",
    "institution": "publisher", "doi": "doi", "url": "url", "note": "note",
}  # fmt: skip


def biblatex_items(source: str, addresses: list[str]) -> list[str]:
    """The references in a biblatex .bbl, in order; none in any other file. An entry that stands in several
    lists counts once.
    """
    items: dict[str, None] = {}
    last = source.rfind(_ENTRY_END)
    for entry in _ENTRY.finditer(source, 0, max(0, last)):
        items[_item(source[entry.end() : source.index(_ENTRY_END, entry.end())], addresses)] = None
    return list(items)


def _item(entry: str, addresses: list[str]) -> str:
    found: dict[str, str] = {}
    for pattern in (_FIELD, _LIST):
        for match in pattern.finditer(entry):
            found.setdefault(match[1], _plain(argument(entry, match.end())[0], addresses))
    for match in _VERBATIM.finditer(entry):
        found.setdefault(match[1], match[2].strip())
    fields = {ours: found[name] for name, ours in reversed(_FIELDS.items()) if found.get(name)}
    if found.get("subtitle"):
        fields["title"] = f"{fields.get('title', '')}: {found['subtitle']}"
    for role, ours in (("editor", "editors"), ("author", "authors")):
        fields[ours] = _names(entry, role, addresses)
    return fields_line(fields)


def _names(entry: str, role: str, addresses: list[str]) -> str:
    for match in _NAMES.finditer(entry):
        if match[1] == role:
            listed = argument(entry, match.end())[0]
            parts = [(p[1], _plain(argument(listed, p.end())[0], addresses)) for p in _PART.finditer(listed)]
            return "".join(
                (", " if kind == "family" and n else " " if kind == "given" else "") + text
                for n, (kind, text) in enumerate(parts)
            )
    return ""


def _plain(source: str, addresses: list[str]) -> str:
    source = _MARKS.sub(" ", _RANGE.sub("–", source))
    while source.startswith("{") and argument(source, 0)[1] == len(source):
        source = source[1:-1]
    return " ".join(plain(source, addresses).split())
