"""What each format keeps apart from its text, in the smallest files that show it."""

import io
import zipfile

import pytest

from bibman.articles import read_article
from bibman.articles.counting import Count, Level, figure
from bibman.errors import UnreadableInputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(**parts):
    """A ZIP file; "__" in a name stands for a folder's slash and "_" for a full stop."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return file.getvalue()


def docx(body, **parts):
    more = {f"word__{name}_xml": f"<w:{name} {W}>{text}</w:{name}>" for name, text in parts.items()}
    return packed(word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>", **more)


def lines(data):
    return list(read_article("file", data=data).lines)


def pages(data):
    return list(read_article("file", data=data).pages)


def p(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{text}</w:r></w:p>"


def t(text):
    return f"<w:t>{text}</w:t>"


def listed(number, depth=0):
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth, pattern, figures="decimal"):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{figures}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "[%1]")}{level(1, "%1.%2.")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "", "bullet")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_docx_counts_its_lists():
    body = [
        p(t("One"), listed(1)),
        p(t("inner"), listed(1, 1)),
        p(t("Two"), listed(1)),
        p(t("dot"), listed(2)),
        p(t("plain")),
        p(t("Three"), listed(1)),
        p(t("anew"), listed(3)),
        p(t("[2] says so itself"), listed(3)),
    ]
    assert lines(docx("".join(body), numbering=NUMBERING)) == [
        "[1] One", "1.1. inner", "[2] Two", "• dot", "plain", "[3] Three", "[1] anew", "[2] says so itself",
    ]  # fmt: skip


def test_docx_pages_tables_and_what_is_not_printed():
    body = (
        p(t("first") + "<w:tab/>" + t("page"))
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
        + "<w:tbl><w:tr><w:tc>" + p(t("1.")) + "</w:tc><w:tc>" + p(t("cell")) + "</w:tc></w:tr></w:tbl>"
        + p("<w:rPr><w:vanish/></w:rPr>" + t("hidden"))
        + p("<w:lastRenderedPageBreak/>" + t("second page"))
        + p("<w:rPr><w:caps/></w:rPr>" + t("capitals"))
        + p("<w:t>word</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>12</w:t>")
    )  # fmt: skip
    assert lines(docx(body)) == ["first page", "new", "1. cell", "second page", "CAPITALS", "word¹²"]
    assert pages(docx(body)) == [1, 1, 1, 2, 2, 2]


def test_docx_notes_stand_behind_running_text_and_endnotes_last():
    notes = '<w:footnote w:id="5"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote>'
    ends = '<w:endnote w:id="2"><w:p><w:r><w:t>the end</w:t></w:r></w:p></w:endnote>'
    body = (
        p(t("Title") + '<w:footnoteReference w:id="5"/>')
        + p(t("Author"))
        + p(t("text " * 50) + '<w:endnoteReference w:id="2"/>')
        + p(t("more"))
    )
    data = docx(body, footnotes=notes, endnotes=ends)
    assert lines(data) == [
        "Title¹",
        "Author",
        "text " * 50 + "¹",
        "",
        "1 a note",
        "",
        "more",
        "",
        "1. the end",
    ]
    assert read_article("a", data=data).media_type.endswith("wordprocessingml.document")


def test_a_short_article_has_its_notes_before_its_list():
    page = (
        b"<h1>Title<a role='doc-noteref' href='#a'>1</a></h1><p>Author</p><h1>Start</h1>"
        b"<p>Text<a role='doc-noteref' href='#b'>2</a></p><h1>References</h1><p>1. Karimov A. Suv. 2001.</p>"
        b"<aside role='doc-footnote' id='a'>of the title</aside><aside role='doc-footnote' id='b'>a note</aside>"
    )
    assert [line for line in lines(page) if line] == [
        "# Title¹", "Author", "1 of the title", "# Start", "Text²", "2 a note", "# References", "1. Karimov A. Suv. 2001.",
    ]  # fmt: skip


HTML = """<html><head><meta name="citation_title" content="A Title"><meta name="citation_author" content="Karimov, A.">
<script>var x = "<p>no</p>";</script></head><body>
<nav>Home | About</nav><div class="sidebar">Latest issues</div>
<h1>A   Title</h1><p>Text<sup>3</sup> goes<br>on &amp; on.</p><p style="display: none">hidden</p>
<table><tr><td><p>1.</p></td><td><p>in a cell</p></td></tr><tr><td>a</td><td>b</td></tr></table>
<ol start="3"><li>three<ul><li>dot</li></ul></li><li value="7"><p>seven</p></li><li>8. eight</li></ol>
</body></html>"""


def test_html_without_what_surrounds_the_article():
    article = read_article("page.txt", data=HTML.encode())
    assert list(article.lines) == [
        "# A Title", "Text³ goes", "on & on.", "1. in a cell", "a b", "3. three", "• dot", "7. seven", "8. eight",
    ]  # fmt: skip
    assert (article.title, article.authors[0].family) == ("A Title", "Karimov")


@pytest.mark.parametrize(
    ("data", "encoding", "asked"),
    [
        (
            '<html><meta charset="windows-1251"><p>Ўқиш</p>'.encode("cp1251", "xmlcharrefreplace"),
            "windows-1251",
            None,
        ),
        ('<html><meta charset="koi8-r"><p>Чтение</p>'.encode("koi8-r"), "koi8-r", None),
        (
            '<html><meta charset="windows-1251"><p>Чтение</p>'.encode(),
            "utf-8",
            None,
        ),  # saved anew by a browser
        ("<html><p>Чтение</p>".encode("cp866"), "utf-8", "cp866"),
        ('<html><meta charset="klingon"><p>Чтение</p>'.encode(), "utf-8", None),
    ],
)
def test_the_encoding_of_a_page(data, encoding, asked):
    article = read_article("page", data=data, encoding=asked)
    assert article.lines[-1] in ("Ўқиш", "Чтение") and article.encoding == encoding


def test_references_that_only_the_head_of_a_page_states():
    head = '<meta name="citation_reference" content="Karimov A. Soil. – Tashkent: Fan, 2001.">'
    assert lines(f"<html><head>{head}</head><body><p>Abstract</p></body></html>".encode()) == [
        "Abstract", "## References", "• Karimov A. Soil. – Tashkent: Fan, 2001.",
    ]  # fmt: skip


JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd">
<article><front><article-meta><title-group><article-title>On&nbsp;Soils</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Karimov</surname><given-names>Anvar</given-names></name>
</contrib></contrib-group></article-meta></front><body><sec><title>Start</title><p>As shown<xref rid="b1">1</xref>.</p></sec></body>
<back><ref-list><title>Quoted here</title>
<ref id="b1"><label>1</label><citation-alternatives><mixed-citation>Кононов А. Н. <source>Грамматика</source>. М., 1960.
</mixed-citation><mixed-citation>Kononov A. N. Grammar.</mixed-citation></citation-alternatives></ref>
<ref id="b2"><label>2</label><element-citation><person-group person-group-type="author"><name><surname>Shannon</surname>
<given-names>C. E.</given-names></name></person-group><article-title>A Theory</article-title><source>Journal</source>
<year>1948</year><volume>27</volume><issue>3</issue><fpage>379</fpage><lpage>423</lpage></element-citation></ref>
</ref-list></back></article>"""


