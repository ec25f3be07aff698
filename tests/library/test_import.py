"""Bibliography files in the library: as rows, whole or not at all, with ids that stay."""

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman import pipeline
from bibman.errors import UnreadableInputError
from bibman.formats.chunks import Chunk, chunks
from bibman.formats.entries import ReadEntry
from bibman.library import BIBLIOGRAPHIES, Library
from bibman.library.entries import EntryRows, entry_rows, entry_text, kept_key
from bibman.library.prepare import media_type, prepared
from bibman.model import Article, Name, Record

KNUTH, LAMPORT = Name("Knuth", "Donald E."), Name("Lamport", "Leslie")


def item(key: str, title: str, *people: str) -> dict[str, object]:
    return {"id": key, "type": "book", "title": title, "author": [{"literal": name} for name in people]}


def lines(*items: dict[str, object]) -> bytes:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


def bring(
    library: Library, data: bytes, parts: Iterable[EntryRows] | None = None, path: str = "a.jsonl"
) -> str:
    found = Article(path, (), (), media_type=BIBLIOGRAPHIES["csl-json"], sha256=sha256(data).hexdigest())
    return library.import_entries(found, parts or prepared(chunks(BytesIO(data), path)), "import")


def ids(library: Library) -> tuple[dict[str, int], dict[str, int]]:
    return (
        {stored.reference.label: stored.id for stored in library.references()},
        {mention.name.form: mention.id for mention in library.mentions()},
    )


@pytest.mark.parametrize(
    "record, text",
    [
        (
            Record(
                "article-journal", "Literate Programming", "The Computer Journal", issued="1984", volume="27",
                issue="2", page="97–111", DOI="10.1093/comjnl/27.2.97", author=(KNUTH,),
            ),
            "Knuth Donald E. Literate Programming // The Computer Journal. 1984. Vol. 27. No. 2. P. 97–111. "
            "doi:10.1093/comjnl/27.2.97",
        ),
        (
            Record("book", "Ҳуқуқ\nназарияси.", publisher="Фан", publisher_place="Тошкент", issued="2005"),
            "Ҳуқуқ назарияси. Тошкент: Фан, 2005",
        ),
        (Record(title="TUGboat", editor=(KNUTH, LAMPORT)), "Knuth Donald E., Lamport Leslie (ed.). TUGboat"),
        (Record(author=(Name(literal="others"),)), ""),
    ],
)  # fmt: skip
def test_an_entry_stands_as_a_line_that_a_reader_knows(record: Record, text: str) -> None:
    assert entry_text(record, record.author, record.editor) == text


@pytest.mark.parametrize("key", ["knuth1984", "Иванов:2020", "DBLP:conf/icse/2", "a_b.c+d", "2020smith"])
def test_a_key_that_can_be_cited_is_kept(key: str) -> None:
    assert kept_key(key) == key


@pytest.mark.parametrize("key", ["", "12", "a b", "a,b", "{x}", "#1", "http://zotero.org/items/A1", "x" * 99])
def test_a_key_that_cannot_is_not(key: str) -> None:
    assert kept_key(key) == ""


@given(st.builds(ReadEntry, st.text(), st.builds(Record, title=st.text(), note=st.text()), st.just(1)))
def test_any_entry_makes_a_row_that_can_be_written(entry: ReadEntry) -> None:
    (row,) = entry_rows(Chunk("a", entries=(entry,))).entries
    json.dumps(row, ensure_ascii=False).encode()


def test_rows_made_by_other_processes_are_the_same_in_the_same_order() -> None:
    many = [Chunk("a", n, (lines(item(f"k{n}", f"Title {n}", "Ivanov A.")),)) for n in range(1, 9)]
    assert list(prepared(iter(many))) == list(map(entry_rows, many))


