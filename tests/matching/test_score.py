"""The evidence on pairs of records."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.matching.columns import normalize
from bibman.matching.levels import FIELDS, LEVELS, Evidence, neutral
from bibman.matching.score import score
from bibman.model import Name, Record

ARTICLE = Record(
    type="article-journal",
    title="Ischaemic preconditioning: time course of renewal in the pig",
    author=(Name(family="Sack", given="S."), Name(family="Mohri", given="M.")),
    container_title="Cardiovascular Research",
    issued="1993",
    volume="27",
    issue="4",
    page="551-555",
)


def levels(a: Record, b: Record) -> dict[str, str]:
    evidence = score(normalize([a, b]), np.array([0]), np.array([1]))
    return {field: LEVELS[field][evidence.levels[0, n]] for n, field in enumerate(FIELDS)}


def test_one_article_printed_in_two_ways() -> None:
    short = Record(
        type="article-journal",
        title="ISCHEMIC PRECONDITIONING - TIME COURSE OF RENEWAL IN THE PIG.",
        author=(Name(literal="S. Sack et al."),),
        container_title="Cardiovasc. Res.",
        issued="1993",
        page="551-5",
    )
    assert levels(ARTICLE, short) == {
        "title": "spelled_long",
        "numbers": "none",
        "marks": "none",
        "people": "one",
        "container": "short",
        "year": "equal",
        "place": "pages",
        "issue": "missing",
        "doi": "missing",
        "kind": "equal",
    }


def test_of_hopeless_pairs_nothing_but_title_and_doi_is_known() -> None:
    other = Record(title="The history of Samarkand", issued="1993", container_title="Nature", DOI="10.1000/1")
    found = levels(ARTICLE, other)
    assert found.pop("title") == "far"
    assert all(LEVELS[field].index(level) == neutral(field) for field, level in found.items())


def test_a_title_of_heading_words_and_the_journals_name_is_a_heading() -> None:
    remarks = Record(title="MIS Quarterly: editor's comments", container_title="MIS Quarterly")
    assert levels(remarks, remarks)["title"] == "heading"


TEXTS = st.text(max_size=40)
RECORDS = st.builds(
    Record, title=TEXTS, container_title=TEXTS, issued=TEXTS, volume=TEXTS, issue=TEXTS, page=TEXTS, DOI=TEXTS,
    author=st.lists(st.builds(Name, family=TEXTS, given=TEXTS), max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=50)
@given(st.lists(RECORDS, min_size=2, max_size=4))
def test_any_records_compare_the_same_way_in_both_directions(records: list[Record]) -> None:
    columns = normalize(records)
    pairs = np.array([(a, b) for a in range(len(records)) for b in range(len(records))])
    there: Evidence = score(columns, pairs[:, 0], pairs[:, 1])
    back = score(columns, pairs[:, 1], pairs[:, 0])
    assert np.array_equal(there.levels, back.levels)


def test_no_pairs_are_no_trouble() -> None:
    none = np.zeros(0, np.int64)
    assert len(score(normalize([ARTICLE]), none, none)) == 0
