"""Records of one publication: found by keys, compared field by field, joined into works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bibman.matching.cluster import block_pairs, cluster
from bibman.model import Comparison, Record
from bibman.names import compare_names
from bibman.text import skeleton

#: Titles at least this alike are one title; below LIKE they are two.
EQUAL, LIKE = 0.93, 0.86
#: Fewer letters than this make a title that many works share ("Введение", "Editorial").
SHORT_TITLE = 14
#: A shorter title that opens a longer one counts as its main title from this many words on.
MAIN_TITLE_WORDS = 3

_DIGITS = re.compile(r"\d+")
#: "Pochvy Kazahstana [Soils of Kazakhstan]": the gloss of a transliterated list is not part of the title.
_GLOSS = re.compile(r"(?<=\w)\s*\[[^\[\]]+\]\s*$")
_PARTS_OF_A_HOST = {"article-journal", "article-newspaper", "article-magazine", "chapter", "paper-conference"}
_WHOLE_BOOKS = {"book", "thesis", "report", "legislation"}


@dataclass(frozen=True, slots=True)
class WorkMatch:
    """Which records are one work, and which pairs of works a person should look at.

    ``groups`` holds the positions of the records, each group sorted; ``joined`` says for each record why it
    stands in its group; ``undecided`` maps pairs of group positions to their comparison.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    undecided: Mapping[tuple[int, int], Comparison]


@dataclass(frozen=True, slots=True)
class _Facts:
    title: str
    container: str
    year: int
    volume: str
    issue: str
    first_page: str
    doi: str


@lru_cache(maxsize=65536)
def _facts(record: Record) -> _Facts:
    first_page = _DIGITS.search(record.page)
    return _Facts(
        title=skeleton(_GLOSS.sub("", record.title)),
        container=skeleton(record.container_title),
        year=int(record.issued[:4]) if record.issued[:4].isdecimal() else 0,
        volume=skeleton(record.volume),
        issue=skeleton(record.issue),
        first_page=first_page.group() if first_page else "",
        doi=record.DOI.casefold().strip(),
    )


def work_keys(record: Record) -> list[str]:
    """The keys under which records of one work meet: DOI, title opening, title ending, rare long words."""
    facts = _facts(record)
    letters = facts.title.replace(" ", "")
    keys = [f"doi:{facts.doi}"] if facts.doi else []
    if not letters:
        return keys
    keys += [f"open:{letters[:16]}", f"end:{letters[-16:]}"]
    longest = sorted(set(facts.title.split()), key=lambda w: (-len(w), w))[:3]
    if len(longest) > 1:
        keys.append("words:" + " ".join(sorted(longest)))
    if record.author and facts.year:
        first = record.author[0]
        keys.append(f"author:{skeleton(first.family or first.literal)[:12]}:{facts.year}:{letters[:4]}")
    return keys


def _title_likeness(a: str, b: str) -> float:
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    if len(short.split()) >= MAIN_TITLE_WORDS and long.startswith(short + " "):
        return EQUAL
    glued = Levenshtein.normalized_similarity(a.replace(" ", ""), b.replace(" ", ""))
    return max(glued, fuzz.token_sort_ratio(a, b) / 100 if glued > 0.5 else 0.0)


def _container_likeness(a: str, b: str) -> float:
    """How alike two containers are, an abbreviation ("J. Appl. Phys.") counting as its long form."""
    words, others = sorted((a.split(), b.split()), key=len)
    rest = iter(others)
    if len(words) > 1 and all(any(other.startswith(word) for other in rest) for word in words):
        return 1.0
    return fuzz.token_set_ratio(a, b) / 100


@dataclass(frozen=True, slots=True)
class _Evidence:
    points: float
    verdict: str  # "for", "against" (a doubt) or "veto"
    text: str


def _authors(a: Record, b: Record) -> _Evidence | None:
    if not a.author or not b.author:
        return None
    found = max((compare_names(x, y) for x in a.author for y in b.author), key=lambda c: (c.score, c.reason))
    if found.verdict == "different":
        return _Evidence(-0.4, "veto", "other authors")
    if found.verdict == "possible":
        return _Evidence(0.05, "for", f"perhaps the same author ({found.reason})")
    return _Evidence(0.2, "for", f"same author ({found.reason})")


def _year(one: _Facts, two: _Facts, whole: bool) -> _Evidence | None:
    if not one.year or not two.year:
        return None
    apart = abs(one.year - two.year)
    if apart == 0:
        return _Evidence(0.1, "for", "same year")
    if apart == 1:
        return _Evidence(-0.02, "against" if whole else "for", f"years one apart ({one.year}, {two.year})")
    return _Evidence(-0.3, "against", f"other year ({one.year}, {two.year})")


def _container(one: _Facts, two: _Facts, a: Record, b: Record) -> _Evidence | None:
    if not one.container or not two.container:
        return None
    if _container_likeness(one.container, two.container) >= 0.8:
        return _Evidence(0.15, "for", "same container")
    return _Evidence(-0.25, "against", f"other container ({a.container_title} / {b.container_title})")


