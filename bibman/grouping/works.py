"""Works computed around what has changed in a library, the same as if all were computed at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bibman.formats.keys import assign_keys, citation_key
from bibman.grouping.fill import works_plan
from bibman.grouping.nearby import Neighbourhood, neighbourhood
from bibman.library import CandidatePair, Library, Ruling, Touched, WorkGroup, WorksChange
from bibman.library.edits import edited_works
from bibman.library.keeping import kept_keys, merged
from bibman.matching import WorkMatch
from bibman.matching.works import ENGINE, join_works
from bibman.model import Record

#: Around more references than these, all works are computed anew.
MANY = 20_000


def regroup_works(library: Library) -> None:
    """Bring the works up to date; where others write meanwhile, nothing is changed and they stay stale."""
    regrouping = library.regrouping
    revision, touched = regrouping.revision(), regrouping.touched(ENGINE)
    if max(len(touched.references), len(touched.members)) > MANY:
        regrouping.fill_works(works_plan(regrouping), revision=revision)
    else:
        regrouping.write_works(works_change(library, touched), revision=revision)


def works_change(library: Library, touched: Touched) -> WorksChange:
    """The works around what was touched, as they are now."""
    near = neighbourhood(library.regrouping, touched)
    ids = sorted(near.inside)
    by_articles = _Works(library, near, Ruling(), library.regrouping.own_keys("work", ids))
    own = {id: key for key, group in zip(by_articles.keys, by_articles.groups, strict=True) for id in group}
    ruling = library.regrouping.work_ruling(own)
    found = _Works(library, near, ruling, own) if ruling.pairs else by_articles
    edits = [edit for edit in library.edits("work") if not near.inside.isdisjoint(edit.members)]
    return WorksChange(
        members=tuple(ids),
        works=tuple(edited_works(list(found.works()), edits)),
        pairs=tuple(found.pairs()),
        own=own,
        rekeyed=tuple(near.rekeyed.tolist()),
        keys=near.keys,
        touched=touched,
        engine=ENGINE,
    )


@dataclass(frozen=True)
class _Works:
    """The works of a neighbourhood under a ruling; ``own`` are the members' keys by the articles alone."""

    library: Library
    near: Neighbourhood
    ruling: Ruling
    own: Mapping[int, str]

    @cached_property
    def _match(self) -> WorkMatch:
        near = self.near
        place = {member.id: n for n, member in enumerate(near.members)}
        decided = {(place[a], place[b]): verdict for (a, b), verdict in self.ruling.pairs.items()}
        records = [member.record for member in near.members]
        return join_works(records, near.columns, near.content, near.pairs, decided)

    @cached_property
    def _inside(self) -> list[int]:
        """The positions of the groups that are to be written; the others are members that others have."""
        members = self.near.members
        return [n for n, group in enumerate(self._match.groups) if members[group[0]].id in self.near.inside]

    @cached_property
    def groups(self) -> list[list[int]]:
        """The members' ids of each work."""
        return [[self.near.members[place].id for place in self._match.groups[n]] for n in self._inside]

    @cached_property
    def records(self) -> list[Record]:
        """The record of each work."""
        members = self.near.members
        return [merged([members[place] for place in self._match.groups[n]]) for n in self._inside]

    @cached_property
    def keys(self) -> list[str]:
        """The key of each work."""
        inside = sorted(self.near.inside)
        first = self.library.regrouping.first_work_keys(inside)
        given = {member.id: member.given for member in self.near.members if member.given}
        asked = {*self.own.values(), *first.values(), *given.values(), *self.ruling.keys.values()}
        held = self.library.regrouping.held_work_keys(asked, self.near.inside)
        keys = kept_keys(self.groups, self.ruling, self.own, first, given, held)
        unnamed = [record for record, key in zip(self.records, keys, strict=True) if not key]
        used = self.library.regrouping.used_work_keys(set(map(citation_key, unnamed)), self.near.inside)
        fresh = iter(assign_keys(unnamed, used | set(keys)))
        return [key or next(fresh) for key in keys]

    def works(self) -> Iterator[WorkGroup]:
        """The works to be written."""
        for n, key, record, ids in zip(self._inside, self.keys, self.records, self.groups, strict=True):
            joined = [self._match.joined[place] for place in self._match.groups[n]]
            members = tuple((id, why.score, why.reason) for id, why in zip(ids, joined, strict=True))
            yield WorkGroup(key, record, members)

    def pairs(self) -> Iterator[CandidatePair]:
        """The pairs to decide, each once with its best score."""
        keys = self._keys_of_groups()
        best: dict[tuple[str, str], CandidatePair] = {}
        for (a, b), found in self._match.undecided.items():
            one, two = sorted((keys[a], keys[b]))
            known = best.get((one, two))
            if (a, b) not in self._parted and (known is None or known.score < found.score):
                best[one, two] = CandidatePair("work", one, two, found.verdict, found.score, found.reason)
        return iter(best.values())

    @cached_property
    def _parted(self) -> set[tuple[int, int]]:
        """The pairs of groups that are judged to be different."""
        group_of = {self.near.members[place].id: n for n in self._inside for place in self._match.groups[n]}
        parted = [pair for pair, verdict in self.ruling.pairs.items() if verdict == "different"]
        return {
            (min(one, two), max(one, two)) for a, b in parted for one, two in [(group_of[a], group_of[b])]
        }

    def _keys_of_groups(self) -> list[str]:
        """The key of each group that is written or may be one of them; of the others as it stands now."""
        members = self.near.members
        asked = {n for pair in self._match.undecided for n in pair} - set(self._inside)
        shown = self.library.work_keys([members[self._match.groups[n][0]].id for n in asked])
        keys = [shown.get(members[group[0]].id, "") for group in self._match.groups]
        for n, key in zip(self._inside, self.keys, strict=True):
            keys[n] = key
        return keys
