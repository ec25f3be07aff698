"""One article, saved by pandoc in every format that is read: the same thirty references come out of each."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from programs import needs

from bibman.articles import read_article
from bibman.references.extract import extract_references

SOURCE = Path(__file__).with_name("article.md")
PRINTED = re.findall(r"^\d+\. (.*)$", SOURCE.read_text("utf-8"), re.MULTILINE)

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "opendocument": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "html": "text/html",
    "epub": "application/epub+zip",
    "jats": "application/jats+xml",
    "tei": "application/tei+xml",
    "latex": "text/x-tex",
}


@pytest.fixture(scope="session")
def saved(tmp_path_factory):
    """The article in each format, under names that say nothing of it."""
    folder = tmp_path_factory.mktemp("saved")
    for name in FORMATS:
        command = [needs("pandoc"), "--standalone", SOURCE, "--to", name, "--output", folder / name]
        subprocess.run(command, check=True, capture_output=True)
    page = (folder / "html").read_text("utf-8").replace('charset="utf-8"', 'charset="windows-1251"')
    (folder / "html in cp1251").write_bytes(page.encode("cp1251", "xmlcharrefreplace"))
    return folder


@pytest.mark.parametrize("name", [*FORMATS, "html in cp1251"])
def test_the_same_references_come_out_of_every_format(saved, name):
    article = read_article(saved / name)
    references = extract_references(article)
    assert [reference.text for reference in references] == PRINTED
    assert [reference.label for reference in references] == [str(n) for n in range(1, 31)]
    assert article.media_type == FORMATS[name.partition(" ")[0]]
    assert article.title == "Kitoblar va ularning oʻquvchilari haqida"
    assert [name.form for name in article.authors] == ["Anvar Karimov", "Nodira Xolmatova"]


@pytest.mark.parametrize("name", FORMATS)
def test_footnotes_stand_behind_the_text_that_cites_them(saved, name):
    lines = read_article(saved / name).lines
    places = [
        next(n for n, line in enumerate(lines) if words in line)
        for words in ("yozilgan.¹ Har", "1 Izoh: bu yerda", "обе азбуки.² Числа", "2 Примечание с адресом")
    ]
    assert places == sorted(places)
