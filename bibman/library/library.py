"""The library: one SQLite file with articles, references, works, persons and judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlite_utils import Database

from bibman.errors import LibraryError, NotFoundError
from bibman.library import (
    answers,
    changes,
    doctor,
    figures,
    judgements,
    members,
    query,
    search,
    store,
)
from bibman.library.connect import busy_timeout, connect, explained, keeping_pages, reading, writing
from bibman.library.migrations import MIGRATIONS, check_library, create, migrate, version_of
from bibman.library.rows import (
    CandidatePair,
    CitedPerson,
    Counts,
    Edit,
    Imported,
    JudgedPair,
    JudgementVerdict,
    Kind,
    LostKey,
    Mention,
    PersonGroup,
    PersonWithNames,
    PlacedReference,
    Status,
    StoredArticle,
    StoredReference,
    Touched,
    WorkMember,
    WorkOutline,
    WorksChange,
    WorksPlan,
    WorkWithReferences,
)
from bibman.library.ruling import Ruling, rule
from bibman.model import Article, Judgement, Record, Reference, Work

if TYPE_CHECKING:
    from bibman.library.entries import EntryRows
    from bibman.matching.nearby import KeyTable


class Library:
    """A library file, open for reading or writing; use it in a ``with`` block.

    Every method raises LibraryError, one sentence, where the file cannot be used.
    """

    def __init__(self, db: Database, path: Path, *, write: bool) -> None:
        """Take over an open database; use ``Library.open``."""
        self.path = path
        self._db = db
        self._write = write
        self._run = 0

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        write: bool = False,
        busy_timeout_ms: int | None = None,
    ) -> Library:
        """Open the library at ``path``; ``create`` makes it where there is none, and opens it for writing.

        An older library is brought up to date, with a copy kept beside it.
        ``busy_timeout_ms`` is how long to wait for another writer; BIBMAN_BUSY_TIMEOUT_MS, else 30 s.
        """
        path, timeout = Path(path), busy_timeout(busy_timeout_ms)
        with explained(path):
            _check_path(path, create)
            db = connect(path, timeout)
            try:
                check_library(db, path)
                if version_of(db) < len(MIGRATIONS):
                    migrate(db, path)
                if not (write or create):
                    db.execute("PRAGMA query_only = ON")
            except BaseException:
                db.close()
                raise
        return cls(db, path, write=write or create)

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with explained(self.path):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Database]:
        with explained(self.path), reading(self._db):
            yield self._db

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        if not self._write:
            raise LibraryError(f"{self.path} was opened for reading only; open it for writing")
        with explained(self.path), writing(self._db):
            yield self._db

    # Writing

    def known_references(self, path: str, sha256: str, reader: str) -> int | None:
        """How many references the article has; None unless the path is known with this content and reader."""
        with self._reading() as db:
            return store.known_references(db, path, sha256, reader)

    def add_article(
        self, article: Article, references: Sequence[tuple[Reference, Record]], reader: str
    ) -> Status:
        """Write an article with its references in one transaction; gives added, unchanged or replaced.

        Content that is known under another path only gains a path ("unchanged"). What a changed article
        prints as before keeps its ids, and so its works and persons.
        """
        with self._writing() as db:
            run = self._run or store.begin_run(db)
            status = store.add_article(db, run, article, references, reader)
        self._run = run  # not where the transaction was taken back
        return status

    def import_entries(self, file: Article, parts: Iterable[EntryRows], reader: str) -> Status:
        """Write a bibliography file with its entries in one transaction, however many there are.

        As ``add_article`` does; ``parts`` are taken one after another, so that memory stays small. Whatever
        they raise leaves the library as it was.
        """
        from bibman.library import imports

        coming = iter(parts)
        first = [part for part in [next(coming, None)] if part]  # not read while others have to wait
        with self._writing() as db, keeping_pages(db, imports.CACHE):
            run = self._run or store.begin_run(db)
            write_list = partial(imports.write_entries, chain(first, coming))
            status = store.add_file(db, run, file, reader, write_list)
        self._run = run  # not where the transaction was taken back
        return status

    def remove_article(self, path: str) -> None:
        """Take the article at ``path`` out; NotFoundError if the path is unknown."""
        with self._writing() as db:
            store.remove_article(db, path)

    def write_works(self, change: WorksChange, *, revision: int) -> None:
        """Write works in place of all that their members belong to, in one transaction.

        Where others have written since ``revision``, from which they were computed, nothing is changed.
        """
        from bibman.library import grouping  # numpy is loaded only where works are computed

        with self._writing() as db:
            grouping.write_works(db, change, revision)

    def fill_works(self, plan: WorksPlan, *, revision: int) -> None:
        """Write all works in place of those before, in one transaction.

        Where others have written since ``revision``, from which they were computed, nothing is changed. What
        judgements touch stays to be computed again.
        """
        from bibman.library.filling import CACHE, fill  # numpy is loaded only where works are computed

        with self._writing() as db, keeping_pages(db, CACHE):
            fill(db, self.path, plan, revision)

    def replace_persons(
        self,
        persons: Sequence[PersonGroup],
        pairs: Sequence[CandidatePair],
        *,
        revision: int,
        judged: bool = False,
    ) -> None:
        """Write persons and their pairs to decide in place of those before, in one transaction.

        Where others have written since ``revision``, from which they were computed, nothing is changed.
        ``judged``: judgements had a part in it; then the keys that mentions have by the articles alone are
        those of ``keep_own_keys``.
        """
        from bibman.library import grouping  # numpy is loaded only where works are computed

        with self._writing() as db:
            grouping.replace_persons(db, persons, pairs, revision, judged)

    def keep_own_keys(self, persons: Sequence[PersonGroup], *, revision: int) -> None:
        """Remember the keys of persons by the articles alone, which undoing judgements leads back to."""
        from bibman.library import grouping  # numpy is loaded only where works are computed

        with self._writing() as db:
            grouping.keep_own_keys(db, persons, revision)

    def add_judgement(
        self,
        kind: Kind,
        a: str,
        b: str,
        verdict: JudgementVerdict,
        *,
        who: str = "",
        reason: str = "",
        when: str = "",
    ) -> Judgement:
        """Remember a decision about two works or persons, by key; ``when`` is now where it is not given."""
        with self._writing() as db:
            return judgements.add_judgement(db, kind, a, b, verdict, who, reason, when)

    def relate(self, a: str, b: str, relation: str, *, who: str = "", reason: str = "") -> Judgement:
        """Remember that work ``a`` is another than ``b``, but a translation, an edition ... of it."""
        with self._writing() as db:
            return judgements.relate(db, a, b, relation, who, reason)

    def part(
        self,
        kind: Kind,
        key: str,
        printed: Collection[str],
        part_key: str,
        *,
        who: str = "",
        reason: str = "",
    ) -> Judgement:
        """Remember that references (by text) or names (by form) of ``key`` are another, ``part_key``."""
        with self._writing() as db:
            return judgements.part(db, kind, key, printed, part_key, who, reason)

    def edit(
        self, kind: Kind, key: str, changes: Mapping[str, str], *, who: str = "", reason: str = ""
    ) -> Judgement:
        """Remember values set by hand in a work's record, or the name that a person is shown under ("name").

        "" takes the value away. NotFoundError for an unknown key, UsageError for what no such field can hold.
        """
        from bibman.library import edits

        with self._writing() as db:
            return edits.edit(db, kind, key, changes, who, reason)

    def import_judgement(self, row: Mapping[str, Any]) -> Imported:
        """Take in a judgement that another library gave out; what is known already is not taken in again."""
        from bibman.library import sharing

        with self._writing() as db:
            return sharing.import_judgement(db, row)

    def undo(self, number: int | None = None, *, who: str = "", reason: str = "") -> Judgement:
        """Take back a judgement, by default the last one in force; NotFoundError if there is none."""
        with self._writing() as db:
            return judgements.undo(db, number, who, reason)

    def repair(self) -> None:
        """Build the indexes and the search index anew."""
        with self._writing() as db:
            doctor.repair(db)

    # Reading for the pipeline

    @property
    def is_stale(self) -> bool:
        """Whether articles or judgements have changed since works were computed."""
        with self._reading() as db:
            return query.is_stale(db, "work")

    @property
    def has_stale_persons(self) -> bool:
        """Whether articles or judgements have changed since persons were computed."""
        with self._reading() as db:
            return query.is_stale(db, "person")

    def waiting_names(self) -> int:
        """How many names at most came in since persons were computed."""
        with self._reading() as db:
            return query.waiting_names(db)

    def revision(self) -> int:
        """A number that grows with every change that works and persons depend on."""
        with self._reading() as db:
            return query.revision(db)

    def references(self) -> list[StoredReference]:
        """All references in the order the articles came in, each list in its own order."""
        with self._reading() as db:
            return query.references(db)

    def ordinals(self) -> dict[int, int]:
        """The number of each reference in its article, counted from 1, by the reference's id."""
        with self._reading() as db:
            return query.ordinals(db)

    def mentions(self, *, signed: bool = False) -> list[Mention]:
        """All names where they were printed, of each article the byline first.

        ``signed``: only those of articles that have a byline.
        """
        with self._reading() as db:
            return query.mentions(db, signed)

    def work_keys(self, references: Iterable[int] | None = None) -> dict[int, str]:
        """The key of each reference's work, by the reference's id; of these references, or of all."""
        with self._reading() as db:
            return query.keys(db, "work", references)

    def person_keys(self) -> dict[int, str]:
        """The key of each mention's person, by the mention's id."""
        with self._reading() as db:
            return query.keys(db, "person")

    def first_work_keys(self, references: Iterable[int] | None = None) -> dict[int, str]:
        """The key each reference was first known under, by id; after a split it comes back."""
        with self._reading() as db:
            return query.first_keys(db, "work", references)

    def first_person_keys(self) -> dict[int, str]:
        """The key each mention was first known under, by id."""
        with self._reading() as db:
            return query.first_keys(db, "person")

    def judged_pairs(self, kind: Kind) -> list[JudgedPair]:
        """The judgements in force, the latest for each pair, with the members their sides have today."""
        with self._reading() as db:
            return members.judged_pairs(db, kind)

    def edits(self, kind: Kind) -> list[Edit]:
        """What was set by hand and not undone, the latest last."""
        with self._reading() as db:
            return judgements.edits(db, kind)

    def own_keys(self, kind: Kind, ids: Iterable[int] | None = None) -> dict[int, str]:
        """The key that each reference (or mention) has by the articles alone, by id; of these, or of all."""
        with self._reading() as db:
            return query.own_keys(db, kind, ids)

    @property
    def is_judged(self) -> bool:
        """Whether judgements in force have a part in what works and persons are."""
        with self._reading() as db:
            return bool(members.judged(db, "work") or members.judged(db, "person"))

    def ruling(self, kind: Kind) -> Ruling:
        """What the judgements in force ask of the references (or mentions)."""
        with self._reading() as db:
            return rule(members.judged(db, kind), query.own_keys(db, kind))

    def used_keys(self, kind: Kind) -> set[str]:
        """Every key that members have or had by the articles alone, and those that judgements name."""
        with self._reading() as db:
            return members.used_keys(db, kind)

    def work_ruling(self, own: Mapping[int, str]) -> Ruling:
        """What the judgements in force ask of references with these own keys and of those judged with
        them.
        """
        with self._reading() as db:
            return changes.ruling(db, own)

    def touched(self, engine: int) -> Touched:
        """What has changed since works were computed, all for another version of the matching."""
        with self._reading() as db:
            return changes.touched(db, engine)

    def key_table(self, fresh: KeyTable) -> KeyTable:
        """The block keys of all references, as they were when works were computed, and ``fresh`` behind
        them.
        """
        from bibman.library.blocks import key_table_before  # numpy is loaded only where works are computed

        with self._reading() as db:
            return key_table_before(db, fresh)

    def work_members(self, references: Sequence[int]) -> list[WorkMember]:
        """These references (ids) as members of works, in the order of their ids."""
        with self._reading() as db:
            return changes.members(db, references)

    def members_printed(self, texts: Collection[str]) -> list[WorkMember]:
        """The references whose text is one of these, as members of works."""
        with self._reading() as db:
            return changes.members_printed(db, texts)

    def together(self, references: Iterable[int]) -> set[int]:
        """The references with all that are or were in one work with any of them, or were judged with it."""
        with self._reading() as db:
            return changes.together(db, references)

    def tied(self, references: Iterable[int], works: Iterable[int] = ()) -> set[int]:
        """The references of works that a pair to decide ties to one of these works or these references'."""
        with self._reading() as db:
            return changes.tied(db, references, works)

    def reference_ids(self) -> list[int]:
        """The ids of all references, in order."""
        with self._reading() as db:
            return changes.reference_ids(db)

    def given_keys(self) -> dict[int, str]:
        """The keys that imported entries came with, by the id of the reference."""
        with self._reading() as db:
            return changes.given_keys(db)

    def held_work_keys(self, keys: Collection[str], but: Collection[int]) -> set[str]:
        """Those of the keys, also with a number added, that references other than these hold."""
        with self._reading() as db:
            return changes.held_keys(db, keys, but)

    def used_work_keys(self, beginnings: Iterable[str], but: Collection[int]) -> set[str]:
        """Every key with such a beginning that was ever given, but those that only these are shown under."""
        with self._reading() as db:
            return changes.used_keys(db, beginnings, but)

    @property
    def is_based(self) -> bool:
        """Whether the own keys are those of the articles as they are now."""
        with self._reading() as db:
            return query.is_based(db)

    # Reading for answers

    def works(self) -> list[Work]:
        """All works by key."""
        with self._reading() as db:
            return answers.works(db)

    def work(self, key: str) -> WorkWithReferences:
        """The work with every reference to it; NotFoundError if there is none under this key."""
        with self._reading() as db:
            return answers.work(db, key)

    def search(self, query: str, limit: int | None = None) -> list[Work]:
        """The works that hold all words of the query in any script, the best match first."""
        with self._reading() as db:
            return search.search(db, query, limit)

    def persons(self) -> list[PersonWithNames]:
        """All persons by key, with their spellings, works and number of articles."""
        with self._reading() as db:
            return answers.persons(db)

    def person(self, key: str) -> PersonWithNames:
        """The person with all spellings; NotFoundError if there is none under this key."""
        with self._reading() as db:
            return answers.person(db, key)

    def titles(self, keys: Iterable[str]) -> dict[str, str]:
        """The title of each of these works, by key."""
        with self._reading() as db:
            return answers.titles(db, keys)

    def persons_like(self, query: str) -> list[PersonWithNames]:
        """The persons whom the words of a query may name, by key; ``find_persons`` says who is nearest."""
        from bibman.library import people  # comparing names is loaded only where it is asked for

        with self._reading() as db:
            return people.persons_like(db, query)

    def candidates(self, kind: Kind | None = None, *, judged: bool = False) -> list[CandidatePair]:
        """The pairs to decide, the likeliest first; with ``judged`` also those that were decided since."""
        with self._reading() as db:
            return answers.candidates(db, kind, judged)

    def articles(self) -> list[StoredArticle]:
        """All articles in the order they came in."""
        with self._reading() as db:
            return answers.articles(db)

    def lost_keys(self, path: str) -> list[LostKey]:
        """The entries of the bibliography at ``path`` whose keys are those of other works, in order."""
        with self._reading() as db:
            return answers.lost_keys(db, path)

    def article_references(self, path: str) -> list[PlacedReference]:
        """The references of the article at ``path``, in order; NotFoundError if the path is unknown."""
        with self._reading() as db:
            return answers.article_references(db, path)

    def keys(self, kind: Kind, beginning: str = "") -> list[str]:
        """The keys of all works (or persons) that begin so, in order."""
        with self._reading() as db:
            return answers.keys(db, kind, beginning)

    def knows(self, kind: Kind, key: str) -> bool:
        """Whether this is or was the key of a work (or person)."""
        try:
            self.keys_of(kind, key)
        except NotFoundError:
            return False
        return True

    def keys_of(self, kind: Kind, key: str) -> tuple[str, ...]:
        """The keys that a work or person has today: one that was merged has that of another.

        NotFoundError where the key never was one.
        """
        with self._reading() as db:
            return members.keys_of(db, kind, key)

    def sides_today(self, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys that what was judged, on either side, has today."""
        with self._reading() as db:
            return judgements.sides_today(db, number)

    def export_judgements(self) -> list[dict[str, Any]]:
        """All judgements so that another library of the same articles understands them, in order."""
        from bibman.library import sharing

        with self._reading() as db:
            return sharing.export_judgements(db)

    def judgements(self) -> list[Judgement]:
        """All judgements in the order they were made, with those that were undone."""
        with self._reading() as db:
            return judgements.judgements(db)

    def stats(self) -> Counts:
        """How much of each thing there is."""
        with self._reading() as db:
            return answers.counts(db)

    def outlines(self) -> list[WorkOutline]:
        """What figures need of every work, much quicker than the works themselves, by key."""
        with self._reading() as db:
            return figures.outlines(db)

    def cited_people(self) -> list[CitedPerson]:
        """Who is named as an author in references, those in the most references first."""
        with self._reading() as db:
            return figures.cited_people(db)

    def problems(self) -> list[str]:
        """What is wrong inside the file, a sentence each; none for a whole library."""
        with self._reading() as db:
            return doctor.problems(db)


def _check_path(path: Path, make: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; give the path of a library file with --db")
    empty = path.exists() and path.stat().st_size == 0
    if make and (empty or not path.exists()):
        create(path)
    elif empty:
        raise LibraryError(f"{path} is empty; make a library in it with: bibman add FILES --db {path}")
    elif not path.exists():
        raise LibraryError(f"no library at {path}; make one with: bibman add FILES --db {path}")
