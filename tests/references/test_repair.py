import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.model import LABELS
from bibman.references.repair import repair


@pytest.mark.parametrize(
    ("cut", "mended"),
    [
        (
            [("title", "Nutq madaniyati. – T."), ("publisher", ": “Fan”,"), ("date", "1992.")],
            [("title", "Nutq madaniyati."), ("place", "T."), ("publisher", "“Fan”,"), ("date", "1992.")],
        ),
        (
            [("author", "ML-‘Ali Şir Nevayi."), ("title", "Muhâkemetü’l-lugateyn.")],
            [("other", "ML-"), ("author", "‘Ali Şir Nevayi."), ("title", "Muhâkemetü’l-lugateyn.")],
        ),
        (
            [("author", "Xaydarova Mahliyo. DEVELOPMENT OF EDUCATION."), ("date", "(2024).")],
            [("author", "Xaydarova Mahliyo."), ("title", "DEVELOPMENT OF EDUCATION."), ("date", "(2024).")],
        ),
        (
            [("place", "Тошкент:"), ("publisher", "II."), ("place", "Тошкент:"), ("publisher", "Фан,")],
            [("place", "Тошкент:"), ("volume", "II."), ("place", "Тошкент:"), ("publisher", "Фан,")],
        ),
        (
            [("date", "2026"), ("title", "йилда солиқ тизими."), ("date", "2025.")],
            [("title", "2026 йилда солиқ тизими."), ("date", "2025.")],
        ),
        (
            [("title", "Мотив «огня»"), ("container", "в поэзии К. Бальмонта // Культура и текст.")],
            [("title", "Мотив «огня» в поэзии К. Бальмонта"), ("container", "// Культура и текст.")],
        ),
        (
            [("author", "M."), ("title", "Isroilov Hisoblash usullari.")],
            [("author", "M. Isroilov"), ("title", "Hisoblash usullari.")],
        ),
        (
            [("title", "К а р к а ч П.М. Організація роботи")],
            [("author", "К а р к а ч П.М."), ("title", "Організація роботи")],
        ),
        (
            [("title", "Общая теория / Зеленецкий В.С."), ("place", "Х.:"), ("publisher", "X,")],
            [("title", "Общая теория"), ("author", "Зеленецкий В.С."), ("place", "Х.:"), ("publisher", "X,")],
        ),
        (
            [("title", "Музыка в лирике"), ("other", "Бальмонта: дис. канд. наук. Иваново,")],
            [("title", "Музыка в лирике Бальмонта"), ("other", ": дис. канд. наук."), ("place", "Иваново")],
        ),
        (
            [("title", "Развитие речи:"), ("other", "автореф. дис. ... канд. пед. наук: 13.00.01.")],
            [("title", "Развитие речи:"), ("other", "автореф. дис. ... канд. пед. наук: 13.00.01.")],
        ),
        (
            [("title", "Tarix. –"), ("place", "Navoiy:"), ("title", "“NAVOIY”,")],
            [("title", "Tarix. –"), ("place", "Navoiy:"), ("publisher", "“NAVOIY”,")],
        ),
        (
            [("title", "Тарих"), ("other", "ISSN 2181-0001. P.239-242.")],
            [("title", "Тарих"), ("other", "ISSN 2181-0001."), ("pages", "P.239-242.")],
        ),
    ],
)  # fmt: skip
def test_a_cut_is_put_right(cut, mended):
    assert [(label, text.strip(" .")) for label, text in repair(cut)] == [
        (label, text.strip(" .")) for label, text in mended
    ]


def test_good_cuts_stay():
    good = [("author", "Karimova V."), ("title", "Psixologiya. –"), ("place", "T.:"), ("publisher", "Fan,")]
    assert repair(good) == good


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.text())))
def test_no_letter_is_lost_or_added(segments):
    before = "".join(c for _, text in segments for c in text if c.isalpha() and c.isascii())
    after = "".join(c for _, text in repair(segments) for c in text if c.isalpha() and c.isascii())
    assert after == before
