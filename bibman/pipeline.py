"""The one place where the stages are joined: files to articles, references, records, works and persons."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from bibman import __version__
from bibman.errors import UnreadableInputError
from bibman.formats import BadEntry
from bibman.formats.chunks import chunks
from bibman.formats.keys import assign_keys, citation_key
from bibman.grouping.works import regroup_works
from bibman.library import (
    CandidatePair,
    Kind,
    Library,
    Mention,
    PersonGroup,
    Ruling,
)
from bibman.library.edits import edited_persons
from bibman.library.entries import EntryRows
from bibman.library.keeping import free_key, kept_keys
from bibman.library.prepare import media_type, prepared, stream_hash
from bibman.matching import Named, group_persons, merge_records
from bibman.model import Article, Comparison, Judgement, Name
from bibman.names.display import display_name, fullest_name, name_slug
from bibman.reading import Extracted, Source, Unread, extract, files_in

#: Which reader an article was read by: another version reads it again.
READER = f"bibman {__version__}"

#: Which reader a bibliography was read by.
IMPORTER = f"{READER} import"

#: Another process may write while works and persons are computed: so many times they are computed anew.
REGROUPINGS = 5


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article ("added", "replaced", "unchanged") and how many references it has."""

    path: str
    status: str
    references: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a bibliography file: its status (as of an article), its records, its broken entries.

    ``kept`` is its path in the library.
    """

    path: str
    kept: str
    status: str
    records: int
    broken: int = 0


def kept_path(path: str) -> str:
    """The path under which the library keeps a file, the same from whatever folder it is named."""
    return str(Path(os.path.abspath(path)))  # noqa: PTH100  (a link stays the name it was given)


def add(
    library: Library, files: Iterable[Path | Unread], encoding: str | None, processes: int = 1
) -> Generator[Added | Unread, None, None]:
    """Read articles into the library, each in its own transaction, in the order given, whoever reads them.

    Files that are known with this content are not read again. Works and persons wait for ``regroup``.
    """
    reader = f"{READER} {encoding}" if encoding else READER
    found: list[Source | Added | Unread] = [
        file if isinstance(file, Unread) else _known(library, file, reader) for file in files
    ]
    results: Iterator[Extracted | Added | Unread] = extract(found, encoding, processes, records=True)
    for result in results:
        if isinstance(result, Extracted):
            yield _written(library, result, reader)
        else:
            yield result


def _known(library: Library, file: Path, reader: str) -> Added | Source:
    """What became of a file that the library knows with this content; else where to read it."""
    source = Source(str(file))
    try:
        if not file.is_file():  # a pipe can be read only once
            return source
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):  # reading it says what is wrong
        return source
    known = library.known_references(kept_path(source.path), content, reader)
    return source if known is None else Added(source.path, "unchanged", known)


def _written(library: Library, read: Extracted, reader: str) -> Added:
    article = replace(read.article, path=kept_path(read.article.path))
    status = library.add_article(article, list(zip(read.references, read.records, strict=True)), reader)
    return Added(read.article.path, status, len(read.references))


def import_records(
    library: Library,
    paths: Iterable[str],
    encoding: str | None,
    opened: Callable[[str], AbstractContextManager[BinaryIO]],
    tell: Callable[[BadEntry], None],
    progress: Callable[[int], None],
) -> Iterator[Imported | Unread]:
    """Bring bibliography files into the library, each in its own transaction; works wait for ``regroup``.

    ``opened`` opens a file for reading and seeking, ``tell`` hears of broken entries as they are met,
    ``progress`` how many records of a file were written.
    """
    for path in paths:
        for found in [Path("-")] if path == "-" else files_in([path], "bibliography"):
            if isinstance(found, Unread):
                yield found
                continue
            try:
                with opened(str(found)) as stream:
                    yield _imported(library, str(found), stream, encoding, tell, progress)
            except UnreadableInputError as error:
                yield Unread(str(found), str(error))
            except OSError as error:
                yield Unread(str(found), f"{found} cannot be read ({error.strerror}); check the path")


def _imported(
    library: Library,
    path: str,
    stream: BinaryIO,
    encoding: str | None,
    tell: Callable[[BadEntry], None],
    progress: Callable[[int], None],
) -> Imported:
    reader = f"{IMPORTER} {encoding}" if encoding else IMPORTER
    content = stream_hash(stream)
    if path == "-" or not Path(path).is_file():  # what comes by a pipe has no name to be replaced under
        path = f"stdin-{content[:12]}"
    kept = kept_path(path)
    known = library.known_references(kept, content, reader)
    if known is not None:
        return Imported(path, kept, "unchanged", known)
    file = Article(kept, (), (), media_type=media_type(stream), encoding=encoding or "utf-8", sha256=content)
    met: Counter[str] = Counter()
    with closing(prepared(chunks(stream, path, encoding))) as parts:
        status = library.import_entries(file, _heard(parts, path, met, tell, progress), reader)
    return Imported(path, kept, status, library.known_references(kept, content, reader) or 0, met["broken"])


def _heard(
    parts: Iterable[EntryRows],
    path: str,
    met: Counter[str],
    tell: Callable[[BadEntry], None],
    progress: Callable[[int], None],
) -> Iterator[EntryRows]:
    """The parts as they are, their entries counted; UnreadableInputError where all are broken."""
    for part in parts:
        for entry in part.told:
            tell(entry)
        met["records"] += len(part.entries)
        met["broken"] += sum(not entry.kept for entry in part.told)
        progress(met["records"])
        yield part
    if met["broken"] and not met["records"]:
        raise UnreadableInputError(f"{path}: none of its entries could be read; mend the file")


def regroup(library: Library, most_names: int | None = None) -> bool:
    """Compute works and persons over the whole library, where articles or judgements have changed since.

    Where more than ``most_names`` names wait for their persons, they go on waiting.
    False: others kept writing meanwhile, and works and persons are still not up to date.
    """
    for _ in range(REGROUPINGS):
        wait = most_names is not None and library.regrouping.waiting_names() > most_names
        if library.is_stale:
            regroup_works(library)
        elif wait or not library.has_stale_persons:
            return True
        else:
            _regroup_persons(library)
    return not library.is_stale


def _regroup_persons(library: Library) -> None:
    regrouping = library.regrouping
    revision, judged = regrouping.revision(), regrouping.is_judged
    if judged and not regrouping.is_based:
        persons, _ = _persons(library, regrouping.own_keys("work"), Ruling())
        regrouping.keep_own_keys(persons, revision=revision)
    ruling = regrouping.ruling("person") if judged else Ruling()
    persons, pairs = _persons(library, library.work_keys(), ruling)
    persons = edited_persons(persons, library.edits("person"))
    regrouping.replace_persons(persons, pairs, revision=revision, judged=judged)


def part(
    library: Library, kind: Kind, key: str, printed: Collection[str], *, who: str = "", reason: str = ""
) -> Judgement:
    """Judge that references (by text) or names (by form) of ``key`` are another work or person.

    It gets a key of its own, as if it had come in alone.
    """
    if kind == "work":
        record = merge_records([member.record for member in library.regrouping.members_printed(printed)])
        (part_key,) = assign_keys([record], library.regrouping.used_work_keys([citation_key(record)], ()))
    else:
        taken = {name.casefold() for name in library.regrouping.used_keys(kind) | set(library.keys(kind))}
        names = [m.name for m in library.mentions() if m.name.form in printed]
        part_key = free_key(name_slug(fullest_name(names)), taken)
    return library.part(kind, key, printed, part_key, who=who, reason=reason)


def _persons(
    library: Library, work_of: Mapping[int, str], ruling: Ruling
) -> tuple[list[PersonGroup], list[CandidatePair]]:
    """The persons and the pairs to decide; ``work_of`` is the key of each reference's work."""
    mentions = library.mentions()
    named = [_named(mention, work_of.get(mention.reference or 0, "")) for mention in mentions]
    match = group_persons(named, _decided(ruling, [m.id for m in mentions]))
    ids = [[mentions[n].id for n in group] for group in match.groups]
    before = library.regrouping
    keys = kept_keys(ids, ruling, before.own_keys("person"), before.first_person_keys())
    names = [_shown_name([mentions[n] for n in group]) for group in match.groups]
    taken = {*keys, *before.used_keys("person"), *([] if ruling.keys else library.keys("person"))}
    persons = []
    for number, (name, group) in enumerate(zip(names, match.groups, strict=True)):
        keys[number] = keys[number] or free_key(name_slug(name), taken)
        taken.add(keys[number])
        members = tuple((mentions[n].id, *_why(match.joined[n])) for n in group)
        persons.append(PersonGroup(keys[number], display_name(name), members))
    return persons, _pairs(keys, match.undecided, _parted(ids, ruling))


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
    keys: Sequence[str],
    undecided: Mapping[tuple[int, int], Comparison],
    parted: Collection[tuple[int, int]],
) -> list[CandidatePair]:
    pairs = []
    for (a, b), found in sorted(undecided.items()):
        if (a, b) not in parted:
            one, two = sorted((keys[a], keys[b]))
            pairs.append(CandidatePair("person", one, two, found.verdict, found.score, found.reason))
    return pairs
