"""What the page lists: articles, people and pairs to decide, as small as the script can still read them.

Each list is cut where the page would grow too large: first comes what most people look for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os.path import commonpath
from typing import Any

from bibman.library import CandidatePair, CitedPerson, Library, PersonWithNames, StoredArticle
from bibman.library.edits import FIELDS, field_text
from bibman.reports.selfcites import ArticleShare

#: So many bytes of JSON a list may take.
ROOM = {"articles": 4_000_000, "people": 12_000_000, "pairs": 9_000_000}
#: So many references of a work, works of a person and spellings in an article are shown; the rest is counted.
_SHOWN = 4
_SPELLINGS = 12

#: A value of JSON.
Row = Any


@dataclass(slots=True)
class Listed:
    """Rows within the room for them, and how many more there are."""

    rows: list[Row] = field(default_factory=list)
    left_out: int = 0


def within(room: int, rows: Iterable[Row]) -> Listed:
    """The first rows that have room, in bytes of JSON."""
    listed = Listed()
    for row in rows:
        room -= len(as_json(row).encode("utf-8", "replace")) + 1
        if room < 0:
            listed.left_out += 1
        else:
            listed.rows.append(row)
    return listed


def as_json(value: Row) -> str:
    """JSON that may stand inside HTML: no character that could end its element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def common_folder(articles: Sequence[StoredArticle]) -> str:
    """The folder that all articles are in, with its last slash; paths are shown from there on."""
    folders = [article.path.rpartition("/")[0] for article in articles]
    try:
        return f"{commonpath(folders).rstrip('/')}/"
    except ValueError:  # none, or some with a root and some without
        return ""


def article_rows(
    articles: Sequence[StoredArticle], shares: Sequence[ArticleShare], folder: str
) -> Iterable[Row]:
    """[path, title, references, self-citations, spellings, spellings left out], the highest share first."""
    share_of = {share.article: share for share in shares}
    cited = [article for article in articles if not article.is_bibliography]

    def order(article: StoredArticle) -> tuple[float, int, str]:
        share = share_of.get(article.path)
        return -(share.share if share else -1.0), -article.references, article.path

    for article in sorted(cited, key=order):
        share = share_of.get(article.path)
        own, spellings = (share.self_citations, share.spellings) if share else (0, ())
        kept = list(spellings[:_SPELLINGS])
        yield [
            article.path.removeprefix(folder),
            article.title,
            article.references,
            own,
            kept,
            len(spellings) - len(kept),
        ]


def people_rows(persons: Sequence[PersonWithNames], cited: Sequence[CitedPerson]) -> Iterable[Row]:
    """[key, name, spellings, works, references, articles]; those with several spellings or works first.

    A spelling is [form, script, how often it is printed].
    """
    references = {person.key: person.references for person in cited}

    def order(person: PersonWithNames) -> tuple[bool, int, int, str]:
        told = len(person.names) > 1 or len(person.works) > 1
        return not told, -references.get(person.key, 0), -len(person.names), person.key

    for person in sorted(persons, key=order):
        forms = [[name.form, name.script, name.count] for name in person.names]
        counts = [len(person.works), references.get(person.key, 0), person.articles]
        yield [person.key, person.name, forms, *counts]


def pair_rows(
    library: Library,
    pairs: Sequence[CandidatePair],
    persons: Sequence[PersonWithNames],
    titles: Mapping[str, str],
    folder: str,
) -> Iterable[Row]:
    """[kind, score, reason, one side, other side]; a side is [key, what it is, [field, text] ...].

    ``titles`` are those of works by key. Where a text has a list (printed, spellings, works, articles), the
    last is how many more there are.
    """
    known = {person.key: person for person in persons}
    for pair in pairs:
        if pair.kind == "work":
            sides = [_work_side(library, key, folder) for key in (pair.a, pair.b)]
        elif pair.a in known and pair.b in known:
            sides = [_person_side(known[key], titles, folder) for key in (pair.a, pair.b)]
        else:
            continue
        yield [pair.kind, round(pair.score, 3), pair.reason, *sides]


def _work_side(library: Library, key: str, folder: str) -> Row:
    work = library.work(key)
    fields = [[f"field.{name.replace('-', '_')}", field_text(work.record, name)] for name in FIELDS]
    printed = [f"{r.article.removeprefix(folder)}:{r.start_line}  {r.text}" for r in work.references]
    return [key, work.record.title, *[f for f in fields if f[1]], ["printed", *_some(printed)]]


def _person_side(person: PersonWithNames, titles: Mapping[str, str], folder: str) -> Row:
    spellings = [f"{name.form} ×{name.count}" for name in person.names]
    paths = dict.fromkeys(path for name in person.names for path in name.articles)
    return [
        person.key,
        person.name,
        ["name", person.name],
        ["spellings", *_some(spellings, _SPELLINGS)],
        ["works", *_some([titles.get(key, key) or key for key in person.works])],
        ["articles", *_some([path.removeprefix(folder) for path in paths])],
    ]


def _some(texts: Sequence[str], most: int = _SHOWN) -> tuple[list[str], int]:
    return list(texts[:most]), max(len(texts) - most, 0)
