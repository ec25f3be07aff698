"""The library: one SQLite file with articles, references, works, persons and judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from bibman.errors import NotFoundError
from bibman.library import (
    answers,
    doctor,
    figures,
    judgements,
    members,
    query,
    search,
    store,
)
from bibman.library.connect import busy_timeout, keeping_pages
from bibman.library.openfile import OpenFile, open_file
from bibman.library.regrouping import Regrouping
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
    PersonWithNames,
    PlacedReference,
    Status,
    StoredArticle,
    StoredReference,
    WorkOutline,
    WorkWithReferences,
)
from bibman.model import Article, Judgement, Record, Reference, Work

if TYPE_CHECKING:
    from bibman.library.entries import EntryRows


class Library:
    """A library file, open for reading or writing; use it in a ``with`` block.

    ``regrouping`` is the side from which works and persons are computed. Every method raises LibraryError,
    one sentence, where the file cannot be used.
    """

    def __init__(self, file: OpenFile) -> None:
        """Take over an open file; use ``Library.open``."""
        self._file = file
        self._run = 0
        self.path = file.path
        self.regrouping = Regrouping(file)

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
        return cls(open_file(Path(path), create, write, busy_timeout(busy_timeout_ms)))

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def known_references(self, path: str, sha256: str, reader: str) -> int | None:
        """How many references the article has; None unless the path is known with this content and reader."""
        with self._file.reading() as db:
            return store.known_references(db, path, sha256, reader)

    def add_article(
        self, article: Article, references: Sequence[tuple[Reference, Record]], reader: str
    ) -> Status:
        """Write an article with its references in one transaction; gives added, unchanged or replaced.

        Content that is known under another path only gains a path ("unchanged"). What a changed article
        prints as before keeps its ids, and so its works and persons.
        """
        with self._file.writing() as db:
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
        with self._file.writing() as db, keeping_pages(db, imports.CACHE):
            run = self._run or store.begin_run(db)
            write_list = partial(imports.write_entries, chain(first, coming))
            status = store.add_file(db, run, file, reader, write_list)
        self._run = run  # not where the transaction was taken back
        return status

    def remove_article(self, path: str) -> None:
        """Take the article at ``path`` out; NotFoundError if the path is unknown."""
        with self._file.writing() as db:
            store.remove_article(db, path)

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
        with self._file.writing() as db:
            return judgements.add_judgement(db, kind, a, b, verdict, who, reason, when)

    def relate(self, a: str, b: str, relation: str, *, who: str = "", reason: str = "") -> Judgement:
        """Remember that work ``a`` is another than ``b``, but a translation, an edition ... of it."""
        with self._file.writing() as db:
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
        with self._file.writing() as db:
            return judgements.part(db, kind, key, printed, part_key, who, reason)

    def edit(
        self, kind: Kind, key: str, changes: Mapping[str, str], *, who: str = "", reason: str = ""
    ) -> Judgement:
        """Remember values set by hand in a work's record, or the name that a person is shown under ("name").

        "" takes the value away. NotFoundError for an unknown key, UsageError for what no such field can hold.
        """
        from bibman.library import edits

        with self._file.writing() as db:
            return edits.edit(db, kind, key, changes, who, reason)

    def import_judgement(self, row: Mapping[str, Any]) -> Imported:
        """Take in a judgement that another library gave out; what is known already is not taken in again."""
        from bibman.library import sharing

        with self._file.writing() as db:
            return sharing.import_judgement(db, row)

    def undo(self, number: int | None = None, *, who: str = "", reason: str = "") -> Judgement:
        """Take back a judgement, by default the last one in force; NotFoundError if there is none."""
        with self._file.writing() as db:
            return judgements.undo(db, number, who, reason)

    def repair(self) -> None:
        """Build the indexes and the search index anew."""
        with self._file.writing() as db:
            doctor.repair(db)

    # Reading

    @property
    def is_stale(self) -> bool:
        """Whether articles or judgements have changed since works were computed."""
        with self._file.reading() as db:
            return query.is_stale(db, "work")

    @property
    def has_stale_persons(self) -> bool:
        """Whether articles or judgements have changed since persons were computed."""
        with self._file.reading() as db:
            return query.is_stale(db, "person")

    def references(self) -> list[StoredReference]:
        """All references in the order the articles came in, each list in its own order."""
        with self._file.reading() as db:
            return query.references(db)

    def ordinals(self) -> dict[int, int]:
        """The number of each reference in its article, counted from 1, by the reference's id."""
        with self._file.reading() as db:
            return query.ordinals(db)

    def mentions(self, *, signed: bool = False) -> list[Mention]:
        """All names where they were printed, of each article the byline first.

        ``signed``: only those of articles that have a byline.
        """
        with self._file.reading() as db:
            return query.mentions(db, signed)

    def work_keys(self, references: Iterable[int] | None = None) -> dict[int, str]:
        """The key of each reference's work, by the reference's id; of these references, or of all."""
        with self._file.reading() as db:
            return query.keys(db, "work", references)

    def person_keys(self) -> dict[int, str]:
        """The key of each mention's person, by the mention's id."""
        with self._file.reading() as db:
            return query.keys(db, "person")

    def judged_pairs(self, kind: Kind) -> list[JudgedPair]:
        """The judgements in force, the latest for each pair, with the members their sides have today."""
        with self._file.reading() as db:
            return members.judged_pairs(db, kind)

    def edits(self, kind: Kind) -> list[Edit]:
        """What was set by hand and not undone, the latest last."""
        with self._file.reading() as db:
            return judgements.edits(db, kind)

    def works(self) -> list[Work]:
        """All works by key."""
        with self._file.reading() as db:
            return answers.works(db)

    def work(self, key: str) -> WorkWithReferences:
        """The work with every reference to it; NotFoundError if there is none under this key."""
        with self._file.reading() as db:
            return answers.work(db, key)

    def search(self, query: str, limit: int | None = None) -> list[Work]:
        """The works that hold all words of the query in any script, the best match first."""
        with self._file.reading() as db:
            return search.search(db, query, limit)

    def persons(self) -> list[PersonWithNames]:
        """All persons by key, with their spellings, works and number of articles."""
        with self._file.reading() as db:
            return answers.persons(db)

    def person(self, key: str) -> PersonWithNames:
        """The person with all spellings; NotFoundError if there is none under this key."""
        with self._file.reading() as db:
            return answers.person(db, key)

    def titles(self, keys: Iterable[str]) -> dict[str, str]:
        """The title of each of these works, by key."""
        with self._file.reading() as db:
            return answers.titles(db, keys)

    def persons_like(self, query: str) -> list[PersonWithNames]:
        """The persons whom the words of a query may name, by key; ``find_persons`` says who is nearest."""
        from bibman.library import people  # comparing names is loaded only where it is asked for

        with self._file.reading() as db:
            return people.persons_like(db, query)

    def candidates(self, kind: Kind | None = None, *, judged: bool = False) -> list[CandidatePair]:
        """The pairs to decide, the likeliest first; with ``judged`` also those that were decided since."""
        with self._file.reading() as db:
            return answers.candidates(db, kind, judged)

    def articles(self) -> list[StoredArticle]:
        """All articles in the order they came in."""
        with self._file.reading() as db:
            return answers.articles(db)

    def lost_keys(self, path: str) -> list[LostKey]:
        """The entries of the bibliography at ``path`` whose keys are those of other works, in order."""
        with self._file.reading() as db:
            return answers.lost_keys(db, path)

    def article_references(self, path: str) -> list[PlacedReference]:
        """The references of the article at ``path``, in order; NotFoundError if the path is unknown."""
        with self._file.reading() as db:
            return answers.article_references(db, path)

    def keys(self, kind: Kind, beginning: str = "") -> list[str]:
        """The keys of all works (or persons) that begin so, in order."""
        with self._file.reading() as db:
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
        with self._file.reading() as db:
            return members.keys_of(db, kind, key)

    def sides_today(self, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys that what was judged, on either side, has today."""
        with self._file.reading() as db:
            return judgements.sides_today(db, number)

    def export_judgements(self) -> list[dict[str, Any]]:
        """All judgements so that another library of the same articles understands them, in order."""
        from bibman.library import sharing

        with self._file.reading() as db:
            return sharing.export_judgements(db)

    def judgements(self) -> list[Judgement]:
        """All judgements in the order they were made, with those that were undone."""
        with self._file.reading() as db:
            return judgements.judgements(db)

    def stats(self) -> Counts:
        """How much of each thing there is."""
        with self._file.reading() as db:
            return answers.counts(db)

    def outlines(self) -> list[WorkOutline]:
        """What figures need of every work, much quicker than the works themselves, by key."""
        with self._file.reading() as db:
            return figures.outlines(db)

    def cited_people(self) -> list[CitedPerson]:
        """Who is named as an author in references, those in the most references first."""
        with self._file.reading() as db:
            return figures.cited_people(db)

    def problems(self) -> list[str]:
        """What is wrong inside the file, a sentence each; none for a whole library."""
        with self._file.reading() as db:
            return doctor.problems(db)
