"""Text of old LaTeX articles whose fonts name no letters: the codes of TeX's encoding T2A read as letters."""

from __future__ import annotations

import re

# T2A from t2aenc.def: accents, quotes and ligatures below the space, Cyrillic from 0x80 on.
_LOW = dict(zip(range(0x10), "`´ˆ˜¨˝˚ˇ˘¯˙¸˛Ӏ〈〉", strict=True)) | {
    0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—", 0x17: "\u200c", 0x19: "ı", 0x1A: "ȷ",
    0x1B: "ﬀ", 0x1C: "ﬁ", 0x1D: "ﬂ", 0x1E: "ﬃ", 0x1F: "ﬄ",
}  # fmt: skip
_HIGH = (
    "ҐҒЂЋҺҖҘЉЇҚҠҞӔҢҤЅӨҪЎҮҰҲЏҸҶЄӘЊЁ№¤§"
    "ґғђћһҗҙљїқҡҟӕңҥѕөҫўүұҳџҹҷєәњё„«»"
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя"
)
_READ_LOW = {code: letter for code, letter in _LOW.items() if chr(code) not in "\r\n\2"}
_T2A = _READ_LOW | dict(enumerate(_HIGH, start=0x80))
# pdfium ends lines with a carriage return before it.
_LONE_LINE_FEED = re.compile(r"(?<!\r)\n")
_LATIN_RUN = re.compile(r"[\xc0-\xff]{3}")
_SIGN = re.compile(r"[\x03-\x09\x15\x16\x1b-\x1f\x80-\x9f¼¾¿]")
# Without other signs of T2A the first and the last ligature's codes may be hyphens of some other font.
_LIGATURE = re.compile(r"(?<=[A-Za-z])[\x1c-\x1e]|[\x1c-\x1e](?=[a-z])")
_LIGATURE_CODES = "\x1c\x1d\x1e"
_ACCENTED = re.compile(r"[\xc0-\xff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Of so many characters at least one begins a run of three accented letters, which no language has.
_RARE_RUN = 60


def read_t2a(text: str, *, among_t2a: bool = False) -> str:
    """A page's text with T2A's codes read, as many characters as before; any other text as it is.

    Of a page that is not in T2A, but ``among_t2a``, beside pages that are, accents, dashes and quotes are
    read; of any other page only the ligatures.
    """
    if among_t2a or is_t2a(text):
        codes = _T2A if is_t2a(text) else _READ_LOW
        return _LONE_LINE_FEED.sub(_LOW[0x0A], text).translate(codes)
    if any(code in text for code in _LIGATURE_CODES):
        return _LIGATURE.sub(lambda match: _LOW[ord(match.group())], text)
    return text


def is_t2a(text: str) -> bool:
    """Whether a page's text is in T2A: no Cyrillic letters, many runs of accented Latin ones, and codes that
    stand for nothing else.
    """
    if text.isascii() or _CYRILLIC.search(text) or not _ACCENTED.search(text):
        return False
    return len(_LATIN_RUN.findall(text)) * _RARE_RUN >= len(text) and _SIGN.search(text) is not None
