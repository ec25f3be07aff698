"""Fields that an entry of its type needs and does not have, or has and should not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.model import Record, Reference
from bibman.references.cues import anywhere
from bibman.references.shape import has_address
from bibman.text import read_table

#: An entry this short only points to another ("Там же. С. 5", "Ibid.").
_SHORTEST = 25
_PLACE = re.compile(r"(?<!\w)[^\W\d_]\w{0,40}\.?\s?:\s?[^\s:/\d]")
_FIGURES = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://")
#: The figures of a year: a longer date has a month.
_YEAR = 4
_FOUR_FIGURES = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
# What says that there is no year, or none yet; years of two figures, too.
_UNDATED = re.compile(
    r"\b(?:in press|to appear|forthcoming|n\.\s?d\.|undated|unpublished|in prep|submitted|in progress|"
    r"preprint|under review|arxiv|à paraître|в печати|б\.\s?г\.|без года|нашрда|nashrda|у друці|baskıda|"
    r"tarihsiz|t\.\s?y\.)|['’‘]\d\d\b",
    re.IGNORECASE,
)


#: The rule by which a field must not be there.
_NEEDLESS = "needless-field"


class Need(NamedTuple):
    """One of ``fields`` has to be there (or not) in entries of ``types``, by the rules of ``styles``."""

    rule: str
    styles: frozenset[str]
    types: frozenset[str]
    fields: tuple[str, ...]
    message: str


@cache
def _needs() -> tuple[Need, ...]:
    return tuple(
        Need(
            row["rule"],
            frozenset(row["styles"].split()),
            frozenset(row["types"].split()),
            tuple(row["fields"].split()),
            row["message"],
        )
        for row in read_table("check_fields")
    )


def check_fields(manuscript: Manuscript) -> Iterator[Finding]:
    """Fields that entries lack, or should lack; silent where the text may hold them unread."""
    if are_footnotes(manuscript.references):
        return
    for n, reference, record in manuscript.entries():
        if len(reference.text) < _SHORTEST:
            continue
        for need in _needs():
            if manuscript.style not in need.styles or record.type not in need.types:
                continue
            if _is_broken(need, reference, record):
                yield manuscript.about(need.rule, n, f"{manuscript.title_of(n)} {need.message}")


def _is_broken(need: Need, reference: Reference, record: Record) -> bool:
    has = any(getattr(record, field) for field in need.fields)
    if need.rule == _NEEDLESS:
        return has
    return not has and not _may_hold(need.rule, reference, record)


def _may_hold(rule: str, reference: Reference, record: Record) -> bool:
    """Whether the text has signs of what the record lacks: then it was only not read."""
    text = reference.text
    if rule == "missing-year":
        return _has_year_of_its_own(text, record)
    if rule == "missing-access":
        return anywhere("access").search(text) is not None
    if rule == "missing-title":
        return not record.container_title
    if has_address(text):
        return True
    if rule in ("missing-pages", "missing-volume"):
        return not _is_in_host(text, record) or _has_more_figures(text, record)
    if rule == "missing-extent":
        return _has_more_figures(text, record)
    if rule != "missing-place" and anywhere("publisher after", "publisher before").search(text):
        return True
    return _PLACE.search(text) is not None


def _is_in_host(text: str, record: Record) -> bool:
    """Whether the entry surely stands in a journal or book, and not in a newspaper of a day."""
    is_dated = len(record.issued) > _YEAR
    named = anywhere("serial", "collection", "conference").search(record.container_title)
    return not is_dated and ("//" in _ADDRESS.sub("", text) or named is not None)


def _has_more_figures(text: str, record: Record) -> bool:
    """Whether figures stand in the text that are neither its year nor its volume and issue."""
    read = " ".join((record.issued, record.volume, record.issue, record.title, record.container_title))
    return bool(set(_FIGURES.findall(text)) - set(_FIGURES.findall(read)))


def _has_year_of_its_own(text: str, record: Record) -> bool:
    """Whether the text has a year that is not only the one in which the address was visited."""
    return bool(set(_FOUR_FIGURES.findall(text)) - {record.accessed[:4]}) or bool(_UNDATED.search(text))
