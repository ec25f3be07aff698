"""PDFs made lines: by a few lines of Python where the layout is the point, by TeX where the whole way is."""

import shutil
import subprocess

import pytest

from bibman.articles.pdf import read_pdf
from bibman.articles.pdf.t2a import read_t2a
from bibman.errors import UnreadableInputError
from bibman.model import Article
from bibman.references.extract import extract_references

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(data, head=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def pdf_of(objects, trailer=b""):
    """A PDF of the objects, the first of which is the catalogue."""
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, start=1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return data + b"trailer\n<</Size %d/Root 1 0 R%s>>\n%%%%EOF\n" % (len(objects) + 1, trailer)


def pdf(*pages, trailer=b""):
    """A PDF of pages; each is a list of (x, y, size, text), x and y in points from the lower left corner."""
    numbers = [4 + 2 * n for n in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        FONT,
    ]
    for number, words in zip(numbers, pages, strict=True):
        shown = [
            b"BT /F %d Tf %d %d Td (%s) Tj ET" % (size, x, y, text.encode("cp1252"))
            for x, y, size, text in words
        ]
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (number + 1)
        )
        objects.append(stream(b"\n".join(shown)))
    return pdf_of(objects, trailer)


def column(x, top, texts, size=10, pitch=12):
    return [(x, top - pitch * n, size, text) for n, text in enumerate(texts)]


LEFT = [f"the left column says this in its line {n}" for n in "abcdefgh"]
RIGHT = [f"the right column says it in its line {n}" for n in "abcdefgh"]


def texts(data):
    return [line.strip() for line in read_pdf(data, "a.pdf").lines if line.strip()]


def test_columns_are_read_one_after_the_other_between_what_is_as_wide_as_both():
    page = [
        (60, 780, 16, "A title that is as wide as both columns of this page are"),
        *column(60, 740, LEFT),
        *column(310, 740, RIGHT),
        (60, 600, 10, "Table 1. What stands below both columns and is as wide as they are together"),
    ]
    assert texts(pdf(page)) == [page[0][3], *LEFT, *RIGHT, page[-1][3]]


def test_columns_are_found_where_the_file_has_them_line_by_line():
    page = [row for pair in zip(column(60, 740, LEFT), column(310, 740, RIGHT), strict=True) for row in pair]
    assert texts(pdf(page)) == [*LEFT, *RIGHT]


def test_words_far_apart_in_one_column_are_no_columns():
    page = [
        piece
        for n in range(8)
        for piece in ((60, 740 - 12 * n, 10, "words here"), (200 + 23 * n, 740 - 12 * n, 10, "and there"))
    ]
    assert texts(pdf(page)) == ["words here and there"] * 8


def test_running_heads_and_page_numbers_go_and_pages_stay_known():
    pages = [
        [
            (60, 800, 9, "Journal of Letters, 2021, 3"),
            (60, 700, 10, f"{word} is said on this page alone"),
            *column(60, 688, [f"{word} again, in line {n}" for n in "abcdefgh"]),
            (300, 40, 9, str(41 + n)),
        ]
        for n, word in enumerate(["One thing", "Another", "Something"])
    ]
    printed = read_pdf(pdf(*pages), "a.pdf")
    assert "Journal" not in " ".join(printed.lines)
    found = [(page, line) for page, line in zip(printed.pages, printed.lines, strict=True) if line]
    assert found[0] == (1, "One thing is said on this page alone")
    assert [page for page, _ in found] == [1] * 9 + [2] * 9 + [3] * 9


def test_line_numbers_of_a_manuscript_go_and_marks_of_items_stay():
    said = [[f"{n}. what the {word} page says of {n} things, and more" for n in range(1, 11)] for word in
            ("first", "second")]  # fmt: skip
    pages = [
        [*column(40, 700, [str(n + 10 * page) for n in range(1, 11)], size=6), *column(60, 700, lines)]
        for page, lines in enumerate(said)
    ]
    assert texts(pdf(*pages)) == [*said[0], *said[1]]


def test_a_reference_over_a_page_break_has_the_page_it_begins_on():
    first = [
        "References",
        "[1] Norov S. A Title. London: Fan, 2001.",
        "[2] Karimov A. A Longer Title in which",
    ]
    second = ["a Journal Is Named // Journal. 2002. P. 5-", "9.", "[3] Fan B. Title. London, 2003."]
    pages = [[(60, 800, 9, "Journal of Letters"), *column(60, 700, text), (300, 40, 9, str(n))]
             for n, text in enumerate((first, second), start=7)]  # fmt: skip
    printed = read_pdf(pdf(*pages), "a.pdf")
    found = extract_references(Article("a.pdf", printed.lines, printed.pages))
    assert [(r.page, r.text[:7], r.text[-4:]) for r in found] == [
        (1, "Norov S", "001."), (1, "Karimov", "5-9."), (2, "Fan B. ", "003."),
    ]  # fmt: skip
    assert [(printed.pages[r.start_line - 1], printed.pages[r.end_line - 1]) for r in found] == [
        (1, 1), (1, 2), (2, 2),
    ]  # fmt: skip


