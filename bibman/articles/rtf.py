"""RTF: its text with footnotes, page breaks and those list numbers that the file stores."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from bibman.articles.printed import Printed, Sheet, raised
from bibman.errors import UnreadableInputError

_IMAGE = re.compile(rb"[0-9a-fA-F\r\n]{512,}")
_CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
_USUAL = "1251"
# A tracked deletion; a footnote; its number, which every program counts itself.
_DELETED = re.compile(r"\{[^{}]*\\deleted(?![a-z])[^{}]*\}")
# What a field is made by; under this name striprtf passes it over without adding the address behind the text.
_MADE_BY = re.compile(r"\\fldinst(?![a-z])")
_NOTE = re.compile(r"\{\s*(?:\\\*)?\\footnote(?![a-z])")
_NOTE_NUMBER = re.compile(r"\\chftn(?![a-z])")
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_SUPER = re.compile(r"(\\super(?![a-z0-9])[^{}]{0,80}?\s)(\d{1,3}(?:[,-]\d{1,3})*)(?=\})")
# Marks of our own among the text, from the range for private use.
_BEGIN, _END, _TURN = "\ue0f0", "\ue0f1", "\ue0f2"
_MARKED_NOTE = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")


def read_rtf(data: bytes, name: str) -> Printed:
    """The text of an RTF file; UnreadableInputError where it is damaged."""
    source = _IMAGE.sub(b"", data).decode("latin-1")
    code_page = _CODE_PAGE.search(source[:4000])
    encoding = f"cp{code_page[1] if code_page else _USUAL}"
    try:
        text: str = rtf_to_text(_prepared(source), encoding, "replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError, TypeError, OverflowError) as error:
        raise UnreadableInputError(
            f"{name} is damaged RTF ({error}); open it and save it as DOCX or text"
        ) from error
    sheet = Sheet()
    count = 0
    for line in _MARKED_NOTE.sub(lambda note: note[0].replace("\n", " "), text).split("\n"):
        turns = len(line) - len(line.lstrip(_TURN))
        sheet.page += turns
        count = _write(line.replace(_TURN, " "), sheet, count)
    return sheet.printed(encoding=encoding)


def _prepared(source: str) -> str:
    """RTF with what striprtf would lose or spoil put as text: notes, pages, superscripts, cells, links."""
    source = _DELETED.sub("", source)
    source = _MADE_BY.sub(r"\\datafield", source)
    source = _NOTE_NUMBER.sub("", source)
    source = _SUPER.sub(lambda match: match[1] + raised(match[2]), source)
    source = re.sub(r"\\(?:nest)?cell(?![a-z])", r"\\tab", source)
    source = re.sub(r"\\page(?![a-z])", rf"\\par {_TURN}", source)
    return _with_notes(source)


def _with_notes(source: str) -> str:
    """RTF whose footnotes stand in the text between marks of ours."""
    parts: list[str] = []
    at = 0
    for note in _NOTE.finditer(source):
        if note.start() < at:
            continue
        end = _group_end(source, note.end())
        parts += [source[at : note.start()], "{\\plain ", _BEGIN, source[note.end() : end], "\\plain ", _END]
        at = end
    return "".join([*parts, source[at:]])


def _group_end(source: str, start: int) -> int:
    """Where the group that is open at ``start`` is closed."""
    depth = 1
    for brace in _BRACE.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.start()
    return len(source)


def _write(line: str, sheet: Sheet, count: int) -> int:
    """Write a paragraph and keep its footnotes; gives the number of the last one."""
    notes = _MARKED_NOTE.findall(line)
    numbers = iter(range(count + 1, count + len(notes) + 1))
    text = _MARKED_NOTE.sub(lambda _: raised(str(next(numbers))), line)
    for number, note in enumerate(notes, count + 1):
        sheet.note(str(number), note)
    sheet.write(text)
    return count + len(notes)
