import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.model import LABELS
from bibman.references.records import build_record

GOST_ARTICLE = [
    ("author", "Слюсаревський М.М. "),
    ("title", "Самодіяльне регулювання чи професійне самоврядування? "),
    ("author", "/ М.М. Слюсаревський "),
    ("container", "// Дзеркало тижня. – "),
    ("date", "2010. – "),
    ("issue", "№ 36 "),
    ("other", "[Електронний ресурс]. – "),
    ("url", "Режим доступу: http://gazeta.dt.ua/LAW/regulyuvannya.html (дата звернення: 12.05.2021)."),
]
GOST_BOOK = [
    ("author", "Bo‘riyev B., Zokirov A. "),
    ("title", "Pedagogik psixologiya. Darslik. – "),
    ("place", "Toshkent: "),
    ("publisher", "“O‘qituvchi” nashriyoti, "),
    ("date", "2012. – "),
    ("pages", "312 b. – B. 156–174."),
]
APA = [
    ("author", "Farzona, X. J., & Xaydarova, M. "),
    ("date", "(2024, March). "),
    ("title", "TA'LIM, TARBIYA JARAYONIDA DUNYOQARASH. "),
    ("container", "In International conference on multidisciplinary science "),
    ("volume", "(Vol. 2, "),
    ("issue", "No. 3, "),
    ("pages", "pp. 79-82)."),
]
LAW = [
    ("title", "О внесении изменений в Закон «Об образовании»: "),
    ("other", "Федеральный закон от 28.02.2012 г. № 11-ФЗ "),
    ("container", "// Собрание законодательства РФ. – "),
    ("date", "2012. - "),
    ("issue", "№ 10. – "),
    ("other", "Ст. 1159."),
]


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        (
            GOST_ARTICLE,
            {
                "title": "Самодіяльне регулювання чи професійне самоврядування?",
                "container_title": "Дзеркало тижня",
                "issued": "2010",
                "accessed": "2021-05-12",
                "issue": "36",
                "URL": "http://gazeta.dt.ua/LAW/regulyuvannya.html",
                "language": "uk",
            },
        ),
        (
            GOST_BOOK,
            {
                "type": "book",
                "title": "Pedagogik psixologiya",
                "genre": "Darslik",
                "publisher": "O‘qituvchi",
                "publisher_place": "Toshkent",
                "number_of_pages": "312",
                "page": "156–174",
                "language": "uz",
            },
        ),
        (
            APA,
            {
                "type": "paper-conference",
                "title": "TA'LIM, TARBIYA JARAYONIDA DUNYOQARASH",
                "container_title": "International conference on multidisciplinary science",
                "issued": "2024-03",
                "volume": "2",
                "issue": "3",
                "page": "79-82",
                "language": "uz",
            },
        ),
        (LAW, {"type": "legislation", "number": "11-ФЗ", "issued": "2012", "issue": "10", "author": ()}),
    ],
)
def test_fields_of_a_reference(segments, expected):
    record = build_record(segments, confidence=0.5)
    assert {field: getattr(record, field) for field in expected} == expected
    assert record.confidence == 0.5


def test_a_person_is_named_once():
    assert [name.family for name in build_record(GOST_ARTICLE).author] == ["Слюсаревський"]


def test_a_doi_printed_as_a_link_is_doi_and_url():
    record = build_record([("title", "Slopes."), ("url", "https: // doi. org/10.3390/app14188449")])
    assert (record.DOI, record.URL) == ("10.3390/app14188449", "https://doi.org/10.3390/app14188449")


def test_a_bare_doi_has_no_address():
    record = build_record([("title", "Slopes."), ("doi", "DOI:10.1007/s00603-017-1305-0")])
    assert (record.DOI, record.URL) == ("10.1007/s00603-017-1305-0", "")


@pytest.mark.parametrize("cue", ["дата обращения:", "murojaat sanasi:", "accessed", "кирилган сана:"])
def test_the_day_of_access_is_not_the_year(cue):
    record = build_record([("title", "Suv"), ("date", "2019."), ("other", f"({cue} 12.05.2021)")])
    assert (record.issued, record.accessed) == ("2019", "2021-05-12")


@pytest.mark.parametrize("words", ["Retrieved March 3, 2021, from", "Retrieved 3 March 2021 from"])
def test_a_work_without_a_year_has_none_from_the_day_it_was_retrieved(words):
    record = build_record([("title", "Suv"), ("other", words), ("url", "https://a.uz/2020/01")])
    assert (record.issued, record.accessed, record.note) == ("", "2021-03-03", "")


def test_a_year_beside_the_publisher_is_the_year():
    record = build_record([("title", "Suv. –"), ("place", "T.:"), ("publisher", "Fan, 1992.")])
    assert (record.publisher_place, record.publisher, record.issued) == ("T.", "Fan", "1992")


def test_editors_cut_into_the_container_are_editors():
    container = "// Экономическая теория / Под ред. Ю. М. Осипова, Е.С. Зотовой. –"
    record = build_record([("title", "Паритетный курс"), ("container", container)])
    assert record.container_title == "Экономическая теория"
    assert [name.family for name in record.editor] == ["Осипова", "Зотовой"]


def test_a_lone_container_is_the_work_itself():
    record = build_record([("author", "Karimova V."), ("container", "Ijtimoiy psixologiya.")])
    assert (record.title, record.container_title) == ("Ijtimoiy psixologiya", "")


def test_the_volume_at_the_end_of_a_title():
    record = build_record([("title", "Фаолиятимизга берилган баҳо. 2-жилд. –"), ("date", "2018.")])
    assert (record.title, record.volume) == ("Фаолиятимизга берилган баҳо", "2")


def test_what_has_no_field_is_kept_as_a_note():
    assert build_record([("title", "Suv."), ("other", "ISBN 5-85632-007-7.")]).note == "ISBN 5-85632-007-7"


def test_nothing_gives_an_empty_record():
    assert build_record([]) == build_record([("other", " ")])


LABELLED = st.lists(st.tuples(st.sampled_from((*LABELS, "unknown")), st.text()))


@given(LABELLED)
def test_any_segments_make_a_record(segments):
    record = build_record(segments)
    assert record.type
    assert record == build_record(segments)


@given(LABELLED)
def test_a_title_comes_from_print(segments):
    # Only letters that print alike in NFC can be compared one by one.
    printed = {c for _, text in segments for c in text if c.isascii() and c.isalnum()}
    assert {c for c in build_record(segments).title if c.isascii() and c.isalnum()} <= printed
