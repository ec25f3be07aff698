"""HTML in titles, as Crossref, Scopus, Zotero and IEEE have it, is read as it is printed."""

from html import escape
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.formats import ReadEntry, read_records
from bibman.formats.markup import without_markup


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("H<sub>2</sub>O, 10<sup>-3</sup>, the 2<sup>nd</sup>", "H₂O, 10⁻³, the 2nd"),
        ("<jats:p>The <jats:italic>Zea mays</jats:italic></jats:p>", " The Zea mays "),
        ("a<br/>b<br>c", "a b c"),
        ("<mml:math xmlns:mml='u'><mml:mi>x</mml:mi><mml:mo>=</mml:mo></mml:math>1", "x=1"),
        ("Soil &amp; water, M&uuml;ller, O&#x27;Neill, &#1050;", "Soil & water, Müller, O'Neill, К"),
        ("&amp;amp; &amp;lt;i&amp;gt;Zea&lt;/i&gt;", "& Zea"),
        # What only looks like a mark stays.
        ("The <title> element; a<b and c>d; p &lt; 5 > 3", "The <title> element; a<b and c>d; p < 5 > 3"),
        ("AT&T; R&D &copy &nothing;", "AT&T; R&D &copy &nothing;"),
        ("<<Хамса>> <", "<<Хамса>> <"),
    ],
)
def test_marks(text: str, printed: str) -> None:
    assert without_markup(text) == printed


BIB = b"""@article{k, author = {M&uuml;ller, K.}, title = {{Soil {\\&}amp; <i>Zea</i>}}, year = 2001,
 url = {http://a.uz/?a=1&lt;=2}}"""
RIS = b"""TY  - JOUR
AU  - M&uuml;ller, K.
TI  - Soil &amp; <i>Zea</i>
PY  - 2001
UR  - http://a.uz/?a=1&lt;=2
ER  -
"""
CSL = b"""[{"id": "k", "type": "article-journal", "author": [{"family": "M&uuml;ller", "given": "K."}],
 "title": "Soil &amp; <i>Zea</i>", "issued": {"raw": "2001"}, "URL": "http://a.uz/?a=1&lt;=2"}]"""


@pytest.mark.parametrize("data", [BIB, RIS, CSL])
def test_each_format_reads_it_and_leaves_links_alone(data: bytes) -> None:
    (entry,) = read_records(BytesIO(data), "k")
    assert isinstance(entry, ReadEntry)
    record = entry.record
    assert (record.author[0].family, record.title) == ("Müller", "Soil & Zea")
    assert record.URL == "http://a.uz/?a=1&lt;=2"


def test_an_item_may_be_nested_as_deep_as_json_may() -> None:
    data = b'{"type": "book", "title": "a", "custom": ' + b"[" * 900 + b"]" * 900 + b"}"
    (entry,) = read_records(BytesIO(data), "k")
    assert isinstance(entry, ReadEntry) and entry.record.title == "a"


@given(st.text(st.sampled_from("<>& ab")))
def test_what_was_escaped_comes_back(text: str) -> None:
    assert without_markup(escape(text)) == text
