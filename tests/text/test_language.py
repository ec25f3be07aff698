import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.text.language import detect_language


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("uz", "Oʻzbek tilining izohli lugʻati"),
        ("uz", "TA'LIM TIZIMIDA INNOVATSIYALAR"),
        ("uz", "Nutq madaniyati va uslubiyat asoslari"),
        ("uz", "Туркий қавмлар тарихи"),
        ("uz", "МУМТОЗ СЎЗ ҚАДРИ"),
        ("ru", "Общая теория борьбы с преступностью"),
        ("ru", "Teoriya sporta"),
        ("ru", "Стихотворения"),
        ("uk", "Вступ до теорії судової влади"),
        ("kk", "Инновация туралы түсінік. Білім сапасы"),
        ("ky", "Кыргыз тилинин тарыхы жөнүндө"),
        ("tg", "Таърихи адабиёти тоҷик"),
        ("tr", "Özbek Türkçesinin leksikolojisi"),
        ("az", "Azərbaycan dilinin tarixi"),
        ("tk", "Türkmen edebiýatynyň taryhy"),
        ("en", "The Input Hypothesis"),
        ("en", "Multimedia Learning"),
        ("de", "Die Geschichte der deutschen Sprache"),
        ("fr", "Histoire de la langue française"),
        ("", "1984"),
        ("", "三国演义"),
    ],
)
def test_the_language_of_a_title(language, title):
    assert detect_language(title) == language


def test_look_alike_letters_do_not_mislead():
    assert detect_language("Fоydаlаnilgаn tоpоnimlаr tаriхi va tili") == "uz"


@given(st.text())
def test_a_language_is_a_code_or_nothing(text):
    assert len(detect_language(text)) in (0, 2, 3)