class Deadly:
    """Whoever takes this in from another process dies."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def test_a_process_that_dies_over_a_file_is_told_and_nothing_is_written(library: Library) -> None:
    many = [Chunk("a.jsonl", n, (lines(item(f"k{n}", "Title")),)) for n in range(8)]
    many.append(Chunk("a.jsonl", entries=(Deadly(),)))  # type: ignore[arg-type]
    with pytest.raises(UnreadableInputError, match="is given up: the process ended too early"):
        bring(library, b"", prepared(many))
    assert library.stats().references == 0


@pytest.mark.parametrize(
    "data, format",
    [
        (b'\xef\xbb\xbf\n[{"id": 1}]', "csl-json"),
        (b'{"id": 1}\n', "csl-json"),
        (b"Provider: X\r\n\r\nTY  - JOUR\r\n", "ris"),
        ("TY  - BOOK\nER  - ".encode("utf-16"), "ris"),
        (b"% TY\n@book{a,}", "bib"),
    ],
)
def test_the_format_is_told_by_the_beginning(data: bytes, format: str) -> None:
    stream = BytesIO(data)
    assert media_type(stream) == BIBLIOGRAPHIES[format]
    assert stream.read() == data


def test_names_in_one_piece_are_read_where_they_are_people(library: Library) -> None:
    bring(library, lines(item("a", "A", "Норов Ю.Д.", "World Bank")))
    person, organisation = library.references()[0].record.author
    assert (person.family, person.given, person.patronymic) == ("Норов", "Ю.", "Д.")
    assert organisation == Name(literal="World Bank", form="World Bank")


def test_what_stayed_the_same_keeps_its_ids(library: Library) -> None:
    first = lines(item("a", "Soil", "Ivanov A."), item("b", "Water", "Petrov B."), item("c", "Air", "Li C."))
    assert bring(library, first) == "added"
    works, names = ids(library)
    changed = lines(item("new", "Ice", "Orlov D."), item("c", "Air", "Li C."), item("a", "Soil", "Ivanov A."))
    assert bring(library, changed) == "replaced"
    assert [stored.reference.label for stored in library.references()] == ["new", "c", "a"]
    now, names_now = ids(library)
    assert (now["a"], now["c"]) == (works["a"], works["c"])
    assert (names_now["Ivanov A."], names_now["Li C."]) == (names["Ivanov A."], names["Li C."])
    assert now["new"] not in works.values() and "Petrov B." not in names_now
    assert bring(library, changed) == "unchanged"
    assert library.problems() == []


def test_entries_that_print_the_same_are_kept_apart(library: Library) -> None:
    twins = lines(item("a", "Soil", "Ivanov A."), item("b", "Soil", "Ivanov A."))
    bring(library, twins)
    before = ids(library)
    bring(library, twins + lines(item("c", "Soil", "Ivanov A.")))
    assert len(library.references()) == len(library.mentions()) == 3
    assert ids(library)[0].items() >= before[0].items()


def test_a_file_is_kept_whole_or_not_at_all(library: Library) -> None:
    def stopped() -> Iterator[EntryRows]:
        yield entry_rows(Chunk("a", 1, (lines(item("b", "Water")),)))
        raise KeyboardInterrupt

    bring(library, lines(item("a", "Soil")))
    with pytest.raises(KeyboardInterrupt):
        bring(library, b"other", stopped())
    assert [stored.reference.label for stored in library.references()] == ["a"]


def test_a_bibliography_that_was_read_as_an_article_is_read_anew(library: Library, put) -> None:
    put(library, "a.jsonl", content=sha256(lines(item("a", "Soil"))).hexdigest())
    assert bring(library, lines(item("a", "Soil"))) == "replaced"
    assert [stored.reference.label for stored in library.references()] == ["a"]
    assert library.mentions() == []


def test_persons_of_many_names_may_wait(library: Library) -> None:
    bring(library, lines(item("knuth1984", "Literate programming", "Knuth D.", "Lamport L.")))
    assert pipeline.regroup(library, most_names=1)
    assert ([work.key for work in library.works()], library.persons()) == (["knuth1984"], [])
    assert (library.is_stale, library.has_stale_persons, library.regrouping.waiting_names()) == (
        False,
        True,
        2,
    )
    assert pipeline.regroup(library)
    assert len(library.persons()) == 2
    assert (library.has_stale_persons, library.regrouping.waiting_names()) == (False, 0)
