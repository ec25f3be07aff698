"""One alphabet written in another: names as passports, laws and print have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.text.transliterate import schemes, transliterate

NAMES = [scheme.name for scheme in schemes()]


@pytest.mark.parametrize(
    ("text", "scheme", "expected"),
    [
        ("Щербаков Юрий", "icao-ru", "Shcherbakov Iurii"),
        ("Подъячев", "icao-ru", "Podieiachev"),
        ("Ельцин", "bgn-ru", "Yel’tsin"),
        ("Сергеев Андрей", "habit-ru", "Sergeyev Andrey"),
        ("Достоевский", "english-ru", "Dostoevsky"),
        ("Цветаева", "gost-ru", "Czvetaeva"),
        ("Цицин", "gost-ru", "Cicin"),
        ("Щукин Яков", "iso-9", "Ŝukin Âkov"),
        ("Хрущёв", "scholarly-ru", "Chruščëv"),
        ("Хрущёв", "german-ru", "Chruschtschjow"),
        ("Чайковский", "german-ru", "Tschaikowski"),
        ("Ёлкин Юрий", "turkish-ru", "Yolkin Yuriy"),
        ("Згурський Євген", "national-uk", "Zghurskyi Yevhen"),
        ("Знам'янська", "national-uk", "Znamianska"),
        ("Лукашэнка", "national-be", "Lukašenka"),
        ("Щерев", "national-bg", "Shterev"),
        ("Мария", "national-bg", "Maria"),
        ("Ђорђевић Љиљана", "serbian", "Đorđević Ljiljana"),
        ("Ќосев Ѓорѓи", "national-mk", "Kjosev Gjorgji"),
        ("Ўрмонов Ғайрат", "uzbek-1995", "Oʻrmonov Gʻayrat"),
        ("Қодиров Эркин", "uzbek-1995", "Qodirov Erkin"),
        ("Егамов Саъдулла", "uzbek-1995", "Yegamov Saʼdulla"),
        ("Ўтаев Шерали", "uzbek-2021", "Õtayev Şerali"),
        ("Oʻrinboyev Gʻayrat", "uzbek-cyrillic", "Ўринбоев Ғайрат"),
        ("O'rinboyev G‘ayrat", "uzbek-cyrillic", "Ўринбоев Ғайрат"),
        ("Yoʻldoshev Is'hoq", "uzbek-cyrillic", "Йўлдошев Исҳоқ"),
        ("Erkin Sa’dulla", "uzbek-cyrillic", "Эркин Саъдулла"),
        ("Khaydarova Zhanna", "russian-cyrillic", "Хайдарова Жанна"),
        ("Жұмабаев Мағжан", "kazakh-2021", "Jūmabaev Mağjan"),
        ("Әуезов", "kazakh-2018", "Áýezov"),
        ("Қасымов", "passport-kk", "Kasymov"),
        ("Жээнбеков", "bgn-ky", "Jeenbekov"),
        ("Ҷӯраев Ҳоҷӣ", "bgn-tg", "Jŭrayev Hojí"),
        ("Аннаев Җума", "turkmen", "Annaýew Juma"),
        ("Һәсәнов Ҹавид", "azerbaijani", "Həsənov Cavid"),
        ("Өлзий Мөнх", "mongolian", "Ulzii Munkh"),
        ("Ғуломов Ҳ.", "russian-letters", "Гуломов Х."),
    ],
)
def test_a_name_is_written_as_the_scheme_has_it(text: str, scheme: str, expected: str) -> None:
    assert transliterate(text, scheme) == expected


def test_capitals_and_initials_keep_their_kind() -> None:
    assert transliterate("ЩЕРБАКОВ Щ. Ж.", "icao-ru") == "SHCHERBAKOV Shch. Zh."


def test_what_a_scheme_does_not_know_stays() -> None:
    assert transliterate("Иванов & Smith, 2020", "icao-ru") == "Ivanov & Smith, 2020"


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(KeyError):
        transliterate("Иванов", "klingon")


@pytest.mark.parametrize(
    "word", ["Ўзбекистон", "Ғафуров", "Жўраев", "Чўлпон", "Эшонқулов", "Йўлдошев", "Шукур"]
)
def test_uzbek_goes_there_and_back(word: str) -> None:
    assert transliterate(transliterate(word, "uzbek-1995"), "uzbek-cyrillic") == word


@given(st.text(max_size=60), st.sampled_from(NAMES))
def test_any_text_goes_through(text: str, scheme: str) -> None:
    assert isinstance(transliterate(text, scheme), str)


@given(
    st.text("абвгдежзиклмнопрстуфхцчшщыэюя -", max_size=40),
    st.sampled_from(["icao-ru", "iso-9", "german-ru"]),
)
def test_no_russian_letter_is_left_behind(text: str, scheme: str) -> None:
    assert not any("а" <= c <= "я" for c in transliterate(text, scheme))
