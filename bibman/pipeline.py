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
from bibman.library import CandidatePair, Kind, Library, Mention, PersonGroup, WorkGroup
from bibman.matching import Named, group_persons, group_works, keep_keys, merge_records
from bibman.model import Article, Comparison, Name, Reference
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


def regroup(library: Library) -> None:
    """Compute works and persons over the whole library, where articles or judgements have changed since."""
    for _ in range(REGROUPINGS):
        if not library.is_stale:
            return
        revision = library.revision()
        works, doubtful_works = _works(library)
        persons, doubtful_persons = _persons(library, works)
        library.replace_grouping(works, persons, [*doubtful_works, *doubtful_persons], revision=revision)


def _works(library: Library) -> tuple[list[WorkGroup], list[CandidatePair]]:
    references = library.references()
    records = [reference.record for reference in references]
    match = group_works(records, _decided(library, "work", [r.id for r in references]))
    merged = [merge_records([records[n] for n in group]) for group in match.groups]
    ids = [[references[n].id for n in group] for group in match.groups]
    keys = keep_keys(ids, library.work_keys(), library.first_work_keys())
    fresh = iter(assign_keys([r for r, key in zip(merged, keys, strict=True) if not key], set(keys)))
    keys = [key or next(fresh) for key in keys]
    works = [
        WorkGroup(key, record, tuple((references[n].id, *_why(match.joined[n])) for n in group))
        for key, record, group in zip(keys, merged, match.groups, strict=True)
    ]
    return works, _pairs("work", keys, match.undecided)


def _persons(library: Library, works: Sequence[WorkGroup]) -> tuple[list[PersonGroup], list[CandidatePair]]:
    mentions = library.mentions()
    work_of = {reference: work.key for work in works for reference, _, _ in work.references}
    named = [_named(mention, work_of.get(mention.reference or 0, "")) for mention in mentions]
    match = group_persons(named, _decided(library, "person", [m.id for m in mentions]))
    ids = [[mentions[n].id for n in group] for group in match.groups]
    keys = keep_keys(ids, library.person_keys(), library.first_person_keys())
    names = [_shown_name([mentions[n] for n in group]) for group in match.groups]
    taken = set(keys)
    persons = []
    for number, (name, group) in enumerate(zip(names, match.groups, strict=True)):
        keys[number] = keys[number] or _free(name_slug(name), taken)
        taken.add(keys[number])
        members = tuple((mentions[n].id, *_why(match.joined[n])) for n in group)
        persons.append(PersonGroup(keys[number], display_name(name), members))
    return persons, _pairs("person", keys, match.undecided)


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


def _decided(library: Library, kind: Kind, ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """The judgements in force as verdicts on pairs of positions in ``ids``."""
    position = {row_id: n for n, row_id in enumerate(ids)}
    return {
        (position[a], position[b]): judged.verdict
        for judged in library.judged_pairs(kind)
        if judged.verdict != "undecided"
        for a in judged.a_members
        for b in judged.b_members
    }


def _why(found: Comparison) -> tuple[float, str]:
    return found.score, found.reason


def _pairs(
    kind: Kind, keys: Sequence[str], undecided: Mapping[tuple[int, int], Comparison]
) -> list[CandidatePair]:
    pairs = []
    for (a, b), found in sorted(undecided.items()):
        one, two = sorted((keys[a], keys[b]))
        pairs.append(CandidatePair(kind, one, two, found.verdict, found.score, found.reason))
    return pairs
