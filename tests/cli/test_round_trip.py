"""A library exported and imported again is the same library, as far as the format can hold it: docs/formats.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command import run_bibman

from bibman.formats import FORMATS, write
from bibman.model import Name, Record

ARTICLE = Record(
    type="article-journal",
    title="Oʻzbek tilida “maʼno” va shakl: 100% & #1",
    container_title="Oʻzbek tili va adabiyoti",
    publisher="Fan",
    publisher_place="Toshkent",
    issued="2020-05-12",
    volume="3",
    issue="2",
    page="12–15",
    number_of_pages="4",
    language="uz",
    DOI="10.1000/abc_1",
    URL="https://ex.org/a_b?c=1&d=50%25",
    author=(
        Name("Хайдарова", "Умида", "Пулатовна"),
        Name("Smith", "John", suffix="Jr."),
        Name(literal="БМТ ташкилоти"),
    ),
    et_al=True,
    genre="ilmiy",
    number="e7",
    accessed="2021-01-05",
    note="изоҳ\nиккинчи сатр",
    extra=(("abstract", "Мақола тил ҳақида."), ("file", ":C/a_b.pdf:PDF"), ("keyword", "тил, luğat")),
)
RECORDS = {
    "article": ARTICLE,
    "book": Record(
        type="book", title="Навоий асарлари: {Луғат}", publisher="Фан and Co", publisher_place="Тошкент", issued="1960",
        volume="2", number_of_pages="250", language="uz", author=(Name("Қодиров", "А. Б."),),
    ),
    "chapter": Record(
        type="chapter", title="Qadimgi turkiy til", container_title="Til va adabiyot", issued="2001", page="10–12",
        publisher="Fan", language="uz", author=(Name("Gʻaniyev", "Oʻ."),), editor=(Name("de la Cruz", "Ana"),),
    ),
    "law": Record(
        type="legislation", title="Taʼlim toʻgʻrisidagi qonun", genre="Qonun", number="OʻRQ-637", issued="2020-09-23",
        language="uz", URL="https://lex.uz/docs/5013007",
    ),
    "paper": Record(
        type="paper-conference", title="On C++ and LaTeX: a^b ~ $x_1$", container_title="Proceedings of the ACL",
        issued="2018", page="1–9", language="en", author=(Name("Smith", "Anna"), Name("Jones", "B.")),
    ),
    "thesis": Record(
        type="thesis", title="Развитие языка", genre="дис. ... канд. филол. наук", publisher="ТГУ", issued="1999",
        publisher_place="Ташкент", number_of_pages="150", language="ru", author=(Name("Иванов", "Иван"),),
    ),
    "web": Record(
        type="webpage", title="Главная страница", container_title="МИГ", URL="https://mig.ru/put", issued="2021-02",
        accessed="2021-03-01", language="ru",
    ),
}  # fmt: skip

#: What comes back in another place or not at all, by CSL-JSON's names: the table of docs/formats.md.
LOST: dict[str, dict[str, set[str]]] = {
    "csl-json": {},
    "biblatex": {
        "article": {"custom", "genre", "note", "number-of-pages", "publisher", "publisher-place"},
        "law": {"genre", "number"},
    },
    "bibtex": {
        "article": {"custom", "note"},
        "law": {"genre", "number"},
        "web": {"type"},
    },
    "ris": {"article": {"custom", "note", "number-of-pages"}},
}  # fmt: skip


@dataclass(frozen=True)
class Library:
    """A library of its own, filled by importing one file."""

    db: Path

    def take(self, text: str) -> Library:
        file = self.db.with_suffix(".txt")
        file.write_text(text, "utf-8")
        ran = run_bibman("import", file, BIBMAN_DB=str(self.db))
        assert (ran.code, ran.err, ran.rows[0]["records"]) == (0, "", len(RECORDS))
        return self

    def export(self, form: str) -> str:
        ran = run_bibman("export", "--format", form, BIBMAN_DB=str(self.db))
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    def items(self) -> dict[str, dict[str, Any]]:
        return {item.pop("id"): item for item in json.loads(self.export("csl-json"))}


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(tmp_path_factory.mktemp("first") / "first.db")
    return library.take(write(list(RECORDS.items()), "csl-json"))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_and_imported_is_the_same_library(first: Library, tmp_path: Path, form: str) -> None:
    text = first.export(form)
    second = Library(tmp_path / "second.db").take(text)
    before, after = first.items(), second.items()
    assert list(after) == list(before)
    lost = {
        key: {name for name in item.keys() | after[key].keys() if item.get(name) != after[key].get(name)}
        for key, item in before.items()
    }
    assert {key: names for key, names in lost.items() if names} == LOST[form]
    assert second.export(form) == text
