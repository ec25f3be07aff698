"""The order of entries in a list: by author, year, title, Latin letters before Cyrillic ones."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from bibman.formats.bibnames import is_others
from bibman.model import Name, Record
from bibman.names.display import given_names
from bibman.text import clean_line, read_table
from bibman.text.clean import APOSTROPHES

#: What entries can be sorted by, but for the order in which they came.
SORTS = ("key", "author", "year", "title")

_SCRIPTS = (re.compile(r"[a-z]"), re.compile(r"[\u0400-\u052f]"))
_NOT_SORTED = re.compile(rf"[^\w\s]|[{APOSTROPHES}_]")
_YEAR = re.compile(r"[0-9]{4}")
#: Behind every letter that may follow.
_AFTER = "\U0010ffff"
#: Three keys of a text: its script, its letters as an alphabet has them, the text itself.
TextKey = tuple[int, str, str]
SortKey = tuple[TextKey | tuple[TextKey, ...] | str, ...]


def sort_key(key: str, record: Record, by: str) -> SortKey:
    """What the entry is sorted by, ``by`` one of SORTS; no two entries of a list have the same.

    Without an author its title stands in the author's place, and without a year it comes last.
    """
    if by == "key":
        return (key,)
    title = text_key(record.title or record.container_title)
    year = _YEAR.search(record.issued)
    when = year.group() + record.issued if year else _AFTER
    names = record.author or record.editor
    authors = tuple(text_key(_inverted(name)) for name in names if not is_others(name)) or (title,)
    orders: dict[str, SortKey] = {
        "author": (authors, when, title, key),
        "year": (when, authors, title, key),
        "title": (title, authors, when, key),
    }
    return orders[by]


def text_key(text: str) -> TextKey:
    """What a text is sorted by: Latin before Cyrillic before other scripts, case and marks set aside.

    A letter made of another stands behind it (ғ after г, қ after к, і after и); ё is е, and accents do not
    count unless all else is equal.
    """
    line = clean_line(text)
    letters = " ".join(_NOT_SORTED.sub("", line.casefold()).split())
    letters = letters if letters.isascii() else _base_letters(letters)
    first = next((c for c in letters if c.isalpha()), "")
    rank = next((n for n, script in enumerate(_SCRIPTS) if script.match(first)), len(_SCRIPTS))
    return (rank, letters, line)


def _base_letters(text: str) -> str:
    text = text.translate(_letters())
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@cache
def _letters() -> dict[int, str]:
    """How the letters of the table are sorted."""
    rows = read_table("sorting")
    return {ord(row["letter"]): row["base"] + _AFTER * int(row.get("behind") or 0) for row in rows}


def _inverted(name: Name) -> str:
    return f"{name.family} {given_names(name)}" if name.family else given_names(name) or name.literal
