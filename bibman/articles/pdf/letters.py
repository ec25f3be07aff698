"""Letters that fonts spoil: ligatures, accents beside their letters, symbols, letters spaced out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

#: Left, right, bottom and top of the character at an index of the page's text.
Box = Callable[[int], tuple[float, float, float, float]]

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Symbol fonts keep their own code for a glyph at U+F000 and up; their bullets stand at letters' places.
_SYMBOLS = {chr(0xF000 + code): chr(code) for code in range(0x20, 0x41)} | {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–", "\uf0a8": "•", "\uf076": "❖",
}  # fmt: skip
_PLAIN = _LIGATURES | _SYMBOLS | {"\u00a0": " ", "\t": " ", "\u00ad": "-", "\0": ""}
_ODD = re.compile(f"[{''.join(map(re.escape, _PLAIN))}]")
_SPACING_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˝": "\u030b", "˚": "\u030a", "¯": "\u0304", "¸": "\u0327",
    "˛": "\u0328",
}  # fmt: skip
# Gaps between words are this much wider than between spaced letters; a hair is no gap at all.
_WIDER, _HAIR = 1.6, 0.5
_SHORTEST_SPACED = 3
_DOTLESS = {"ı": "i", "ȷ": "j"}
_ACCENTED = rf"(?P<accent>[{re.escape(''.join(_SPACING_ACCENTS))}]) ?(?P<under>[^\W\d_])"
_LONE_ACCENT = re.compile(rf"(?<!\S)[{re.escape(''.join(_SPACING_ACCENTS))}](?!\S)")
_SPACED = r"(?<![^\W_])[^\W\d_](?: {1,4}[^\W\d_]){4,}(?![^\W_])"
_SPOILT = re.compile(f"{_ACCENTED}|{_SPACED}")
# What letters spaced out hold; it is looked for first, being found much faster.
_PERHAPS_SPACED = re.compile(r" \S {1,4}\S {1,4}\S ")


def is_spoilt(text: str) -> bool:
    """Whether a page's text has accents beside letters or letters spaced out."""
    if not any(accent in text for accent in _SPACING_ACCENTS) and not _PERHAPS_SPACED.search(text):
        return False
    return _SPOILT.search(text) is not None


def has_ligatures(text: str) -> bool:
    """Whether a page's text has letters drawn as one."""
    return any(ligature in text for ligature in _LIGATURES)


def mend_letters(text: str, box: Box, start: int) -> str:
    """The text with whole letters and words: no ligatures, no accents beside their letters, no letters apart.

    ``box`` gives the places of the page's characters, of which the text begins at ``start``: an accent
    belongs to the letter it is printed over, whatever else it may stand for, and wider gaps part words.
    """
    if _LONE_ACCENT.search(text):
        text = _accents_put_back(text, box, start)
    return _SPOILT.sub(lambda match: _mended(match, box, start), text)


def plain_letters(text: str) -> str:
    """The text without ligatures, symbol fonts' codes and hard spaces."""
    return _ODD.sub(lambda match: _PLAIN[match.group()], text) if _ODD.search(text) else text


def _accents_put_back(text: str, box: Box, start: int) -> str:
    """The text, as long as before, with accents that stand by themselves on the letters they are over."""
    letters = list(text)
    for match in _LONE_ACCENT.finditer(text):
        left, right, _, _ = box(start + match.start())
        for n, letter in enumerate(letters):
            whole = unicodedata.normalize("NFC", letter + _SPACING_ACCENTS[match.group()])
            if letter.isalpha() and len(whole) == 1:
                under = box(start + n)
                if under[0] <= (left + right) / 2 <= under[1]:
                    letters[n], letters[match.start()] = whole, " "
                    break
    return "".join(letters)


def _mended(match: re.Match[str], box: Box, start: int) -> str:
    return _accented(match, box, start) if match["accent"] else _closed_up(match, box, start)


def _accented(match: re.Match[str], box: Box, start: int) -> str:
    letter = _DOTLESS.get(match["under"], match["under"])
    whole = unicodedata.normalize("NFC", letter + _SPACING_ACCENTS[match["accent"]])
    accent, under = box(start + match.start("accent")), box(start + match.start("under"))
    middle = (accent[0] + accent[1]) / 2
    return whole if len(whole) == 1 and under[0] <= middle <= under[1] else match.group()


def _closed_up(match: re.Match[str], box: Box, start: int) -> str:
    """Words of letters spaced out: parted at the gaps that are clearly wider than the narrowest."""
    text = match.group()
    places = [n for n, character in enumerate(text) if character != " "]
    boxes = [box(start + match.start() + n) for n in places]
    gaps = [max(0.0, after[0] - before[1]) for before, after in pairwise(boxes)]
    widest_within = min(gaps) * _WIDER + _HAIR
    words = [text[places[0]]]
    for gap, n in zip(gaps, places[1:], strict=True):
        words.append(" " * (gap > widest_within) + text[n])
    closed = "".join(words)
    return closed if max(map(len, closed.split())) > _SHORTEST_SPACED else text
