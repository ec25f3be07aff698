"""The lines of a reference list cut into items: by numbers, by bullets, by blank lines, or by their shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bibman.references.breaks import best_groups
from bibman.references.chain import Candidate, item_chain
from bibman.references.find import heading_words
from bibman.references.layout import Layout, layout_of
from bibman.references.loose import split_at_lost_marks, split_by_shape, split_tail
from bibman.references.rows import Row, joined
from bibman.references.shape import bullet_end, bullet_of, is_complete, read_mark, starts_anew
from bibman.references.strays import stray_marks

_INLINE_MARK = re.compile(
    r"(?<=[.;)»”\"\]\d>/])\s+(?:\[(\d{1,3})\]|(\d{1,3})([.)]))\s*(?=[^\W\d_]|[\"«“„\[])"
)
_INLINE_START = re.compile(r"(?<=\s)(?=(?:\[\d{1,3}\]|\d{1,3}[.)])\s*(?:[^\W\d_\s]|[\"«“„\[]|\d+\s))")
_LONG_LINE = 300
# What a dash adds to the worth of a beginning in a list bulleted with dashes, and its lack takes.
_DASH, _NO_DASH = 2.5, -8.0
_ABBREVIATION = re.compile(
    r"(?:№|\b(?:No|Т|т|Вып|вып|Vol|vol|С|с|Б|P|p|pp|Issue|ч|Ч|кн|Кн|son|Cilt|Sayı|Bd|Nr|art|ст|Ст)\.?|[–—:,-])\s*$"
)
_DOUBLE_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d_])")
_LONGEST_SUBHEADING = 90
_SUBHEADING = re.compile(r"[IVXІХ]{1,4}[.)]\s|[^\W\d_][).]\s|.*[:*]\s*$")


class Item(NamedTuple):
    """An entry of a list: its number as printed ("" where it has none) and its lines."""

    label: str
    rows: tuple[Row, ...]


def split_items(rows: Sequence[Row]) -> list[Item]:
    """The items of a reference list, in order, without their marks and without what follows the list.

    ``rows`` are the list's lines from find_lists, page furniture taken out. Numbered lists may have numbers
    on lines of their own, an item on the line of the one before it, numbers in a block apart from the items;
    what stands after the last item is left out as soon as it cannot be a reference.
    """
    rows, numbers = _without_detached([piece for row in rows for piece in _pieces(row)])
    chain = item_chain([row.text for row in rows])
    bullets = _bullet_rows(rows)
    if _is_numbered(rows, chain) and len(chain) >= len(bullets):
        return _numbered(rows, chain)
    if len(bullets) > 1 or (bullets and bullets[0] == _first(rows)):
        return _bulleted(rows, bullets)
    items = [Item("", tuple(group)) for group in split_by_shape(rows)]
    if len(numbers) == len(items):
        return [Item(str(number), item.rows) for number, item in zip(numbers, items, strict=True)]
    return items


def _pieces(row: Row) -> list[Row]:
    """A line of several items cut before each number that may be a mark; the chain decides which are."""
    if len(row.text) < _LONG_LINE:
        return [row]
    cuts = [match.start() for match in _INLINE_START.finditer(row.text)]
    return [Row(row.line, row.text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(row.text)], strict=True)]


def _bullet_rows(rows: Sequence[Row]) -> list[int]:
    """The rows that begin with the list's bullet, the one that its first line begins with or most lines do.

    A dash is no bullet where it seems to stand between two fields of a reference.
    """
    kinds = [bullet_of(row.text) for row in rows]
    first = _first(rows)
    kind = (
        kinds[first]
        if first >= 0 and kinds[first]
        else max(sorted(set(kinds) - {"", "-"}), key=kinds.count, default="")
    )
    starts = [n for n in range(len(rows)) if kinds[n] == kind != ""]
    return _dashed(rows, starts) if kind == "-" else starts


def _dashed(rows: Sequence[Row], dashes: Sequence[int]) -> list[int]:
    """Of the rows that begin with a dash, those where the best cut of the list has a reference begin."""
    bare = [Row(n, row.text) for n, row in enumerate(rows)]
    bonus = [_NO_DASH] * len(rows)
    for n in dashes:
        bare[n] = Row(n, rows[n].text[bullet_end(rows[n].text) :])
        bonus[n] = _DASH
    return [group[0].line for group in best_groups(bare, bonus) if bonus[group[0].line] > 0]


def _first(rows: Sequence[Row]) -> int:
    return next((n for n, row in enumerate(rows) if row.text.strip()), -1)


def _is_numbered(rows: Sequence[Row], chain: list[Candidate]) -> bool:
    """Whether the chain carries the list: two items or more, or the one that opens it."""
    opens = bool(chain) and chain[0].row == _first(rows) and chain[0].number == 1
    return opens or len(chain) > 2 or (len(chain) == 2 and chain[0].number == 1)


def _without_detached(rows: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """The rows without a block of bare numbers that columns tore from their items, and those numbers."""
    blocks: list[list[int]] = [[]]
    for n, row in enumerate(rows):
        if not row.text.strip():
            continue
        mark = read_mark(row.text)
        if mark and not row.text[mark.end :].strip():
            blocks[-1].append(n)
        elif blocks[-1]:
            blocks.append([])
    torn = {n for block in blocks if len(block) > 2 for n in block}
    numbers = [mark.number for n in sorted(torn) if (mark := read_mark(rows[n].text))]
    return [row for n, row in enumerate(rows) if n not in torn], numbers


def _numbered(rows: Sequence[Row], chain: list[Candidate]) -> list[Item]:
    items: list[Item] = []
    strays = list(stray_marks(rows, chain))
    skipped = {stray.number for stray in strays}
    marks = sorted([*chain, *strays], key=lambda mark: mark.row)
    starts = [mark.row for mark in marks] + [len(rows)]
    layout = layout_of(rows, starts[:-1])
    for at, mark in enumerate(marks):
        body = list(rows[mark.row : starts[at + 1]])
        body[0] = _cut(body[0], mark.column)
        following = marks[at + 1].number if at + 1 < len(marks) else None
        last = following is None or following == 1
        if following and not skipped.isdisjoint((following, mark.number + 1)):
            following = mark.number + 1  # no number is lost between
        items.extend(_item_and_inline(mark, body, following, last, layout))
    return items


def _cut(row: Row, column: int) -> Row:
    text = row.text[column:]
    double = _DOUBLE_NUMBER.match(text)
    return Row(row.line, text[double.end() :] if double else text)


def _item_and_inline(
    mark: Candidate, body: list[Row], following: int | None, last: bool, layout: Layout
) -> list[Item]:
    """One item, and those whose numbers stand within its lines."""
    number, items = mark.number, []
    while last or (following is not None and number + 1 < following):
        cut = _find_inline(body, number + 1, mark.style)
        if cut is None:
            break
        before, body = cut
        items.append(Item(str(number), tuple(_trimmed(before))))
        number += 1
    if not last:
        lost = following - number if following else 1
        pieces = split_at_lost_marks(body, lost) if lost > 1 else [body]
        return items + [Item(str(number + n), tuple(_trimmed(piece))) for n, piece in enumerate(pieces)]
    head, *more = split_tail(_trimmed(body) if following else body, layout)
    return [*items, Item(str(number), tuple(head)), *(Item("", tuple(group)) for group in more)]


def _find_inline(body: list[Row], number: int, style: str) -> tuple[list[Row], list[Row]] | None:
    """The lines cut where item ``number`` begins amid one."""
    wanted = str(number)
    for n, row in enumerate(body):
        if wanted not in row.text:
            continue
        for match in _INLINE_MARK.finditer(row.text):
            if (match[1] or match[2]) != wanted or (style == "[]") != bool(match[1]):
                continue
            before = row.text[: match.start()]
            if not _ABBREVIATION.search(before[-12:]):
                rest = Row(row.line, row.text[match.end() :])
                return [*body[:n], Row(row.line, before)], [rest, *body[n + 1 :]]
    return None


def _trimmed(body: list[Row]) -> list[Row]:
    """An item's lines without a subheading of the list, and without body text that strayed in after a blank
    line.
    """
    rows = [row for row in body if row.text.strip()]
    if len(rows) > 1 and _is_subheading(rows):
        rows = rows[:-1]
    return _without_stray(body, rows)


def _is_subheading(rows: list[Row]) -> bool:
    last = rows[-1].text.strip()
    before = joined(rows[:-1])
    if len(last) > _LONGEST_SUBHEADING or any(c.isdigit() for c in last) or not starts_anew(last):
        return False
    return is_complete(before) and bool(_SUBHEADING.match(last) or last.isupper() or heading_words(last))


def _without_stray(body: list[Row], rows: list[Row]) -> list[Row]:
    """Long prose after a blank line behind a complete reference belongs to no item."""
    if sum(len(row.text) for row in rows) < 1200:
        return rows
    return split_tail(body, layout_of(body))[0]


def _bulleted(rows: Sequence[Row], bullets: list[int]) -> list[Item]:
    items, layout = [], layout_of(rows, bullets)
    for at, n in enumerate(bullets):
        stop = bullets[at + 1] if at + 1 < len(bullets) else len(rows)
        body = [Row(rows[n].line, rows[n].text[bullet_end(rows[n].text) :]), *rows[n + 1 : stop]]
        if at + 1 < len(bullets):
            items.append(Item("", tuple(_trimmed(body))))
        else:
            items.extend(Item("", tuple(group)) for group in split_tail(body, layout))
    return items
