"""Records in Latin letters: the list "References" beside the native one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.errors import UsageError
from bibman.formats.latin import check_schemes, language_remark, latin_record, latin_schemes
from bibman.model import Name, Record


@pytest.mark.parametrize(
    "title, schemes, latin",
    [
        ("Развитие образования в Узбекистане", [], "Razvitiye obrazovaniya v Uzbekistane"),
        ("Педагогическая деятельность", [], "Pedagogicheskaya deyatelnost"),
        ("Педагогическая деятельность", ["bgn-ru"], "Pedagogicheskaya deyatel’nost’"),
        ("Педагогическая деятельность", ["iso-9"], "Pedagogičeskaâ deâtelʹnostʹ"),
        ("Ўзбек халқ мақоллари", [], "Oʻzbek xalq maqollari"),
        ("Ўзбек халқ мақоллари", ["bgn-ru"], "Oʻzbek xalq maqollari"),  # no scheme for Uzbek
        ("Мова і культура України", [], "Mova i kultura Ukrainy"),
        ("ИСТОРИЯ «Щит», № 5", [], "ISTORIYA «Shchit», No. 5"),
        ("O‘zbek tili va ma’naviyat", [], "O‘zbek tili va ma’naviyat"),
        ("β-Carotene in Plov", [], "β-Carotene in Plov"),
        ("საქართველო", [], "sakartvelo"),
    ],
)
def test_titles_in_latin_letters(title: str, schemes: list[str], latin: str) -> None:
    assert latin_record(Record(title=title), schemes).title == latin


@pytest.mark.parametrize(
    "title, family, latin",
    [
        ("Методика преподавания в школе", "Хайдарова", "Khaydarova"),
        ("Бошланғич синфларда тарбия", "Хайдарова", "Xaydarova"),
        ("Методика преподавания в школе", "Қодиров", "Qodirov"),  # a letter that Russian has not
        ("The Teaching of Education", "Хайдарова", "Khaydarova"),
    ],
)
def test_names_follow_the_language_of_the_title(title: str, family: str, latin: str) -> None:
    record = latin_record(Record(title=title, author=(Name(family, "Ў."),), editor=(Name(literal="ООН"),)))
    assert (record.author[0].family, record.editor[0].literal) == (latin, "OON")


def test_every_text_is_romanised_and_nothing_else_changes() -> None:
    record = Record(
        type="book", title="Тарих", container_title="Фан", publisher="Фан", publisher_place="Тошкент",
        issued="2020", volume="3а", page="12б", DOI="10.1/х", URL="https://a.uz/х", language="uz",
    )  # fmt: skip
    latin = latin_record(record)
    texts = (
        latin.title,
        latin.container_title,
        latin.publisher,
        latin.publisher_place,
        latin.volume,
        latin.page,
    )
    assert texts == ("Tarix", "Fan", "Fan", "Toshkent", "3a", "12b")
    assert (latin.DOI, latin.URL, latin.issued, latin.type) == (record.DOI, record.URL, "2020", "book")


@pytest.mark.parametrize(
    "record, remark",
    [
        (Record(title="Развитие образования"), "(In Russian)"),
        (Record(title="Ўзбек тили"), "(In Uzbek)"),
        (Record(title="Oʻzbek tili va adabiyoti"), "(In Uzbek)"),
        (Record(title="Geschichte", language="de-AT"), "(In German)"),
        (Record(title="The History of Education", language="en"), ""),
        (Record(), ""),
    ],
)
def test_the_language_stands_in_brackets(record: Record, remark: str) -> None:
    assert language_remark(record) == remark


def test_a_scheme_that_writes_no_latin_letters_is_told() -> None:
    check_schemes(["bgn-ru", "uzbek-2021"])
    for name in ("russian-letters", "uzbek-cyrillic", "bsi"):
        with pytest.raises(UsageError, match="choose one of icao-ru, bgn-ru"):
            check_schemes([name])


@given(
    st.text("абвгдеёжзиклмнопрстуфхцчшщъыьэюяўқғҳіїєәңөүұһ ", min_size=1), st.sampled_from([*latin_schemes()])
)
def test_no_cyrillic_letter_is_left(title: str, scheme: str) -> None:
    latin = latin_record(Record(title=title, author=(Name(title),)), [scheme])
    assert not re.search("[\u0400-\u052f]", latin.title + latin.author[0].family)


@given(st.data())
def test_any_record_is_taken(any_records: st.SearchStrategy[list[Record]], data: st.DataObject) -> None:
    for record in data.draw(any_records):
        assert latin_record(latin_record(record)) == latin_record(record)
