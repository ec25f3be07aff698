"""Lines without marks cut into references, all evidence weighed at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.breaks import best_groups
from bibman.references.rows import Row


def cut(text):
    rows = [Row(n, line) for n, line in enumerate(text.split("\n"), 1)]
    return [[row.line for row in group] for group in best_groups(rows)]


LISTS = [
    (  # wrapped lines: a new author after a year, pages, an address
        "Karimov A. Kitob va uning yozilish tarixi, nashrlari va tarjimalari. – Toshkent:\n"
        "Fan, 2001.\n"
        "Иванов И. И. Статья о школьном преподавании родных языков // Вопросы\n"
        "образования. – 1999. – № 2. – С. 5–9.\n"
        "Smith, J. (2010). A long story. https://example.org/a/long-\n"
        "story-told",
        [[1, 2], [3, 4], [5, 6]],
    ),
    (  # given name first, the year last
        "Erdoğan Merçil. Gazneliler devleti tarihi. Ankara. 1989.\n"
        "Аблат Ходжаев. Буюк Ипак йўли: муносабатлар ва тақдирлар. – Тошкент. 2007.\n"
        "Kafesoğlu, İbrahim. Harezmşahlar Devleti Tarihi. Ankara. 1972.",
        [[1], [2], [3]],
    ),
    (  # a place, pages and a volume do not begin a reference; initials do not end one
        "Ўрозов Э.Ю. Қорақалпоғистондаги ўзбек шевалари.\nТошкент: Фан, 1978.\nБ. 94.\n"
        "Ишаев А. Девон ва шевалар // Тил ва адабиёт. 1971.\nVol. 5.\n"
        "Абдуллаев А., Муталлибов С.\nИндекс-луғат. – Тошкент, 1967.",
        [[1, 2, 3], [4, 5], [6, 7]],
    ),
    (  # the title follows the year in brackets
        "Mayer, R. E. (2009).\nMultimedia Learning. Cambridge University Press.\n"
        "Richards, J. C., & Rodgers, T. S. (2014).\nApproaches and Methods. Cambridge University Press.",
        [[1, 2], [3, 4]],
    ),
    (  # a hanging indent
        "Народная педагогика. М., 1990.\n    Второе издание вышло в Грозном. 1995.\n"
        "Karimov A. Kitob. – Toshkent: Fan,\n    2001.\n"
        "Smith J. A story. – London: Press,\n    2010.\n"
        "Brown T. A tale. – London, 2011.",
        [[1, 2], [3, 4], [5, 6], [7]],
    ),
    (  # blank lines between
        "Qonun. Rasmiy nashr\n\nKarimov A. Kitob. – Toshkent: Fan, 2001.\nQayta nashr.\n\n"
        "Lug‘at. Izohli. – Toshkent, 2006.\n\nSmith J. A story. – London: Press, 2010.",
        [[1], [3, 4], [6], [8]],
    ),
]


@pytest.mark.parametrize(("text", "groups"), LISTS)
def test_where_references_begin(text, groups):
    assert cut(text) == groups


def test_a_bonus_moves_a_beginning():
    rows = [Row(1, "Kitob. – Toshkent"), Row(2, "Kitob. – Toshkent, 2001.")]
    assert [len(group) for group in best_groups(rows, [0, -9])] == [2]
    assert [len(group) for group in best_groups(rows, [0, 9])] == [1, 1]


@given(st.lists(st.text(max_size=60), max_size=30))
def test_every_printed_line_is_in_one_group(lines):
    rows = [Row(n, line) for n, line in enumerate(lines)]
    kept = [row for group in best_groups(rows) for row in group]
    assert kept == [row for row in rows if row.text.strip()]
