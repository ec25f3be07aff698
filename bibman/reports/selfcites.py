"""Which references of an article are by the article's own authors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bibman.library import Library, Mention, StoredArticle
from bibman.model import Comparison, Verdict
from bibman.names import compare_names


@dataclass(frozen=True, slots=True)
class SelfCitation:
    """A reference by an author of the citing article.

    ``reference`` counts from 1 in the article's list; ``author`` is the byline's form and ``printed`` the
    reference's; ``role`` is "first" or "co-author", the printed name's place among the reference's authors.
    """

    article: str
    reference: int
    author: str
    printed: str
    role: str
    verdict: Verdict
    score: float
    reason: str


def self_citations(
    mentions: Sequence[Mention],
    person_of: Mapping[int, str],
    doubtful: Mapping[frozenset[str], Comparison],
    ordinal_of: Mapping[int, int],
) -> list[SelfCitation]:
    """The self-citations of the articles that sign with a name, one for each reference, best match first.

    ``person_of`` gives a mention's person, ``doubtful`` the pairs of persons that may be one, ``ordinal_of``
    a reference's number in its list. Editors are not counted.
    """
    bylines: defaultdict[str, list[Mention]] = defaultdict(list)
    cited: defaultdict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.role == "author" and mention.reference is None:
            bylines[mention.path].append(mention)
        elif mention.role == "author" and mention.reference is not None and not mention.again:
            cited[mention.path, mention.reference].append(mention)
    rows = []
    for (path, reference), authors in cited.items():
        found = [
            row
            for author in authors
            for byline in bylines[path]
            if (row := _match(byline, author, ordinal_of[reference], person_of, doubtful))
        ]
        if found:
            rows.append(max(found, key=lambda r: (r.verdict == "same", r.score, r.role == "first")))
    return sorted(rows, key=lambda r: (r.article, r.reference))


def _match(
    byline: Mention,
    author: Mention,
    ordinal: int,
    person_of: Mapping[int, str],
    doubtful: Mapping[frozenset[str], Comparison],
) -> SelfCitation | None:
    one, two = person_of.get(byline.id, ""), person_of.get(author.id, "")
    role = "first" if author.position == 1 else "co-author"
    row = SelfCitation(author.path, ordinal, byline.name.form, author.name.form, role, "possible", 0.0, "")
    if one and one == two:
        compared = compare_names(byline.name, author.name)
        reason = (
            compared.reason if compared.verdict == "same" else f"{compared.reason}; an author of this article"
        )
        return replace(row, verdict="same", score=max(compared.score, 0.9), reason=reason)
    if pair := doubtful.get(frozenset((one, two))):
        return replace(row, score=pair.score, reason=pair.reason)
    return None


@dataclass(frozen=True, slots=True)
class ArticleShare:
    """How many of an article's references are by its own authors, the share 0..1, the printed spellings."""

    article: str
    references: int
    self_citations: int
    share: float
    spellings: tuple[str, ...]


def read_self_citations(library: Library) -> list[SelfCitation]:
    """The self-citations of every article in the library, in the order of articles and lists."""
    doubtful = {
        frozenset((pair.a, pair.b)): Comparison(pair.verdict, pair.score, pair.reason)
        for pair in library.candidates("person")
    }
    return self_citations(library.mentions(signed=True), library.person_keys(), doubtful, library.ordinals())


def article_shares(articles: Sequence[StoredArticle], found: Sequence[SelfCitation]) -> list[ArticleShare]:
    """The share of self-citations of each article, in the order of the articles."""
    by_article: defaultdict[str, list[SelfCitation]] = defaultdict(list)
    for row in found:
        by_article[row.article].append(row)
    shares = []
    for article in articles:
        own = by_article[article.path]
        spellings = tuple(sorted({row.printed for row in own}))
        share = len(own) / article.references if article.references else 0.0
        shares.append(ArticleShare(article.path, article.references, len(own), share, spellings))
    return shares
