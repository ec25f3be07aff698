from hypothesis import given
from hypothesis import strategies as st

from bibman.formats.ris import write_ris
from bibman.model import Name, Record


def test_a_file() -> None:
    article = Record(
        type="article-journal",
        title="Тил ва\nжамият",
        container_title="Шарқ юлдузи",
        author=(Name("Қодиров", "А.", "Б."), Name(literal="БМТ"), Name("others")),
        issued="2020-05-12",
        volume="3",
        issue="1",
        page="12–15",
        DOI="10.1/x",
        accessed="2021",
    )
    book = Record(
        type="book", title="Хамса", editor=(Name("Smith", "J.", suffix="Jr."),), number_of_pages="250"
    )
    assert write_ris([("b", book), ("a", article)]) == (
        "TY  - JOUR\nID  - a\nAU  - Қодиров, А. Б.\nAU  - БМТ\nTI  - Тил ва жамият\nT2  - Шарқ юлдузи\n"
        "PY  - 2020\nDA  - 2020/05/12\nVL  - 3\nIS  - 1\nDO  - 10.1/x\nY2  - 2021\nSP  - 12\nEP  - 15\n"
        "ER  - \n"
        "\n"
        "TY  - BOOK\nID  - b\nED  - Smith, J., Jr.\nTI  - Хамса\nSP  - 250\nER  - \n"
    )


def test_no_records() -> None:
    assert write_ris([]) == ""


@given(st.data(), st.text())
def test_every_line_is_a_tag_and_every_record_ends(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, key: str
) -> None:
    items = [(key, record) for record in data.draw(any_records)]
    lines = [line for line in write_ris(items).split("\n") if line]
    assert all(line[2:6] == "  - " for line in lines)
    assert sum(line == "ER  - " for line in lines) == len(items)
