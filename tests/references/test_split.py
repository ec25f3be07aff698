"""Lists cut into items, whatever marks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.rows import Row
from bibman.references.split import split_items

A = "Karimov A. Kitob. – Toshkent: Fan, 2001. – 120 b."
B = "Иванов И. И. Статья // Журнал. – 1999. – № 2. – С. 5–9."
C = "Smith, J. (2010). A long story. London: Press."


def split(text):
    rows = [Row(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return [(item.label, " ".join(row.text.strip() for row in item.rows)) for item in split_items(rows)]


NUMBERED = [("1", A), ("2", B), ("3", C)]
BARE = [("", A), ("", B), ("", C)]

LISTS = [
    ("stops", f"1. {A}\n2. {B}\n3. {C}", NUMBERED),
    ("brackets", f"1) {A}\n2) {B}\n3) {C}", NUMBERED),
    ("square brackets", f"[1] {A}\n[2] {B}\n[3] {C}", NUMBERED),
    ("dashes", f"1-{A}\n2- {B}\n3- {C}", NUMBERED),
    ("glued", f"1.{A}\n2.{B}\n3.{C}", NUMBERED),
    ("numbers alone", f"1.\n\n{A}\n2.\n\n{B}\n3.\n{C}", NUMBERED),
    ("footnotes", f"1 {A}\n2 {B}\n3 {C}", NUMBERED),
    ("bold numbers", f"**1.** {A}\n**2.** {B}\n**3.** {C}", NUMBERED),
    ("one line", f"1. {A} 2. {B} 3. {C} " * 1 + " " * 300, NUMBERED),
    ("an item on the line before", f"1. {A} 2. {B}\n3. {C}", NUMBERED),
    ("the last item on the line before", f"1. {A}\n2. {B} 3. {C}", NUMBERED),
    ("a lost number", f"1. {A}\n{B}\n3. {C}", NUMBERED),
    ("a double number", f"1. {A}\n2. 25. {B}\n3. {C}", NUMBERED),
    ("a number twice", f"1. {A}\n2. {B}\n2. {A}\n3. {C}", [*NUMBERED[:2], ("2", A), NUMBERED[2]]),
    ("the last number twice", f"1. {A}\n2. {B}\n2. {C}", [*NUMBERED[:2], ("2", C)]),
    ("numbers swapped", f"1. {A}\n2. {B}\n4. {A}\n3. {C}", [*NUMBERED[:2], ("4", A), NUMBERED[2]]),
    ("swapped at the head", f"2. {A}\n1. {B}\n3. {C}\n4. {A}", [("2", A), ("1", B), NUMBERED[2], ("4", A)]),
    (
        "a page that looks like a number",
        f"1. {A}\n2. Иванов И. И. Статья //\n2. Петров А. А.\n3. {C}",
        [NUMBERED[0], ("2", "Иванов И. И. Статья // 2. Петров А. А."), NUMBERED[2]],
    ),
    ("bullets", f"• {A}\n• {B}\n• {C}", BARE),
    ("dashes as bullets", f"- {A}\n- {B}\n- {C}", BARE),
    ("numbers torn off", f"1.\n2.\n3.\n{A}\n{B}\n{C}", NUMBERED),
    ("no marks", f"{A}\n{B}\n{C}", BARE),
    ("blank lines", f"{A}\n\n{B}\n\n{C}", BARE),
]


@pytest.mark.parametrize(("text", "items"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS])
def test_marks(text, items):
    assert split(text) == items


BROKEN = [
    (  # "Вып.\n2." is no mark
        "1. Рыжкин И. Я. Музыка // Вопросы эстетики. Вып.\n2. М.: 1959. С. 148-175.\n2. Суворов В. Книга. М., 1994.",
        [
            "Рыжкин И. Я. Музыка // Вопросы эстетики. Вып. 2. М.: 1959. С. 148-175.",
            "Суворов В. Книга. М., 1994.",
        ],
    ),
    (  # two works in one item
        "1. Ильясов Д. Тамги. – Самарканд, 2019;\nИльясов Д. О тамге. – Ташкент, 2007.\n2. Кабанов С. Монеты. 1961.",
        [
            "Ильясов Д. Тамги. – Самарканд, 2019; Ильясов Д. О тамге. – Ташкент, 2007.",
            "Кабанов С. Монеты. 1961.",
        ],
    ),
    (  # a field that begins with a dash
        "- Гелиос А. Методология. М.: Наука, 2013.\n– 320 с.\n- Боева С. Материалы. – Воронеж, 2010.",
        ["Гелиос А. Методология. М.: Наука, 2013. – 320 с.", "Боева С. Материалы. – Воронеж, 2010."],
    ),
    (  # a title that begins with a number
        "1. 10 трендов будущего / О. Назайкинская. – М., 2017.\n2. Lewis R. How to write. L., 1981.",
        ["10 трендов будущего / О. Назайкинская. – М., 2017.", "Lewis R. How to write. L., 1981."],
    ),
    (  # sigla
        "DDT – Dictionnaire turc. – SPb., 1869.\nМЛ – Алишер Навоий. Муҳокама.\nҚосимжон таҳлили. – Тошкент, 2017.",
        [
            "DDT – Dictionnaire turc. – SPb., 1869.",
            "МЛ – Алишер Навоий. Муҳокама. Қосимжон таҳлили. – Тошкент, 2017.",
        ],
    ),
]


@pytest.mark.parametrize(("text", "texts"), BROKEN)
def test_broken_lines(text, texts):
    assert [text for _, text in split(text)] == texts


AFTER = [
    f"1. {A}\n2. {B}\n\nABOUT THE WAYS OF TEACHING\nIvanov I.\nThe text goes on in 2020.",
    f"1. {A}\n2. {B}\n\nThe article deals with schools and\nwith what was done there in 2020.",
    f"1. {A}\n2. {B}\nОльга МАСЛОВА\nРоль школы",
]


@pytest.mark.parametrize("text", AFTER)
def test_what_follows_the_list_is_left_out(text):
    assert split(text) == NUMBERED[:2]


def test_a_last_reference_without_a_number_is_kept():
    assert split(f"1. {A}\n2. {B}\n\n{C} 2–5 b.")[:2] == NUMBERED[:2]
    assert split(f"1. {A}\n2. {B}\n\nКабанов С. К. Монеты V – VI вв. 1961, – С. 137-145")[2][0] == ""


LAW = "О языке: закон Кыргызской Республики. – Бишкек, 2004."
D = "Умумий тилшунослик асослари: дарслик / таҳр. остида. – Тошкент: Фан,\n    2010."
SET_APART = {
    "by blank lines": f"1. {A}\n\n2. {B}\n\n3. {C}\n\n{LAW}\n\n{D}\n\nThe article deals with 2020.",
    "by lines": f"1. {A}\n2. {B}\n3. {C}\n{LAW}\n{' '.join(D.split())}\nThe article deals with 2020.",
    "by hanging indents": "1. Karimov A. Kitob. – Toshkent:\n    Fan, 2001. – 120 b."
    f"\n2. {B[:30]}\n    {B[30:]}\n3. {C}\n{LAW}\n{D}\nThe article deals with 2020.",
}


@pytest.mark.parametrize("text", SET_APART.values(), ids=SET_APART)
def test_unnumbered_references_after_numbered_ones_are_told_by_what_sets_them_apart(text):
    assert split(text) == [*NUMBERED, ("", LAW), ("", " ".join(D.split()))]


def test_numbers_begin_anew_under_a_subheading():
    text = f"I. Asosiy adabiyotlar\n1. {A}\n2. {B}\nII. Internet saytlari\n1. {C}\n2. {A}\n3. {B}"
    assert split(text) == [*NUMBERED[:2], ("1", C), ("2", A), ("3", B)]


@given(st.lists(st.text(max_size=60), max_size=20))
def test_no_line_is_used_twice_or_invented(lines):
    rows = [Row(n, line) for n, line in enumerate(lines, 1)]
    for item in split_items(rows):
        numbers = [row.line for row in item.rows]
        assert numbers == sorted(numbers)
        assert all(row.text in lines[row.line - 1] for row in item.rows)
