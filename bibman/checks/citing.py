"""The text and its list: entries never cited, citations that point nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibman.checks.finding import Finding
from bibman.checks.lists import numbers_of
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.model import Record
from bibman.references.citations import Citation, uncited
from bibman.references.citations.body import read_body
from bibman.text import skeleton

#: A text of fewer letters is no article: a list by itself, a title page.
_SHORTEST_BODY = 1500
_SHORTEST_NAME = 4
_NEAR = 80
_NAMED = 3
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")


def check_citing(manuscript: Manuscript) -> Iterator[Finding]:
    """Entries that the text never cites, citations without an entry; one finding where nothing is cited."""
    for citation in manuscript.citations:
        if citation.missing or not citation.cited:
            message = f"{_what_points_nowhere(citation)}: {_what_is_there(manuscript, citation)}"
            yield Finding("cites-nowhere", citation.line, message, citation.page)
    if are_footnotes(manuscript.references):
        return
    if not any(citation.cited for citation in manuscript.citations):
        yield from _nothing_cited(manuscript)
        return
    named = _named_loosely(manuscript) | _numbered_as_cited(manuscript)
    for n in uncited(manuscript.references, manuscript.citations):
        if n not in named:
            yield manuscript.about("never-cited", n, f"{manuscript.title_of(n)} is never cited in the text")


def _what_points_nowhere(citation: Citation) -> str:
    """The mark, or those of its numbers that have no entry."""
    if not citation.cited:
        return f"{citation.mark} points nowhere"
    *before, last = map(str, citation.missing)
    numbers = f"{', '.join(before)} and {last}" if before else last
    return f"{numbers} in {citation.mark} {'point' if before else 'points'} nowhere"


def _what_is_there(manuscript: Manuscript, citation: Citation) -> str:
    """What the list has in place of an entry that is cited and not there."""
    if citation.style != "author-year":
        top = max((n for reference in manuscript.references for n in numbers_of(reference)), default=0)
        named = citation.missing or tuple(map(int, re.findall(r"\d{1,4}", citation.mark)[:1]))
        beyond = top and all(n > top for n in named)
        return f"the list ends at {top}" if beyond else "the list has no such entry"
    words = {skeleton(word) for word in _LONG_WORD.findall(citation.mark)}
    near = [
        f"{manuscript.title_of(n)} is {record.author[0].family}, {record.issued[:4]}"
        for n, _, record in manuscript.entries()
        if record.issued and record.author and skeleton(record.author[0].family) in words
    ]
    return f"but {'; '.join(near[:_NAMED])}" if near else "the list has no such entry"


def _named_loosely(manuscript: Manuscript) -> set[int]:
    """The entries whose first author and year stand together in the text, if not as a clear citation.

    Asked only where the text cites by name, and not of works whose author and year another entry explains.
    """
    if not any(citation.style == "author-year" for citation in manuscript.citations):
        return set()
    body = skeleton(read_body(manuscript.article, manuscript.references).text)
    cited = {n for citation in manuscript.citations for n in citation.cited}
    explained = {_author_and_year(manuscript.records[n - 1]) for n in cited}
    found = set()
    for n, _, record in manuscript.entries():
        family, year = key = _author_and_year(record)
        if year and len(family) >= _SHORTEST_NAME and key not in explained:
            pattern = rf"\b{re.escape(family[:-2])}\w{{0,6}}\b.{{0,{_NEAR}}}?\b{year}"
            found.update([n] if re.search(pattern, body) else [])
    return found


def _numbered_as_cited(manuscript: Manuscript) -> set[int]:
    """The entries whose number a cited one has too: a mark with that number may mean either."""
    labels = {n: (reference.list, reference.label) for n, reference, _ in manuscript.entries()}
    cited = {labels[n] for citation in manuscript.citations for n in citation.cited}
    return {n for n, label in labels.items() if label[1] and label in cited}


def _author_and_year(record: Record) -> tuple[str, str]:
    return skeleton(record.author[0].family) if record.author else "", record.issued[:4]


def _nothing_cited(manuscript: Manuscript) -> Iterator[Finding]:
    if not manuscript.references:
        return
    body = read_body(manuscript.article, manuscript.references).text
    if sum(map(str.isalpha, body)) >= _SHORTEST_BODY:
        count = len(manuscript.references)
        yield manuscript.about("nothing-cited", 1, f"the text cites none of the {count} entries of its list")
