import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats import BadEntry, ReadEntry, read_records
from bibman.formats.read_ris import read_ris
from bibman.model import Name, Record


def only(tags: str) -> Record:
    (entry,) = read_records(f"TY  - {tags}\nER  - \n".encode(), "x.ris")
    assert isinstance(entry, ReadEntry)
    return entry.record


def test_an_article() -> None:
    text = (
        "JOUR\r\nID  - a\r\nA1  - Қодиров, А. Б.\r\nAU  - БМТ\r\nAU  - Smith, J., Jr.\r\nED  - Али, В.\r\n"
        "T1  - Тил ва\r\n жамият\r\nJF  - Шарқ юлдузи\r\nJA  - Шарқ ю.\r\nPY  - 2020\r\nDA  - 2020/05/12/\r\n"
        "VL  - 3\r\nIS  - 1\r\nSP  - 12\r\nEP  - 15\r\nDO  - https://doi.org/10.1/x\r\nLA  - rus\r\n"
        "UR  - http://a\r\nUR  - http://b\r\nY2  - 2021/1/5/\r\nN1  - one\r\nN1  - two\r\nKW  - x\r\nKW  - y\r\n"
        "SN  - 1234-5678\r\nAB  - About it.\r\nU1  - p\r\nU1  - q\r\nA4  - Doe, J."
    )
    assert only(text) == Record(
        type="article-journal",
        title="Тил ва жамият",
        container_title="Шарқ юлдузи",
        author=(Name(literal="БМТ"), Name("Smith", "J.", suffix="Jr."), Name("Қодиров", "А. Б.")),
        editor=(Name("Али", "В."),),
        issued="2020-05-12",
        volume="3",
        issue="1",
        page="12–15",
        DOI="10.1/x",
        language="ru",
        URL="http://a",
        accessed="2021-01-05",
        note="one\ntwo",
        extra=(
            ("ISSN", "1234-5678"),
            ("JA", "Шарқ ю."),
            ("U1", "p\nq"),
            ("UR", "http://b"),
            ("abstract", "About it."),
            ("keyword", "x, y"),
            ("translator", '[{"family": "Doe", "given": "J."}]'),
        ),
    )


@pytest.mark.parametrize(
    "tags, field, value",
    [
        ("BOOK\nSP  - 250", "number_of_pages", "250"),
        ("CHAP\nSP  - 250", "page", "250"),
        ("JOUR\nSP  - 12-15", "page", "12-15"),
        ("JOUR\nPY  - 1999///", "issued", "1999"),
        ("JOUR\nPY  - 1999/5/", "issued", "1999-05"),
        ("JOUR\nPY  - 1999\nDA  - May 3", "issued", "1999"),
        ("JOUR\nDA  - 1998/2000", "issued", "1998/2000"),
        ("JOUR\nPY  - б. г.", "issued", "б. г."),
        ("JOUR\nM3  - 10.1/x", "DOI", "10.1/x"),
        ("CHAP\nBT  - Book", "container_title", "Book"),
        ("CONF\nTI  - A", "type", "paper-conference"),
        ("STAT\nTI  - A", "type", "legislation"),
        ("XXXX\nTI  - A", "type", "document"),
        ("BOOK\nSN  - 978-5-699", "extra", (("ISBN", "978-5-699"),)),
        ("JOUR\nAU  - Иванов Иван Иванович", "author", (Name("Иванов", "Иван", "Иванович"),)),
    ],
)
def test_fields(tags: str, field: str, value: object) -> None:
    assert getattr(only(tags), field) == value


def test_what_is_odd_is_told() -> None:
    text = "AU  - Nobody\nTY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\n"
    found = list(read_records(text.encode(), "x.ris"))
    assert [entry.record.title for entry in found if isinstance(entry, ReadEntry)] == ["A", "B"]
    assert [(entry.line, entry.kept) for entry in found if isinstance(entry, BadEntry)] == [
        (1, False),
        (2, True),
        (4, True),
    ]


@given(
    st.lists(
        st.sampled_from(["TY  - BOOK", "ER  - ", "ID  - a", "AU  - X, Y", "KW  -", "", "text"]) | st.text()
    )
)
def test_any_lines_are_read(lines: list[str]) -> None:
    for entry in read_ris("\n".join(lines), "x"):
        assert isinstance(entry, ReadEntry | BadEntry)
