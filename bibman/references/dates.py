"""Dates as printed in references, read into ISO dates cut to what is known."""

from __future__ import annotations

import re
from functools import cache

from bibman.text import read_table

_YEAR = r"(?:1[4-9]|20)\d\d"
YEAR = re.compile(rf"(?<![\d./]){_YEAR}(?!\d)")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_RANGE = re.compile(rf"(?<!\d)({_YEAR})\s?[-\u2010-\u2015/]\s?({_YEAR}|\d\d)(?!\d|\s?[./-]\s?\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})\s?[./-]\s?(\d{{1,2}})\s?[./-]\s?({_YEAR})(?!\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)({_YEAR})\s?[./-]\s?(\d{{1,2}})(?:\s?[./-]\s?(\d{{1,2}}))?(?!\d)")
_DAY_BEFORE = re.compile(r"(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?[\s.,-]{0,3}\Z")
_DAY_AFTER = re.compile(r"\w{0,8}[.,]?\s{0,2}(\d{1,2})(?!\d|-?\s?(?:сон|son|№))")


@cache
def _months() -> dict[str, int]:
    return {row["stem"]: int(row["month"]) for row in read_table("months")}


@cache
def _month() -> re.Pattern[str]:
    stems = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])({stems})", re.IGNORECASE)


def read_date(text: str) -> str:
    """The date as "2018", "2018-06", "2018-06-26", or two years "1998/2000"; "" where there is no year."""
    return _numeric(text) or _with_month(text) or _years(text)


def find_year(text: str) -> str:
    """The first year that stands by itself in the text; "" where there is none."""
    found = YEAR.search(text)
    return found.group() if found else ""


def _numeric(text: str) -> str:
    if found := _DAY_FIRST.search(text):
        return _iso(found[3], int(found[2]), int(found[1]))
    found = _YEAR_FIRST.search(text)
    if found and found[3]:
        return _iso(found[1], int(found[2]), int(found[3]))
    return ""


def _with_month(text: str) -> str:
    year, month = _ANY_YEAR.search(text), _month().search(text)
    if not year or not month:
        return ""
    day = _DAY_BEFORE.search(text[: month.start()]) or _DAY_AFTER.match(text, month.end())
    return _iso(year.group(), _months()[month.group().lower()], int(day[1]) if day else 0)


def _years(text: str) -> str:
    year = _ANY_YEAR.search(text)
    if not year:
        return ""
    span = _RANGE.match(text, year.start())
    if not span:
        return year.group()
    last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
    return f"{span[1]}/{last}" if last > span[1] else span[1]


def _iso(year: str, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else f"{year}-{month:02d}"
