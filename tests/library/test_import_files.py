"""Bibliography files brought into a library and grouped: their keys, what comes out again, encodings."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bibman import pipeline
from bibman.cli.options import opened
from bibman.formats import FORMATS, BadEntry, ReadEntry, read_records, write
from bibman.library import Library

BIB = r"""
@article{knuth1984,
  author = {Knuth, Donald E.}, title = {Literate Programming}, journaltitle = {The Computer Journal},
  date = {1984}, volume = {27}, number = {2}, pages = {97--111}, doi = {10.1093/comjnl/27.2.97},
  keywords = {web, tex}, abstract = {Programs are \emph{literature}.},
}
@book{Navoiy1987,
  author = {{Навоий жамғармаси}}, editor = {Каримов, А. and Smith, Jr., John}, title = {Мукаммал асарлар тўплами},
  publisher = {Фан}, location = {Тошкент}, date = {1987}, isbn = {978-0-00-000000-2}, pages = {15},
}
@thesis{norov2005,
  author = {Норов, Ю. and others}, title = {Ҳуқуқ назарияси}, type = {phdthesis}, institution = {ТДЮУ}, date = {2005-03},
}
"""


def bring(library: Library, *paths: Path, encoding: str | None = None) -> Sequence[object]:
    told: list[BadEntry] = []
    found = pipeline.import_records(
        library,
        map(str, paths),
        encoding,
        opened,
        told.append,
        lambda records: None,
    )
    statuses = [getattr(result, "status", "unread") for result in found]
    pipeline.regroup(library)
    return [*statuses, *told]


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def article(key: str, title: str, author: str) -> str:
    return f"@article{{{key}, title = {{{title}}}, author = {{{author}}}, date = {{2020}}}}\n"


def keys(library: Library) -> dict[str, str]:
    return {work.record.title: work.key for work in library.works()}


@pytest.mark.parametrize("format", FORMATS)
def test_what_comes_in_goes_out_as_it_was(library: Library, tmp_path: Path, format: str) -> None:
    read = [(e.key, e.record) for e in read_records(BIB.encode(), "a") if isinstance(e, ReadEntry)]
    text = write(read, format)
    bring(library, file(tmp_path, "a", text))
    works = [(work.key, work.record) for work in library.works()]
    assert works == [(e.key, e.record) for e in read_records(text.encode(), "a") if isinstance(e, ReadEntry)]
    assert write(works, format) == text


def test_the_key_of_the_entry_that_came_first_is_the_key_of_its_work(
    library: Library, tmp_path: Path
) -> None:
    one = file(tmp_path, "1.bib", article("soils", "Soil salinity in the Amu Darya delta", "Karimov, A."))
    two = file(tmp_path, "2.bib", article("kar20", "Soil salinity in the Amu Darya delta", "Karimov, A."))
    bring(library, one, two)
    assert keys(library) == {"Soil salinity in the Amu Darya delta": "soils"}
    assert library.keys_of("work", "kar20") == ("soils",)


def test_two_works_of_one_key_are_told_apart_without_regard_to_case(library: Library, tmp_path: Path) -> None:
    one = file(tmp_path, "1.bib", article("Smith2020", "Irrigation of Fergana", "Smith, John"))
    two = file(tmp_path, "2.bib", article("smith2020", "Glaciers of the Tian Shan", "Smith, Anna"))
    bring(library, one, two)
    both = {"Irrigation of Fergana": "Smith2020", "Glaciers of the Tian Shan": "smith2020-2"}
    assert keys(library) == both
    assert [(lost.line, lost.key, lost.now) for lost in library.lost_keys(str(two))] == [
        (1, "smith2020", "smith2020-2")
    ]
    bring(library, file(tmp_path, "3.bib", article("other", "Steppe", "Li, C.")))
    library.remove_article(str(one))
    pipeline.regroup(library)
    assert keys(library)["Glaciers of the Tian Shan"] == "smith2020-2"  # a key once given stays


def test_a_key_that_cannot_be_cited_is_made_anew(library: Library, tmp_path: Path) -> None:
    bring(library, file(tmp_path, "1.ris", "TY  - BOOK\nID  - 12\nAU  - Smith, Anna\nTI  - Steppe\nER  - \n"))
    assert keys(library) == {"Steppe": "smithndsteppe"}


def test_a_key_that_was_changed_in_its_file_changes_here(library: Library, tmp_path: Path) -> None:
    bring(library, file(tmp_path, "1.bib", article("old", "Steppe", "Li, C.")))
    assert bring(library, file(tmp_path, "1.bib", article("new", "Steppe", "Li, C."))) == ["replaced"]
    assert keys(library) == {"Steppe": "new"}


def test_the_key_of_an_entry_goes_before_the_one_bibman_made(library: Library, put, tmp_path: Path) -> None:
    put(library)
    pipeline.regroup(library)
    made = keys(library)["Corpus linguistics"]
    own = article("corpus20", "Corpus linguistics", "Khaydarova, M.").replace("@article", "@book")
    bring(library, file(tmp_path, "1.bib", own))
    assert keys(library)["Corpus linguistics"] == "corpus20"
    assert library.keys_of("work", made) == ("corpus20",)


def test_another_encoding_reads_the_file_again(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "1.bib"
    path.write_bytes(article("a", "Тоғ музликлари".replace("ғ", "г"), "Каримов, А.").encode("cp1251"))
    bring(library, path, encoding="koi8-r")
    assert bring(library, path, encoding="cp1251") == ["replaced"]
    assert keys(library) == {"Тог музликлари": "a"}


def test_entries_that_are_all_broken_leave_what_was_there(library: Library, tmp_path: Path) -> None:
    path = file(tmp_path, "1.jsonl", '{"id": "soil", "type": "book", "title": "Soil"}\n')
    other = file(tmp_path, "2.bib", article("a", "Ice", "Orlov, D."))
    bring(library, path)
    path.write_text('{"id": "soil"}\n')
    status, added, told = bring(library, path, other)
    assert (status, added, told.line) == ("unread", "added", 1)
    assert keys(library) == {"Soil": "soil", "Ice": "a"}
