"""Self-citations, also where a reference is printed in another script than the byline."""

import pytest

from bibman.articles.read import read_article
from bibman.library import Library
from bibman.model import Record, Reference
from bibman.names import read_names
from bibman.pipeline import regroup
from bibman.reports.selfcites import read_self_citations

HEAD = "О САДАХ И ВОДЕ\nПетренко В.И., Цой А.А.\nON ORCHARDS\nPetrenko V.I., Choi A.A.\nАннотация. Текст."


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library.db", create=True) as library:
        yield library


def add(library: Library, head: str, *cited: str) -> None:
    references = [
        (Reference(f"{authors} {n}", source="a.txt"), Record(title=f"Title {n}", author=read_names(authors).names))
        for n, authors in enumerate(cited)
    ]  # fmt: skip
    library.add_article(read_article("a.txt", data=head.encode()), references, "reader")
    regroup(library)


def test_references_in_the_spelling_of_a_repeated_byline(library: Library):
    add(library, HEAD, "Choi, A. A.", "Коваль О., Petrenko V. I.", "Петренко Г.Г.", "Choi, B.")
    found = [(row.reference, row.printed, row.role, row.verdict) for row in read_self_citations(library)]
    assert found == [(1, "Choi, A. A.", "first", "same"), (2, "Petrenko V. I.", "co-author", "same")]


def test_repeated_names_are_no_more_authors_of_the_article(library: Library):
    add(library, HEAD)
    assert [name.form for name in library.articles()[0].authors] == ["Петренко В.И.", "Цой А.А."]
    assert [m.name.form for m in library.mentions() if m.again] == ["Petrenko V.I.", "Choi A.A."]


def test_who_is_written_about_cites_nobody(library: Library):
    add(library, "К ЮБИЛЕЮ ПРОФЕССОРА КОВАЛЯ О.О.\nПетренко В.И.\nАннотация. Текст.", "Коваль О.О.")
    assert read_self_citations(library) == []


def test_who_only_shares_the_family_name_or_has_none_is_nobody_here(library: Library):
    add(library, HEAD, "Петренко Ганна", "Петренко О. В.", "Петренко И.В.", "Муаллиф қайдлари")
    assert read_self_citations(library) == []
