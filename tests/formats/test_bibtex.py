import random
import re
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from nasty import ARTICLE, LAW, NASTY, NEWSPAPER, THESIS
from programs import biber_findings, pandoc_items

from bibman.errors import BibmanError
from bibman.formats.bibtex import write_bibtex
from bibman.formats.keys import assign_keys
from bibman.formats.tex import Dialect
from bibman.model import Name, Record

ITEMS = list(zip(assign_keys(NASTY), NASTY, strict=True))


@pytest.mark.parametrize(
    "record, biblatex, bibtex",
    [
        (
            THESIS,
            """@thesis{k,
  author = {Иванов, Иван Иванович},
  title = {{Развитие Русского Языка в Узбекистане}},
  type = {дис. ... канд. филол. наук},
  institution = {ТГУ},
  location = {Ташкент},
  date = {1999},
  pagetotal = {150},
  langid = {russian},
}
""",
            """@phdthesis{k,
  author = {Иванов, Иван Иванович},
  title = {{Развитие Русского Языка в Узбекистане}},
  type = {дис. ... канд. филол. наук},
  school = {ТГУ},
  address = {Ташкент},
  year = {1999},
  pagetotal = {150},
  language = {russian},
}
""",
        ),
        (
            LAW,
            """@online{k,
  title = {{Oʻzbekiston Respublikasining “Taʼlim toʻgʻrisida”gi Qonuni}},
  titleaddon = {Qonun, OʻRQ-637},
  date = {2020-09-23},
  url = {https://lex.uz/docs/5013007},
  urldate = {2021-01-05},
  langid = {uzbek},
  keywords = {law},
}
""",
            r"""@misc{k,
  title = {{O{\textquoteleft}zbekiston Respublikasining “Ta{\textquoteright}lim to{\textquoteleft}g{\textquoteleft}risida”gi Qonuni}},
  howpublished = {Qonun, O{\textquoteleft}RQ-637},
  year = {2020},
  month = {9},
  day = {23},
  url = {https://lex.uz/docs/5013007},
  urldate = {2021-01-05},
  language = {uzbek},
  keywords = {law},
}
""",
        ),
        (
            NEWSPAPER,
            """@article{k,
  author = {Қодиров, А.},
  title = {{ТАЪЛИМ ‘янги‘ (x}},
  journaltitle = {{Халқ Сўзи}},
  date = {2019-02},
  pages = {2},
  langid = {uzbek},
  entrysubtype = {newspaper},
  note = {Тошкент},
}
""",
            """@article{k,
  author = {Қодиров, А.},
  title = {{ТАЪЛИМ ‘янги‘ (x}},
  journal = {{Халқ Сўзи}},
  address = {Тошкент},
  year = {2019},
  month = {2},
  pages = {2},
  language = {uzbek},
}
""",
        ),
        (
            ARTICLE,
            r"""@article{k,
  author = {Khaydarova, U. P. and {de la Cruz}, Ana and {Health, Care, Sport and Co} and others},
  shortauthor = {Khaydarova, U. P. and {de la Cruz}, Ana and {Health, Care, Sport…}},
  title = {Development of the “{Uzbek}” {DNA} \& {RNA}\_1: 100\% of \$x{\textasciicircum}2\$ \#5 {\textasciitilde} {\textbackslash}alpha \{a\} language in {Uzbekistan}},
  journaltitle = {Journal of Science \& Technology},
  number = {XII, 3},
  date = {2020-05-12},
  pages = {12--15},
  doi = {10.1000/abc_(1)%3C2%3E},
  url = {https://ex.org/a%20b?q=50%25&x=%7B1%7D#%D1%84},
  langid = {english},
}
""",
            r"""@article{k,
  author = {Khaydarova, U. P. and {de la Cruz}, Ana and {Health, Care, Sport and Co} and others},
  title = {Development of the “{Uzbek}” {DNA} \& {RNA}\_1: 100\% of \$x{\textasciicircum}2\$ \#5 {\textasciitilde} {\textbackslash}alpha \{a\} language in {Uzbekistan}},
  journal = {Journal of Science \& Technology},
  number = {XII, 3},
  year = {2020},
  month = {5},
  day = {12},
  pages = {12--15},
  doi = {10.1000/abc_(1)\%3C2\%3E},
  url = {https://ex.org/a\%20b?q=50\%25\&x=\%7B1\%7D\#\%D1\%84},
  language = {english},
}
""",
        ),
    ],
    ids=["thesis", "law", "newspaper", "article"],
)  # fmt: skip
def test_an_entry(record: Record, biblatex: str, bibtex: str) -> None:
    assert write_bibtex([("k", record)]) == biblatex
    assert write_bibtex([("k", record)], dialect="bibtex") == bibtex


