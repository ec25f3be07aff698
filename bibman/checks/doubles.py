"""Entries of one list that are, or may be, one work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.matching import group_works

_IN_VOLUMES = ("book", "document")


def check_doubles(manuscript: Manuscript) -> Iterator[Finding]:
    """Entries that are one work, and pairs that may be; a list printed again in another script is no double.

    Footnotes name a work as often as they need it.
    """
    if are_footnotes(manuscript.references):
        return
    match = group_works(manuscript.records)
    for group in match.groups:
        for one, other in pairwise(group):
            if _in_one_list(manuscript, one, other):
                yield _told(
                    manuscript,
                    one,
                    other,
                    match.joined[other].reason,
                    sure=_tell_alike(manuscript, one, other),
                )
    for (a, b), found in match.undecided.items():
        one, other = sorted((match.groups[a][0], match.groups[b][0]))
        if _in_one_list(manuscript, one, other) and not _are_apart(manuscript, one, other):
            yield _told(manuscript, one, other, found.reason, sure=False)


def _in_one_list(manuscript: Manuscript, one: int, other: int) -> bool:
    return manuscript.references[one].list == manuscript.references[other].list


def _tell_alike(manuscript: Manuscript, one: int, other: int) -> bool:
    """Whether both entries have a year and a volume, or neither: one that lacks it may be another volume."""
    a, b = manuscript.records[one], manuscript.records[other]
    return bool(a.issued) == bool(b.issued) and bool(a.volume) == bool(b.volume)


def _are_apart(manuscript: Manuscript, one: int, other: int) -> bool:
    """Whether years far apart, or other volumes of a book, say that a doubtful pair is two works."""
    a, b = manuscript.records[one], manuscript.records[other]
    if a.issued and b.issued and abs(int(a.issued[:4]) - int(b.issued[:4])) > 1:
        return True
    return a.type in _IN_VOLUMES and b.type in _IN_VOLUMES and a.volume != b.volume


def _told(manuscript: Manuscript, one: int, other: int, reason: str, *, sure: bool) -> Finding:
    relation, line = "is" if sure else "may be", manuscript.references[one].start_line
    names = manuscript.title_of(other + 1), manuscript.title_of(one + 1)
    message = f"{names[0]} {relation} the same work as {names[1]} (line {line}): {reason}"
    return manuscript.about("doubled" if sure else "maybe-doubled", other + 1, message)
