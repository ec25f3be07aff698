"""References in the footnotes of an article that has no list of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibman.references.find import is_markdown_heading
from bibman.references.layout import layout_of
from bibman.references.loose import split_tail
from bibman.references.rows import Row
from bibman.references.shape import (
    ends_openly,
    has_address,
    has_year,
    is_complete,
    read_mark,
    starts_anew,
    starts_like_reference,
    weight,
)
from bibman.references.split import Item

# Fewer than this are chance: a numbered paragraph may look like a reference now and then.
_FEWEST = 3
_MOST_LINES = 8
_LINES_APART = 5
_LONGEST_LINE = 500
_LONGEST_NOTE = 600
_LARGEST_GAP = 30
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?=\S)")
_LEAD_IN = re.compile(
    r"(?:См|Див|Қаранг|Qarang|Қараңыз|Кара|See|Bkz|Цит|Подробнее см|Бу ҳақда қаранг|Bu haqda qarang)\b"
    r"(?:\s(?:также|also|по|за))?[.:]{0,2}\s*",
    re.IGNORECASE,
)


def read_footnotes(lines: Sequence[str], pages: Sequence[int], furniture: frozenset[int]) -> list[Item]:
    """The footnotes that are references, in order, without marks and words like "See:"; fewer than three
    are none.

    Their numbers go up through the text or begin anew on later pages; a note ends with its page. Notes that
    bear few signs of a reference count only beside three that bear more.
    """
    found: list[Item] = []
    number, page = 0, 0
    for n in range(len(lines)):
        note = None if n in furniture else _read_note(lines, pages, furniture, n)
        if note is None:
            continue
        here, own = _page(pages, n), int(note.label)
        if number < own <= number + _LARGEST_GAP or (own <= _FEWEST and here > page):
            found.append(note)
            number, page = own, here
    return found if sum(_is_sure(note) for note in found) >= _FEWEST else []


def unheaded_list(lines: Sequence[str], notes: Sequence[Item]) -> int | None:
    """The line (counted from 0) where a numbered list without a heading begins, if the notes are its items.

    They are where they stand together with no text between, not strewn over the feet of pages.
    """
    if not notes:
        return None
    first, last = notes[0].rows[0].line - 1, notes[-1].rows[0].line - 1
    number = int(notes[0].label)
    if last - first > (int(notes[-1].label) - number + 1) * _LINES_APART or not _stand_together(lines, notes):
        return None
    for n in range(first, max(-1, first - number * _LINES_APART), -1):
        mark = read_mark(lines[n])
        if mark and mark.number == 1:
            return n
    return None


def _stand_together(lines: Sequence[str], notes: Sequence[Item]) -> bool:
    """Whether nearly every note is followed at once by the next number, as items of a list are."""
    followed = [_is_followed(lines, note) for note in notes[:-1]]
    return sum(followed) * 10 >= len(followed) * 8


def _is_followed(lines: Sequence[str], note: Item) -> bool:
    start = note.rows[-1].line
    following = next((line for line in lines[start : start + _LINES_APART] if line.strip()), "")
    mark = read_mark(_plain(following))
    return mark is not None and mark.number == int(note.label) + 1


def _read_note(lines: Sequence[str], pages: Sequence[int], furniture: frozenset[int], n: int) -> Item | None:
    """The note that begins at a line, if it looks like a reference all through."""
    text = _plain(lines[n])
    mark = read_mark(text) if len(text) <= _LONGEST_LINE else None
    if mark is None or not starts_anew(text[mark.end :]):
        return None
    rows = [Row(n + 1, _LEAD_IN.sub("", text[mark.end :], count=1))]
    for at in range(n + 1, min(len(lines), n + _MOST_LINES)):
        if _page(pages, at) != _page(pages, n) or _ends_note(rows, _plain(lines[at]), mark.number):
            break
        if at not in furniture:
            rows.append(Row(at + 1, lines[at]))
    note = split_tail(rows, layout_of(rows))[0]
    return Item(str(mark.number), tuple(note)) if _is_reference(note) else None


def _ends_note(rows: Sequence[Row], line: str, number: int) -> bool:
    """Whether a line stands behind a note: a heading, a paragraph, the mark of a later note (no pages, as in
    "С. 10-16"), or a blank line behind a complete reference.
    """
    if not line.strip():
        return is_complete(_text_of(rows))
    if len(line) > _LONGEST_LINE or is_markdown_heading(line):
        return True
    mark = None if ends_openly(rows[-1].text.rstrip()) else read_mark(line)
    return mark is not None and (number < mark.number <= number + _LARGEST_GAP or mark.number <= _FEWEST)


def _plain(line: str) -> str:
    """A line with its raised number as plain figures."""
    raised = _RAISED.match(line[:10])
    return raised.group().strip().translate(_SUPERSCRIPTS) + " " + line[raised.end() :] if raised else line


def _page(pages: Sequence[int], n: int) -> int:
    return pages[n] if n < len(pages) else 1


def _is_reference(note: Sequence[Row]) -> bool:
    text = _text_of(note)
    named = starts_like_reference(text) and weight(text) > 1
    dated = has_year(text) or has_address(text)
    return (named or weight(text) > 3) and dated and is_complete(text) and len(text) <= _LONGEST_NOTE


def _is_sure(note: Item) -> bool:
    return weight(_text_of(note.rows)) > 2


def _text_of(rows: Sequence[Row]) -> str:
    return " ".join(row.text.strip() for row in rows)
