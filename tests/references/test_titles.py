import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.references.titles import read_container, read_place, read_publisher, read_title, unquote


@pytest.mark.parametrize(
    ("printed", "title", "genre"),
    [
        ("Nutq madaniyati. –", "Nutq madaniyati", ""),
        ("“Akademik yozuv” o‘quv qo‘llanma.", "Akademik yozuv", "o‘quv qo‘llanma"),
        ("Optika. Oliy o‘quv yurtlari uchun darslik. –", "Optika", "Oliy o‘quv yurtlari uchun darslik"),
        ("Теория права: учеб. пособие", "Теория права", "учеб. пособие"),
        ("Общая физика: Учебник для вузов.", "Общая физика", "Учебник для вузов"),
        ("Qadimgi shaharlar. (Monografiya).", "Qadimgi shaharlar", "Monografiya"),
        ("Этика: автореф. дис. ... канд. филос. наук.", "Этика", "автореф. дис. ... канд. филос. наук"),
        ("Slope Stability (Master’s Thesis).", "Slope Stability", "Master’s Thesis"),
        ("Computer-assisted language learning.", "Computer-assisted language learning", ""),
        ("Ўзбек адабиёти [Электронный ресурс]", "Ўзбек адабиёти", ""),
        ("Мотив «творящего огня» в поэзии //", "Мотив «творящего огня» в поэзии", ""),
        ("Что делать? –", "Что делать?", ""),
        ("Darslik.", "Darslik", ""),
    ],
)
def test_a_title_without_genre_words(printed, title, genre):
    read = read_title(printed)
    assert (read.text, read.genre) == (title, genre)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("// Вестник прокуратуры. –", "Вестник прокуратуры"),
        ("In International conference on science (", "International conference on science"),
        ("В кн.: Избранные труды.", "Избранные труды"),
        ("Научный журнал «Вестник НАН РК»", "Вестник НАН РК"),
        ("«Tafakkur» ilmiy jurnali", "Tafakkur"),
        ("“Sharq yulduzi” jurnali,", "Sharq yulduzi"),
        ('Asian Journal "Steppe Panorama",', 'Asian Journal "Steppe Panorama"'),
        ("Материалы конференции «Фармобразование»:", "Материалы конференции «Фармобразование»"),
        ("Бурибаева М.А. Сборник задач", "Сборник задач"),
        ("A.Ü. Türkiyat Araştırmaları", "A.Ü. Türkiyat Araştırmaları"),
        ("В мире науки.", "В мире науки"),
        ("(gloss). Bangkok Post.", "Bangkok Post"),
    ],
)
def test_a_container_is_its_name_alone(printed, name):
    assert read_container(printed).text == name


@pytest.mark.parametrize(
    ("printed", "publisher"),
    [
        ("“Sahhof”,", "Sahhof"),
        ("«Ўқитувчи» нашриёти,", "Ўқитувчи"),
        ("Изд-во «Наука»,", "Изд-во «Наука»"),
        ("Изд-во: Palmarium Academic Publishing.", "Palmarium Academic Publishing"),
        ("G‘afur G‘ulom nomidagi nashriyot,", "G‘afur G‘ulom nomidagi nashriyot"),
        ("3rd ed., Taylor & Francis,", "Taylor & Francis"),
    ],
)
def test_publisher(printed, publisher):
    assert read_publisher(printed) == publisher


@pytest.mark.parametrize(
    ("printed", "place", "rest"),
    [
        ("Т.:", "Т.", ""),
        ("М.; Л.,", "М.; Л.", ""),
        ("– Toshkent:", "Toshkent", ""),
        ("Cambridge, MA:", "Cambridge", ""),
        ("Samarqand, O‘zbekiston", "Samarqand", ""),
        ("Т.: Фан,", "Т.", "Фан"),
    ],
)
def test_a_place_is_the_town(printed, place, rest):
    assert read_place(printed) == (place, rest)


@pytest.mark.parametrize(
    ("printed", "bare"),
    [("«A» and «B»", "«A» and «B»"), ("«A «B» C»", "A «B» C"), ("„A“", "A"), ("парадигмы»", "парадигмы")],
)
def test_only_quotes_around_the_whole_go(printed, bare):
    assert unquote(printed) == bare


@given(st.text())
def test_nothing_is_added(text):
    for read in (read_title(text).text, read_container(text).text, read_publisher(text)):
        assert sum(c.isalnum() for c in read) <= sum(c.isalnum() for c in text)
