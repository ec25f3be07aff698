"""The references of an article, as printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from bibman.articles.furniture import furniture_lines
from bibman.model import Article, Reference
from bibman.references.find import Span, end_of_list, find_lists
from bibman.references.footnotes import read_footnotes, unheaded_list
from bibman.references.mend import is_broken_off, join_lines
from bibman.references.rows import Row
from bibman.references.shape import has_year, weight
from bibman.references.split import Item, split_items

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_BARE_LIST = 5000
_LETTERS = re.compile(r"[^\W\d_]")


def extract_references(article: Article) -> list[Reference]:
    """The references of all lists in an article, in order; where it has no list, those of its footnotes."""
    furniture = furniture_lines(article.lines, article.pages)
    is_word = _vocabulary(article.lines)
    references: list[Reference] = []
    for span in find_lists(article.lines, furniture):
        found = _read_list(article, span, furniture, is_word, _list_number(references))
        references.extend(found)
    return references or _read_bare_list(article, furniture, is_word) or _notes(article, furniture, is_word)


def _notes(article: Article, furniture: frozenset[int], is_word: Callable[[str], bool]) -> list[Reference]:
    """The references of an article without headings of lists: of a numbered list or, else, its footnotes."""
    notes = read_footnotes(article.lines, article.pages, furniture)
    start = unheaded_list(article.lines, notes)
    if start is None:
        return [_reference(article, note, is_word, 1) for note in notes]
    end = end_of_list(article.lines, start, len(article.lines))
    return _read_list(article, Span(start, end), furniture, is_word, 1)


def _list_number(references: Sequence[Reference]) -> int:
    return references[-1].list + 1 if references else 1


def _read_list(
    article: Article, span: Span, furniture: frozenset[int], is_word: Callable[[str], bool], number: int
) -> list[Reference]:
    rows = _rows(article, span, furniture)
    items = split_items(rows)
    references = [_reference(article, item, is_word, number) for item in items if item.rows]
    return mend_references([r for r in references if _LETTERS.search(r.text)])


def _read_bare_list(
    article: Article, furniture: frozenset[int], is_word: Callable[[str], bool]
) -> list[Reference]:
    """The references of a file that is a bare list without a heading; none where it holds anything else."""
    rows = _rows(article, Span(0, len(article.lines)), furniture)
    printed = sum(bool(row.text.strip()) for row in rows)
    if not 3 <= printed <= _LONGEST_BARE_LIST or not _may_be_list(rows):
        return []
    items = split_items(rows)
    if len(items) < 3 or sum(len(item.rows) for item in items) < printed:
        return []
    references = [_reference(article, item, is_word, 1) for item in items]
    like = sum(weight(reference.text) > 2 and len(reference.text) < 800 for reference in references)
    return mend_references(references) if like * 10 >= len(references) * 8 else []


def _may_be_list(rows: Sequence[Row]) -> bool:
    """A first look: references are short, and most bear a year or an address."""
    printed = [row.text for row in rows if row.text.strip()]
    signs = sum(weight(text) > 1 for text in printed[:40])
    return signs * 3 >= min(len(printed), 40)


def _rows(article: Article, span: Span, furniture: frozenset[int]) -> list[Row]:
    rows = [Row(n + 1, article.lines[n]) for n in range(span.start, span.end) if n not in furniture]
    if rows and span.column and rows[0].line == span.start + 1:
        rows[0] = Row(rows[0].line, rows[0].text[span.column :])
    return rows


def _reference(article: Article, item: Item, is_word: Callable[[str], bool], number: int) -> Reference:
    first, last = item.rows[0].line, item.rows[-1].line
    return Reference(
        text=join_lines([row.text for row in item.rows], is_word),
        label=item.label,
        source=article.path,
        page=article.pages[first - 1] if first <= len(article.pages) else 1,
        start_line=first,
        end_line=last,
        list=number,
    )


def _vocabulary(lines: Sequence[str]) -> Callable[[str], bool]:
    """A test for words that stand in the article; its words are read when it is first asked."""

    @cache
    def words() -> frozenset[str]:
        return frozenset(word.casefold() for line in lines for word in _WORD.findall(line))

    return lambda word: word.casefold() in words()


def mend_references(references: Sequence[Reference]) -> list[Reference]:
    """The references with those joined that were printed under two numbers; ``mended`` says which."""
    dated = sum(has_year(reference.text) for reference in references)
    mostly_dated = dated * 10 >= len(references) * 7
    mended: list[Reference] = []
    for reference in references:
        if mended and is_broken_off(mended[-1].text, reference.text, mostly_dated):
            mended[-1] = _joined(mended[-1], reference)
        else:
            mended.append(reference)
    return mended


def _joined(first: Reference, second: Reference) -> Reference:
    note = f"items {first.label} and {second.label} are one reference" if second.label else ""
    return replace(
        first,
        text=join_lines([first.text, second.text]),
        end_line=second.end_line,
        mended="; ".join(filter(None, (first.mended, note))),
    )
