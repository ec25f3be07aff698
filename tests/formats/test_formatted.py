"""Formatted bibliographies, made by the real pandoc."""

import random
import re
import zipfile
from io import BytesIO

import pytest
from programs import needs

from bibman.errors import UsageError
from bibman.formats.formatted import DOCUMENTS, write_document, write_text
from bibman.formats.style import find_style, read_style
from bibman.model import Name, Record

IVANOV = Name("Иванов", "Иван", "Иванович")
RUSSIAN = Record(
    type="article-journal", title="История Узбекистана: НОВЫЕ подходы", container_title="Вопросы истории",
    issued="2020", volume="5", issue="3", page="12-15", author=(IVANOV,), DOI="10.1000/a_(b)<c>",
)  # fmt: skip
CYRILLIC_UZBEK = Record(
    type="article-journal", title="Ўзбек халқ мақоллари ва ҳикматлари", container_title="Халқ таълими",
    issued="2020", issue="3", page="12", author=(Name("Қодиров", "Ў. Ғ."),), et_al=True,
)  # fmt: skip
LATIN_UZBEK = Record(
    type="book", title="Oʻzbek tili va 'adabiyoti' \"ma’no\" <i>R&D</i>", publisher="Fan",
    publisher_place="Toshkent", issued="2019", number_of_pages="250", language="uz",
    author=(Name("Gʻulomov", "Gʻayrat", "Shavkatovich"), Name("Oʻrinov", "O‘ktam")),
)  # fmt: skip
ENGLISH = Record(
    type="paper-conference", title="The role of NATO in COVID-19", container_title="Proceedings of X",
    issued="2021", page="3–9", author=(Name("Smith", "Shavkat"), IVANOV), editor=(Name("Jones", "A."),),
    publisher="ACM", publisher_place="New York", et_al=True,
)  # fmt: skip
WEB = Record(
    type="webpage", title="Закон", URL="https://lex.uz/?a=1&b='x'_y_", accessed="2020-05-12",
    issued="2020-01-02", author=(Name(literal="Олий Мажлис"),),
)  # fmt: skip
THESIS = Record(
    type="thesis", title="Формирование", genre="дис. ... канд. пед. наук", publisher_place="Ташкент",
    issued="2019", number_of_pages="150", author=tuple(Name(f, "Я.") for f in ("Авдеев", "Бек", "Ви", "Гай")),
)  # fmt: skip
#: A reference that could not be taken apart.
UNPARSED = Record(note="Ркп. ИВ: № 5")
ALL = (RUSSIAN, CYRILLIC_UZBEK, LATIN_UZBEK, ENGLISH, WEB, THESIS, UNPARSED)


@pytest.fixture(autouse=True)
def _pandoc() -> None:
    needs("pandoc")


def text(style: str, *records: Record, latin: bool = False) -> list[str]:
    return write_text([(r, "") for r in records], find_style(style), latin=latin).splitlines()


def test_gost_speaks_the_language_of_each_entry() -> None:
    assert text("gost-r-7-0-5", *ALL) == [
        "Иванов И. И. История Узбекистана: НОВЫЕ подходы // Вопросы истории. 2020. Т. 5, № 3. С. 12–15. DOI: 10.1000/a_(b)<c>.",
        "Қодиров Ў. Ғ. ва бошқ. Ўзбек халқ мақоллари ва ҳикматлари // Халқ таълими. 2020. № 3. Б. 12.",
        "Gʻulomov Gʻ. Sh., Oʻrinov O‘. Oʻzbek tili va 'adabiyoti' \"ma’no\" <i>R&D</i>. Toshkent: Fan, 2019. 250 b.",
        "Smith S., Иванов И. И., et al. The role of NATO in COVID-19 // Proceedings of X / ed. A. Jones. New York: ACM, 2021. P. 3–9.",
        "Олий Мажлис. Закон. 02.01.2020. URL: https://lex.uz/?a=1&b='x'_y_ (дата обращения: 12.05.2020).",
        "Авдеев Я., Бек Я., Ви Я. и др. Формирование: дис. ... канд. пед. наук. Ташкент, 2019. 150 с.",
        "Ркп. ИВ: № 5.",
    ]


def test_apa_speaks_russian_where_the_entry_does() -> None:
    assert text("apa", RUSSIAN, LATIN_UZBEK, ENGLISH, CYRILLIC_UZBEK) == [
        "Иванов, И. И. (2020). История Узбекистана: НОВЫЕ подходы. Вопросы истории, 5(3), 12–15. https://doi.org/10.1000/a_(b)<c>",
        "Gʻulomov, Gʻ. Sh., & Oʻrinov, O‘. (2019). Oʻzbek tili va 'adabiyoti' \"ma’no\" <i>R&D</i>. Fan.",
        "Smith, S., Иванов, И. И., et al. (2021). The role of NATO in COVID-19. In A. Jones (Ed.), Proceedings of X (pp. 3–9). ACM.",
        "Қодиров, Ў. Ғ. и др. (2020). Ўзбек халқ мақоллари ва ҳикматлари. Халқ таълими, (3), 12.",
    ]


