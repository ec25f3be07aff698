"""Texts made comparable: one skeleton for all spellings of a word."""

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.text import folded_words, repair_lookalikes, skeleton
from bibman.text.batch import skeletons
from bibman.text.fold import MEETINGS
from bibman.text.scripts import is_plain, script_of

# Letters that meet, double, pose as others, fold to several or are no letters at all.
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text("abcdghijkqstwxyzDZ", max_size=12),
    st.text("абвгджзийксхцчшщёўқҳьъДЖ", max_size=12),
    st.text("aeosхсаеді'ʻ’- İßﬁ½", max_size=12),
)


@pytest.mark.parametrize(
    ("spelling", "sounds"),
    [
        ("Khaydarova", "haidarova"),
        ("Xaydarova", "haidarova"),
        ("Хайдарова", "haidarova"),
        ("Xаydаrоvа", "haidarova"),  # four letters of it are Cyrillic
        ("Dzhumayev", "jumaev"),
        ("Жумаев", "jumaev"),
        ("Schtscherbakow", "shcherbakov"),
        ("Саттс", "satc"),
        ("Qo‘chqorov G‘. A.", "kochkorov g a"),
        ("", ""),
    ],
)
def test_spellings_of_a_word_have_one_skeleton(spelling, sounds):
    assert skeleton(spelling) == sounds


@given(st.text("abcdghijkpqstwxyz", max_size=12))
def test_spellings_meet_in_the_order_of_their_list(word):
    met = word
    for spelling, meeting in MEETINGS:
        met = met.replace(spelling, meeting)
    assert skeleton(word) == "".join(letter for letter, _ in groupby(met)).replace("ie", "e")


@given(st.lists(TEXTS, max_size=5))
def test_many_texts_have_the_skeletons_of_each(texts):
    assert skeletons(texts) == [skeleton(text) for text in texts]


@given(TEXTS)
def test_a_plain_text_has_nothing_to_put_right(text):
    if is_plain(text):
        assert text == unicodedata.normalize("NFKC", text) == repair_lookalikes(text)
        assert script_of(text) in ("Latn", "Cyrl", "Zyyy")


@given(TEXTS)
def test_folded_words_hold_letters_and_digits_alone(text):
    assert all(word.isalnum() for word in folded_words(text))
