"""Figures about a whole library: how much of everything, by year, language, script, venue and person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bibman.library import CitedPerson, Counts, Library, WorkOutline
from bibman.reports.selfcites import ArticleShare, article_shares, read_self_citations
from bibman.text import script_of, skeleton
from bibman.text.language import detect_language

#: What a work of any type should say, and what one of these types should say beside that.
_ALWAYS = ("author", "title", "issued")
_EXPECTED = {
    "article-journal": ("container_title", "volume", "issue", "page", "DOI"),
    "article-magazine": ("container_title", "issue", "page"),
    "article-newspaper": ("container_title", "page"),
    "book": ("publisher_place", "publisher", "number_of_pages"),
    "chapter": ("container_title", "publisher_place", "publisher", "page"),
    "paper-conference": ("container_title", "publisher_place", "page"),
    "report": ("publisher_place", "publisher"),
    "thesis": ("genre", "publisher_place", "publisher", "number_of_pages"),
    "webpage": ("URL", "accessed"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The works that share a value ("2020", "uz", "Cyrl"): how many, and how many references they have.

    ``value`` is "" for the works that have none.
    """

    value: str
    works: int
    references: int


@dataclass(frozen=True, slots=True)
class FieldFilled:
    """Of ``works`` works of a type, how many have the field; its name is CSL's, in snake_case."""

    type: str
    field: str
    filled: int
    works: int

    @property
    def share(self) -> float:
        """The share of works that have it, 0..1."""
        return self.filled / self.works


@dataclass(frozen=True, slots=True)
class SelfCitationRate:
    """The self-citations of all articles that have references, and of each, the highest share first."""

    references: int
    self_citations: int
    articles: tuple[ArticleShare, ...]

    @property
    def share(self) -> float:
        """The share among all references, 0..1."""
        return self.self_citations / self.references if self.references else 0.0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that `bibman stats` tells.

    ``years`` in their order, the works without one last; all others the most frequent first. ``venues`` are
    journals, proceedings and collections under their most frequent spelling. ``scripts`` are those of titles
    (ISO 15924), ``languages`` ISO 639 codes, told by the title where a work does not say.
    """

    counts: Counts
    years: tuple[Group, ...]
    types: tuple[Group, ...]
    languages: tuple[Group, ...]
    scripts: tuple[Group, ...]
    venues: tuple[Group, ...]
    people: tuple[CitedPerson, ...]
    fields: tuple[FieldFilled, ...]
    self_citations: SelfCitationRate


def read_statistics(library: Library) -> Statistics:
    """The figures of a library as it is now."""
    citing = [article for article in library.articles() if not article.is_bibliography]
    shares = article_shares(citing, read_self_citations(library))
    return statistics(library.stats(), library.outlines(), library.cited_people(), shares)


def statistics(
    counts: Counts,
    works: Sequence[WorkOutline],
    people: Sequence[CitedPerson],
    shares: Iterable[ArticleShare],
) -> Statistics:
    """The figures, of what was read from a library."""
    years = _groups(works, [str(work.year or "") for work in works])
    return Statistics(
        counts=counts,
        years=tuple(sorted(years, key=lambda group: (not group.value, group.value.zfill(4)))),
        types=_groups(works, [work.type for work in works]),
        languages=_groups(works, [work.language or detect_language(work.title) for work in works]),
        scripts=_groups(works, [script_of(work.title) for work in works]),
        venues=_venues([work for work in works if work.container]),
        people=tuple(people),
        fields=completeness(works),
        self_citations=_self_citation_rate(shares),
    )


def completeness(works: Iterable[WorkOutline]) -> tuple[FieldFilled, ...]:
    """Of each type the fields that its works should have, the most frequent type first."""
    of_type: defaultdict[str, list[WorkOutline]] = defaultdict(list)
    for work in works:
        of_type[work.type].append(work)
    return tuple(
        FieldFilled(kind, field, sum(field in work.fields for work in those), len(those))
        for kind, those in sorted(of_type.items(), key=lambda item: (-len(item[1]), item[0]))
        for field in (*_ALWAYS, *_EXPECTED.get(kind, ()))
    )


def _groups(
    works: Sequence[WorkOutline], values: Sequence[str], shown: Mapping[str, str] | None = None
) -> tuple[Group, ...]:
    """The works by their values, given in the same order; the most frequent first."""
    printed: Counter[str] = Counter()
    for work, value in zip(works, values, strict=True):
        printed[value] += work.references
    groups = [
        Group(shown[value] if shown else value, count, printed[value])
        for value, count in Counter(values).items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.works, -group.references, group.value)))


def _venues(works: Sequence[WorkOutline]) -> tuple[Group, ...]:
    """The works by what they appeared in: spellings that sound alike in any script are one."""
    containers = {work.container: skeleton(work.container) for work in works}
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for work in works:
        spellings[containers[work.container]][work.container] += 1
    shown = {sound: min(forms, key=lambda form: (-forms[form], form)) for sound, forms in spellings.items()}
    return _groups(works, [containers[work.container] for work in works], shown)


def _self_citation_rate(shares: Iterable[ArticleShare]) -> SelfCitationRate:
    listed = [share for share in shares if share.references]
    return SelfCitationRate(
        references=sum(share.references for share in listed),
        self_citations=sum(share.self_citations for share in listed),
        articles=tuple(sorted(listed, key=lambda share: (-share.share, share.article))),
    )
