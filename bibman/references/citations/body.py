"""The text of an article without its reference lists: where citation marks are looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from bibman.articles.furniture import furniture_lines
from bibman.model import Article, Reference

#: So many lines between two items still belong to the list: a page turn, a stray number.
_WIDEST_GAP = 3
# A list that opens later than this on a line has text before it, not only its heading.
_SHORTEST_TEXT = 40
_LABEL_AT_END = re.compile(r"[\[(]?\d{0,3}[\]).:\s–-]{0,4}$")
_BARE_LABEL = re.compile(r"\s*[\[(]?\d{1,3}[\]).]?\s*")


class Body(NamedTuple):
    """The text of the body, its lines joined by line ends.

    ``starts`` are the offsets of its lines in ``text`` and ``numbers`` their numbers in the article.
    """

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """The article's line that the character at ``offset`` stands on."""
        at = bisect_right(self.starts, offset) - 1
        return self.numbers[at] if 0 <= at < len(self.numbers) else 1


def read_body(article: Article, references: Sequence[Reference]) -> Body:
    """The article's text without page furniture and without the lines of its reference lists."""
    lines = article.lines
    listed = _listed(lines, references)
    before = _before_lists(lines, references)
    furniture = furniture_lines(lines, article.pages)
    kept, numbers, starts, offset = [], [], [], 0
    for n, line in enumerate(lines):
        if n in furniture:
            continue
        text = before.get(n, "") if listed[n] else line
        kept.append(text)
        numbers.append(n + 1)
        starts.append(offset)
        offset += len(text) + 1
    return Body("\n".join(kept), tuple(starts), tuple(numbers))


def _listed(lines: Sequence[str], references: Sequence[Reference]) -> list[bool]:
    """For each line whether it belongs to a list: to one of its items or to what stands between two."""
    turns = [0] * (len(lines) + 2)
    previous: Reference | None = None
    for reference in references:
        first = _clamped(reference.start_line, lines)
        last = max(first, _clamped(reference.end_line, lines))
        if previous and previous.list == reference.list:
            gap = first - 1 - _clamped(previous.end_line, lines)
            first -= gap if 0 < gap <= _WIDEST_GAP else 0
        elif first > 1 and _BARE_LABEL.fullmatch(lines[first - 2]):
            first -= 1
        turns[first - 1] += 1
        turns[last] -= 1
        previous = reference
    depth, listed = 0, []
    for turn in turns[: len(lines)]:
        depth += turn
        listed.append(depth > 0)
    return listed


def _clamped(line: int, lines: Sequence[str]) -> int:
    return max(1, min(line, len(lines)))


def _before_lists(lines: Sequence[str], references: Sequence[Reference]) -> dict[int, str]:
    """What stands before a list that opens in the middle of a line, by the index of the line."""
    found: dict[int, str] = {}
    seen: set[int] = set()
    for reference in references:
        if reference.list in seen or not 0 < reference.start_line <= len(lines):
            continue
        seen.add(reference.list)
        line = lines[reference.start_line - 1]
        at = line.find(reference.text[:12])
        if at > _SHORTEST_TEXT:
            found[reference.start_line - 1] = line[: at - 8] + _LABEL_AT_END.sub("", line[at - 8 : at])
    return found
