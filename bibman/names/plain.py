"""Names of nothing but ordinary words and initials, as most are, cut without the care that print needs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bibman.names.tokens import APOSTROPHES, Token, is_initial, tokens_of
from bibman.names.words import Kinds, is_organisation, word_of

_MOST = 5
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.")
_INITIALS = re.compile(rf"(?:{_INITIAL.pattern})+")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{APOSTROPHES}‐‑-])*(?<!-)")
#: Capitals so short may be initials that lost their dots.
_SHORT = 4
_SPECIAL = Kinds({"title", "suffix", "peerage", "organisation"})


def plain_parts(text: str) -> list[list[Token]] | None:
    """The words before and after the comma in "Family, I. O.", all of "Given Family"; None for others."""
    pieces = text.split(" ")
    if len(pieces) > _MOST:
        return None
    parts: list[list[Token]] = [[]]
    for piece in pieces:
        ends_part = piece[-1:] == ","
        tokens = _plain_tokens(piece[:-1] if ends_part else piece)
        if not tokens:
            return None
        parts[-1].extend(tokens)
        if ends_part:
            parts.append([])
    return parts if len(parts) < 3 and parts[-1] else None


@lru_cache(maxsize=50000)
def _plain_tokens(piece: str) -> tuple[Token, ...]:
    """A piece without spaces as one word or as initials; nothing where what stands beside it may matter."""
    is_word = piece[:1].isupper() and piece[1:].islower()
    if is_word and (piece.isalpha() or _WORD.fullmatch(piece)):
        tokens: tuple[Token, ...] = (Token(word_of(piece), False),)
    elif piece[:1].isupper() and piece.isprintable():
        tokens = _closer(piece)
    else:
        return ()
    for token in tokens:
        if token.word.kinds and not _SPECIAL.isdisjoint(token.word.kinds):
            return ()
    return tokens if unicodedata.is_normalized("NFC", piece) else ()


def _closer(piece: str) -> tuple[Token, ...]:
    """Initials, or one word with capitals inside."""
    if is_organisation(piece):
        return ()
    if _INITIALS.fullmatch(piece):
        initials = _INITIAL.findall(piece)
        tokens = tuple([Token(word_of(text), True, n > 0) for n, text in enumerate(initials)])
        return tokens if all(map(is_initial, initials)) else ()
    tokens = tuple(tokens_of(piece))
    is_word = len(tokens) == 1 and tokens[0] == Token(word_of(piece), False)
    may_be_initials = piece.isupper() and len(piece) <= _SHORT
    return tokens if is_word and not may_be_initials else ()
