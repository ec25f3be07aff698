"""References in footnotes, and numbered lists that have no heading."""

import pytest

from bibman.articles import read_article
from bibman.references.extract import extract_references

TEXT = "В трудах ученых отмечено, что школа важна для общества\nи для детей разных стран.\n"
A = "Иванов И. И. Книга о школе. М., 1990. С. 5."
B = "Петров П. П., Сидоров С. С. Методика преподавания языков //\nВопросы образования. 2005. № 3. С. 15–20."
C = "Каримов А. Таълим тарихи. – Тошкент: Фан, 2001. – Б. 45."


def extract(text):
    references = extract_references(read_article("a.txt", data=text.encode()))
    return [(reference.label, reference.text) for reference in references]


FOUND = [("1", A), ("2", B.replace("\n", " ")), ("4", C)]


@pytest.mark.parametrize(
    "marks", [["1 ", "2 ", "3 ", "4 "], ["1. ", "2. ", "3. ", "4. "], ["¹", "²", "³", "⁴"]]
)
def test_footnotes_of_an_article_without_a_list(marks):
    notes = [A, B, "Там же. С. 17.", C]
    first, second, third, fourth = (mark + note for mark, note in zip(marks, notes, strict=True))
    pages = [TEXT + first + "\n" + second, TEXT + "1. Первый вывод о школе.\n" + third, TEXT + fourth]
    assert extract("\n\f".join(pages)) == FOUND


def test_words_like_see_are_left_out():
    notes = [f"1 См.: {A}", f"2 Қаранг: {B}", f"3 {C}"]
    found = extract("\n\f".join(TEXT + note for note in notes))
    assert [text for _, text in found] == [text for _, text in FOUND]


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}1 {A}\n\f{TEXT}2 {B}\n\f{TEXT}",
        f"{TEXT}1. Первый вывод о школе.\n2. Второй вывод 2005 года.\n3. Третий вывод о детях.\n",
        TEXT,
    ],
)
def test_fewer_than_three_and_numbered_prose_are_none(text):
    assert extract(text) == []


def test_a_numbered_list_without_a_heading_is_read_whole():
    text = f"{TEXT}\n1. {A}\n2. {B}\n3. Закон о школе\n4. {C}\n5. {A}\n"
    assert [label for label, _ in extract(text)] == ["1", "2", "3", "4", "5"]
