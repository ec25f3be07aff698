"""Text for the fields of .bib files: what TeX takes for a command is escaped, letters stay as they are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

from bibman.text import clean, clean_line, read_table

Dialect = Literal["biblatex", "bibtex"]

#: What is escaped or mended; printable text without it is written as it is.
_TOUCHED = re.compile(r"[\\{}&%$#_^~\"`]|^ | $|  ")
_TIE = "\u00a0"
_SPACES = re.compile(r"\s+")
_TIES = frozenset("\u00a0\u202f\u2007")
_ESCAPES = str.maketrans(
    {
        "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
        "\\": r"{\textbackslash}", "^": r"{\textasciicircum}", "~": r"{\textasciitilde}",
        _TIE: "~", "\u202f": "~", "\u2007": "~",
    }
)  # fmt: skip
_ESCAPED = re.compile(r"[\\{}&%$#_^~\u00a0\u202f\u2007]")
#: The fonts of the old 8-bit TeX have no glyph for these two letters of the Uzbek alphabet.
_LETTER_APOSTROPHES = str.maketrans({"ʻ": r"{\textquoteleft}", "ʼ": r"{\textquoteright}"})
_BRACES = re.compile(r"[{}]")
_TO_ROUND = str.maketrans("{}", "()")
# A straight quote opens after a space, a bracket, a dash or nothing, and closes everywhere else.
_OPENING_QUOTE = re.compile(r'(?<![^\s(\[{«“/–—-])"(?=\S)')
_LETTERS = r"[^\W\d_]+(?:[-‐'’‘ʻʼ][^\W\d_]+)*"
_INSIDE_WORD = re.compile(r"[-‐'’‘ʻʼ]")
#: Shorter words say nothing about the case a title is in.
_LONG_WORD = 4
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: The punctuation that may stand in a link as it is; BibLaTeX hands links on verbatim.
_SAFE_IN_LINKS = "!#$&'()*+,-./:;=?@[]_~%"
_PLAIN_LINK = re.compile(r"(?:[A-Za-z0-9!#$&'()*+,./:;=?@\[\]_~-]|%[0-9A-Fa-f]{2})*+", re.ASCII)
_LINK_ESCAPES = str.maketrans({"%": r"\%", "&": r"\&", "#": r"\#"})


def tex_text(text: str, dialect: Dialect = "biblatex") -> str:
    """The text on one line with TeX's own characters escaped; no-break spaces become ``~``.

    Braces are escaped where they are balanced and become round brackets elsewhere, since BibTeX counts
    escaped ones too; straight double quotes become curly ones, since babel makes commands of them.
    """
    if _is_plain(text) and (dialect == "biblatex" or text.isascii()):
        return normalize("NFC", text)
    return _escaped(_plain(text), dialect)


def tex_words(text: str, dialect: Dialect = "biblatex") -> str:
    """The same with plain spaces for no-break ones."""
    return tex_text(text if text.isprintable() else clean_line(text), dialect)


def tex_title(text: str, *, english: bool, dialect: Dialect = "biblatex") -> str:
    """The title escaped, with braces around what a style must not put in lower case.

    That is the whole title, and in English, where styles do change the case, its acronyms and names.
    """
    line = _plain(text)
    if not line or not english:
        return f"{{{_escaped(line, dialect)}}}" if line else ""
    pieces = _first_and_rest(line) if line[1:].islower() else _words().split(line)
    fixed = {i for i in range(1, len(pieces), 2) if _is_acronym_or_name(pieces[i])}
    later = [i for i in range(3, len(pieces), 2) if i not in fixed]
    long = [pieces[i] for i in later if len(pieces[i]) >= _LONG_WORD]
    if 2 * sum(word[0].isupper() for word in long) <= len(long):  # not Every Word Has a Capital: names do
        fixed.update(i for i in later if pieces[i][0].isupper())
    return "".join(
        f"{{{_escaped(piece, dialect)}}}" if i in fixed else _escaped(piece, dialect)
        for i, piece in enumerate(pieces)
    )


def tex_link(link: str, dialect: Dialect = "biblatex") -> str:
    """The URL or DOI in plain ASCII; ``%``, ``&`` and ``#`` are escaped for old BibTeX only."""
    line = link
    if not _PLAIN_LINK.fullmatch(link):
        line = _LONE_PERCENT.sub("%25", _SPACES.sub(" ", clean(link)).strip())
        line = quote(line, safe=_SAFE_IN_LINKS)
    return line.translate(_LINK_ESCAPES) if dialect == "bibtex" else line


def _is_plain(text: str) -> bool:
    """Whether the text needs no more than its normal form."""
    return text.isprintable() and not _TOUCHED.search(text)


def _plain(text: str) -> str:
    """One line with balanced or round brackets and without straight double quotes and backticks."""
    if _is_plain(text):
        return normalize("NFC", text)
    line = _SPACES.sub(lambda m: m.group() if m.group() in _TIES else " ", clean(text)).strip()
    if not _balanced(line):
        line = line.translate(_TO_ROUND)
    if '"' in line:
        line = _OPENING_QUOTE.sub("“", line).replace('"', "”")
    return line.replace("`", "‘")


def _escaped(line: str, dialect: Dialect) -> str:
    if _ESCAPED.search(line):
        line = line.translate(_ESCAPES)
    return line.translate(_LETTER_APOSTROPHES) if dialect == "bibtex" and not line.isascii() else line


def _balanced(line: str) -> bool:
    depth = 0
    for brace in _BRACES.findall(line):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("english_names"))


@cache
def _words() -> re.Pattern[str]:
    """Splits a title at its words, a name of several words being one."""
    phrases = sorted((name for name in _names() if " " in name), key=lambda name: (-len(name), name))
    return re.compile(rf"((?<!\w)(?:{'|'.join(phrases)})(?!\w)|{_LETTERS})")


def _first_and_rest(line: str) -> list[str]:
    """The line split at its first word alone: where no other letter is a capital, no other word is a name."""
    first = _words().search(line)
    return [line[: first.start()], first[0], line[first.end() :]] if first else [line]


@lru_cache(maxsize=50_000)
def _is_acronym_or_name(word: str) -> bool:
    """A name of the table, a word with capitals inside, or one capital alone (vitamin C, C++), but not A."""
    if word in _names() or (len(word) == 1 and word.isupper() and word != "A"):
        return True
    return any(part in _names() or part[1:] != part[1:].lower() for part in _INSIDE_WORD.split(word))
