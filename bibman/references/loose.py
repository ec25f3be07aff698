"""References without marks: where one ends, the next begins and the list ends, told by their shape."""

from __future__ import annotations

from collections.abc import Sequence

from bibman.references.breaks import best_groups
from bibman.references.layout import Layout, layout_of
from bibman.references.rows import Row
from bibman.references.shape import (
    ends_openly,
    goes_on,
    is_capitals,
    is_closed,
    is_complete,
    looks_like_reference,
    starts_like_reference,
    weight,
)

# A line this much shorter than the longest ends its paragraph.
_SHORT = 0.85
# What it adds to the worth of a beginning that nearly every line of the list is one.
_LINE_EACH = 2.0
# Words strewn over lines of their own with blank lines between, as justified print comes out of a PDF.
_LONGEST_STREWN = 40
# A line this much shorter, with neither figure nor sign of a reference, is none.
_BARE = 0.6
# Lines longer than this are paragraphs: the text was never wrapped.
_UNWRAPPED = 300
_LONGEST_REFERENCE = 900
_LONGEST_PLAIN = 350
_LONGEST_TAIL = 24


def split_tail(rows: Sequence[Row], layout: Layout) -> list[list[Row]]:
    """The last item of a marked list cut from what follows: the item itself, then references without a mark.

    The item goes on until it is complete and its line or paragraph ends; what then begins anew and looks
    like a reference is one, and the first thing that does not ends the list. ``layout`` is that of the whole
    list; where it shows paragraphs, items begin with them.
    """
    groups: list[list[Row]] = [[]]
    blanks = 0
    for at, row in enumerate(rows):
        text = row.text.strip()
        if not text:
            blanks += 1
            continue
        ahead = _ahead(rows, at, layout.paragraphs)
        if groups[-1] and _ends_list(_joined(groups[-1]), ahead or text, layout.width):
            break
        if groups[-1] and _parts(groups[-1], row, blanks, layout):
            if _is_gone(groups[-1], blanks) or not (
                _is_reference(ahead) if ahead else _is_new_reference(rows[at : at + 3])
            ):
                break
            groups.append([])
        elif groups[-1] and _is_runaway(groups[-1]):
            break
        groups[-1].append(row)
        blanks = 0
    return [group for group in groups if group] or [[]]


def _ends_list(before: str, text: str, width: int) -> bool:
    """Whether a line behind a finished reference is a heading or a byline: in capitals, or short and bare."""
    if goes_on(text) or not is_complete(before):
        return False
    bare = len(text) < width * _BARE and not any(c.isdigit() for c in text) and not weight(text)
    return is_capitals(text) or (bare and is_closed(before))


def _joined(group: Sequence[Row]) -> str:
    """The text of a group's lines; of a longer one than any reference, the last lines."""
    return " ".join(row.text.strip() for row in group[-_LONGEST_TAIL:])


def _parts(group: list[Row], row: Row, blanks: int, layout: Layout) -> bool:
    """Whether an item ends before a line: where a paragraph begins, else where it may by its words."""
    before, text = _joined(group), row.text.strip()
    if layout.paragraphs:
        return row.line in layout.paragraphs and not (ends_openly(before) or _continues(before, text))
    return _may_break(group, blanks, layout.width) and not _continues(before, text)


def _may_break(group: list[Row], blanks: int, width: int) -> bool:
    """Whether an item may end after these lines: it is complete, or a blank line follows finished words."""
    text = _joined(group)
    if is_complete(text):
        return blanks > 0 or len(group[-1].text) < width * _SHORT or width > _UNWRAPPED
    return blanks > 0 and not ends_openly(text) and len(group[-1].text) > _LONGEST_STREWN


def _continues(before: str, text: str) -> bool:
    if text.startswith(("http", "www.")):
        return not ("http" in before[-200:] and is_complete(before))
    return goes_on(text)


def _is_gone(group: list[Row], blanks: int) -> bool:
    return blanks > 3 and is_complete(_joined(group))


def _ahead(rows: Sequence[Row], at: int, paragraphs: frozenset[int]) -> str:
    """The text of the paragraph that begins at a row; "" where none is seen to begin."""
    if rows[at].line not in paragraphs:
        return ""
    end = next((n for n in range(at + 1, len(rows)) if rows[n].line in paragraphs), len(rows))
    return _joined(rows[at : min(end, at + _LONGEST_TAIL)])


def _is_reference(paragraph: str) -> bool:
    """Whether a whole paragraph is a reference: complete, no longer than plain ones, and with its signs."""
    return len(paragraph) < _LONGEST_PLAIN and is_complete(paragraph) and looks_like_reference(paragraph)


def _is_new_reference(ahead: Sequence[Row]) -> bool:
    """Whether a reference of its own begins with these lines; more than one are needed to tell."""
    text = _joined([row for row in ahead if row.text.strip()])
    return starts_like_reference(text) and weight(text) > 2


def _is_runaway(group: list[Row]) -> bool:
    return len(group) > _LONGEST_TAIL


def split_by_shape(rows: Sequence[Row]) -> list[list[Row]]:
    """The references of a list without marks, one after another, and nothing of what follows the list."""
    layout = layout_of(rows)
    each = _LINE_EACH if _is_line_each([row for row in rows if row.text.strip()], layout.width) else 0.0
    groups = _leading_references(best_groups(rows, [each] * len(rows)))
    if not groups:
        return []
    first, last = groups[-1][0].line, groups[-1][-1].line
    return groups[:-1] + split_tail([row for row in rows if first <= row.line <= last], layout)


def _is_line_each(rows: Sequence[Row], width: int) -> bool:
    """Whether each line is a reference: nearly all begin anew, bear its signs, and few fill the line."""
    anew = sum(not goes_on(row.text) for row in rows)
    like = sum(looks_like_reference(row.text) for row in rows)
    full = sum(len(row.text) > width * _SHORT for row in rows)
    return anew * 10 >= len(rows) * 9 and like * 10 >= len(rows) * 8 and full * 4 <= len(rows)


def _leading_references(groups: list[list[Row]]) -> list[list[Row]]:
    """The groups up to the first that is a heading or prose, or a run that bears hardly a sign of a
    reference.
    """
    texts = [_joined(group) for group in groups]
    weights = [weight(text) for text in texts]
    good = [value > 1 or _is_imprinted(text) for text, value in zip(texts, weights, strict=True)]
    for n, value in enumerate(weights):
        lone = sum(weights[n : n + 2]) == 0 or (len(good) - n > 3 and not any(good[n : n + 4]))
        plain = lone and not good[n] and sum(good[n : n + 6]) < 3
        if plain or _is_prose(texts[n], value) or is_capitals(groups[n][0].text):
            return groups[:n]
    return groups


def _is_imprinted(text: str) -> bool:
    """Whether a short text ends on a year or pages, as "Author. Title. Place. Year." does."""
    return len(text) < _LONGEST_PLAIN and is_complete(text) and is_closed(text)


def _is_prose(text: str, value: int) -> bool:
    return len(text) > _LONGEST_REFERENCE or (len(text) > _LONGEST_PLAIN and value < 3)


def split_at_lost_marks(rows: Sequence[Row], count: int) -> list[list[Row]]:
    """The lines of one item cut where marks were lost; the lines whole where not just ``count`` items come of
    it.
    """
    groups = best_groups(rows)
    return groups if len(groups) == count else [list(rows)]