def test_a_hyphen_at_a_line_end_ends_its_line():
    assert texts(pdf(column(60, 700, ["a word that is cut in hyphen-", "ation and goes on here"]))) == [
        "a word that is cut in hyphen-",
        "ation and goes on here",
    ]


def test_hanging_indents_and_distances_begin_entries():
    hanging = [
        (60, 700, 10, "Ivanov I. I. A title so long that it needs a second line for its"),
        (80, 688, 10, "concluding words. Tashkent: Fan, 2001."),
        (60, 676, 10, "Karimov A. B. A title so long that it needs a second line for its"),
        (80, 664, 10, "concluding words. Tashkent: Fan, 2002."),
        (60, 652, 10, "Norov S. T. A title so long that it needs a second line for its"),
        (80, 640, 10, "concluding words. Tashkent: Fan, 2003."),
    ]
    lines = read_pdf(pdf(hanging), "a.pdf").lines
    assert [line.strip().split(" ")[0] for line in lines] == [
        "Ivanov", "concluding", "", "Karimov", "concluding", "", "Norov", "concluding",
    ]  # fmt: skip


def test_a_note_stands_behind_the_line_that_it_belongs_to():
    body = ["It was said before.1 And more was", "said behind it, in a line of its own.", "References"]
    page = [*column(60, 700, body), *column(60, 664, ["[1] Fan A. B. Title. T., 2001."])]
    page += [(60, 60, 7, "1 Karimov A. Title. London, 1990. P. 5.")]
    assert texts(pdf(page))[:2] == [
        "It was said before.1 And more was",
        "1 Karimov A. Title. London, 1990. P. 5.",
    ]


def test_a_note_that_goes_on_at_the_next_foot_is_whole_and_apart():
    first = [*column(60, 700, ["It was said before.1 And more.", "It goes on for a line and"])]
    first += [(60, 60, 7, "1 Karimov A. A title too long for this page. London:")]
    second = [*column(60, 700, ["ends here.2 That is", "all there is to say, at some length."])]
    second += [(60, 80, 7, "Press, 1990. P. 5."), (60, 72, 7, "2 Norov B. Title. London, 1991.")]
    printed = read_pdf(pdf(first, second), "a.pdf")
    assert [*zip(printed.pages, printed.lines, strict=True)][:6] == [
        (1, "It was said before.1 And more."), (1, ""),
        (1, "1 Karimov A. A title too long for this page. London:"), (1, "Press, 1990. P. 5."), (1, ""),
        (1, "It goes on for a line and"),
    ]  # fmt: skip


def test_an_address_broken_at_the_edge_is_whole():
    page = column(
        60,
        700,
        [
            "a line that is as long as the addresses are in here",
            "https://doi.org/10.3390/educsci130501234567890123",
            "461",
        ],
    )
    assert "https://doi.org/10.3390/educsci130501234567890123461" in texts(pdf(page))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (pdf(column(60, 700, LEFT))[:200], "damaged"),
        (pdf([]), "scan"),
        (pdf([(60, 700, 10, "1234 5678")]), "scan"),
        (
            pdf(
                column(60, 700, LEFT),
                trailer=b"/ID[(a)(a)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>"
                % (b"o" * 32, b"u" * 32),
            ),
            "password",
        ),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data, said):
    with pytest.raises(UnreadableInputError, match=f"^a.pdf: this PDF .*{said}"):
        read_pdf(data, "a.pdf")


def test_a_pdf_without_end_is_given_up_and_the_next_is_read():
    forms = [
        stream(
            b"/X Do " * 20, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % n
        )
        for n in range(6, 16)
    ]
    endless = pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        stream(b"/X Do"),
        *forms,
        stream(b"0 0 m", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
    ])  # fmt: skip
    with pytest.raises(UnreadableInputError, match=r"a\.pdf: this PDF was not read after 0\.2 seconds"):
        read_pdf(endless, "a.pdf", seconds=0.2)
    assert texts(pdf(column(60, 700, LEFT))) == LEFT


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("Ââåäåíèå â èñòîðèþ \x16 ¾Ôàí¿, \x9d 5", "Введение в историю — «Фан», № 5"),
        ("\x92çáåê õàë©è, \x81àôóð \x95àìèä", "Ўзбек халқи, Ғафур Ҳамид"),
        ("the o\x1ece and its \x1crst page", "the oﬃce and its ﬁrst page"),
        ("Введение в историю", "Введение в историю"),
        ("Öykü çağı üzerine âşık — 1990", "Öykü çağı üzerine âşık — 1990"),
    ],
)
def test_codes_of_old_cyrillic_latex_are_read(codes, text):
    assert read_t2a(codes) == text


