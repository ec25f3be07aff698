"""The one place where the stages are joined: files to articles, references, records, works and persons."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from bibman import __version__
from bibman.articles import find_files, read_article
from bibman.errors import UnreadableInputError
from bibman.formats.keys import assign_keys
from bibman.library import CandidatePair, Kind, Library, Mention, PersonGroup, Ruling, WorkGroup
from bibman.library.edits import edited_persons, edited_works
from bibman.matching import Named, group_persons, group_works, keep_keys, merge_records
from bibman.model import Article, Comparison, Judgement, Name, Reference
from bibman.names.display import display_name, fullest_name, name_slug
from bibman.references.extract import extract_references
from bibman.references.parse import parse_references

#: Which reader an article was read by: another version reads it again.
READER = f"bibman {__version__}"

#: Another process may write while works and persons are computed: so many times they are computed anew.
REGROUPINGS = 5


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article and its references in order; none where it has no list."""

    article: Article
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be read, and the sentence that says why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article ("added", "replaced", "unchanged") and how many references it has."""

    path: str
    status: str
    references: int


def files_in(paths: Iterable[str]) -> Iterator[Path | Unread]:
    """The files of the paths in order; what cannot be reached and a folder without articles as Unread."""
    for path in paths:
        count = 0
        for found in find_files([path]):
            count += 1
            yield Unread(path, str(found)) if isinstance(found, UnreadableInputError) else found
        if not count:
            yield Unread(path, f"{path}: there are no articles in this folder; name another, or a file")


def extract(paths: Iterable[str], encoding: str | None, stdin: BinaryIO) -> Iterator[Extracted | Unread]:
    """The references of each article; "-" stands for ``stdin``."""
    for path in paths:
        for found in [Path("-")] if path == "-" else files_in([path]):
            if isinstance(found, Unread):
                yield found
                continue
            try:
                data = stdin.read() if path == "-" else None
                article = read_article(str(found), encoding=encoding, data=data)
                yield Extracted(article, tuple(extract_references(article)))
            except UnreadableInputError as error:
                yield Unread(str(found), str(error))


def kept_path(path: str) -> str:
    """The path under which the library keeps a file, the same from whatever folder it is named."""
    return str(Path(os.path.abspath(path)))  # noqa: PTH100  (a link stays the name it was given)


def add(library: Library, paths: Iterable[str], encoding: str | None) -> Iterator[Added | Unread]:
    """Read articles into the library, each in its own transaction; works and persons wait for ``regroup``."""
    for found in files_in(paths):
        if isinstance(found, Unread):
            yield found
            continue
        path, kept = str(found), kept_path(str(found))
        try:
            article = replace(read_article(path, encoding=encoding), path=kept)
        except UnreadableInputError as error:
            yield Unread(path, str(error))
            continue
        known = library.known_references(kept, article.sha256, READER)
        if known is not None:
            yield Added(path, "unchanged", known)
            continue
        references = extract_references(article)
        records = parse_references([reference.text for reference in references])
        status = library.add_article(article, list(zip(references, records, strict=True)), READER)
        yield Added(path, status, len(references))


def regroup(library: Library) -> bool:
    """Compute works and persons over the whole library, where articles or judgements have changed since.

    False: others kept writing meanwhile, and works and persons are still not up to date.
    """
    for _ in range(REGROUPINGS):
        if not library.is_stale:
            return True
        revision, judged = library.revision(), library.is_judged
        if judged and not library.is_based:
            works, persons, _ = _grouping(library, judged=False)
            library.keep_own_keys(works, persons, revision=revision)
        works, persons, pairs = _grouping(library, judged=judged)
        library.replace_grouping(works, persons, pairs, revision=revision, judged=judged)
    return not library.is_stale


def part(
    library: Library, kind: Kind, key: str, printed: Collection[str], *, who: str = "", reason: str = ""
) -> Judgement:
    """Judge that references (by text) or names (by form) of ``key`` are another work or person.

    It gets a key of its own, as if it had come in alone.
    """
    taken = library.used_keys(kind) | set(library.keys(kind))
    if kind == "work":
        records = [r.record for r in library.references() if r.reference.text in printed]
        (part_key,) = assign_keys([merge_records(records)], taken)
    else:
        names = [m.name for m in library.mentions() if m.name.form in printed]
        part_key = _free(name_slug(fullest_name(names)), taken)
    return library.part(kind, key, printed, part_key, who=who, reason=reason)


def _grouping(
    library: Library, *, judged: bool
) -> tuple[list[WorkGroup], list[PersonGroup], list[CandidatePair]]:
    """Works, persons and the pairs to decide; without the judgements, by the articles alone."""
    works, doubtful_works = _works(library, library.ruling("work") if judged else Ruling())
    persons, doubtful_persons = _persons(library, works, library.ruling("person") if judged else Ruling())
    works = edited_works(works, library.edits("work"))
    return works, edited_persons(persons, library.edits("person")), [*doubtful_works, *doubtful_persons]


def _works(library: Library, ruling: Ruling) -> tuple[list[WorkGroup], list[CandidatePair]]:
    references = library.references()
    records = [reference.record for reference in references]
    match = group_works(records, _decided(ruling, [r.id for r in references]))
    merged = [merge_records([records[n] for n in group]) for group in match.groups]
    ids = [[references[n].id for n in group] for group in match.groups]
    keys = _kept_keys(ids, ruling, library.own_keys("work"), library.first_work_keys())
    taken = {*keys, *library.used_keys("work"), *([] if ruling.keys else library.keys("work"))}
    fresh = iter(assign_keys([r for r, key in zip(merged, keys, strict=True) if not key], taken))
    keys = [key or next(fresh) for key in keys]
    works = [
        WorkGroup(key, record, tuple((references[n].id, *_why(match.joined[n])) for n in group))
        for key, record, group in zip(keys, merged, match.groups, strict=True)
    ]
    return works, _pairs("work", keys, match.undecided, _parted(ids, ruling))


def _persons(
    library: Library, works: Sequence[WorkGroup], ruling: Ruling
) -> tuple[list[PersonGroup], list[CandidatePair]]:
    mentions = library.mentions()
    work_of = {reference: work.key for work in works for reference, _, _ in work.references}
    named = [_named(mention, work_of.get(mention.reference or 0, "")) for mention in mentions]
    match = group_persons(named, _decided(ruling, [m.id for m in mentions]))
    ids = [[mentions[n].id for n in group] for group in match.groups]
    keys = _kept_keys(ids, ruling, library.own_keys("person"), library.first_person_keys())
    names = [_shown_name([mentions[n] for n in group]) for group in match.groups]
    taken = {*keys, *library.used_keys("person"), *([] if ruling.keys else library.keys("person"))}
    persons = []
    for number, (name, group) in enumerate(zip(names, match.groups, strict=True)):
        keys[number] = keys[number] or _free(name_slug(name), taken)
        taken.add(keys[number])
        members = tuple((mentions[n].id, *_why(match.joined[n])) for n in group)
        persons.append(PersonGroup(keys[number], display_name(name), members))
    return persons, _pairs("person", keys, match.undecided, _parted(ids, ruling))


def _kept_keys(
    groups: Sequence[Sequence[int]], ruling: Ruling, own: Mapping[int, str], first: Mapping[int, str]
) -> list[str]:
    """The key that each group keeps, or "" for a new one: as judged, then that of the articles alone."""
    judged = keep_keys(groups, ruling.keys, {})
    others = [[] if key else group for group, key in zip(groups, judged, strict=True)]
    taken = set(judged)
    free, first_free = ({m: key for m, key in keys.items() if key not in taken} for keys in (own, first))
    kept = keep_keys(others, free, first_free)
    return [key or other for key, other in zip(judged, kept, strict=True)]


def _parted(groups: Sequence[Sequence[int]], ruling: Ruling) -> set[tuple[int, int]]:
    """The pairs of groups (by position, the smaller first) that are judged to be different."""
    group_of = {member: n for n, group in enumerate(groups) for member in group}
    parted = [pair for pair, verdict in ruling.pairs.items() if verdict == "different"]
    pairs = (sorted((group_of[a], group_of[b])) for a, b in parted if a in group_of and b in group_of)
    return {(one, two) for one, two in pairs}


def _named(mention: Mention, work: str) -> Named:
    position = mention.position if mention.role == "author" else -mention.position
    byline = mention.reference is None
    return Named(mention.name, mention.path, byline, mention.reference or 0, position, work)


def _shown_name(mentions: Sequence[Mention]) -> Name:
    """The fullest name, of those a person signed with where there are such."""
    signed = [m.name for m in mentions if m.reference is None and not m.again]
    return fullest_name(signed or [m.name for m in mentions])


def _free(key: str, taken: Collection[str]) -> str:
    return next(k for k in chain([key], (f"{key}-{n}" for n in count(2))) if k not in taken)


def _decided(ruling: Ruling, ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """What is judged of pairs of members, as verdicts on pairs of positions in ``ids``."""
    position = {row_id: n for n, row_id in enumerate(ids)}
    return {
        (position[a], position[b]): verdict
        for (a, b), verdict in ruling.pairs.items()
        if a in position and b in position
    }


def _why(found: Comparison) -> tuple[float, str]:
    return found.score, found.reason


def _pairs(
    kind: Kind,
    keys: Sequence[str],
    undecided: Mapping[tuple[int, int], Comparison],
    parted: Collection[tuple[int, int]],
) -> list[CandidatePair]:
    pairs = []
    for (a, b), found in sorted(undecided.items()):
        if (a, b) not in parted:
            one, two = sorted((keys[a], keys[b]))
            pairs.append(CandidatePair(kind, one, two, found.verdict, found.score, found.reason))
    return pairs
