"""Page furniture: running heads, footers and page numbers between the lines of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bibman.text import clean_line

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|стр\.?|с\.|бет|bet|b\.)?\s*(\d{1,4})\s*[-–—|\s]*", re.IGNORECASE
)
_PAGE_OF = re.compile(
    r"(?:page|стр(?:аница|\.)?|bet|бет|sayfa)?\s*\d{1,4}\s*(?:of|из|/|\|\s*p\s?a\s?g\s?e)\s*\d{0,4}",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*\[?\d{1,3}[.)\]]\s*\S")
_LONGEST = 200
# Fewer lines than this between two bare numbers, and they count something else than pages.
_SHORTEST_PAGE = 12
# A run of repeated lines longer than this is a text printed twice, not a running head.
_LARGEST_BLOCK = 5


def furniture_lines(lines: Sequence[str], pages: Sequence[int] = ()) -> frozenset[int]:
    """The indices (from 0) of lines that are running heads, footers or page numbers.

    A running head is a short line that comes again and stands at the edge of a page; a page number is a bare
    number beside one, or beside a blank line where another such number counts on from it. ``pages`` gives the
    page of each line, where the source had form feeds.
    """
    edges = _page_edges(pages, len(lines))
    heads = _running_heads(lines, edges)
    return frozenset(heads | _page_numbers(lines, heads, edges))


def line_key(line: str) -> str:
    """What a running head says on every page: its words without case and figures; "" where the line has none
    or begins with the mark of a list's item.
    """
    if _ITEM.match(line):
        return ""
    key = _NUMBER.sub("0", clean_line(line).casefold())
    return key if any(c.isalpha() for c in key) else ""


def _page_edges(pages: Sequence[int], count: int) -> frozenset[int]:
    """The first and last two lines of each page."""
    turns = [n for n in range(1, min(count, len(pages))) if pages[n] != pages[n - 1]]
    return frozenset(near for n in turns for near in range(n - 2, n + 2))


def _running_heads(lines: Sequence[str], edges: frozenset[int]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if 3 < len(line) <= _LONGEST and (key := line_key(line)):
            places[key].append(n)
    often = {n for found in places.values() if len(found) > 2 for n in found}
    repeated = {n for found in places.values() if len(found) > 1 for n in found}
    repeated -= _long_runs(lines, repeated) - often
    heads: set[int] = set()
    for found in places.values():
        at_edge = [n for n in found if n in repeated and (n in edges or _is_at_edge(lines, n, repeated))]
        if len(found) > 1 and len(at_edge) > 1 and len(at_edge) * 3 >= len(found) * 2:
            heads.update(at_edge)
    return heads - _long_runs(lines, heads)


def _is_at_edge(lines: Sequence[str], n: int, repeated: set[int]) -> bool:
    """Whether a page seems to end or begin here: a bare number or two blank lines on either side."""
    for step in (-1, 1):
        near, skipped = n + step, 0
        while 0 <= near < len(lines) and near in repeated and skipped < _LARGEST_BLOCK:
            near, skipped = near + step, skipped + 1
        if not 0 <= near < len(lines) or page_value(lines[near]):
            return True
        beyond = near + step
        if not lines[near].strip() and (
            not 0 <= beyond < len(lines) or not lines[beyond].strip() or bool(page_value(lines[beyond]))
        ):
            return True
    return False


def _long_runs(lines: Sequence[str], heads: set[int]) -> set[int]:
    """The lines of repeated passages, blank lines between them or not."""
    long: set[int] = set()
    run: list[int] = []
    for n in sorted(heads):
        if run and any(lines[m].strip() and m not in heads for m in range(run[-1] + 1, n)):
            long.update(run if len(run) > _LARGEST_BLOCK else ())
            run = []
        run.append(n)
    return long | set(run if len(run) > _LARGEST_BLOCK else ())


def page_value(line: str) -> int:
    """The page number a line consists of, 0 where it is anything else."""
    if len(line) > 40:
        return 0
    match = _PAGE_NUMBER.fullmatch(line.strip())
    return int(match.group(1)) if match else 0


def _page_numbers(lines: Sequence[str], heads: set[int], edges: frozenset[int]) -> set[int]:
    values = [(n, value) for n, line in enumerate(lines) if (value := page_value(line))]
    found = {n for n, line in enumerate(lines) if len(line) < 40 and _PAGE_OF.fullmatch(line.strip())}
    for at, (n, _) in enumerate(values):
        stands_free = any(not 0 <= m < len(lines) or not lines[m].strip() for m in (n - 1, n + 1))
        if not (stands_free or {n - 1, n + 1} & heads):
            continue
        alone = not any(0 < abs(m - n) <= _LARGEST_BLOCK + 1 for m, _ in values[max(0, at - 1) : at + 2])
        if n in edges or _counts_on(values, at) or (alone and _is_beside(lines, n, heads)):
            found.add(n)
    return found


def _is_beside(lines: Sequence[str], n: int, heads: set[int]) -> bool:
    """Whether the nearest line with text, before or after, is a running head."""
    for step in (-1, 1):
        near = n + step
        while 0 <= near < len(lines) and abs(near - n) < _LARGEST_BLOCK and not lines[near].strip():
            near += step
        if near in heads:
            return True
    return False


def _counts_on(values: list[tuple[int, int]], at: int) -> bool:
    """Whether a number near by, at least a short page away, counts on from this one."""
    n, value = values[at]
    near = values[max(0, at - 4) : at + 5]
    if any(0 < abs(m - n) < _SHORTEST_PAGE and abs(other - value) == 1 for m, other in near):
        return False
    return any(
        abs(m - n) >= _SHORTEST_PAGE and 0 < (other - value) * (1 if m > n else -1) <= 2 for m, other in near
    )
