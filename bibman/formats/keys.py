"""Citation keys: short, in ASCII, readable, and the same from run to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import count, product
from string import ascii_lowercase

from bibman.formats.bibnames import is_others
from bibman.model import Record
from bibman.text import clean_line, read_table
from bibman.text.fold import romanise

_WORD = re.compile(r"[a-z0-9]+")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_HOST = re.compile(r"^[a-z]+://(?:www\.)?", re.IGNORECASE)
#: Longer names and words are cut; what lies behind this much of a title is not looked at.
_LONGEST = 24
_LOOKED_AT = 300
#: What stands in a key for a year that is not known, and for a record of which nothing is.
NO_YEAR = "nd"
NOTHING = "reference"


def citation_key(record: Record) -> str:
    """The key the record asks for, ``khaydarova2020development``: first author, year, first title word.

    Letters and digits of ASCII only. Without a named author two title words stand around the year, without a
    year "nd" stands in its place, and a record without any of them is a "reference".
    """
    author = author_key(record)
    words = telling_words(record)
    if not author and words:
        author, words = words[0], words[1:]
    year = _YEAR.search(record.issued)
    if not author:
        return NOTHING + (year.group() if year else "")
    return author + (year.group() if year else NO_YEAR) + (words[0] if words else "")


def assign_keys(records: Sequence[Record], taken: Collection[str] = ()) -> list[str]:
    """A key for each record in order, none equal to another or to one of ``taken`` without regard to case.

    Records that ask for the same key get it with a, b, ... added, in the order of their content and not of
    their places, so that a list in another order has the same keys.
    """
    return distinct_keys(list(map(citation_key, records)), lambda i: repr(records[i]), taken)


def distinct_keys(
    asked: Sequence[str], content: Callable[[int], str], taken: Collection[str] = ()
) -> list[str]:
    """The keys asked for, each with a, b, ... added where it is taken, in the order of content."""
    used = {key.lower() for key in taken}
    groups: dict[str, list[int]] = {}
    for i, base in enumerate(asked):
        groups.setdefault(base, []).append(i)
    keys = [""] * len(asked)
    waiting: list[tuple[str, list[int]]] = []
    for base, places in sorted(groups.items()):
        if len(places) > 1:
            places.sort(key=content)
        if base.lower() not in used:
            used.add(base.lower())
            keys[places.pop(0)] = base
        waiting.append((base, places))
    for base, places in waiting:
        candidates = (base + suffix for suffix in _suffixes())
        for i in places:
            keys[i] = next(key for key in candidates if key.lower() not in used)
            used.add(keys[i].lower())
    return keys


def _suffixes() -> Iterator[str]:
    """a, b, ... z, aa, ab, ..."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("key_stop_words"))


def _romanised(text: str) -> str:
    return romanise(clean_line(text[:_LOOKED_AT]))


def author_key(record: Record) -> str:
    """The family name of the first author, else editor, as keys have it; "" where there is none."""
    for name in record.author + record.editor:
        if is_others(name):
            continue
        if name.family or name.given:
            key = _NOT_KEY.sub("", _romanised(name.family or name.given))
        else:
            key = next(iter(telling(name.literal)), "")
        if key:
            return key[:_LONGEST]
    return ""


def telling(text: str) -> list[str]:
    """The words of a title that tell it from others, in ASCII; all where none does."""
    words = _WORD.findall(_romanised(text))
    telling = [word for word in words if word not in _stop_words()]
    return [word[:_LONGEST] for word in telling or words]


def telling_words(record: Record) -> list[str]:
    """The telling words of the title, else of what is known besides."""
    sources = (record.title, record.container_title, record.publisher, _HOST.sub("", record.URL), record.note)
    return next((words for words in map(telling, sources) if words), [])
