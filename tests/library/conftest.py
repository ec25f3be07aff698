"""Small articles to put into real library files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bibman.library import CandidatePair, Library, PersonGroup, WorkGroup, WorksChange
from bibman.matching.nearby import join_tables
from bibman.model import Article, Name, Record, Reference

TRILOGY = (
    ("Хайдарова М.Х. Тилшунослик асослари. Тошкент: Фан, 2019.", "Хайдарова", "Тилшунослик асослари", "2019"),
    ("Khaydarova, M. (2020). Corpus linguistics in Uzbekistan.", "Khaydarova", "Corpus linguistics", "2020"),
    ("Норов Ю.Д. Ҳуқуқ назарияси. – Т., 2005.", "Норов", "Ҳуқуқ назарияси", "2005"),
)


def printed(text: str, family: str, title: str, year: str) -> tuple[Reference, Record]:
    author = Name(family, "М", form=f"{family} М.")
    record = Record("book", title, issued=year, author=(author,), confidence=0.75)
    return Reference(text, label="1", page=3, start_line=10, end_line=11), record


def article(path: str, *, content: str = "", title: str = "") -> Article:
    byline = (Name("Хайдарова", "Махлиё", form="Махлиё Хайдарова"),)
    return Article(path, (content,), (1,), title, byline, sha256=content or f"sha of {path}")


def add(
    library: Library, path: str = "a.txt", entries: tuple[tuple[str, ...], ...] = TRILOGY, **kwargs: str
) -> str:
    return library.add_article(article(path, **kwargs), [printed(*entry) for entry in entries], "reader 1")


def group(library: Library, keys: dict[str, str]) -> None:
    """Group references and names by a word they hold: {"Норов": "norov2005"} for works and persons alike."""
    works, persons = {}, {}
    for stored in library.references():
        key = next((k for word, k in keys.items() if word in stored.reference.text), "")
        if key:
            before = works.get(key, WorkGroup(key, stored.record, ()))
            works[key] = replace(before, references=(*before.references, (stored.id, 1.0, "same title")))
    for mention in library.mentions():
        key = next((k for word, k in keys.items() if word in mention.name.form), "")
        if key:
            one = persons.get(key, PersonGroup(key, mention.name.form, ()))
            persons[key] = replace(one, mentions=(*one.mentions, (mention.id, 0.9, "same name")))
    write(library, list(works.values()), list(persons.values()))


def write(
    library: Library,
    works: list[WorkGroup],
    persons: list[PersonGroup],
    pairs: Iterable[CandidatePair] = (),
) -> None:
    """Write these works and persons in place of all."""
    of_kind = {kind: [pair for pair in pairs if pair.kind == kind] for kind in ("work", "person")}
    change = WorksChange(
        members=tuple(reference.id for reference in library.references()),
        works=tuple(works),
        pairs=tuple(of_kind["work"]),
        own={id: work.key for work in works for id, _, _ in work.references},
        rekeyed=(),
        keys=join_tables([]),
        touched=library.regrouping.touched(0),
        engine=0,
    )
    library.regrouping.write_works(change, revision=library.regrouping.revision())
    library.regrouping.replace_persons(persons, of_kind["person"], revision=library.regrouping.revision())


@pytest.fixture
def put() -> Callable[..., str]:
    return add


@pytest.fixture
def write_groups() -> Callable[..., None]:
    return write


@pytest.fixture
def regroup() -> Callable[[Library, dict[str, str]], None]:
    return group


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path, create=True) as opened:
        yield opened