def test_dashes_of_a_latin_page_beside_pages_in_t2a_are_read():
    page = "Shannon C. A Theory. \x15 1948. \nI\x0bs"
    assert read_t2a(page, among_t2a=True) == "Shannon C. A Theory. – 1948. ˙I¸s"
    assert read_t2a(page) == page


def test_letters_spaced_out_are_closed_up_and_words_stay_apart():
    assert texts(pdf([(60, 700, 10, "K a r i m o v   A n v a r wrote it at last")])) == [
        "Karimov Anvar wrote it at last"
    ]


def test_accents_beside_their_letters_are_put_on_them_and_apostrophes_are_not(tmp_path):
    source = r"""\documentclass{article}\begin{document}
        M\"uller, Erd\H{o}s, Garc\'\i a, fa\c{c}ade, o`zbek, bog`a, office and waffle\end{document}"""
    assert texts(typeset("pdflatex", source, tmp_path))[0] == (
        "Müller, Erdős, García, façade, o‘zbek, bog‘a, office and waffle"
    )


REFERENCES = [
    "Каримов А. Б. Ўзбек тилининг изоҳли луғати. – Тошкент: Фан, 2006. – 680 б.",
    "Ғуломов С. С. Иқтисодиёт назариясига кириш: олий ўқув юртлари учун дарслик. – Тошкент: Шарқ, 2001. – 320 б.",
    "Иванов И. И. Экономика региона и её развитие // Вопросы экономики. – 2015. – № 4. – С. 12–25.",
    "Хўжаев Ҳ. Қ. Миллий ғоя ва маънавият. – Самарқанд: Зарафшон, 2010. – 144 б.",
    "Қодирий А. Ўткан кунлар. – Тошкент: Ғафур Ғулом номидаги нашриёт, 1994. – 400 б.",
    "Norov Sh. T. Oʻzbekistonda taʼlim tizimining rivojlanishi // Sharq yulduzi. – 2019. – № 2. – B. 45–51.",
]


def article(references, preamble):
    items = "\n".join(rf"\bibitem{{r{n}}} {text}" for n, text in enumerate(references))
    body = "Матн шу ерда бошланади ва давом этади, чунки мақола узун. " * 30
    return rf"""\documentclass[twocolumn]{{article}}{preamble}
        \usepackage{{fancyhdr}}\pagestyle{{fancy}}\fancyhead[L]{{Шарқ журнали, 2021}}\sloppy
        \begin{{document}}\twocolumn[Сарлавҳа ва муаллиф\bigskip]
        {body}\footnote{{Эслатма.}} {body}
        \renewcommand{{\refname}}{{Фойдаланилган адабиётлар}}
        \begin{{thebibliography}}{{99}}{items}\end{{thebibliography}}\end{{document}}"""


def typeset(program, source, folder):
    """The PDF that a TeX program makes; the test is skipped where the program or what it needs is missing."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed (Debian: texlive-xetex, texlive-lang-cyrillic)")
    (folder / "a.tex").write_text(source, "utf-8")
    subprocess.run([program, "-interaction=batchmode", "a.tex"], cwd=folder, capture_output=True, check=False)
    made = folder / "a.pdf"
    if not made.exists():
        pytest.skip(f"{program} lacks a package or a font that this test needs")
    return made.read_bytes()


@pytest.mark.parametrize(
    ("program", "preamble"),
    [
        ("xelatex", r"\usepackage{fontspec}\setmainfont{DejaVu Serif}"),
        ("pdflatex", r"\usepackage[T2A]{fontenc}\usepackage[utf8]{inputenc}\usepackage[russian]{babel}"),
    ],
)
def test_every_reference_of_a_two_column_article_comes_out(program, preamble, tmp_path):
    references = [text for n in range(5) for text in REFERENCES if program == "xelatex" or "ʻ" not in text]
    printed = read_pdf(typeset(program, article(references, preamble), tmp_path), "a.pdf")
    found = extract_references(Article("a.pdf", printed.lines, printed.pages))
    assert ["".join(r.text.split()) for r in found] == ["".join(text.split()) for text in references]
    assert [r.label for r in found] == [str(n + 1) for n in range(len(references))]
    assert len({r.page for r in found}) > 1
