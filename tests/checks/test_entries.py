"""What is wrong with single entries: fields, dates, pages, addresses, letters. All from real print."""

import pytest
from listed import found, numbered, told

FILLER = "Каримов К. К. Адабиёт. – Тошкент: Фан, 2001. – 220 б."


@pytest.mark.parametrize(
    ("style", "text", "rules"),
    [
        ("any", "Крохина Н. П. Мотив огня в поэзии // Культура и текст. 2021. № 3.", {"missing-pages"}),
        ("any", "Крохина Н. П. Мотив огня в поэзии // Культура и текст. 2021. № 3. С. 5–9.", set()),
        ("any", "Крохина Н. П. Мотив огня // Культура и текст. 2021. № 3. URL: https://example.ru/3", set()),
        ("any", "Наринбетова Г. Ўз сўзига эга газета // “Дўстлик”. 2018 йил 26 июнь. 51-сон.", set()),
        ("any", "Бурибаева М. А. Языковые контакты // Вестник РУДН. – № 2. – С. 15–22.", {"missing-year"}),
        ("any", "Smith, J. (in press). On tea and water. Journal of Tea, 2(1), 15–20.", set()),
        ("any", "Куанышбекова А.А. Изучение методов расчета устойчивости откосов. 2010.", {"missing-imprint"}),
        ("gost", "Баратова Л. С. Древние монеты. – Ташкент, 1995.", {"missing-publisher", "missing-extent"}),
        ("gost", FILLER, set()),
        ("apa", FILLER, {"needless-field"}),
        ("apa", "Учакина В. М. Природа слова // Вестник университета. 2018.", {"missing-pages", "missing-volume"}),
        ("gost", "Новый портал [Электронный ресурс]. URL: https://example.ru/about", {"missing-access"}),
    ],
)  # fmt: skip
def test_fields_by_type_and_style(style, text, rules):
    checked = numbered(text, FILLER, FILLER.replace("Адабиёт", "Луғат"), style=style)
    fields = {
        f.rule for f in found(checked) if f.reference == 1 and f.rule.startswith(("missing", "needless"))
    }
    assert fields == rules


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        ("Қодиров А. Тарих. – Тошкент: Фан, 2031. – 120 б.", "future-year", ""),
        ("Портал. URL: https://example.ru (дата обращения: 12.05.2031).", "future-year", ""),
        ("Портал. URL: https://example.ru (дата обращения: 31.02.2021).", "impossible-date", ""),
        ("Сайфетдинова Э. Культура // История. – Казань, 2016. – № 2. – С. 457–453.", "pages-backward", "453–457"),
        ("Шилдебай С. Тарих // Дала. – 2023. – № 6. – С. 514–131.", "pages-backward", ""),
        ("Ridley, F. (1952). Huron occupations. American Antiquity, 17, 197210.", "impossible-pages", "197–210"),
        ("Qodirov A. Tarix. – Toshkent: Fan, 2021. – 120 b. – B. 145–160.", "impossible-pages", ""),
    ],
)  # fmt: skip
def test_dates_and_pages_that_cannot_be(text, rule, suggestion):
    assert told(numbered(text, FILLER), rule) == [(1, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Қодиров А. Тарих // Фан. – 2021. – № 2. – С. 105–12.",
        "Қодиров А. Тарих // Фан. – 2021. – № 2. – С. 25–30.",
        "Will, É. Le monde grec et l'Orient. Le Ve siècle (510-403). – Paris: PUF, 1972. – 700 p.",
        "Zhang, Z., Li, T. & Fu, Q. (2024). Feedback. Teaching, 172, 105374. https://doi.org/10.1016/j.tate.2024.1",
        "Портал. URL: https://example.ru (дата обращения: 12.05.2021).",
    ],
)
def test_pages_and_dates_that_can_be(text):
    assert (
        found(numbered(text, FILLER), "pages-backward", "impossible-pages", "impossible-date", "future-year")
        == []
    )


