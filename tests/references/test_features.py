"""Features: what the tagger can tell about a token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.features import token_features
from bibman.references.tokens import tokenize


def features_of(text: str, word: str) -> set[str]:
    tokens = tokenize(text)
    at = [token.text for token in tokens].index(word)
    return set(token_features(tokens)[at])


@pytest.mark.parametrize(
    ("word", "cue"),
    [
        ("Тошкент", "place"), ("Toshkent", "place"), ("Санкт", "place"), ("вестник", "journal"),
        ("Dergisi", "journal"), ("xabarlari", "journal"), ("нашриёти", "publisher"),
        ("nashriyoti", "publisher"), ("yanvar", "month"), ("июнь", "month"), ("qizi", "patronymic"),
        ("таҳрири", "editor"), ("бет", "pages"), ("жилд", "volume"), ("выпуск", "issue"),
        ("диссертация", "thesis"), ("обращения", "access"),
    ],
)  # fmt: skip
def test_cue_words_are_known_in_both_alphabets(word: str, cue: str) -> None:
    assert f"c={cue}" in features_of(f"И. {word} 5", word)


@pytest.mark.parametrize(
    ("text", "token", "feature"),
    [
        ("ЖЎРАЕВ Н.", "ЖЎРАЕВ", "s=XXc"),
        ("Karimov I.", "I", "s=Il"),
        ("М., 2019. – 240 с.", "2019", "k=Y"),
        ("М., 2019. – 240 с.", "240", "k=d3"),
        ("см. https://lex.uz/1", "https://lex.uz/1", "k=URL"),
        ("doi: 10.1000/182", "10.1000/182", "k=DOI"),
        ("Каримов И.А. Асарлар", "Каримов", "nfFB"),
        ("/ И. А. Каримов. – Т.", "И", "ngNB"),
        ("Karimov, I. A. Title", "Title", "on+0"),
        ("Сарлавҳа // Фан", "Сарлавҳа", "g=b0"),
        ("Сарлавҳа // Фан", "Фан", "g=a0"),
        ("«Шарқ тонги»", "тонги", "q=qx"),
        ("(pp. 3)", "pp", "q=bpagesx"),
    ],
)
def test_what_is_seen_of_a_token(text: str, token: str, feature: str) -> None:
    assert feature in features_of(text, token)


def test_a_word_sounds_the_same_in_both_alphabets() -> None:
    cyrillic, latin = features_of("Хайдарова", "Хайдарова"), features_of("Xaydarova", "Xaydarova")
    assert {f for f in cyrillic if f.startswith(("w=", "p4=", "e4="))} <= latin


@given(st.text())
def test_every_token_has_features_that_can_be_written(text: str) -> None:
    tokens = tokenize(text)
    rows = token_features(tokens)
    assert len(rows) == len(tokens)
    assert all(feature.encode("utf-8") for row in rows for feature in row)
