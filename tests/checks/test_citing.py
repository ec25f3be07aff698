"""What the text cites and the list has."""

import pytest
from listed import found, manuscript, numbered

BOOKS = [
    "Абдуллаев А. А. Тарих. – Тошкент: Фан, 1998. – 120 б.",
    "Каримов К. К. Адабиёт. – Тошкент: Фан, 2001. – 220 б.",
    "Раҳимов Р. Р. Тилшунослик. – Тошкент: Фан, 2005. – 150 б.",
    "Smith, J. (2019). On tea. Tea, 2(1), 15–20.",
]
TEXT = "Сады хороши весной, а осенью ещё лучше. "


def test_entries_that_are_never_cited():
    checked = numbered(*BOOKS, body="Биринчи [1], иккинчи [2, 5–7], яна [1].")
    assert [f.reference for f in found(checked, "never-cited")] == [3, 4]
    assert found(checked, "never-cited")[0].message == "entry 3 is never cited in the text"


def test_a_citation_beyond_the_list():
    (finding,) = found(numbered(*BOOKS, body="Биринчи [1].\nИккинчи [2].\nЯна [9]."), "cites-nowhere")
    assert (finding.line, finding.message) == (3, "[9] points nowhere: the list ends at 4")


@pytest.mark.parametrize(
    ("mark", "message"),
    [
        ("[2, 40]", "40 in [2, 40] points nowhere: the list ends at 4"),
        ("[3–6]", "5 and 6 in [3–6] point nowhere: the list ends at 4"),
        ("[1; 9, с. 7]", "9 in [1; 9, с. 7] points nowhere: the list ends at 4"),
        ("(қаранг: [2, 9])", "9 in [2, 9] points nowhere: the list ends at 4"),
    ],
)
def test_the_number_of_a_mark_that_has_no_entry(mark, message):
    body = f"Биринчи [1, 2], иккинчи [2, 3], учинчи [1–3], тўртинчи [2–4].\nЯна {mark}."
    (finding,) = found(numbered(*BOOKS, body=body), "cites-nowhere")
    assert (finding.line, finding.message) == (2, message)


def test_numbers_behind_commas_are_pages_where_the_article_prints_them_so():
    body = "Биринчи [1, 25], иккинчи [2, 40], учинчи [3, 7]."
    assert found(numbered(*BOOKS, body=body), "cites-nowhere") == []


def test_a_number_that_stands_twice_cites_both():
    listed = [f"{number}. {book}" for number, book in zip([1, 2, 2, 3], BOOKS, strict=True)]
    checked = manuscript("Биринчи [1], иккинчи [2], учинчи [3].", "", "Литература", *listed)
    assert len(checked.references) == 4
    assert found(checked, "never-cited", "cites-nowhere") == []


def test_a_citation_with_another_year_says_what_the_list_has():
    body = "айтади (Каримов, 2001: 5), (Раҳимов, 2005: 7) ва (Каримов, 2011: 9)"
    (finding,) = found(numbered(*BOOKS, body=body), "cites-nowhere")
    assert finding.message == "(Каримов, 2011: 9) points nowhere: but entry 2 is Каримов, 2001"


def test_author_and_year_in_a_form_of_its_own_are_no_missing_citation():
    body = "айтади (Каримов, 2001: 5). Раҳимов буни (қисқа нашрида, [тўлиқ эмас], 2005) рад этган."
    assert [f.reference for f in found(numbered(*BOOKS, body=body), "never-cited")] == [1, 4]


def test_a_text_that_cites_nothing_is_told_once():
    (finding,) = found(numbered(*BOOKS, body=TEXT * 60), "nothing-cited", "never-cited")
    assert (finding.rule, finding.level) == ("nothing-cited", "note")


def test_a_list_by_itself_is_not_cited_and_not_told():
    listed = [f"{n}. {book}" for n, book in enumerate(BOOKS, 1)]
    assert found(manuscript(*listed), "nothing-cited", "never-cited", "cites-nowhere") == []
