"""Names of nothing but ordinary words and initials, as most are, cut without the care that print needs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bibman.names.tokens import Token, tokens_of
from bibman.names.words import has_organisation_word, is_organisation, kinds_of
from bibman.text import folded_words

_MOST = 5
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+")
#: Capitals so short may be initials that lost their dots.
_SHORT = 4
_SPECIAL = frozenset({"title", "suffix", "peerage"})


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
    if len(piece) > 1 and piece.isalpha() and piece[0].isupper() and piece[1:].islower():
        tokens: tuple[Token, ...] = (Token(piece, False),)
    elif piece[:1].isupper() and piece.isprintable():
        tokens = _closer(piece)
    else:
        return ()
    is_special = has_organisation_word(folded_words(piece)) or not unicodedata.is_normalized("NFC", piece)
    return () if is_special or any(not _SPECIAL.isdisjoint(kinds_of(t.text)) for t in tokens) else tokens


def _closer(piece: str) -> tuple[Token, ...]:
    """Initials, or one word with hyphens, apostrophes or capitals."""
    tokens = tuple(tokens_of(piece))
    if is_organisation(piece):
        return ()
    if _INITIALS.fullmatch(piece):
        return tokens if all(t.is_initial for t in tokens) else ()
    may_be_initials = piece.isupper() and len(piece) <= _SHORT
    return tokens if tokens == (Token(piece, False),) and not may_be_initials else ()
