"""When a record is right: its fields beside those a person labelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from bibman.model import Name, Record
from bibman.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_PAGES = re.compile(r"\d+|[ivxlc]+(?![a-z])")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_LINK_START = re.compile(r"^(?:https?://)?(?:www\.)?(?:doi\.org/)?")

#: How often a field is right, has a value too much, and misses one.
Counts = tuple[int, int, int]


def _pages(text: str) -> str:
    return "-".join(_PAGES.findall(text.casefold()))


def _year(text: str) -> str:
    found = _YEAR.search(text)
    return found[0] if found else ""


def _link(text: str) -> str:
    return _LINK_START.sub("", re.sub(r"\s", "", text).casefold()).rstrip("/")


#: Each labelled field: what makes two printed values equal, and where the record keeps it.
FIELDS: dict[str, tuple[Callable[[str], str], str]] = {
    "title": (fold, "title"),
    "container": (fold, "container_title"),
    "year": (_year, "issued"),
    "volume": (fold, "volume"),
    "issue": (fold, "issue"),
    "pages": (_pages, "page"),
    "publisher": (fold, "publisher"),
    "place": (fold, "publisher_place"),
    "doi": (_link, "DOI"),
    "url": (_link, "URL"),
}


def compare_fields(labelled: Mapping[str, Any], record: Record) -> dict[str, Counts]:
    """The counts of each field; authors are one field: all of them, in order, by family and initials."""
    people = [_person(Name(a["family"], a["given"], a["patronymic"])) for a in labelled["authors"]]
    counts = {"authors": _count(people, [_person(name) for name in record.author])}
    for field, (equal, attribute) in FIELDS.items():
        counts[field] = _count(equal(labelled[field]), equal(getattr(record, attribute)))
    return counts


def wrong_fields(counts: Mapping[str, Counts]) -> list[str]:
    """The fields with a value too much or a missed one; none for a record that is wholly right."""
    return [field for field, (_, extra, missed) in counts.items() if extra or missed]


def _person(name: Name) -> tuple[str, str]:
    initials = _initials(f"{name.given} {name.patronymic}") if name.family else ""
    return fold(name.family or name.literal), initials


def _initials(names: str) -> str:
    words = _WORD.findall(unicodedata.normalize("NFKC", names))
    return "".join(word[0] for word in words).casefold()


def _count(expected: object, found: object) -> Counts:
    return (1, 0, 0) if expected and expected == found else (0, int(bool(found)), int(bool(expected)))
