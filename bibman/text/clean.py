"""Characters that print leaves behind and no reader sees."""

from __future__ import annotations

import re
import unicodedata

#: Everything that has been seen in print for the Uzbek and Ukrainian apostrophe.
APOSTROPHES = "'’‘ʻʼ`´ʹˈ′‛＇"

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
# Control characters except tab and newline, zero-width and bidi marks, the byte order mark, lone surrogates.
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SOFT_HYPHEN = "\u00ad"


def clean(text: str) -> str:
    """The text in NFC without invisible characters; line ends and tabs stay, soft hyphens go."""
    if text.isprintable():  # no invisible character is: nothing to search for
        return unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace(_SOFT_HYPHEN, "")))


def clean_line(text: str) -> str:
    """The cleaned text on one line, with one plain space between words and none around."""
    return " ".join(clean(text).split())
