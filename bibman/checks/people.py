"""The people of a list: the article's own authors in it, and one author spelled in several ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript
from bibman.library import Mention
from bibman.matching import Named, PersonMatch, group_persons
from bibman.model import Comparison, Name
from bibman.names.display import display_name, fullest_name
from bibman.reports.selfcites import self_citations
from bibman.text import fold, repair_lookalikes, script_of

#: From this share on the article's own works are many.
_MANY = 1 / 3
_FEWEST = 3
#: Longer words in small letters are no part of a name: "Gulnora Najmiddin qizi".
_LONGEST_PARTICLE = 5


def check_people(manuscript: Manuscript) -> Iterator[Finding]:
    """The share of self-citations, and the authors of whom the list has several spellings."""
    mentions = _mentions(manuscript)
    match = group_persons([_named(mention) for mention in mentions])
    yield from _self_citations(manuscript, mentions, match)
    yield from _spellings(manuscript, mentions, match)


def _mentions(manuscript: Manuscript) -> list[Mention]:
    """Every name of the byline and of the entries' authors; ``reference`` is the entry's number."""
    path, article = manuscript.article.path, manuscript.article
    placed: list[tuple[int | None, int, Name, bool]] = [
        (None, n, name, False) for n, name in enumerate(article.authors, 1)
    ]
    placed += [(None, n + 1, name, True) for n, name in article.repeats]
    for number, _, record in manuscript.entries():
        placed += [(number, n, name, False) for n, name in enumerate(record.author, 1)]
    return [
        Mention(i, 0, path, number, "author", position, name, again)
        for i, (number, position, name, again) in enumerate(placed)
    ]


def _named(mention: Mention) -> Named:
    return Named(
        mention.name, mention.path, mention.reference is None, mention.reference or 0, mention.position
    )


def _self_citations(
    manuscript: Manuscript, mentions: Sequence[Mention], match: PersonMatch
) -> Iterator[Finding]:
    person_of = {member: str(n) for n, group in enumerate(match.groups) for member in group}
    doubtful: Mapping[frozenset[str], Comparison] = {
        frozenset(map(str, pair)): found for pair, found in match.undecided.items()
    }
    total = len(manuscript.references)
    ordinals = {n: n for n in range(1, total + 1)}
    found = [row for row in self_citations(mentions, person_of, doubtful, ordinals) if row.verdict == "same"]
    if not found:
        return
    names = "; ".join(dict.fromkeys(row.author for row in found))
    share = len(found) / total
    rule = "many-self-citations" if share >= _MANY and len(found) >= _FEWEST else "self-citations"
    message = f"{len(found)} of {total} entries are self-citations ({share:.0%}): {names}"
    yield manuscript.about(rule, found[0].reference, message)


def _spellings(manuscript: Manuscript, mentions: Sequence[Mention], match: PersonMatch) -> Iterator[Finding]:
    for group in match.groups:
        same = [mentions[n] for n in group if _is_clean(mentions[n].name)]
        forms: dict[str, list[Mention]] = {}
        for mention in same:
            if mention.reference is not None:
                forms.setdefault(fold(_printed(mention.name)), []).append(mention)
        if _share_an_entry(forms.values()) or not _differ([cited[0].name for cited in forms.values()]):
            continue
        listed = "; ".join(_places(manuscript, cited) for cited in forms.values())
        message = f"one author has {len(forms)} spellings in the list: {listed}"
        first = min(mention.reference or 0 for cited in forms.values() for mention in cited)
        right = repair_lookalikes(display_name(_best(same)))
        yield manuscript.about("spellings", first, message, right)


def _printed(name: Name) -> str:
    return name.form or display_name(name)


def _places(manuscript: Manuscript, cited: Sequence[Mention]) -> str:
    """A spelling with the printed numbers of its entries: "Haydarova, M. (3, 7)"."""
    numbers = [mention.reference or 0 for mention in cited]
    labels = dict.fromkeys(manuscript.references[n - 1].label or str(n) for n in numbers)
    return f"{_printed(cited[0].name)} ({', '.join(labels)})"


def _best(same: Sequence[Mention]) -> Name:
    """How a person signs the article, or is printed most often, most fully where that is equal."""
    signed = [mention.name for mention in same if mention.reference is None and not mention.again]
    counts = Counter(mention.name for mention in same)
    often = [name for name, count in counts.items() if count == max(counts.values())]
    name = fullest_name(signed or often)
    return replace(name, family=name.family.title()) if name.family.isupper() else name


def _is_clean(name: Name) -> bool:
    """Whether no words of a sentence were read into the name."""
    return sum(word.islower() and len(word) > _LONGEST_PARTICLE for word in name.form.split()) == 0


def _share_an_entry(forms: Collection[Sequence[Mention]]) -> bool:
    """Whether two of the spellings stand in one entry: then they are two people after all."""
    entries = [n for cited in forms for n in {mention.reference for mention in cited}]
    return len(entries) > len(set(entries))


def _differ(names: Sequence[Name]) -> bool:
    """Whether two of the names are written differently in one script; two scripts alone are no fault."""
    scripts = [script_of(_printed(name)) for name in names]
    return len(set(scripts)) < len(scripts)
