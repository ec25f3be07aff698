"""Bytes made text: what a file is by its first bytes, and which encoding its text is in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from bibman.errors import UnreadableInputError, UsageError

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or a document that is one (DOCX, ODT, EPUB)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or one under a password"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)

_HIGH_LATIN = re.compile(r"[\u00c0-\u00ff]{3}")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: The single-byte encodings the articles of this field come in, for charset-normalizer to choose from.
_CANDIDATES = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1254", "cp1252"]
_COMMONEST = "cp1251"
_SAMPLE = 1 << 17
# Lines of plain ASCII say nothing about the encoding and drown the few that do.
_TELLING_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
# One byte in a thousand: a stray NUL or a broken character spoils no text.
_STRAY = 1000


def decode(data: bytes, path: str, encoding: str | None = None, *, markup: bool = False) -> tuple[str, str]:
    """The text of a file's bytes and the encoding it was read in; ``encoding`` overrides all guessing.

    ``markup`` says that it is a page of HTML whose source is wanted.
    Raises UnreadableInputError where the bytes are no text, UsageError for an encoding nobody knows.
    """
    if not data.strip():
        raise UnreadableInputError(f"{path} is empty: nothing to read")
    if encoding:
        return _decode_as_told(data, path, encoding)
    kind = "" if markup else _other_kind(data)
    if kind:
        raise UnreadableInputError(f"{path}: this is {kind}, not text; save it as text")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), name
    if b"\0" in data:
        return _decode_with_nuls(data, path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_by_guess(data)


def _decode_as_told(data: bytes, path: str, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise UnreadableInputError(
            f"{path} is not in {encoding}: byte {error.start + 1} does not fit; "
            "give another --encoding, or none"
        ) from error
    except LookupError as error:
        raise UsageError(f"there is no encoding {encoding!r}; try utf-8, cp1251, koi8-r or cp866") from error


def _other_kind(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "an HTML page" if _HTML.match(data[:2048]) else ""


def _decode_with_nuls(data: bytes, path: str) -> tuple[str, str]:
    """UTF-16 without its mark has NULs on one side of most spaces; a stray NUL or two spoils no UTF-8."""
    nuls = data.count(0, 0, _SAMPLE)
    for name, side in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[side:_SAMPLE:2].count(0) * 20 >= nuls * 19:
            text = data.decode(name, "replace")
            if _reads_as_text(text[:_SAMPLE]):
                return text, name
    if data.count(0) * _STRAY < len(data):
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * _STRAY < len(text):
            return text, "utf-8"
    raise UnreadableInputError(f"{path}: this is a binary file, not text; save the article as text")


def _reads_as_text(text: str) -> bool:
    """Whether nearly all characters are letters, spaces, digits and marks of the scripts below U+2400."""
    strange = sum(not ("\t" <= c < "\u2400") or c in "\ufffd\0" for c in text)
    return strange * 50 <= len(text)


def _decode_by_guess(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 50 < len(data) - len(text):  # UTF-8 with a few broken bytes: most long characters are whole
        return text, "utf-8"
    telling = b"\n".join(_TELLING_LINE.findall(data[: 4 * _SAMPLE]))[:_SAMPLE]
    best = from_bytes(telling or data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    encoding = best.encoding if best else _COMMONEST
    return data.decode(encoding, "replace"), encoding


def repair_cp1251(line: str) -> str:
    """A line of Cyrillic letters that were read as Latin ones ("Ãðèãîð³é"), read again; any other line as it
    is.
    """
    if not _HIGH_LATIN.search(line) or re.search(r"[\u0400-\u04ff]", line):
        return line
    letters = [c for c in line if c.isalpha()]
    if sum("\u00c0" <= c <= "\u00ff" for c in letters) * 10 < len(letters) * 9:
        return line
    try:
        return line.encode("cp1252").decode("cp1251")
    except UnicodeError:
        return line
