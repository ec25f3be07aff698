"""Letters and marks that a citation processor would change, written so that they come through it."""

from __future__ import annotations

import re
from typing import Any

_APOSTROPHES = "ʻ‘’'`"
#: pandoc takes these for markup, or for quotation marks that a style writes in another way.
_MARKS = "<>\"'`‘’‚‛“”„«»‹›"
_LETTERS = ("Shch", "Sh", "Ch", "Yo", "Yu", "Ya", "Ye", "Zh", "Kh", "Ts")

#: Capitals of a dead alphabet. A style cuts names to their first letter, which must be a capital; each of
#: these stands for letters that are one in print: Gʻulom is Gʻ., not G.
_CAPITALS = [chr(0x10400 + n) for n in range(len(_LETTERS) + 2 * len(_APOSTROPHES))]
_OPENINGS = (*_LETTERS, *(f"{letter}{mark}" for letter in "GO" for mark in _APOSTROPHES))
_AS_ONE = dict(zip(_OPENINGS, _CAPITALS, strict=True))
_WITH_MARK = re.compile(rf"(?<!\w)[GO][{_APOSTROPHES}]")
_ANY = re.compile(rf"(?<!\w)(?:{'|'.join(_LETTERS)}|[GO][{_APOSTROPHES}])")

# What is in the text already goes to private characters of its own.
_PRIVATE = {ord(sign): chr(0xF0000 + n) for n, sign in enumerate([*_MARKS, *_CAPITALS])}
_BACK = {ord(sign): chr(mark) for mark, sign in _PRIVATE.items()} | {
    ord(capital): letters for letters, capital in _AS_ONE.items()
}


def protected(text: str) -> str:
    """The text with its marks as private characters."""
    return text.translate(_PRIVATE)


def protected_given(text: str, *, digraphs: bool) -> str:
    """Given names protected, with Oʻ and Gʻ as one letter; with ``digraphs`` also Sh, Ch, Yu ..."""
    openings = _ANY if digraphs else _WITH_MARK
    joined = openings.sub(lambda opening: f"\0{opening.group()}\0", text)
    parts = joined.split("\0")
    return "".join(_AS_ONE[part] if n % 2 else protected(part) for n, part in enumerate(parts))


def restored(value: Any) -> Any:
    """What went through as a tree of lists, objects and texts, with all letters and marks as they were."""
    if isinstance(value, str):
        return value.translate(_BACK)
    if isinstance(value, list):
        return [restored(part) for part in value]
    if isinstance(value, dict):
        return {key: restored(part) for key, part in value.items()}
    return value