@pytest.mark.parametrize(
    "record, line",
    [
        (Record(issued="1998/2000"), "date = {1998/2000}"),
        (Record(issued="1987 й."), "date = {1987}"),
        (Record(issued="б. г."), "note = {б. г.}"),
        (Record(type="book", volume="Т. 2"), "number = {Т. 2}"),
        (Record(type="book", volume="2"), "volume = {2}"),
        (Record(type="paper-conference", page="С. 10—12"), "pages = {С. 10--12}"),
        (Record(type="book", publisher="Johnson and Sons"), "publisher = {{Johnson and Sons}}"),
        (Record(type="book", title="A", editor=(Name("Али"),)), "@collection{k"),
        (Record(type="webpage", accessed="2021-05"), "urldate = {2021-05}"),
        (Record(type="standard", title="ГОСТ"), "keywords = {standard}"),
        (Record(title="Тил", language="ky-Cyrl"), "langid = {kyrgyz}"),
        (Record(title="Қозоқ Тили", language="en"), "title = {{Қозоқ Тили}}"),
        (Record(type="nonsense", title="Тил"), "@misc{k"),
    ],
)
def test_a_line_of_an_entry(record: Record, line: str) -> None:
    assert line in write_bibtex([("k", record)])


@pytest.mark.parametrize("genre, entry", [("магистерская дис.", "mastersthesis"), ("", "phdthesis")])
def test_theses_of_old_bibtex(genre: str, entry: str) -> None:
    assert f"@{entry}{{k" in write_bibtex([("k", Record(type="thesis", genre=genre))], dialect="bibtex")


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
@given(data=st.data())
def test_any_records_read_back(
    any_records: st.SearchStrategy[list[Record]], data: st.DataObject, dialect: Dialect
) -> None:
    records = data.draw(any_records)
    text = write_bibtex(list(zip(assign_keys(records), records, strict=True)), dialect=dialect)
    text.encode()
    read = parse_string(text)
    assert len(read.entries) == len(records)
    assert not read.failed_blocks and not read.comments


def test_the_file_is_the_same_for_any_order_of_the_records() -> None:
    shuffled = random.Random(1).sample(ITEMS, len(ITEMS))
    assert write_bibtex(shuffled) == write_bibtex(ITEMS)
    assert re.findall(r"@\w+{(.*),", write_bibtex(ITEMS)) == sorted(key for key, _ in ITEMS)


def test_no_records() -> None:
    assert write_bibtex([]) == ""


@pytest.mark.parametrize("key", ["", "a b", "a,b", "a{", "ключ#", "a\n"])
def test_a_key_that_bibtex_would_cut_is_named(key: str) -> None:
    with pytest.raises(BibmanError, match=re.escape(repr(key))):
        write_bibtex([(key, THESIS)])


@pytest.mark.parametrize("other", ["k", "K"])
def test_a_key_used_twice_is_named(other: str) -> None:
    with pytest.raises(BibmanError, match=r"'[kK]'"):
        write_bibtex([("k", THESIS), (other, LAW)])


def test_biber_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "nasty.bib"
    file.write_text(write_bibtex(ITEMS), "utf-8")
    assert biber_findings(file) == ([], sorted(key for key, _ in ITEMS))


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_pandoc_keeps_letters_and_case(dialect: Dialect) -> None:
    read = pandoc_items(write_bibtex(ITEMS, dialect=dialect), dialect)
    assert sorted(read) == sorted(key for key, _ in ITEMS)
    for key, record in ITEMS:
        if record.language != "en" and "{x" not in record.title and '"' not in record.title:
            # pandoc joins the title and what BibLaTeX prints after it.
            title = read[key]["title"].removesuffix(". Qonun, OʻRQ-637")
            assert _one_quote(title) == _one_quote(record.title)


def _one_quote(text: str) -> str:
    return re.sub("[‘’ʻʼ]", "'", text)
