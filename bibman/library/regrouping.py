"""What computing works and persons anew reads of a library and writes to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from bibman.library import changes, members, query
from bibman.library.connect import keeping_pages
from bibman.library.openfile import OpenFile
from bibman.library.rows import CandidatePair, Kind, PersonGroup, Touched, WorkMember, WorksChange, WorksPlan
from bibman.library.ruling import Ruling, rule

if TYPE_CHECKING:
    from bibman.matching.nearby import KeyTable


class Regrouping:
    """A library from the side of those who compute its works and persons; ids are the library's own.

    Every method raises LibraryError, one sentence, where the file cannot be used.
    """

    def __init__(self, file: OpenFile) -> None:
        """Use ``Library.regrouping``."""
        self.path = file.path
        self._file = file

    # Reading

    def waiting_names(self) -> int:
        """How many names at most came in since persons were computed."""
        with self._file.reading() as db:
            return query.waiting_names(db)

    def revision(self) -> int:
        """A number that grows with every change that works and persons depend on."""
        with self._file.reading() as db:
            return query.revision(db)

    def first_work_keys(self, references: Iterable[int] | None = None) -> dict[int, str]:
        """The key each reference was first known under, by id; after a split it comes back."""
        with self._file.reading() as db:
            return query.first_keys(db, "work", references)

    def first_person_keys(self) -> dict[int, str]:
        """The key each mention was first known under, by id."""
        with self._file.reading() as db:
            return query.first_keys(db, "person")

    def own_keys(self, kind: Kind, ids: Iterable[int] | None = None) -> dict[int, str]:
        """The key that each reference (or mention) has by the articles alone, by id; of these, or of all."""
        with self._file.reading() as db:
            return query.own_keys(db, kind, ids)

    @property
    def is_judged(self) -> bool:
        """Whether judgements in force have a part in what works and persons are."""
        with self._file.reading() as db:
            return bool(members.judged(db, "work") or members.judged(db, "person"))

    def ruling(self, kind: Kind) -> Ruling:
        """What the judgements in force ask of the references (or mentions)."""
        with self._file.reading() as db:
            return rule(members.judged(db, kind), query.own_keys(db, kind))

    def used_keys(self, kind: Kind) -> set[str]:
        """Every key that members have or had by the articles alone, and those that judgements name."""
        with self._file.reading() as db:
            return members.used_keys(db, kind)

    def work_ruling(self, own: Mapping[int, str]) -> Ruling:
        """What the judgements in force ask of references with these own keys and of those judged with
        them.
        """
        with self._file.reading() as db:
            return changes.ruling(db, own)

    def touched(self, engine: int) -> Touched:
        """What has changed since works were computed, all for another version of the matching."""
        with self._file.reading() as db:
            return changes.touched(db, engine)

    def key_table(self, fresh: KeyTable) -> KeyTable:
        """The block keys of all references, as they were when works were computed, and ``fresh`` behind
        them.
        """
        from bibman.library.blocks import key_table_before  # numpy is loaded only where works are computed

        with self._file.reading() as db:
            return key_table_before(db, fresh)

    def work_members(self, references: Sequence[int]) -> list[WorkMember]:
        """These references (ids) as members of works, in the order of their ids."""
        with self._file.reading() as db:
            return changes.members(db, references)

    def members_printed(self, texts: Collection[str]) -> list[WorkMember]:
        """The references whose text is one of these, as members of works."""
        with self._file.reading() as db:
            return changes.members_printed(db, texts)

    def together(self, references: Iterable[int]) -> set[int]:
        """The references with all that are or were in one work with any of them, or were judged with it."""
        with self._file.reading() as db:
            return changes.together(db, references)

    def tied(self, references: Iterable[int], works: Iterable[int] = ()) -> set[int]:
        """The references of works that a pair to decide ties to one of these works or these references'."""
        with self._file.reading() as db:
            return changes.tied(db, references, works)

    def reference_ids(self) -> list[int]:
        """The ids of all references, in order."""
        with self._file.reading() as db:
            return changes.reference_ids(db)

    def given_keys(self) -> dict[int, str]:
        """The keys that imported entries came with, by the id of the reference."""
        with self._file.reading() as db:
            return changes.given_keys(db)

    def held_work_keys(self, keys: Collection[str], but: Collection[int]) -> set[str]:
        """Those of the keys, also with a number added, that references other than these hold."""
        with self._file.reading() as db:
            return changes.held_keys(db, keys, but)

    def used_work_keys(self, beginnings: Iterable[str], but: Collection[int]) -> set[str]:
        """Every key with such a beginning that was ever given, but those that only these are shown under."""
        with self._file.reading() as db:
            return changes.used_keys(db, beginnings, but)

    @property
    def is_based(self) -> bool:
        """Whether the own keys are those of the articles as they are now."""
        with self._file.reading() as db:
            return query.is_based(db)

    # Writing

    def write_works(self, change: WorksChange, *, revision: int) -> None:
        """Write works in place of all that their members belong to, in one transaction.

        Where others have written since ``revision``, from which they were computed, nothing is changed.
        """
        from bibman.library import grouping  # numpy is loaded only where works are computed

        with self._file.writing() as db:
            grouping.write_works(db, change, revision)

    def fill_works(self, plan: WorksPlan, *, revision: int) -> None:
        """Write all works in place of those before, in one transaction.

        Where others have written since ``revision``, from which they were computed, nothing is changed. What
        judgements touch stays to be computed again.
        """
        from bibman.library.filling import CACHE, fill  # numpy is loaded only where works are computed

        with self._file.writing() as db, keeping_pages(db, CACHE):
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

        with self._file.writing() as db:
            grouping.replace_persons(db, persons, pairs, revision, judged)

    def keep_own_keys(self, persons: Sequence[PersonGroup], *, revision: int) -> None:
        """Remember the keys of persons by the articles alone, which undoing judgements leads back to."""
        from bibman.library import grouping  # numpy is loaded only where works are computed

        with self._file.writing() as db:
            grouping.keep_own_keys(db, persons, revision)