@pytest.mark.parametrize(
    ("address", "rule", "suggestion"),
    [
        ("https: // doi. org/10.1007/s00477-020-01913-7", "bad-url", "https://doi.org/10.1007/s00477-020-01913-7"),
        ("http ://cern.ch/heed", "bad-url", "http://cern.ch/heed"),
        ("http://www. boston.com/articles/2007", "bad-url", "http://www.boston.com/articles/2007"),
        ("htpp://lex.uz/docs/1", "bad-url", "http://lex.uz/docs/1"),
        ("https//lex.uz/docs/1", "bad-url", "https://lex.uz/docs/1"),
        ("http://https://lex.uz/docs/1", "bad-url", "https://lex.uz/docs/1"),
        ("https://journal/article/5", "bad-url", ""),
        ("doi: 10.1021/ es0519278", "bad-doi", "10.1021/es0519278"),
        ("https://doi.org/0.1002/cmdc.200700121", "bad-doi", ""),
        ("doi: 10.1016", "bad-doi", ""),
        ("doi: 10.16/j.tate", "bad-doi", ""),
        ("http://dx.doi.org/10.1021/am302903n", "old-doi", "https://doi.org/10.1021/am302903n"),
        ("https://www.google.com/search?q=suv", "passing-url", ""),
        ("file:///C:/Users/me/maqola.pdf", "passing-url", ""),
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(address, rule, suggestion):
    (finding,) = found(numbered(f"Ivanov I. On water. Tea, 2019, 2(1), 5–9. {address}", FILLER), *ADDRESSES)
    assert (finding.rule, finding.reference, finding.suggestion) == (rule, 1, suggestion)


ADDRESSES = ("bad-url", "bad-doi", "old-doi", "passing-url")


@pytest.mark.parametrize(
    "address",
    [
        "https://doi.org/10.1016/j.tate.2024.105374",
        "doi: 10.1016/j.tate.2024.105374",
        "https://lex.uz/ru/docs/7962935",
        "http://89.250.84.165/index.php/history/article/view/422",
        "www.ziyonet.uz",
        "doi: nm.2234 [pii]; 10.1038/nm.2234",
    ],
)
def test_addresses_as_they_should_be(address):
    assert found(numbered(f"Ivanov I. On water. Tea, 2019, 2(1), 5–9. {address}", FILLER), *ADDRESSES) == []


@pytest.mark.parametrize(
    ("text", "rule", "suggestion"),
    [
        ("Bеbitоv M. Toponimlar. – Termiz: Fan, 2024. – 261 b.", "mixed-letters", "Bebitov"),
        ("Pтвеладзе Э. В. Древние монеты. – Ташкент: Фан, 1987. – 90 с.", "mixed-letters", "Ртвеладзе"),
        ("Dо‘simov Z. Joy nomlari. – Toshkent: Fan, 1977. – 90 b.", "mixed-letters", "Do‘simov"),
        ("Иванов И. История ХIХ века. – М.: Наука, 1987. – 90 с.", "mixed-letters", "XIX"),
        ("Xaydarova M. Tarbiya fanini o 'qitishning mazmuni. – Toshkent: Fan, 2023. – 90 b.", "split-apostrophe", "o'qitishning"),
        ("Karimov I. O`zbekiston va bo'lajak ta`lim tarixi. – Toshkent: Fan, 2023. – 90 b.", "apostrophe",
         "Oʻzbekiston; boʻlajak; taʼlim"),
        ("Ivanov, I. (2023). THE NEED TO TEACH IN SCHOOLS. Journal of Tea, 2(1), 5–9.", "all-caps", "The need to teach in schools"),
        ("Ãðèãîðüåâ È. История. – М.: Наука, 1987. – 90 с.", "broken-encoding", "Григорьев"),
    ],
)  # fmt: skip
def test_letters(text, rule, suggestion):
    assert told(numbered(text, FILLER), rule) == [(1, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        "Карпов С. SMM-маркетинг, Zoomда дарс ва XIX аср. – М.: Наука, 2021. – 90 с.",
        "O'Connor, J. (2001). The children's book of to-day. Tea, 2(1), 5–9.",
        "Öztürk R. Atatürk'ün Türkçesi. – Ankara: TDK, 2012. – 90 s.",
        "Abdullayev A. Oʻzbekiston taʼlimi. O‘quv qo‘llanma. – Toshkent: Fan, 2021. – 90 b.",
        "UNESCO. Declaration of Principles. – Paris: UNESCO, 1995. – 18 p.",
    ],
)
def test_letters_as_they_should_be(text):
    rules = ("mixed-letters", "split-apostrophe", "apostrophe", "all-caps", "broken-encoding")
    assert found(numbered(text, FILLER), *rules) == []


def test_a_finding_stands_where_its_words_do():
    checked = numbered(
        "Norqobilov M. Atletika turlari\ntexnikasi va tаriхi. – Toshkent: Fan, 2021. – 90 b.", FILLER
    )
    (finding,) = found(checked, "mixed-letters")
    assert (finding.line, finding.label) == (5, "1")
