"""The text of one .bib entry -> its type, its key and its fields as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bibtexparser.model import Block, DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter


def _braces(character: str, depth: int = 4) -> str:
    """A pattern for braces, so deep at most, around characters of this class.

    A brace behind a backslash opens and closes nothing.
    """
    inner = f"|{_braces(character, depth - 1)}" if depth > 1 else ""
    return rf"\{{(?:{character}++|\\[{{}}]?+{inner})*+\}}"


_HEAD = re.compile(r"[^\S\n]*@(\w+)[ \t]*\{\s*([^\s,{}\"=@\\]*)\s*,")
_NAME = r"[^\s={},\"@\\#]++"
_VALUE = "|".join((_braces(r"[^{}\\]"), r"\"[^\"{}\\]*+\"", r"\w++"))
_FIELD = re.compile(rf"\s*+({_NAME})\s*+=\s*+({_VALUE})\s*+(?:,|(?=\}}))")
_END = re.compile(r"\s*+\}\s*+")
_LINES = re.compile("".join((f"(?:  {_NAME} = ", _braces(r"[^{}\\\n]"), r",\n)*+")))
#: Blocks whose names begin so hold no fields.
_OTHER = ("comment", "preamble", "string")


def are_fields(lines: str, count: int) -> bool:
    """Whether the lines are so many fields, each in braces on a line of its own, and read as nothing else."""
    return lines.count("\n") == count and _LINES.fullmatch(lines) is not None


class BibEntry(NamedTuple):
    """An entry before its values are read: each is the text behind ``=``, with its braces or quotes."""

    kind: str
    key: str
    fields: list[tuple[str, str]]


def plain_entry(text: str) -> BibEntry | None:
    """The entry that is all of this text; None where it is not written in the usual way, or broken.

    It says what bibtexparser would, in a fifth of the time.
    """
    head = _HEAD.match(text)
    if not head or (kind := head[1].lower()).startswith(_OTHER):
        return None
    fields: list[tuple[str, str]] = []
    at = head.end()
    while field := _FIELD.match(text, at):
        fields.append((field[1], field[2]))
        at = field.end()
    end = _END.match(text, at)
    return BibEntry(kind, head[2], fields) if end and end.end() == len(text) else None


def split_blocks(text: str) -> Iterator[tuple[int, BibEntry | Block]]:
    """What bibtexparser splits a text into: entries, and blocks of other kinds; with its line, from 0."""
    for block in Splitter(text).split().blocks:
        whole = block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock) else block
        yield block.start_line or 0, _as_split(whole) if isinstance(whole, Entry) else block


def _as_split(entry: Entry) -> BibEntry:
    return BibEntry(entry.entry_type, entry.key.strip(), [(f.key, f.value) for f in entry.fields])


def read_entry(text: str) -> BibEntry | Block | None:
    """The one block that the text holds; None where it holds several or none."""
    if entry := plain_entry(text):
        return entry
    blocks = list(split_blocks(text))
    return blocks[0][1] if len(blocks) == 1 else None
