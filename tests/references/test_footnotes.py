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


def test_notes_with_few_signs_count_beside_others_and_text_behind_a_note_does_not():
    plain = "Freire, P. (1970). Pedagogy of the Oppressed. New York: Herder and Herder."
    broken = "Щерба Л. В. О языке // Система языка. Л., 1974. С. 24–\n39."
    notes = [f"1 {A}", f"2 {C}\n\nпродолжается текст", f"3 {B}\n4 {plain}\n5 {broken}"]
    said = ["Школа важна для всех.", "Книги нужны детям.", "Учителя их читают."]
    found = extract("\n\f".join(f"{text}\n{note}" for text, note in zip(said, notes, strict=True)))
    assert [text for _, text in found[3:]] == [plain, broken.replace("\n", " ")]
    assert found[1] == ("2", C)
    assert extract("\n\f".join(f"{TEXT}{n} {plain}" for n in range(1, 5))) == []


def test_words_like_see_are_left_out():
    notes = [f"1 См.: {A}", f"2 Қаранг: {B}", f"3 {C}"]
    found = extract("\n\f".join(TEXT + note for note in notes))
    assert [text for _, text in found] == [text for _, text in FOUND]


def test_notes_in_markdown_stop_at_the_next_one_or_a_heading():
    notes = f"[^1]: {A}\n[^2]: {B}\n[^4]: Каримов А. Таълим тарихи. – Тошкент: Фан, 2001\n"
    assert extract(f"# О школе\n\nСказано.[^1] И ещё.[^2]\n\n{notes}## Выводы\n\nКнига 2005 года.\n") == [
        *FOUND[:2], ("4", "Каримов А. Таълим тарихи. – Тошкент: Фан, 2001"),
    ]  # fmt: skip


def test_notes_in_markdown_end_a_list_and_may_be_one():
    listed = f"## Литература\n\n1. {A}\n2. {C}\n\n"
    assert [text for _, text in extract(f"{listed}[^1]: Примечание о школе, 2001.\n")] == [A, C]
    assert extract(f"## Литература\n\n[^1]: {A}\n[^2]: {C}\n") == [("1", A), ("2", C)]


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
