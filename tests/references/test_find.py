"""Where reference lists begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.find import find_lists, heading_words, is_ending

ITEM = "1. Karimov A. Kitob. – Toshkent: Fan, 2001. – 120 b."

HEADINGS = [
    "Foydalanilgan adabiyotlar", "Foydalanilgan adabiyotlar ro‘yxati:", "FOYDALANILGAN ADABIYOTLAR ROʻYXATI",
    "Foydalanilgan adabiyotlar ro 'yxati", "Foydalangan adabiyotlar", "Asosiy adabiyotlar",
    "Фойдаланилган адабиётлар рўйхати", "Адабиётлар", "Fоydаlаnilgаn аdаbiyоtlаr",
    "Foydalanigan adabyotlar", "ФойдаланилганАдабиётлар",
    "Литература", "ЛИТЕРАТУРА:", "Л И Т Е Р А Т У Р А", "Список литературы", "Список использованной литературы",
    "Использованная литература", "Список использованных источников и литературы", "Библиографический список литературы",
    "Список використаних джерел", "Література", "Спіс літаратуры",
    "Пайдаланылған әдебиеттер тізімі", "Ұсынылған әдебиеттер", "Адабияттар", "Колдонулган адабияттар",
    "Рӯйхати адабиёт", "Ədəbiyyat", "Kaynaklar", "Kaynakça",
    "References", "Reference.", "#### **USED LITERATURE:**", "5. References", "V. ADABIYOTLAR", "Bibliography",
    "Works cited", "REFERENCES (ADABIYOTLAR)", "Iqtiboslar/Сноски/References/Kaynaklar:",
]  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_in_all_languages_open_a_list(heading):
    assert [(s.start, s.end) for s in find_lists(["Matn tugadi.", heading, ITEM])] == [(2, 3)]


@pytest.mark.parametrize(
    "line",
    [
        "Adabiyotlar tahlili",
        "Adabiyotlar sharhi va metodologiya",
        "Literature review",
        "Использование литературы в школе",
        "foydalanilgan usullar",
        "main",
        "",
    ],
)
def test_false_friends_open_none(line):
    assert not heading_words(line)


def test_a_heading_alone_proves_nothing():
    assert find_lists(["Manbalar", "Bu bo‘limda manbalar haqida gap boradi.", "Ular turlicha."]) == []
    assert find_lists(["читалась", "литература", "по вечерам, и никто"]) == []


@pytest.mark.parametrize(
    "line",
    [
        "Литература: 1. Иванов И. И. Книга. – М., 1999.",
        "References [1] Smith J. A Book. London, 1999.",
        "Matn tugadi. Foydalanilgan adabiyotlar: 1. Karimov A. Kitob. – T., 2001.",
        "Адабиётлар: Каримов А. Китоб. – Т.: Фан, 2001.",
    ],
)
def test_a_heading_on_the_line_of_the_first_item(line):
    (span,) = find_lists([line])
    assert line[span.column :].lstrip("1.[] ")[:3] in ("Ива", "Smi", "Kar", "Кар")


NARROW = """
Абдуазизов А. А. Ўзбек тили
фонологияси ва морфо-
нологияси. – Тошкент:
Ўқитувчи, 1992. – 134 б.

Виноградов В. В. Русский
язык. Грамматическое учение
о слове. – М.: Высшая школа,
1986. – 640 с.

Ahmed, S., & Norov, T.
(2019). Reading in two
scripts. Language Policy,
18(2), 211–230.
"""
SET = {
    "blank lines": NARROW,
    "hanging indents": NARROW.replace("\n", "\n   ").replace("\n   \n   ", "\n"),
    "first lines indented": NARROW.replace("\n\n", "\n   "),
    "nothing": NARROW.replace("\n\n", "\n"),
}


@pytest.mark.parametrize("printed", SET.values(), ids=SET)
def test_unmarked_items_in_a_narrow_column_hold_a_list_however_they_are_set(printed):
    (span,) = find_lists(["Адабиётлар", *printed.split("\n")])
    assert span.start == 1


def test_a_section_of_prose_in_a_narrow_column_is_no_list():
    prose = ["Манбалар", "Мақола учун манбалар", "архивдан олинди, чунки", "босма китоблар кам эди.", ""]
    more = ["Улар 1992 йилда – мустақиллик", "даврида йиғилган.", "", "Иккинчи қисм улар ҳақида."]
    assert find_lists([*prose, *more]) == []


ENDINGS = [
    "Muallif haqida ma’lumotlar", "Сведения об авторах", "УДК 37.01", "Аннотация. В статье", "**Abstract:** The text",
    "Article Details", "Key words: a, b", "Received: 1 May", "Keywords", "## Appendix", "Резюме",
]  # fmt: skip


@pytest.mark.parametrize("line", ENDINGS)
def test_what_ends_a_list(line):
    (span,) = find_lists(["References", ITEM, line, "2. Not an item."])
    assert span.end == 2


@pytest.mark.parametrize(
    "line", ["Summary of the talks of 1999", "Автор текста неизвестен", "2. Аннотация. – М., 2000."]
)
def test_what_ends_none(line):
    assert not is_ending(line)


def test_two_lists():
    spans = find_lists(["Адабияттар", ITEM, "Булактар", "• Knuth D. The Art. Addison, 1968."])
    assert [(s.start, s.end) for s in spans] == [(1, 2), (3, 4)]


@given(st.lists(st.text(max_size=80), max_size=20))
def test_spans_lie_in_order_within_the_text(lines):
    edge = 0
    for span in find_lists(lines):
        assert edge <= span.start < span.end <= len(lines)
        edge = span.end


@given(st.text(max_size=200))
def test_any_line_is_judged(line):
    assert heading_words(line) in (True, False)
    assert is_ending(line) in (True, False)
