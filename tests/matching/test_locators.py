"""Volume, issue, pages, year and DOI from real print, in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.locators import page_range, plain_doi, volume_and_issue, year_of

PLACES = [
    ("152 (5 Supplement 1)", "", ("152", "5 s1")),
    ("152", "5 Suppl 1", ("152", "5 s1")),
    ("5(2)", "", ("5", "2")),
    ("volume 8,", "", ("8", "")),
    ("UNKNOWN", "", ("", "")),
    ("", "12(3)", ("12", "3")),
    ("XIV", "№ 3", ("14", "3")),
    ("ХIV том", "вып. II", ("14", "2")),  # the first letter is Cyrillic
    ("III том", "", ("3", "")),
    ("II", "", ("2", "")),
    ("ч. 2", "", ("2", "")),
    ("15-16", "", ("15", "")),
    ("07", "003", ("7", "3")),
    ("12", "Pt B", ("12", "pb")),
]


@pytest.mark.parametrize(("volume", "issue", "place"), PLACES)
def test_volume_and_issue(volume: str, issue: str, place: tuple[str, str]) -> None:
    assert volume_and_issue(volume, issue) == place


PAGES = [
    ("123-127", (123, 127)), ("123-7", (123, 127)), ("pp. 1528--48", (1528, 1548)), ("С. 5–9", (5, 9)),
    ("S498-S502", (498, 502)), ("e12", (12, 0)), ("1042-1048.e3", (1042, 1048)), ("304 p.", (0, 0)),
    ("255 с.", (0, 0)), ("", (0, 0)), ("127-123", (127, 0)), ("e01234567890123", (567890123, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "ends"), PAGES)
def test_pages(pages: str, ends: tuple[int, int]) -> None:
    assert page_range(pages) == ends


DOIS = [
    ("https://doi.org/10.1000/ABC.", "10.1000/abc"),
    ("doi:10.21203/rs.3.rs-1/v1", "10.21203/rs.3.rs-1"),
    ("10.1101/2020.01.01.123456v2", "10.1101/2020.01.01.123456"),
    ("10.1016/S0140-6736(20)30183-5)", "10.1016/s0140-6736(20)30183-5"),
    ("10.1000%2F182", "10.1000/182"),
    ("no doi", ""),
]


@pytest.mark.parametrize(("doi", "plain"), DOIS)
def test_dois(doi: str, plain: str) -> None:
    assert plain_doi(doi) == plain


def test_years() -> None:
    assert [year_of(date) for date in ("2020-05", "c. 1998", "12020", "")] == [2020, 1998, 0, 0]


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    volume_and_issue(text, text)
    first, last = page_range(text)
    assert 0 <= first < 1 << 31 and 0 <= last < 1 << 31
    assert plain_doi(text) == plain_doi(plain_doi(text))
    assert 0 <= year_of(text) < 2100