def test_a_list_in_latin_letters_speaks_english_and_says_the_remarks() -> None:
    record = Record(
        type="book", title="Istoriya", issued="2020", author=(Name("Ivanov", "Yuriy"),), language="ru",
        number_of_pages="9",
    )  # fmt: skip
    written = write_text([(record, "(In Russian)")], find_style("gost-r-7-0-5"), latin=True)
    assert written == "Ivanov Yu. Istoriya. 2020. 9 p. (In Russian)\n"


def test_numbers_and_year_letters_follow_the_order_of_the_list() -> None:
    twins = [
        Record(type="book", title=t, issued="2020", author=(IVANOV,)) for t in ("Яблоко", "Apple", "Апельсин")
    ]
    assert [line[:20] for line in text("apa", *twins)] == [f"Иванов, И. И. (2020{x}" for x in "abc"]
    numbered = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/>
        <citation><layout><text variable="citation-number"/></layout></citation>
        <bibliography second-field-align="flush"><layout><text variable="citation-number" prefix="[" suffix="]"/>
        <text variable="title"/></layout></bibliography></style>"""
    written = write_text([(r, "") for r in twins], read_style(numbered, "n.csl"))
    assert written == "[1] Яблоко\n[2] Apple\n[3] Апельсин\n"


def test_a_style_with_a_language_of_its_own_keeps_it() -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="de-DE">
        <info/><citation><layout><text variable="title"/></layout></citation><bibliography><layout>
        <label variable="page" form="short"/><text variable="page"/></layout></bibliography></style>"""
    assert write_text([(RUSSIAN, "")], read_style(style, "d.csl")) == "S.12–15\n"


def test_every_entry_has_a_line() -> None:
    bare = [Record(), Record(title="…"), UNPARSED, Record(title="\ud800\0\ue000"), Record(title="\n\n")]
    for style in ("gost-r-7-0-5", "apa"):
        assert len(text(style, *bare)) == len(bare)
    assert text("gost-r-7-0-5") == []


@pytest.mark.parametrize("style", ["gost-r-7-0-5", "apa"])
def test_no_letter_of_300_hostile_titles_and_names_is_lost(style: str) -> None:
    chance = random.Random(1)
    letters = [*"ўқғҳЎҚҒҲʻʼGOgoШщЇієəığşñИваNATO2𐐀ﬁé🎉"]
    marks = [
        *"<>&\"'`‘’“”«»*_$\\{}[]~^|#%@:;,.!?-–—… ",
        "<i>",
        "</span>",
        "&amp;",
        "O‘",
        "G'",
        " and ",
        "--",
        "http://",
    ]

    def hostile(most: int) -> str:
        return "".join(
            chance.choice(letters if chance.random() < 0.7 else marks) for _ in range(chance.randint(1, most))
        )

    records = [
        Record(type="book", title=hostile(40) + "я", language=chance.choice(["ru", "uz", "tr"]),
               author=(Name(literal=hostile(20) + "я"), Name(hostile(9) + "я", "Ғ.")), issued="2020")
        for _ in range(300)
    ]  # fmt: skip

    def kept(line: str) -> str:
        return "".join(filter(str.isalnum, line))

    for record, line in zip(records, text(style, *records), strict=True):
        for part in (record.author[0].literal, record.author[1].family, record.title):
            assert kept(part) in kept(line)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_documents_hold_the_same_words(form: str) -> None:
    document = write_document([(RUSSIAN, "(In Russian)"), (LATIN_UZBEK, "")], find_style("apa"), form)
    if form in ("docx", "odt"):
        part = "word/document.xml" if form == "docx" else "content.xml"
        text = zipfile.ZipFile(BytesIO(document)).read(part).decode()
    else:
        text = re.sub(r"\\u(\d+)[?']", lambda code: chr(int(code[1])), document.decode())  # RTF's letters
    for word in ("История", "Gʻulomov", "ma’no", "(In Russian)"):
        assert word in text


def test_without_pandoc_a_sentence_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="pandoc is not installed"):
        text("apa", RUSSIAN)


@pytest.mark.parametrize(
    ("language", "edition", "printed"),
    [("ru", "2-е изд., доп.", "2-е изд., доп."), ("ru", "2", "2 изд."), ("uz", "2", "2 nashr"), ("en", "Second", "Second")],
)  # fmt: skip
def test_gost_tells_the_edition_and_the_series_of_a_book(language: str, edition: str, printed: str) -> None:
    book = Record(
        type="book", title="Xamsa", container_title="Meros", number="5", publisher="Fan", issued="1960",
        language=language, extra=(("edition", edition),),
    )  # fmt: skip
    assert text("gost-r-7-0-5", book) == [f"Xamsa. {printed.rstrip('.')}. Fan, 1960. (Meros; 5)."]
