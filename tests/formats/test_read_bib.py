import logging

import pytest

from bibman.formats import BadEntry, ReadEntry, read_records
from bibman.model import Name, Record


def read(text: str) -> tuple[dict[str, Record], list[tuple[int, str, bool]]]:
    """The records by key, and line, sentence and whether the entry was kept for all that was told."""
    found = list(read_records(text.encode(), "x.bib"))
    told = [(entry.line, entry.message, entry.kept) for entry in found if isinstance(entry, BadEntry)]
    return {entry.key: entry.record for entry in found if isinstance(entry, ReadEntry)}, told


def only(text: str) -> Record:
    records, told = read(text)
    assert not told
    (record,) = records.values()
    return record


def test_an_article_of_biblatex() -> None:
    text = r"""
    @Article{k,
      Author       = {Khaydarova, U. P. and Qodirov, Anvar and others},
      title        = {{Development of {DNA} \& O‘zbek tili}},
      subtitle     = {A Study},
      journaltitle = {Til va adabiyot},
      volume = 3, number = "2", pages = {12--15},
      date         = {2020-05-12},
      doi          = {https://doi.org/10.1000/abc\_1},
      url          = {https://ex.org/a%20b?q=50%},
      urldate      = {2021-01-05},
      langid       = {american},
      eid          = {e7},
      translator   = {Doe, Jane},
      keywords     = {one, two},
      abstract     = {R\'esum\'e},
      file         = {:a_b\x.pdf:PDF},
    }
    """
    assert only(text) == Record(
        type="article-journal",
        title="Development of DNA & O‘zbek tili: A Study",
        container_title="Til va adabiyot",
        author=(Name("Khaydarova", "U. P."), Name("Qodirov", "Anvar")),
        et_al=True,
        volume="3",
        issue="2",
        number="e7",
        page="12–15",
        issued="2020-05-12",
        DOI="10.1000/abc_1",
        URL="https://ex.org/a%20b?q=50%",
        accessed="2021-01-05",
        language="en",
        extra=(
            ("abstract", "Résumé"),
            ("file", r":a_b\x.pdf:PDF"),
            ("keyword", "one, two"),
            ("translator", '[{"family": "Doe", "given": "Jane"}]'),
        ),
    )


def test_a_thesis_of_old_bibtex() -> None:
    text = """@phdthesis(k, author="Иванов, И. И.", title={Развитие}, school={ТГУ}, address="Ташкент",
    year=1999, type={дис. ... канд. филол. наук}, pagetotal={150})"""
    assert only(text) == Record(
        type="thesis",
        author=(Name("Иванов", "И. И."),),
        title="Развитие",
        publisher="ТГУ",
        publisher_place="Ташкент",
        issued="1999",
        genre="дис. ... канд. филол. наук",
        number_of_pages="150",
    )


@pytest.mark.parametrize(
    "entry, kind",
    [
        ("@inbook{k, title={A}}", "chapter"),
        ("@conference{k, title={A}}", "paper-conference"),
        ("@www{k, title={A}}", "webpage"),
        ("@online{k, title={A}, keywords={law}}", "legislation"),
        ("@online{k, title={A}, keywords={law, bill}}", "bill"),
        ("@online{k, title={A}, keywords={law, Ташкент}}", "legislation"),
        ("@article{k, title={A}, entrysubtype={newspaper}}", "article-newspaper"),
        ("@report{k, title={A}, keywords={standard}}", "standard"),
        ("@video{k, title={A}}", "motion_picture"),
        ("@strange{k, title={A}, journal={B}}", "article-journal"),
        ("@strange{k, title={A}}", "document"),
    ],
)
def test_types(entry: str, kind: str) -> None:
    assert only(entry).type == kind


@pytest.mark.parametrize(
    "fields, issued",
    [
        ("year = 2020", "2020"),
        ("year = {2020}, month = may", "2020-05"),
        ('year = 2020, month = "8~" # jan', "2020-01-08"),
        ("year = 2020, month = 5, day = 12", "2020-05-12"),
        ("year = 2020, month = {Январь}", "2020-01"),
        ("year = {1998--2000}", "1998/2000"),
        ("date = {1998/2000}", "1998/2000"),
        ("year = {[1987?]}", "[1987?]"),
        ("year = {в печати}", "в печати"),
        ("year = {May 2020}", "2020-05"),
        ("title = {A}", ""),
    ],
)
def test_dates(fields: str, issued: str) -> None:
    assert only(f"@misc{{k, {fields}}}").issued == issued


def test_macros_are_put_in() -> None:
    text = """@string{ jst = "Journal of " # {Science} }
    @STRING(long = jst # " and Technology")
    @article{k, journal = long, title = {A} # " {B} " # {C}, year = 19 # 99}"""
    record = only(text)
    assert (record.container_title, record.title, record.issued) == (
        "Journal of Science and Technology",
        "A B C",
        "1999",
    )


def test_a_part_has_the_fields_of_its_book() -> None:
    text = """@inproceedings{a, crossref = {P}, title = {Paper}, author = {Smith, J.}, pages = {1}}
    @proceedings{p, title = {Proceedings}, editor = {Doe, J.}, year = 2001, doi = {10.1/proceedings}}"""
    records, told = read(text)
    assert not told
    assert records["a"] == Record(
        type="paper-conference",
        title="Paper",
        container_title="Proceedings",
        author=(Name("Smith", "J."),),
        editor=(Name("Doe", "J."),),
        issued="2001",
        page="1",
    )


def test_comments_and_preambles_are_passed_over() -> None:
    text = """% a list of mine
    @comment{jabref-meta: databaseType:biblatex;}
    @preamble{"\\newcommand{\\x}{y}"}
    write to me@example.org {
    @book{k, title = {A}}"""
    assert only(text).title == "A"


def test_a_broken_entry_is_told_and_the_others_are_taken(caplog: pytest.LogCaptureFixture) -> None:
    text = "@book{a, title={A}}\n\n@book{broken,\n  title = {B,\n  year = 2000\n}\n@book{c title={C}}\n@book{d, title={D}}\n"
    with caplog.at_level(logging.CRITICAL, "bibtexparser"):
        records, told = read(text)
    assert list(records) == ["a", "d"]
    assert [(line, kept) for line, _, kept in told] == [(3, False), (7, False)]
    assert "'broken'" in told[0][1]


@pytest.mark.parametrize(
    "text, keys, line, words",
    [
        ("@book{a, title={A}}\n@book{A, title={B}}", ["a", "A"], 2, "used before, in line 1"),
        ("@book{a, title={A},\n title={B}}", ["a"], 1, "'title' twice"),
        ("\n@book{a, journal=jacm}", ["a"], 2, "'jacm', which no @string explains"),
        ("@inbook{a, crossref={b}, title={A}}", ["a"], 1, "'b', which is not in this file"),
    ],
)
def test_what_is_odd_is_told_and_taken(text: str, keys: list[str], line: int, words: str) -> None:
    records, told = read(text)
    assert list(records) == keys
    ((at, sentence, kept),) = told
    assert (at, kept) == (line, True) and words in sentence


def test_a_command_in_a_title_is_plain_text() -> None:
    assert only(r"@book{k, title={\input{/etc/passwd}}}").title == r"\input{/etc/passwd}"


def test_a_link_in_howpublished_is_the_url() -> None:
    record = only(r"@misc{k, title={A}, howpublished={\url{http://x.y/z_1}}}")
    assert (record.URL, record.container_title) == ("http://x.y/z_1", "")
