"""The list as a whole: whether there is one, broken entries, its numbering."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.model import Reference
from bibman.references.shape import read_mark, starts_with_author

_NUMBER = re.compile(r"\d{1,4}")
#: More numbers than these are not missing: the number was read wrongly.
_MOST_MISSING = 5
#: The number of an entry within another is no further from that one's: else it is a volume or a day.
_NEAR = 3


def check_list(manuscript: Manuscript) -> Iterator[Finding]:
    """Whether the article has a list, and which of its entries were printed under two numbers."""
    if not manuscript.references:
        yield Finding("no-list", 1, "no reference list was found in the article")
    for n, reference, _ in manuscript.entries():
        if reference.mended:
            message = f"{reference.mended}, broken over two numbers: join them and number the rest anew"
            yield manuscript.about("broken-entry", n, message, reference.text)


def check_numbers(manuscript: Manuscript) -> Iterator[Finding]:
    """Numbers that are missing, stand twice or out of order; a list that begins anew at 1 is another."""
    if are_footnotes(manuscript.references):
        return
    numbers = list(_numbers(manuscript))
    printed = {(here.list, number) for here in numbers for number in range(here.first, here.last + 1)}
    for before, here in pairwise(numbers):
        if before.list == here.list and here.first != 1:
            yield from _compare(manuscript, before, here, printed)


class Numbered(NamedTuple):
    """A number printed in a list: its line, the entry it stands in and that entry's list.

    An entry broken over two numbers has another ``last`` than ``first``.
    """

    line: int
    entry: int
    list: int
    first: int
    last: int


def _numbers(manuscript: Manuscript) -> Iterator[Numbered]:
    """The numbers of the lists in order, with those of entries that were read as the end of another."""
    lines = manuscript.article.lines
    for n, reference, _ in manuscript.entries():
        numbers = numbers_of(reference)
        if not numbers:
            continue
        yield Numbered(reference.start_line, n, reference.list, numbers[0], max(numbers))
        for line in range(reference.start_line + 1, min(reference.end_line, len(lines)) + 1):
            mark = None if reference.mended else read_mark(lines[line - 1])
            if not mark or abs(mark.number - numbers[0]) > _NEAR:
                continue
            if starts_with_author(lines[line - 1][mark.end :]):
                yield Numbered(line, n, reference.list, mark.number, mark.number)


def _compare(
    manuscript: Manuscript, before: Numbered, here: Numbered, printed: Collection[tuple[int, int]]
) -> Iterator[Finding]:
    number, last = here.first, before.last
    if number == last:
        rule, message = "number-twice", f"the number {number} stands twice, first on line {before.line}"
    elif number < last:
        rule, message = "number-order", f"{number} stands after {last} in the list"
    else:
        text = manuscript.references[before.entry - 1].text
        between = range(last + 1, min(number, last + 2 + _MOST_MISSING))
        missing = [k for k in between if (here.list, k) not in printed and not _holds_number(text, k)]
        if not 0 < len(missing) <= _MOST_MISSING:
            return
        words = f"{missing[0]} is" if len(missing) == 1 else f"{missing[0]} to {missing[-1]} are"
        rule, message = "number-gap", f"after {last} comes {number}: {words} missing in the list"
    found = manuscript.about(rule, here.entry, message)
    yield replace(found, line=here.line, page=manuscript.page_of(here.line))


def _holds_number(text: str, number: int) -> bool:
    """Whether the number stands as a mark within the entry before: the entry was printed on its line."""
    return re.search(rf"(?<!\d){number}\s?[.)\]]\s", text) is not None


def numbers_of(reference: Reference) -> list[int]:
    """The numbers an entry is printed under: none, one, or those it is broken over."""
    found = _NUMBER.findall(reference.mended) or _NUMBER.findall(reference.label)[:1]
    return list(dict.fromkeys(map(int, found)))
