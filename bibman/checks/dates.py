"""Years, dates and pages that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript
from bibman.model import Record

_RANGE = re.compile(r"(?<![\d.(])(\d{1,5})\s?[-–—−]{1,2}\s?(\d{1,5})(?![\d.])")
_DAY = re.compile(r"(?<![\d./])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
#: More pages than these are no article's, so the figures are no range.
_LONGEST_ARTICLE = 40
#: A smaller number of pages is a part of something.
_SHORTEST_BOOK = 20
#: An earlier year is no date of access, whatever stands before it.
_FIRST_WEB_YEAR = "1991"


def check_dates(manuscript: Manuscript) -> Iterator[Finding]:
    """Years that have not come, dates of no calendar, visits before the publication."""
    today = manuscript.today.isoformat()
    for n, reference, record in manuscript.entries():
        for said, what in ((record.issued, "publication"), (record.accessed, "access")):
            if said and said > today[: len(said)]:
                message = f"{said}, the {'date' if '-' in said else 'year'} of {what}, has not come yet"
                yield manuscript.about("future-year", n, message, at=said[:4])
        if _FIRST_WEB_YEAR <= record.accessed[:4] < record.issued[:4]:
            message = f"visited on {record.accessed}, before the year of publication {record.issued[:4]}"
            yield manuscript.about("impossible-date", n, message, at=record.accessed[:4])
        for found in _DAY.finditer(reference.text):
            if not _is_day(int(found[1]), int(found[2]), int(found[3])):
                message = f"{found.group()} is no date"
                yield manuscript.about("impossible-date", n, message, at=found.group())


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def check_pages(manuscript: Manuscript) -> Iterator[Finding]:
    """Pages that run backwards, that lost their dash, or are none."""
    for n, _, record in manuscript.entries():
        yield from _check_ranges(manuscript, n, record)
        if record.type == "book" and (last := _beyond_the_end(record)):
            message = f"page {last} of a book of {record.number_of_pages} pages"
            yield manuscript.about("impossible-pages", n, message, at=last)
        if re.fullmatch(r"0+", record.page) or re.fullmatch(r"0+", record.number_of_pages):
            yield manuscript.about("impossible-pages", n, f"{manuscript.title_of(n)} has a page 0")


def _check_ranges(manuscript: Manuscript, n: int, record: Record) -> Iterator[Finding]:
    for found in _RANGE.finditer(record.page):
        first, last = found[1], found[2]
        if int(last) < int(first) and not _is_short_form(first, last):
            message = f"pages {found.group()} run backwards"
            near = len(last) == len(first) and int(first) - int(last) <= _LONGEST_ARTICLE
            right = f"{last}–{first}" if near else ""
            yield manuscript.about("pages-backward", n, message, right, found.group())
    if both := _run_together(record):
        message = f"pages {record.page} have lost their dash"
        yield manuscript.about("impossible-pages", n, message, both, record.page)


def _beyond_the_end(record: Record) -> str:
    """The last page of a range that lies beyond the last of the book, "" where none does."""
    found = _RANGE.fullmatch(record.page.strip())
    extent = record.number_of_pages
    if not found or not extent.isdecimal() or _is_short_form(found[1], found[2]):
        return ""
    return found[2] if int(found[2]) > int(extent) >= _SHORTEST_BOOK else ""


def _is_short_form(first: str, last: str) -> bool:
    """Whether the last page leaves out the figures it shares with the first: 105–12 is 105–112."""
    return len(last) < len(first) and int(first[: len(first) - len(last)] + last) > int(first)


def _run_together(record: Record) -> str:
    """The range that a number of pages was before its dash was lost ("105112"), "" where it is none.

    Journals on the web number their articles so too; those have a DOI.
    """
    figures = record.page
    if record.DOI or len(figures) not in (6, 8) or not figures.isdecimal() or record.type == "book":
        return ""
    first, last = figures[: len(figures) // 2], figures[len(figures) // 2 :]
    return f"{first}–{last}" if 0 < int(last) - int(first) <= _LONGEST_ARTICLE and first[0] != "0" else ""
