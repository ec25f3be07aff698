"""The parts of the report page: what is drawn, what is left out, what no text of a library can become."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.errors import UnreadableInputError
from bibman.reports.answers import read_answers
from bibman.reports.page.charts import bars, by_share, by_year, columns
from bibman.reports.page.contents import as_json, within
from bibman.reports.page.texts import LANGUAGES, fill, number, percent, said, said_or, shown, texts

JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)


@pytest.mark.parametrize(
    ("years", "rows", "labelled"),
    [
        ([], [], []),
        ([(2020, 3)], [("2020", 3)], [0]),
        ([(2019, 1), (2021, 2)], [("2019", 1), ("2020", 0), ("2021", 2)], [0, 1, 2]),
        # A misprint and an old book far from two hundred others do not stretch the plot.
        ([(1206, 1), (2000, 100), (2001, 100), (2925, 1)], [("&lt; 2000", 1), ("2000", 100), ("2001", 100), ("&gt; 2001", 1)], [1, 2]),
    ],
)  # fmt: skip
def test_years_stand_side_by_side(
    years: list[tuple[int, int]], rows: list[tuple[str, int]], labelled: list[int]
) -> None:
    assert by_year(years) == (rows, labelled)


@given(st.dictionaries(st.integers(0, 9999), st.integers(1, 50), max_size=80))
def test_every_work_is_in_one_column(years: dict[int, int]) -> None:
    rows, labelled = by_year(sorted(years.items()))
    assert sum(many for _, many in rows) == sum(years.values())
    assert len(rows) <= 102 and all(0 <= n < len(rows) for n in labelled)


def test_shares_by_tenths() -> None:
    counted = dict(by_share([0.0, 0.001, 0.1, 0.11, 0.3, 0.99, 1.0, 1.0]))
    assert {name.replace("\u00a0%", ""): many for name, many in counted.items() if many} == {
        "0": 1, "&gt; 0–10": 2, "11–20": 1, "21–30": 1, "91–100": 3,
    }  # fmt: skip


def test_what_is_drawn_is_also_a_table() -> None:
    drawn = fill(columns("years", ("year", "works"), [("2019", 1), ("2020", 1200)], [0, 1]), "en")
    assert drawn.count("<rect") == 2 and 'height="162.0"' in drawn
    table = re.sub(r"<[^>]*>", " ", drawn[drawn.index("<details") :]).split()
    assert " ".join(table) == "The same as a table Works by year Year Works 2019 1 2020 1 200"
    told = fill(bars("completeness", ("field", "share"), [("DOI", 1), ("URL", 0)], [3, 3]), "uz")
    assert 'width="33.33%"' in told and "33\u00a0%" in told and "Yozuvlar qanchalik toʻliq" in told
    assert "NaN" not in bars("venues", ("venue", "works"), []) + columns("years", ("year", "works"), [], [])


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0"), (0.0001, "< 1"), (0.5, "50"), (0.999, "99"), (1, "100"), (0.996, "99")]
)
def test_percent_never_rounds_to_all_or_nothing(share: float, told: str) -> None:
    assert percent(share).replace("\u00a0", " ") == f"{told} %"


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_text_of_a_library_becomes_markup_or_a_text_of_ours(text: str, language: str) -> None:
    html = fill(f"<b>{shown(text)}</b>", language)
    assert html.count("<") == 2 and html.count(">") == 2
    html.encode("utf-8")
    assert not set('<>&"') & set(as_json(text).strip('"').replace('\\"', ""))
    assert json.loads(as_json(text)) == text


def test_texts_are_filled_in() -> None:
    assert fill(said("years.none", n=1234), "ru").endswith(">Работы без года: 1\u202f234</span>")
    assert fill('<a data-t-label="language">', "uz") == '<a data-t-label="language" aria-label="Til">'
    assert said_or("language.xx", "<xx>") == "&lt;xx&gt;"
    assert number(1234567) == "1\u202f234\u202f567"
    assert set(texts()) == set(LANGUAGES)


def test_what_has_no_room_is_counted() -> None:
    listed = within(12, ["ab", "cd", "ef", "gh"])
    assert (listed.rows, listed.left_out) == (["ab", "cd"], 2)


@given(
    st.lists(
        st.one_of(
            st.text(), st.dictionaries(st.sampled_from(["answer", "kind", "a", "when"]), JSON).map(json.dumps)
        )
    )
)
def test_any_lines_are_answers_or_one_sentence(lines: list[str]) -> None:
    with pytest.raises(UnreadableInputError) as told:
        read_answers(lines, "answers.jsonl")
    assert str(told.value).startswith("answers.jsonl")
