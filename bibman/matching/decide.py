"""The verdict on pairs of records, from the points that each field's agreement carries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bibman.matching.levels import FIELDS, LEVELS, SAME_TITLE, Evidence, code
from bibman.model import Verdict
from bibman.text import read_table

#: The verdicts by their codes.
VERDICTS: tuple[Verdict, ...] = ("different", "possible", "same")
DIFFERENT, POSSIBLE, SAME = range(3)
#: The log-odds of one work from which two records are it, or may be.
SAME_FROM, POSSIBLE_FROM = 0.0, -1.5
#: What one place counts at least.
_ONE_PLACE = 3.0
#: Beyond this the odds say no more.
_LIMIT = 20.0


@dataclass(frozen=True, slots=True)
class Decisions:
    """For each pair the code of its verdict (into ``VERDICTS``) and the chance, 0..1, that it is one work."""

    verdict: NDArray[np.int8]
    score: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.verdict)


def decide(evidence: Evidence) -> Decisions:
    """The verdicts on pairs: the points of all fields added up, then what outweighs any points."""
    odds = total_points(evidence)
    odds = np.where(is_one_place(evidence), np.maximum(odds, _ONE_PLACE), odds)
    odds = np.where(_is_perhaps_reprint(evidence), np.maximum(odds, POSSIBLE_FROM), odds)
    verdict = np.select([odds >= SAME_FROM, odds >= POSSIBLE_FROM], [SAME, POSSIBLE], DIFFERENT)
    verdict = np.minimum(verdict, highest_verdict(evidence)).astype(np.int8)
    bounds = np.array([POSSIBLE_FROM, SAME_FROM, _LIMIT])[verdict]  # the score says no more than the verdict
    chance = 1 / (1 + np.exp(-np.clip(np.minimum(odds, bounds), -_LIMIT, _LIMIT)))
    return Decisions(verdict, chance.astype(np.float32))


def total_points(evidence: Evidence) -> NDArray[np.float64]:
    """The log-odds that the two records of each pair are one work."""
    sheet = has_same_title(evidence).astype(np.int8)
    start, points = _points()
    total = start[sheet]
    for n, field in enumerate(FIELDS):
        total = total + points[field][evidence.levels[:, n], sheet]
    return total


def has_same_title(evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs have one title, but for misprints; the fields of the others count otherwise."""
    title = evidence.column("title")
    return np.asarray((title >= code("title", SAME_TITLE)) | (title == code("title", "heading")))


def is_one_place(evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs are one work whatever their titles, which may be in two languages.

    They have authors in common, and either stand on the very same pages of a volume, or have one DOI and
    nothing told of their place: the abstracts of a congress often bear the one DOI of the whole supplement.
    """
    is_level = evidence.is_level
    pages = is_level("place", "pages_of_volume") & (
        evidence.column("container") >= code("container", "inside")
    )
    doi = is_level("doi", "equal") & is_level("place", "missing", "pages_of_volume")
    authors = evidence.column("people") > code("people", "missing")
    return (doi | (pages & is_level("year", "equal"))) & authors & ~is_level("issue", "other")


def highest_verdict(evidence: Evidence) -> NDArray[np.int8]:
    """The best verdict that a pair can get, however many points speak for it."""
    placed = evidence.is_level("place", "page_of_volume", "pages_of_volume")
    one_place = is_one_place(evidence)
    different, doubtful = _different(evidence, placed), _doubtful(evidence, placed)
    return np.select([one_place, different, doubtful], [SAME, DIFFERENT, POSSIBLE], SAME).astype(np.int8)


def _is_perhaps_reprint(evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs are one title by one author: with no place to tell them apart, perhaps two editions; of one
    year in two places, perhaps printed twice.
    """
    title = evidence.column("title") >= code("title", "spelled_long")
    authors = evidence.column("people") > code("people", "missing")
    return title & authors & (evidence.is_level("place", "missing") | evidence.is_level("year", "equal"))


def _different(evidence: Evidence, placed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Other titles make other works, other volumes other books; part I is not part II.

    A heading such as "Editorial" names a work only together with its place, and so does no title at all.
    """
    is_level = evidence.is_level
    return (
        is_level("title", "far", "heading")
        | (is_level("title", "missing") & ~placed)
        | (is_level("marks", "other") & ~placed)
        | (is_level("place", "other_volume") & is_level("container", "missing"))
    )


def _doubtful(evidence: Evidence, placed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A part, a reply or an erratum is hardly its work; the results of 2006 are not those of 2007.

    A book with another word in its title ("... of mathematics", "... of physics") is not surely the same.
    A thesis is not surely the book of its title, an article in another journal not surely the same, nor what
    other authors wrote under one title, nor what appeared years later, where nothing tells the place.
    """
    is_level = evidence.is_level
    other_container = evidence.column("container") < code("container", "meetings")
    other_place = evidence.column("place") < code("place", "other_issue")
    same_pages = evidence.column("place") >= code("place", "pages_of_other_volume")
    other_book = is_level("kind", "books") & (evidence.column("place") <= code("place", "missing"))
    return (
        (is_level("title", "word", "words", "inside_short") & other_book)
        | (is_level("marks", "one") & ~placed)
        | is_level("numbers", "other")
        | is_level("kind", "other")
        | is_level("place", "elsewhere")
        | (other_container & other_place)
        | (is_level("people", "none", "namesake", "some") & ~same_pages)
        | (is_level("year", "few", "far") & (evidence.column("place") <= code("place", "missing")))
    )


@cache
def _points() -> tuple[NDArray[np.float64], dict[str, NDArray[np.float64]]]:
    """The points to start from, and those of the levels: for titles that resemble, and for one title."""
    points = {field: np.zeros((len(levels), 2)) for field, levels in LEVELS.items()}
    start = np.zeros(2)
    for row in read_table("work_points"):
        pair = float(row["like_title"]), float(row["same_title"])
        if row["field"] == "start":
            start[:] = pair
        else:
            points[row["field"]][code(row["field"], row["level"])] = pair
    return start, points
