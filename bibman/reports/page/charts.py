"""Plots as HTML and SVG, each with its numbers in a table that can be read aloud."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import count

from bibman.reports.page.texts import number, percent, said

#: A label (HTML) and how many.
Bar = tuple[str, int]

#: So many columns at most stand side by side, and so wide are those of years.
_COLUMNS = 60
_STEPS = (1, 2, 5, 10, 20, 50, 100)
#: The drawing leaves room at the top for the highest number and at the bottom for the labels, in pixels.
_HEIGHT, _TOP, _BOTTOM = 210, 22, 26


def bars(caption: str, heads: tuple[str, str], rows: Sequence[Bar], wholes: Sequence[int] = ()) -> str:
    """A table whose numbers are also drawn, each beside the largest; with ``wholes``, each as a share of one.

    ``caption`` and ``heads`` are keys of texts.
    """
    largest = max((many for _, many in rows), default=0)
    lines = []
    for n, (label, many) in enumerate(rows):
        whole = wholes[n] if wholes else largest
        told = f"{percent(many / whole)} <small>{number(many)}</small>" if wholes else number(many)
        lines.append(
            f'<tr><th scope="row">{label}</th><td class="drawn">{_bar(many / whole if whole else 0)}</td>'
            f'<td class="number">{told}</td></tr>'
        )
    head = (
        f'<tr><th scope="col">{said(heads[0])}</th><td></td>'
        f'<th scope="col" class="number">{said(heads[1])}</th></tr>'
    )
    return (
        f'<table class="bars"><caption>{said(caption)}</caption>'
        f'<thead class="unseen">{head}</thead><tbody>{"".join(lines)}</tbody></table>'
    )


def _bar(share: float) -> str:
    return (
        '<svg aria-hidden="true" width="100%" height="12">'
        f'<rect class="ground" width="100%" height="12"/><rect width="{100 * share:.2f}%" height="12"/></svg>'
    )


def columns(caption: str, heads: tuple[str, str], rows: Sequence[Bar], labelled: Sequence[int]) -> str:
    """Columns side by side, the places ``labelled`` with their label below, and the same as a table.

    ``caption`` and ``heads`` are keys of texts.
    """
    highest = max((many for _, many in rows), default=0)
    room = _HEIGHT - _TOP - _BOTTOM
    wide = 100 / max(len(rows), 1)
    drawn = [_line(_HEIGHT - _BOTTOM, "base")]
    for part in (0.5, 1.0):
        y = _HEIGHT - _BOTTOM - part * room
        drawn.append(_line(y, "grid"))
        if highest * part == int(highest * part):
            drawn.append(f'<text x="0" y="{y - 5:.1f}">{number(int(highest * part))}</text>')
    for n, (label, many) in enumerate(rows):
        tall = room * many / highest if highest else 0
        drawn.append(
            f'<rect x="{wide * (n + 0.1):.2f}%" y="{_HEIGHT - _BOTTOM - tall:.1f}" width="{wide * 0.8:.2f}%" '
            f'height="{tall:.1f}"><title>{label}: {number(many)}</title></rect>'
        )
    for n in labelled:
        x, anchor = _label_place(wide, n)
        drawn.append(f'<text x="{x:.2f}%" y="{_HEIGHT - 8}" text-anchor="{anchor}">{rows[n][0]}</text>')
    svg = f'<svg class="columns" aria-hidden="true" width="100%" height="{_HEIGHT}">{"".join(drawn)}</svg>'
    return (
        f"<figure><figcaption>{said(caption)}</figcaption>{svg}"
        f"<details><summary>{said('as-table')}</summary>{_table(caption, heads, rows)}</details></figure>"
    )


def _label_place(wide: float, n: int) -> tuple[float, str]:
    """Where the label of a column stands: below its middle, but not over the edge of the drawing."""
    middle = wide * (n + 0.5)
    if middle < 6:
        return wide * n, "start"
    return (wide * (n + 1), "end") if middle > 94 else (middle, "middle")


def _line(y: float, kind: str) -> str:
    return f'<line class="{kind}" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'


def _table(caption: str, heads: tuple[str, str], rows: Sequence[Bar]) -> str:
    lines = "".join(
        f'<tr><th scope="row">{label}</th><td class="number">{number(many)}</td></tr>' for label, many in rows
    )
    head = f'<th scope="col">{said(heads[0])}</th><th scope="col" class="number">{said(heads[1])}</th>'
    return (
        f'<table><caption class="unseen">{said(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    )


def by_year(years: Sequence[tuple[int, int]]) -> tuple[list[Bar], list[int]]:
    """Columns for years and how many each has, in their order, and the places of those to be labelled.

    A column is a year, or some years where they span too long. The few far from all others (misprints, old
    books) stand together in the first and the last column.
    """
    if not years:
        return [], []
    first, last = _middle(years)
    step = next(s for s in _STEPS if (last - first) // s < _COLUMNS or s == _STEPS[-1])
    starts = list(range(first - first % step, last + 1, step))
    counts = [0] * (len(starts) + 2)
    for year, many in years:
        counts[len(starts) + 1 if year > last else bisect_right(starts, year)] += many
    rows = [(_years(start, min(start + step - 1, last) if step > 1 else start), n)
            for start, n in zip(starts, counts[1:-1], strict=True)]  # fmt: skip
    before = [(f"&lt; {starts[0]}", counts[0])] if counts[0] else []
    after = [(f"&gt; {last}", counts[-1])] if counts[-1] else []
    every = next(n for n in count(1) if len(starts) / n <= 6)
    labelled = [n + len(before) for n in range(0, len(starts), every)]
    return [*before, *rows, *after], labelled


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _middle(years: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first and the last year without the hundredth part at either end."""
    spread = [year for year, many in years for _ in range(many)]
    cut = len(spread) // 100
    return spread[cut], spread[-1 - cut]


def by_share(shares: Sequence[float]) -> list[Bar]:
    """How many of the shares (0..1) are nothing, and how many are in each tenth."""
    tenths = [0] * 11
    for share in shares:
        tenths[0 if not share else min(int(share * 10 - 1e-9) + 1, 10)] += 1
    names = ["0", *(f"{10 * n + 1 if n else '&gt; 0'}–{10 * n + 10}" for n in range(10))]
    return [(f"{name}\u00a0%", many) for name, many in zip(names, tenths, strict=True)]
