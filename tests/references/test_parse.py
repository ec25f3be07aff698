import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.references.parse import parse_reference, parse_references


def test_a_book():
    record = parse_reference("Karimova V.M. Ijtimoiy psixologiya. – Toshkent: Fan, 2018. – 280 b.")
    assert record.type == "book"
    assert record.title == "Ijtimoiy psixologiya"
    assert record.issued == "2018"
    assert 0 < record.confidence <= 1


def test_as_many_records_as_texts_in_their_order():
    records = parse_references(["", "Норов Ю. Геомеханика. – Т.: Фан, 1992.", "— 12 —"])
    assert [r.note for r in records[::2]] == ["", "— 12 —"]
    assert [r.type for r in records[::2]] == ["document", "document"]
    assert records[1].issued == "1992"


@settings(max_examples=50)
@given(st.lists(st.text()))
def test_any_text_is_read(texts):
    assert len(parse_references(texts)) == len(texts)


@pytest.mark.parametrize(
    ("printed", "language"),
    [
        ("Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.", "uz"),
        ("Шевченко Т. Кобзар. – Київ: Дніпро, 1985.", "uk"),
        ("Пушкин А. С. Лирика. – М.: Наука, 1999.", "ru"),
        ("Қодирий А. Ўткан кунлар. – М.: Наука, 1999.", "uz"),
    ],
)
def test_a_short_title_is_read_beside_its_imprint(printed: str, language: str) -> None:
    assert parse_reference(printed).language == language
