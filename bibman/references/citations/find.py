"""Where the text of an article cites its references: marks in the body tied to the entries of the lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bibman.model import Article, Record, Reference
from bibman.references.citations.body import Body, read_body
from bibman.references.citations.entries import read_entries
from bibman.references.citations.footnotes import footnote_marks
from bibman.references.citations.labels import Labels, read_labels
from bibman.references.citations.names import name_marks
from bibman.references.citations.numbers import Mark, is_used, number_marks, place_signs, read_numbers
from bibman.references.shape import looks_like_reference
from bibman.text import clean_line

Style = Literal["number", "author-year", "footnote"]
#: So many times as many references cited by name as by number, and numbers in brackets are something else.
_OUTNUMBERED = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark in the text that cites references.

    ``mark`` is as printed ("[2, c. 15]"), ``cited`` the numbers, counted from 1, of the references it is tied
    to (none where it points nowhere; several also where they fit alike), ``locator`` the place in them.
    ``missing`` are the numbers it names that no list has.
    """

    mark: str
    line: int
    page: int
    cited: tuple[int, ...]
    locator: str
    style: Style
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark before it is placed: where it stands in the body's text, what it cites."""

    start: int
    end: int
    cited: tuple[int, ...]
    locator: str
    style: Style
    missing: tuple[int, ...] = ()


def find_citations(
    article: Article, references: Sequence[Reference], records: Sequence[Record]
) -> list[Citation]:
    """The marks in an article's text that cite its references, in order; none where it has no references.

    ``records`` are the references taken apart, in the same order. A mark that points nowhere is given only
    where the article cites in that way otherwise.
    """
    if not references:
        return []
    body = read_body(article, references)
    by_name = _by_name(body, references, records)
    numbers = _by_number(body, references)
    if len(_cited(by_name)) >= _OUTNUMBERED * len(_cited(numbers)):
        numbers = []
    found = sorted([*by_name, *(numbers or _by_footnote(body, article, references))], key=lambda f: f.start)
    return [_placed(one, body, article) for one in _apart(found)]


def uncited(references: Sequence[Reference], citations: Sequence[Citation]) -> list[int]:
    """The numbers, counted from 1, of references never cited; none where nothing is cited in the article.

    Of several lists those count that are cited at all: a list printed again in another script is not.
    """
    if not citations:
        return []
    cited = {number for citation in citations for number in citation.cited}
    lists = {r.list for n, r in enumerate(references, 1) if n in cited} or {r.list for r in references}
    return [n for n, reference in enumerate(references, 1) if n not in cited and reference.list in lists]


def _cited(found: Sequence[_Found]) -> set[int]:
    return {ordinal for one in found for ordinal in one.cited}


def _tied(found: Sequence[_Found]) -> int:
    return sum(bool(one.cited) for one in found)


def _apart(found: Sequence[_Found]) -> list[_Found]:
    """The marks without those that begin inside another."""
    kept: list[_Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _placed(one: _Found, body: Body, article: Article) -> Citation:
    line = body.line_at(one.start)
    page = article.pages[line - 1] if line <= len(article.pages) else 1
    mark = clean_line(body.text[one.start : one.end]).replace("\\", "")
    return Citation(mark, line, page, one.cited, clean_line(one.locator), one.style, one.missing)


def _by_number(body: Body, references: Sequence[Reference]) -> list[_Found]:
    labels = read_labels(references)
    marks = [mark for mark in number_marks(body.text) if not _opens_reference(body.text, mark)]
    for bracket in "[(":
        same = [mark for mark in marks if mark.bracket == bracket]
        signs = place_signs(same, labels.top)
        if is_used(same, body.text, labels.top, signs):
            found = [_numbered(mark, body, labels, signs) for mark in same]
            tied = _tied(found)
            return [one for one in found if one.cited or tied * 2 > len(found)]
    return []


def _numbered(mark: Mark, body: Body, labels: Labels, signs: frozenset[str]) -> _Found:
    numbers, locator = read_numbers(mark, signs)
    line = body.line_at(mark.start)
    ordinals = {number: labels.ordinal(number, line) for number in numbers}
    cited = tuple(dict.fromkeys(filter(None, ordinals.values())))
    missing = tuple(number for number, ordinal in ordinals.items() if not ordinal)
    return _Found(mark.start, mark.end, cited, locator, "number", missing)


def _opens_reference(text: str, mark: Mark) -> bool:
    """Whether the mark is the number of an item in a list that was not found."""
    if text[max(0, mark.start - 1) : mark.start] not in ("", "\n"):
        return False
    end = text.find("\n", mark.end, mark.end + 300)
    return looks_like_reference(text[mark.end : end if end >= 0 else mark.end + 300])


def _by_name(body: Body, references: Sequence[Reference], records: Sequence[Record]) -> list[_Found]:
    last = max(reference.start_line for reference in references)
    marks = [
        mark
        for mark in name_marks(body.text, read_entries(references, records))
        if mark.ordinals or body.line_at(mark.start) < last  # what follows the lists is about the authors
    ]
    tied = sum(bool(mark.ordinals) for mark in marks)
    sure = sum(mark.is_sure for mark in marks)
    loose = sum(mark.looks_cited and not mark.ordinals for mark in marks)
    return [
        _Found(mark.start, mark.end, mark.ordinals, mark.places, "author-year")
        for mark in marks
        if mark.ordinals
        or (mark.is_sure and (tied or sure > 1))
        or (mark.looks_cited and tied > 2 and tied > loose)
    ]


def _by_footnote(body: Body, article: Article, references: Sequence[Reference]) -> list[_Found]:
    labels = read_labels(references)
    found = []
    for start, end, number in footnote_marks(body.text, article, references, labels.top):
        ordinal = labels.ordinal(number, body.line_at(start))
        found.append(_Found(start, end, (ordinal,) if ordinal else (), "", "footnote"))
    return found
