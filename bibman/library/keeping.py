"""Which key each work and person keeps when groups are formed anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain, count

from bibman.library.rows import WorkMember
from bibman.library.ruling import Ruling
from bibman.matching import keep_keys, merge_records
from bibman.model import Record


def kept_keys(
    groups: Sequence[Sequence[int]],
    ruling: Ruling,
    own: Mapping[int, str],
    first: Mapping[int, str],
    given: Mapping[int, str] | None = None,
    held: Collection[str] = (),
) -> list[str]:
    """The key that each group keeps, or "" for a new one.

    As judged, then as ``given`` by an imported entry, then that of the articles alone, then the ``first``.
    Nobody gets a key ``held`` by others.
    """
    elsewhere = {key.casefold() for key in held}
    keys = _given_keys(groups, keep_keys(groups, ruling.keys, {}), own, given or {}, elsewhere)
    others = [[] if key else group for group, key in zip(groups, keys, strict=True)]
    taken = elsewhere | {key.casefold() for key in keys}
    free, first_free = (
        {m: key for m, key in known.items() if key.casefold() not in taken} for known in (own, first)
    )
    kept = keep_keys(others, free, first_free)
    return [key or other for key, other in zip(keys, kept, strict=True)]


def _given_keys(
    groups: Sequence[Sequence[int]],
    keys: Sequence[str],
    own: Mapping[int, str],
    given: Mapping[int, str],
    held: Collection[str],
) -> list[str]:
    """The keys, and for each group without one that of the entry imported first among its members.

    Where another work has it, a number is added; no two are the same without regard to case.
    """
    asking = {
        n: min(m for m in group if m in given) for n, group in enumerate(groups) if given.keys() & group
    }
    taken = {key.casefold() for key in keys} | set(held)
    taken |= {
        own[m].casefold() for n, group in enumerate(groups) if n not in asking for m in group if m in own
    }
    chosen = list(keys)
    for n in sorted(asking, key=asking.__getitem__):
        if not keys[n]:
            known = own.get(asking[n], "")
            free = known and known.casefold() not in taken
            chosen[n] = known if free else free_key(given[asking[n]], taken)
            taken.add(chosen[n].casefold())
    return chosen


def free_key(key: str, taken: Collection[str]) -> str:
    """The key, with a number where it is among ``taken``, which are casefolded."""
    return next(k for k in chain([key], (f"{key}-{n}" for n in count(2))) if k.casefold() not in taken)


def merged(members: Sequence[WorkMember]) -> Record:
    """The record of a work; what was imported and stands alone stays as it is."""
    records = [member.record for member in members]
    return records[0] if len(records) == 1 and members[0].imported else merge_records(records)
