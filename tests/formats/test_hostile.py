"""Three hundred titles and names made of what breaks BibTeX, in one file: biber, pandoc and rispy lose nothing of them."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest
from programs import biber_findings, pandoc_items

from bibman.formats import ReadEntry, read_records, write
from bibman.formats.tex import Dialect
from bibman.model import Name, Record

PIECES = [
    r"\alpha", r"\input{/etc/passwd}", r"\write18{ls}", r"{\bf x}", "{", "}", "{}", "$x^2$", "$", "%", "50%", "&",
    "#1", "_", "a_b", "^", "~", '"x"', '"', "`", "'", "''", "``", "--", "---", "–", "—", "«А»", "№ 5", "…", "Oʻzbek",
    "maʼno", "ТАЪЛИМ", "ЎҚУВ", "Ғ", "and", "others", "@", "@book{x,", "=", ",", ",,", ";", ":", "//", "\\\\", "\\",
    "C++", "iPhone", "DNA", "İş", "ığ", "é", "ё", "(", ")", "[", "]", "<q>", "<", ">", "*", "!", "?", "|",
    "http://a.b/c%20d", "\u00a0", "\u200b", "\u00ad", "x\u0301", "тил", "language", "2020", "\n", "\t", "^^41",
]  # fmt: skip


def hostile(chance: random.Random) -> str:
    return "".join(chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(chance.randint(1, 7)))


def person(chance: random.Random) -> Name:
    if chance.random() < 0.3:
        return Name(literal=f"Вазирлик {hostile(chance)}")
    return Name(f"Ў{hostile(chance)}", hostile(chance), suffix=chance.choice(("", "Jr.")))


def entry(chance: random.Random) -> Record:
    return Record(
        type=chance.choice(("book", "article-journal", "thesis", "webpage")),
        title=f"Т {hostile(chance)}",
        container_title=chance.choice(("", hostile(chance))),
        author=tuple(person(chance) for _ in range(chance.randint(1, 3))),
        issued="2020",
        URL=f"https://a.b/{hostile(chance)}",
        note=hostile(chance),
        language=chance.choice(("uz", "ru", "uk")),
    )


CHANCE = random.Random(20)
ITEMS = [(f"k{n:03}", entry(CHANCE)) for n in range(300)]


def plain(text: str) -> str:
    """What no format may lose: all but spaces, the kind of quotes, dashes and brackets, and what is invisible."""
    text = text.translate(str.maketrans("{}", "()")).replace("<<", "«").replace(">>", "»")
    text = re.sub("[\u200b\u00ad\"'`‘’“”ʻʼ\\s–—-]", "", text)
    return unicodedata.normalize("NFC", text)


def people(record: Record) -> list[str]:
    """Commas part the words of a name elsewhere."""
    parts = ((name.family, name.given, name.suffix, name.literal) for name in record.author)
    return [plain("".join(name)).replace(",", "") for name in parts]


def told(items: list[tuple[str, Record]]) -> list[tuple[str, str, list[str]]]:
    return [(key, plain(record.title), people(record)) for key, record in items]


def read(data: bytes) -> list[tuple[str, Record]]:
    found = list(read_records(data, "x"))
    return [(found.key, found.record) for found in found if isinstance(found, ReadEntry)]


@pytest.mark.parametrize("form", ["biblatex", "bibtex", "csl-json", "ris"])
def test_bibman_loses_nothing(form: str) -> None:
    assert told(read(write(ITEMS, form).encode())) == told(ITEMS)


def test_biber_loses_nothing(tmp_path: Path) -> None:
    bib = tmp_path / "hostile.bib"
    bib.write_text(write(ITEMS, "biblatex"), "utf-8")
    findings, _ = biber_findings(bib)
    # Of theses without a school and the like it warns.
    assert not [finding for finding in findings if not re.search("Missing mandatory|INFO", finding)]
    assert told(read((tmp_path / "hostile_bibertool.bib").read_bytes())) == told(ITEMS)


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_pandoc_loses_nothing(dialect: Dialect) -> None:
    found = pandoc_items(write(ITEMS, dialect), dialect)
    titles = {key: re.sub("</?(?:span|sup|sub)[^>]*>", "", item["title"]) for key, item in found.items()}
    assert {key: plain(title) for key, title in titles.items()} == {
        key: plain(record.title) for key, record in ITEMS
    }


def test_rispy_loses_nothing() -> None:
    rispy = pytest.importorskip("rispy")
    again = rispy.dumps(rispy.loads(write(ITEMS, "ris")))
    assert told(read(again.encode())) == told(ITEMS)
