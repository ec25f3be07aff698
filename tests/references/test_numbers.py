import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.numbers import read_numbers


def numbers(*segments):
    found = read_numbers(segments)
    return found.volume, found.issue, found.page, found.number_of_pages


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([("volume", "Т. 2, № 4. –"), ("pages", "С. 25–30.")], ("2", "4", "25–30", "")),
        ([("volume", "15"), ("issue", "(2),"), ("pages", "203.")], ("15", "2", "203", "")),
        ([("volume", "12(3),")], ("12", "3", "", "")),
        ([("volume", "10/35")], ("10", "35", "", "")),
        ([("volume", "2."), ("issue", "Special Issue 1")], ("2", "Special Issue 1", "", "")),
        ([("volume", "14(18):8449,")], ("14", "18", "8449", "")),
        ([("volume", "Vol. 10,"), ("pages", "176, 7-12,")], ("10", "176", "7-12", "")),
        ([("volume", "вип. 55,"), ("issue", "вип. 4,")], ("55", "4", "", "")),
        ([("issue", "7(11)")], ("7", "11", "", "")),
        ([("issue", "2(131),")], ("", "2(131)", "", "")),
        ([("issue", "№ 3 (12).")], ("", "3 (12)", "", "")),
        ([("issue", "(5-6 (57))")], ("", "5-6 (57)", "", "")),
        ([("issue", "35-сон.")], ("", "35", "", "")),
        ([("volume", "XXXVII-jild,")], ("XXXVII", "", "", "")),
        ([("volume", "Vol. 2, No. 3, pp. 79-82).")], ("2", "3", "79-82", "")),
        ([("volume", "Cilt 4"), ("issue", "S. 2,"), ("pages", "s. 17-25.")], ("4", "2", "17-25", "")),
    ],
)
def test_volume_and_issue(segments, expected):
    assert numbers(*segments) == expected


@pytest.mark.parametrize(
    ("printed", "page", "extent"),
    [
        ("250 с.", "", "250"),
        ("254b.", "", "254"),
        ("190 p.", "", "190"),
        ("XI+416 с.", "", "XI+416"),
        ("312 b. – B. 156–174.", "156–174", "312"),
        ("Б. 245.", "245", ""),
        ("240-б.", "240", ""),
        ("96-101 б.", "96-101", ""),
        ("сс. 341-5,", "341-5", ""),
        ("рр. 139-143", "139-143", ""),
        ("Page 14", "14", ""),
        ("P. xii–xv", "xii–xv", ""),
        ("С. 5, 7–9.", "5, 7–9", ""),
    ],
)
def test_cited_pages_and_extent(printed, page, extent):
    assert numbers(("pages", printed)) == ("", "", page, extent)


@given(st.lists(st.tuples(st.sampled_from(["volume", "issue", "pages"]), st.text())))
def test_any_text_is_read(segments):
    assert all(isinstance(value, str) for value in numbers(*segments))
