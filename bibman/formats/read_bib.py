"""A .bib file -> its entries as records, one after another."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from bibtexparser.model import Block, ParsingFailedBlock, String

from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.read_fields import read_fields
from bibman.formats.split_bib import BibEntry, plain_entry, split_blocks

# The splitter logs what is broken; here that is a value, and standard error is not its place.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

#: Where a block opens. The splitter gives an open block up at such a line too, so cutting here loses nothing.
_OPENING = re.compile(r"^[^\S\n]*@\w*[ \t]*[{(]", re.MULTILINE)
_KEYED = re.compile(r"@\w+[ \t]*[{(]\s*([^\s,{}()=]+)\s*,")
_REFERENCES = ("crossref", "Crossref", "CrossRef", "CROSSREF", "xdata", "XDATA")
_CLOSING = {"{": re.compile(r"(?<!\\)[{}]"), '"': re.compile(r'(?<!\\)[{}"]')}
_MACRO = re.compile(r"[^\s#{\"]+")
_JOINT = re.compile(r"[\s#]*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What tells of the publication referred to alone, and is never taken from it.
_ITS_OWN = frozenset(
    {"doi", "url", "urldate", "pages", "pagetotal", "abstract", "keywords", "file", "note", "crossref"}
)
_PARTS_OF_BOOKS = frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference"})
_DEEPEST = 4

_Fields = dict[str, str]


@dataclass
class _File:
    """A file while it is read: its macros, and where each entry stands."""

    text: str
    macros: dict[str, str]
    seen: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    """Where the entry of each key begins, if any entry refers to another."""


def read_bib(text: str, source: str) -> Iterator[ReadEntry | BadEntry]:
    """The entries of a .bib file in order, each read from its own lines, so that memory stays small.

    Macros are put in, an entry has what its ``crossref`` gives it, comments and preambles are passed over.
    """
    file = _File(text, dict(zip(_MONTHS, _MONTHS, strict=True)))
    if any(name in text for name in _REFERENCES):
        file.places = {match[1].lower(): match.start() for match in _KEYED.finditer(text)}
    for line, block in _blocks(text):
        if isinstance(block, String):
            file.macros[block.key.lower()] = _value(block.value, file.macros, [])
        elif isinstance(block, BibEntry):
            record, told = _read_entry(block, line, file)
            yield record
            yield from (BadEntry(source, line, sentence, kept=True) for sentence in told)
        elif isinstance(block, ParsingFailedBlock) and not _is_comment(block):
            yield BadEntry(source, line, _broken(block))


def _blocks(text: str) -> Iterator[tuple[int, Block | BibEntry]]:
    """The blocks and the lines they begin in."""
    line, counted = 1, 0
    starts = [match.start() for match in _OPENING.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", counted, start)
        counted = start
        if entry := plain_entry(text[start:end]):
            yield line, entry
        else:
            yield from ((line + below, block) for below, block in split_blocks(text[start:end]))


def _is_comment(block: Block) -> bool:
    return (block.raw or "").lstrip().lower().startswith(("@comment", "@preamble"))


def _broken(block: Block) -> str:
    keyed = _KEYED.search(block.raw or "")
    which = f"the entry {keyed[1]!r}" if keyed else "an entry"
    return f"{which} is broken and was left out; close its braces and quotes, and write name = {{value}},"


def _read_entry(entry: BibEntry, line: int, file: _File) -> tuple[ReadEntry, list[str]]:
    """The entry, and sentences about what is odd in it."""
    told: list[str] = []
    key = entry.key
    kind, fields = _fields(entry, file.macros, told)
    first = file.seen.setdefault(key.lower(), line)
    if key and first != line:
        told.append(f"the key {key!r} was used before, in line {first}; both entries are taken")
    fields = _with_parents(kind, fields, file, told)
    return ReadEntry(key, read_fields(kind, fields), line), told


def _fields(entry: BibEntry, macros: _Fields, told: list[str]) -> tuple[str, _Fields]:
    """The type and the fields with their values put together; of a field given twice the first is taken."""
    fields: _Fields = {}
    missing: list[str] = []
    for given, raw in entry.fields:
        name = given.lower()
        if name in fields:
            told.append(f"{entry.key!r} has the field {name!r} twice; the first is taken")
        else:
            fields[name] = _value(raw, macros, missing)
    for name in missing:
        told.append(f"{entry.key!r} uses {name!r}, which no @string explains; it is taken as text")
    return entry.kind, fields


def _value(raw: str, macros: _Fields, missing: list[str]) -> str:
    """The text of a value: pieces in braces or quotes, numbers and macros, joined where # stands."""
    if "#" not in raw and raw[:1] + raw[-1:] in ("{}", '""'):
        return raw[1:-1]
    pieces: list[str] = []
    at = 0
    while (at := _JOINT.match(raw, at).end()) < len(raw):  # type: ignore[union-attr]
        if raw[at] in _CLOSING:
            end = _closing(raw, at)
            pieces.append(raw[at + 1 : end])
            at = end + 1
        else:
            macro = _MACRO.match(raw, at)
            word = macro.group() if macro else raw[at]
            at += len(word)
            pieces.append(macros.get(word.lower(), word))
            if not word[0].isdigit() and word.lower() not in macros:
                missing.append(word)
    return "".join(pieces)


def _closing(raw: str, at: int) -> int:
    """Where the brace or quote that opens at ``at`` is closed."""
    depth = 0
    for mark in _CLOSING[raw[at]].finditer(raw, at + 1):
        if mark.group() == "{":
            depth += 1
        elif depth == 0:
            return mark.start()
        elif mark.group() == "}":
            depth -= 1
    return len(raw)


def _with_parents(kind: str, fields: _Fields, file: _File, told: list[str]) -> _Fields:
    """The fields, and below them what the entry has from those it refers to."""
    for _ in range(_DEEPEST):
        named = f"{fields.pop('crossref', '')},{fields.pop('xdata', '')}"
        if named == ",":
            break
        for target in filter(None, map(str.strip, named.split(","))):
            parent = _parent(target, file)
            if parent is None:
                told.append(f"an entry refers to {target!r}, which is not in this file")
            else:
                fields = _inherited(kind, *parent) | fields
    return fields


def _parent(key: str, file: _File) -> tuple[str, _Fields] | None:
    place = file.places.get(key.lower())
    if place is None:
        return None
    following = _OPENING.search(file.text, place + 1)
    text = file.text[place : following.start() if following else None]
    entry = next((block for _, block in _blocks(text) if isinstance(block, BibEntry)), None)
    return _fields(entry, file.macros, []) if entry else None


def _inherited(kind: str, parent_kind: str, fields: _Fields) -> _Fields:
    """What an entry has from another: the title of a book is the booktitle of its parts."""
    if parent_kind == "xdata":
        return fields
    taken = {name: value for name, value in fields.items() if name not in _ITS_OWN}
    if kind in _PARTS_OF_BOOKS:
        renamed = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
        taken = {renamed.get(name, name): taken[name] for name in sorted(taken, key=renamed.__contains__)}
        taken |= {"booktitle": fields["booktitle"]} if "booktitle" in fields else {}
    return taken
