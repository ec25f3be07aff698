"""Titles and authors, as the heads of journals print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.articles.byline import begins_abstract, names_in
from bibman.articles.head import read_head

HEADS = [
    (  # markdown from a PDF
        "## ON TEACHING\n\n**F.B.Egamberdiyev,**\n\n*senior teacher, ISFT institute*\n\n**Annotatsiya:** Matn.",
        "ON TEACHING",
        ["F.B.Egamberdiyev"],
    ),
    (  # each author with an emphasis of its own
        "# On Digital Teaching\n\n**Асанов Бакыт Токтогулович**, *Жумабаева Айгүл*\n\n## Аннотация\nМатн.",
        "On Digital Teaching",
        ["Асанов Бакыт Токтогулович", "Жумабаева Айгүл"],
    ),
    (  # glued names on a landing page
        "On the Work of a Teacher\n\nMain Article Content\n\n"
        "AssanTuxanbayev, KlaraZh.Turebayeva, Gulshat R. Bakhtiyarova, AisauleK.Aipeissova\n\n\nText begins.",
        "On the Work of a Teacher",
        ["AssanTuxanbayev", "KlaraZh.Turebayeva", "Gulshat R. Bakhtiyarova", "AisauleK.Aipeissova"],
    ),
    (  # the byline repeated in English
        "УДК 37\nО ПРЕПОДАВАНИИ ЯЗЫКОВ\nВ ШКОЛЕ\nЖитарь Б.Н., Воронков А.В.\nON TEACHING LANGUAGES\n"
        "Zhitar B.N., Voronkov A.V.\nАннотация. Текст.",
        "О ПРЕПОДАВАНИИ ЯЗЫКОВ В ШКОЛЕ",
        ["Житарь Б.Н.", "Воронков А.В."],
    ),
    (  # posts and addresses between the authors
        "ON OLD NAMES.\nKarshiyev Ahmad Abdulazizovich\nTel: +998 00 000 00 00\nEmail: a@example.org\n"
        "Jumayev Abdimomin Fayziyevich\nTeachers of the Denau Institute\nAbstract. Text.",
        "ON OLD NAMES",
        ["Karshiyev Ahmad Abdulazizovich", "Jumayev Abdimomin Fayziyevich"],
    ),
    (  # all in capitals
        "СОЛНЦЕ КАК СИМВОЛ\nВ ЛИРИКЕ\nФАЗЛИДДИНОВ ШУХРАТ ФАХРИДДИНОВИЧ\nСТАРШИЙ ПРЕПОДАВАТЕЛЬ\nАннотация. Текст.",
        "СОЛНЦЕ КАК СИМВОЛ В ЛИРИКЕ",
        ["ФАЗЛИДДИНОВ ШУХРАТ ФАХРИДДИНОВИЧ"],
    ),
    (  # the name above the title, read in a wrong encoding
        "Ãðèãîð³é ÑÅÐÅÄÀ,\nðåêòîð\nÑÓ×ÀÑÍ² ÏÐÎÁËÅÌÈ\nКлючові слова: прокурор",
        "СУЧАСНІ ПРОБЛЕМИ",
        ["Григорій СЕРЕДА"],
    ),
    (
        "TALABALARDA XUSUSIYATLAR\nToshtemirova Bahora Alisher qizi\nNavoiy davlat universiteti\nAnnotatsiya. Matn.",
        "TALABALARDA XUSUSIYATLAR",
        ["Toshtemirova Bahora Alisher qizi"],
    ),
    ("BOLQON TURK ADABIYOTI\nAnotatsiya: Matn shu yerda boshlanadi.", "BOLQON TURK ADABIYOTI", []),
]


@pytest.mark.parametrize(("text", "title", "authors"), HEADS)
def test_title_and_authors(text, title, authors):
    found, names = read_head(text.split("\n"))
    assert (found, [name.form for name in names]) == (title, authors)


def test_the_head_may_stand_behind_the_first_pages_of_an_issue():
    front = [
        "Prof. Dr. Aftondil ERKINOV (Uzbekistan);",
        "Prof. Dr. Ali AKAR (Turkey);",
        "",
        "8",
        "",
        "",
        "JOURNAL 1",
    ]
    head = ["ON COINS", "Nurbek ALLABERGENOV", "E-mail: a@example.org", "Annotatsiya: Matn."]
    rest = ["matn"] * 30 + ["", "9", "", "", "JOURNAL 1"]
    title, names = read_head(front + head + rest)
    assert (title, [name.form for name in names]) == ("ON COINS", ["Nurbek ALLABERGENOV"])


@pytest.mark.parametrize(
    "line",
    [
        "Main Article Content",
        "ПО РАЗВИТИЮ СОЦИАЛЬНОГО ПАРТНЁРСТВА",
        "ЎЗГАРИШЛАР ВА УЛАРНИНГ ИҚТИСОДИЁТГА",
        "Материалы и методы",
        "Sharq University",
        "This is a sentence about Ivanov I. I.",
        "Introduction",
        "",
    ],
)
def test_lines_that_name_nobody(line):
    assert names_in(line) == ()


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Annotatsiya. Matn", True),
        ("**Key words:** a, b", True),
        ("Ключевые слова: а, б", True),
        ("ABSTRACT", True),
        ("Abstract art of the twenties", False),
        ("summary of what was said", False),
    ],
)
def test_where_the_abstract_begins(line, begins):
    assert begins_abstract(line) == begins


@given(st.lists(st.text(max_size=60), max_size=25))
def test_any_lines_have_a_head(lines):
    title, names = read_head(lines)
    assert "\n" not in title
    assert all(name.family or name.given for name in names)
