"""An article as it is checked: its list, what the entries say, and where the text cites them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from bibman.checks.finding import Finding
from bibman.model import Article, Record, Reference
from bibman.references.citations import Citation, find_citations
from bibman.references.parse import parse_references

#: The rules of description that say which fields an entry needs; "any" asks for what all of them want.
Style = Literal["any", "gost", "apa"]

#: So many lines may stand between two entries of a list; footnotes are further apart.
_WIDEST_GAP = 5


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article with its references, their records in the same order, and the citations in its text."""

    article: Article
    references: Sequence[Reference]
    records: Sequence[Record]
    citations: Sequence[Citation]
    today: date
    style: Style = "any"

    def entries(self) -> Iterator[tuple[int, Reference, Record]]:
        """Each reference with its number, counted from 1, and its record."""
        pairs = zip(self.references, self.records, strict=True)
        return ((n, reference, record) for n, (reference, record) in enumerate(pairs, 1))

    def about(self, rule: str, number: int, message: str, suggestion: str = "", at: str = "") -> Finding:
        """A finding about the reference with this number; ``at`` is the text in it that it is about."""
        reference = self.references[number - 1]
        line = self._line_of(reference, at)
        return Finding(rule, line, message, self.page_of(line), number, reference.label, suggestion)

    def _line_of(self, reference: Reference, text: str) -> int:
        last = min(reference.end_line, len(self.article.lines))
        within = range(reference.start_line, last + 1) if text else ()
        return next((n for n in within if text in self.article.lines[n - 1]), reference.start_line)

    def page_of(self, line: int) -> int:
        """The page of a line."""
        return self.article.pages[line - 1] if 0 < line <= len(self.article.pages) else 1

    def title_of(self, number: int) -> str:
        """How a message calls the reference: by its printed number, else by its place."""
        label = self.references[number - 1].label
        return f"entry {label or number}"


def read_manuscript(
    article: Article, references: Sequence[Reference], today: date, style: Style = "any"
) -> Manuscript:
    """The article with its references taken apart and its citations found; ``today`` is the day of it."""
    records = parse_references([reference.text for reference in references])
    return Manuscript(
        article, references, records, find_citations(article, references, records), today, style
    )


def are_footnotes(references: Sequence[Reference]) -> bool:
    """Whether the references stand at the feet of pages, with the text between them, and not in a list."""
    gaps = [b.start_line - a.end_line for a, b in pairwise(references) if a.list == b.list]
    return sum(gap > _WIDEST_GAP for gap in gaps) * 2 > len(gaps)
