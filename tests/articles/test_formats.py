"""One article saved by real programs in every format that is read: the same thirty references come out of each.

The figures stand in docs/formats.md; ``python tests/saved.py`` prints them.
"""

from __future__ import annotations

import pytest
from saved import PRINTED, WAYS, f1, plain

from bibman.articles import read_article
from bibman.references.extract import extract_references

#: What keeps the article's head and its footnotes, as a document does.
DOCUMENTS = [
    name
    for name, way in WAYS.items()
    if way.exact and name not in (".bbl", "Markdown", "LaTeX, thebibliography")
]


@pytest.fixture(scope="session")
def articles(tmp_path_factory):
    """The articles by the ways they were saved in, under names that say nothing of it; each made once."""
    read = {}

    def article(name):
        if name not in read:
            made = WAYS[name].make(tmp_path_factory.mktemp("saved"))
            read[name] = read_article("file", data=made.read_bytes())
        return read[name]

    return article


@pytest.mark.parametrize("name", WAYS)
def test_the_same_references_come_out_of_every_format(articles, name):
    article, way = articles(name), WAYS[name]
    references = extract_references(article)
    found = [reference.text for reference in references]
    assert article.media_type == way.media_type
    if way.exact:
        assert found == PRINTED
    if way.exact and way.numbered:
        assert [reference.label for reference in references] == [str(n) for n in range(1, 31)]
    assert f1([plain(text) for text in found], [plain(text) for text in PRINTED]) >= 0.97


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_head_of_every_format(articles, name):
    article = articles(name)
    assert article.title == "Kitoblar va ularning oʻquvchilari haqida"
    assert [name.form for name in article.authors] == ["Anvar Karimov", "Nodira Xolmatova"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_footnotes_stand_behind_the_text_that_cites_them(articles, name):
    lines = articles(name).lines
    places = [
        next(n for n, line in enumerate(lines) if words in line)
        for words in ("yozilgan.¹ Har", "1 Izoh: bu yerda", "обе азбуки.² Числа", "2 Примечание с адресом")
    ]
    assert places == sorted(places)