def test_jats_with_printed_and_with_structured_references():
    article = read_article("a.xml", data=JATS.encode())
    assert list(article.lines) == [
        "# On Soils", "Anvar Karimov", "## Start", "As shown1.", "## References",
        "1. Кононов А. Н. Грамматика. М., 1960.",
        "2. Shannon C. E. A Theory // Journal. 1948. Vol. 27. No. 3. P. 379–423.",
    ]  # fmt: skip
    assert (article.title, article.authors[0].family) == ("On Soils", "Karimov")


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>On Soils</title></titleStmt>
<sourceDesc><biblStruct><analytic><title>On Soils</title><author><persName><forename>Anvar</forename>
<surname>Karimov</surname></persName></author></analytic></biblStruct></sourceDesc></fileDesc></teiHeader>
<text><body><div><head>Start</head><p>Text<note place="foot" n="1">A note.</note></p><pb n="5"/><p>next</p></div></body>
<back><listBibl><bibl n="1">Кононов А. Н. Грамматика. М., 1960.</bibl>
<biblStruct n="2"><analytic><title>A Theory</title><author><persName><forename>C.</forename><surname>Shannon</surname>
</persName></author></analytic><monogr><title>Journal</title><imprint><biblScope unit="volume">27</biblScope>
<biblScope unit="page" from="379" to="423"/><date when="1948"/></imprint></monogr></biblStruct></listBibl></back></text></TEI>"""


def test_tei_with_printed_and_with_structured_references():
    article = read_article("a", data=TEI.encode())
    assert [line for line in article.lines if line] == [
        "# On Soils", "Karimov, Anvar", "## Start", "Text¹", "next", "1 A note.", "## References",
        "1. Кононов А. Н. Грамматика. М., 1960.", "2. Shannon C. A Theory // Journal. 1948. Vol. 27. P. 379–423.",
    ]  # fmt: skip
    assert article.pages[0] == 1 and article.pages[-1] == 5


TEX = r"""\documentclass{article}
\title{On S\"oils\thanks{A grant}}\author{A. Karimov \and B. Petrov}
\begin{document}\maketitle
\section{Start} % not printed
As shown \cite[p.~5]{b,a}, 50\% is "<much">\footnote{See \url{http://example.org/a%20b_c}.}.

\input{/etc/passwd}
\begin{thebibliography}{9}
\bibitem{a} Кононов~А.\,Н. \emph{Грамматика}. \newblock М., 1960. \url{http://example.org/x%3Dy}
\bibitem[Shannon(1948)]{b} Shannon~C. A Theory. 1948. pp. 379--423.
\end{thebibliography}
\end{document}"""


def test_latex_with_numbered_citations_and_nothing_run():
    article = read_article("a.txt", data=TEX.encode())
    assert [line for line in article.lines if line] == [
        "# On Söils", "A. Karimov , B. Petrov", "## Start", "As shown [2, 1, p. 5], 50% is «much»¹.",
        "1 See http://example.org/a%20b_c.", "## References",
        "[1] Кононов А. Н. Грамматика. М., 1960. http://example.org/x%3Dy",
        "[2] Shannon C. A Theory. 1948. pp. 379–423.",
    ]  # fmt: skip
    assert (article.title, len(article.authors)) == ("On Söils", 2)


BBL = r"""\refsection{0}
\datalist[entry]{nty/global//global/global}
\entry{a}{article}{}
  \name{author}{2}{}{%
    {{hash=1}{family={Shannon}, familyi={S\bibinitperiod}, given={C.\bibnamedelima E.}, giveni={C\bibinitperiod}}}%
    {{hash=2}{family={Weaver}, given={W.}}}}
  \field{journaltitle}{Journal}
  \field{title}{A \emph{Theory}}
  \field{volume}{27}
  \field{year}{1948}
  \field{pages}{379\bibrangedash 423}
  \verb{doi}
  \verb 10.1002/j.1538-7305
  \endverb
\endentry
\enddatalist"""


def test_a_list_that_biblatex_left():
    assert lines(BBL.encode())[1:] == [
        "• Shannon C. E., Weaver W. A Theory // Journal. 1948. Vol. 27. P. 379–423. https://doi.org/10.1002/j.1538-7305."
    ]


def test_rtf_keeps_footnotes_pages_and_raised_figures():
    data = rb"""{\rtf1\ansi\ansicpg1251 {\fonttbl{\f0\fcharset204 Times;}}\f0 \'d2\'e5\'ea\'f1\'f2{\super 2}
{\super\chftn}{\*\footnote {\super\chftn} A note.}\par{\field{\*\fldinst{HYPERLINK "http://a.b"}}{\fldrslt{link}}}\page
{\listtext 1.\tab}\u1178?\'ee\par}"""
    assert lines(data) == ["Текст²¹", "link", "1. Қо", "", "1 A note."]
    assert pages(data)[2] == 2


@pytest.mark.parametrize(
    ("number", "figures", "printed"),
    [
        (4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (28, "lowerLetter", "bb"), (2, "russianLower", "б"),
        (7, "decimalZero", "07"), (5, "chicago", "5"),
    ],
)  # fmt: skip
def test_figures(number, figures, printed):
    assert figure(number, figures) == printed


def test_deeper_levels_of_a_list_begin_anew():
    count = Count({0: Level(), 1: Level(figures="lowerLetter", pattern="%1.%2)")})
    assert [count.next(depth) for depth in (0, 1, 1, 0, 1)] == ["1.", "1.a)", "1.b)", "2.", "2.a)"]


ODT = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-prefix="["'
    ' style:num-suffix="]" style:num-format="1"/></text:list-style></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document>"
)


def test_odt_lists_may_go_on_and_deletions_are_left_out():
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        f'<text:list text:style-name="L">{item.format("one")}{item.format("two")}</text:list>'
        "<text:p>between<text:line-break/>lines</text:p>"
        f'<text:list text:style-name="L" text:continue-numbering="true">{item.format("three")}</text:list>'
        f'<text:list text:style-name="L">{item.format("one")}</text:list>'
    )
    assert lines(ODT.format(body).encode()) == [
        "[1] one",
        "[2] two",
        "between",
        "lines",
        "[3] three",
        "[1] one",
    ]


MIMETYPE = "application/vnd.oasis.opendocument.text"
BOMB = '<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><article dtd-version="1">&b;</article>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (docx(p(t("text")))[:-40], "is damaged or cut short"),
        (docx(""), "holds no text"),
        (packed(word__document_xml="<w:document><w:body>"), "is damaged XML"),
        (packed(word__document_xml=b" " * 10_000_000), "unpacks to 10 MB from 9 kB"),
        (packed(word__document_xml="<a/>", ____up=""), "'//up', which leads out of the file"),
        (packed(xl__workbook_xml="<a/>"), "is a spreadsheet"),
        (packed(a_txt="text"), "is a ZIP archive"),
        (packed(mimetype=MIMETYPE, content_xml="", **{"META-INF__manifest_xml": "<encryption-data/>"}), "a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "is in Word's old format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        (BOMB.encode(), "defines XML entities"),
        (BOMB.encode("utf-16"), "defines XML entities"),
        (b'<?xml version="1.0"?><invoice/>', "neither JATS nor TEI"),
        (b"<html>" + b"<div>" * 5000, "nests its elements"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(data, says):
    with pytest.raises(UnreadableInputError) as error:
        read_article("file.docx", data=data)
    assert (
        str(error.value).startswith("file.docx") and says in str(error.value) and "\n" not in str(error.value)
    )