def _place_in_host(one: _Facts, two: _Facts, hosted: bool) -> list[_Evidence]:
    found = []
    if one.volume and two.volume and one.volume != two.volume and two.volume != one.issue:
        found.append(_Evidence(-0.3, "veto", f"other volume ({one.volume}, {two.volume})"))
    if hosted and one.issue and two.issue and one.issue != two.issue and two.issue != one.volume:
        found.append(_Evidence(-0.2, "against", f"other issue ({one.issue}, {two.issue})"))
    if hosted and one.first_page and two.first_page:
        if one.first_page == two.first_page:
            found.append(_Evidence(0.1, "for", "same first page"))
        else:
            found.append(_Evidence(-0.2, "against", f"other pages ({one.first_page}, {two.first_page})"))
    return found


def _kinds(a: Record, b: Record) -> _Evidence | None:
    if "thesis" in (a.type, b.type) and a.type != b.type and {a.type, b.type} & (_WHOLE_BOOKS - {"thesis"}):
        return _Evidence(-0.2, "against", "a thesis and a book")
    return None


def _evidence(a: Record, b: Record) -> list[_Evidence]:
    one, two = _facts(a), _facts(b)
    hosted = bool({a.type, b.type} & _PARTS_OF_A_HOST)
    container = _container(one, two, a, b)
    found = [e for e in (_authors(a, b), _year(one, two, not hosted), container, _kinds(a, b)) if e]
    if container and container.verdict == "against":
        return found  # volume and pages of two hosts say nothing about each other
    return found + _place_in_host(one, two, hosted)


def compare_records(a: Record, b: Record) -> Comparison:
    """How two records relate: one work, possibly one, or different works, with the fields that decided."""
    one, two = _facts(a), _facts(b)
    if one.doi and one.doi == two.doi:
        return Comparison("same", 1.0, f"same DOI ({one.doi})")
    likeness = _title_likeness(one.title, two.title)
    if likeness < LIKE:
        return Comparison("different", round(likeness / 2, 3), "other title")
    return _decide(likeness, one, two, _evidence(a, b))


def _decide(likeness: float, one: _Facts, two: _Facts, evidence: Sequence[_Evidence]) -> Comparison:
    heading = "same title" if likeness >= EQUAL else f"titles {likeness:.0%} alike"
    reason = "; ".join([heading, *(e.text for e in evidence)])
    score = min(1.0, max(0.0, likeness * 0.75 + sum(e.points for e in evidence)))
    if one.doi and two.doi:
        return Comparison("different", round(min(score, 0.4), 3), f"{reason}; other DOI")
    doubts = [e for e in evidence if e.verdict == "against"]
    support = [e for e in evidence if e.verdict == "for"]
    if any(e.verdict == "veto" for e in evidence):
        return Comparison("different", round(min(score, 0.4), 3), reason)
    short = min(len(one.title), len(two.title)) < SHORT_TITLE
    needed = 2 if short or likeness < EQUAL else 1
    if not doubts and len(support) >= needed:
        return Comparison("same", round(max(score, 0.85), 3), reason)
    if len(doubts) > 1 and not support:
        return Comparison("different", round(min(score, 0.4), 3), reason)
    if short and not support:
        return Comparison("different", round(min(score, 0.4), 3), f"{reason}; a title that many works share")
    return Comparison("possible", round(min(score, 0.84), 3), reason)


def _content(record: Record) -> tuple[str, ...]:
    people = "; ".join(n.form or n.family or n.literal for n in record.author)
    return (
        record.title, people, record.issued, record.container_title, record.volume, record.issue,
        record.page, record.publisher, record.publisher_place, record.URL, record.note,
    )  # fmt: skip


def group_works(records: Sequence[Record], decided: Mapping[tuple[int, int], str] | None = None) -> WorkMatch:
    """The records joined into works; ``decided`` holds judgements ("same", "different") on their pairs."""
    order = sorted(range(len(records)), key=lambda n: (_content(records[n]), n))
    rank = {position: n for n, position in enumerate(order)}
    compared = _compared([records[position] for position in order])
    for (a, b), verdict in (decided or {}).items():
        pair = (min(rank[a], rank[b]), max(rank[a], rank[b]))
        same = verdict == "same"
        compared[pair] = Comparison("same" if same else "different", float(same), "decided by a person")
    return _match(order, compared)


def _compared(records: Sequence[Record]) -> dict[tuple[int, int], Comparison]:
    pairs = block_pairs([work_keys(record) for record in records])
    return {(a, b): compare_records(records[a], records[b]) for a, b in pairs}


def _match(order: Sequence[int], compared: Mapping[tuple[int, int], Comparison]) -> WorkMatch:
    def differ(a: int, b: int) -> bool:
        found = compared.get((a, b) if a < b else (b, a))
        return found is not None and found.verdict == "different"

    groups = cluster(len(order), compared, differ)
    group_of = {item: n for n, group in enumerate(groups) for item in group}
    alone = Comparison("same", 1.0, "the only record of its work")
    joined = [alone] * len(order)
    undecided: dict[tuple[int, int], Comparison] = {}
    for (a, b), found in sorted(compared.items()):
        one, two = sorted((group_of[a], group_of[b]))
        if one == two and found.verdict == "same":
            for item in (order[a], order[b]):
                joined[item] = max(joined[item], found, key=lambda c: (c is not alone, c.score))
        if one != two and found.verdict != "different":
            best = undecided.get((one, two))
            if best is None or found.score > best.score:
                undecided[one, two] = Comparison("possible", found.score, found.reason)
    back = tuple(tuple(sorted(order[item] for item in group)) for group in groups)
    return WorkMatch(back, tuple(joined), undecided)
