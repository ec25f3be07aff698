"""One article of thirty references, saved by the programs that people write and publish with.

``python tests/saved.py`` prints the table of docs/formats.md: how many of the references come out.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from programs import needs

from bibman.articles import read_article
from bibman.references.extract import extract_references

SOURCE = Path(__file__).parent / "articles" / "article.md"
PRINTED = re.findall(r"^\d+\. (.*)$", SOURCE.read_text("utf-8"), re.MULTILINE)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Saved:
    """A way to save the article: by which programs, as what, and whether that keeps every letter."""

    by: str
    media_type: str
    make: Callable[[Path], Path]
    exact: bool = True
    numbered: bool = True
    """Whether the list's numbers are in the file."""


def run(folder: Path, program: str, *arguments: str | Path) -> None:
    subprocess.run([needs(program), *arguments], cwd=folder, check=False, capture_output=True)


def made(path: Path, by: str) -> Path:
    """The file, or a skipped test where the program lacks a package or a font."""
    return path if path.is_file() else pytest.skip(f"{by} lacks what this file needs")


def pandoc(form: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / form
        run(folder, "pandoc", "--standalone", SOURCE, "--to", form, "--output", path)
        return path

    return make


def libreoffice(form: str, source: str) -> Callable[[Path], Path]:
    """What LibreOffice saves when it has opened what pandoc made."""

    def make(folder: Path) -> Path:
        needs("soffice")
        pandoc(source)(folder).rename(folder / f"article.{source}")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ("--headless", "--convert-to", form, "--outdir", "saved")
        run(folder, "soffice", profile, *options, f"article.{source}")
        return made(folder / "saved" / f"article.{form}", "soffice")

    return make


def in_cp1251(folder: Path) -> Path:
    page = pandoc("html")(folder)
    text = page.read_text("utf-8").replace('charset="utf-8"', 'charset="windows-1251"')
    page.write_bytes(text.encode("cp1251", "xmlcharrefreplace"))
    return page


TEX = r"""\documentclass[10pt,twocolumn,a4paper]{article}
%s
\usepackage{fancyhdr}\pagestyle{fancy}\fancyhead[L]{Sharq jurnali, 2021}\fancyhead[R]{Karimov, Xolmatova}
\usepackage{url}\sloppy
\title{Kitoblar va ularning oʻquvchilari haqida}\author{Anvar Karimov \and Nodira Xolmatova}\date{}
\begin{document}\maketitle
\section{Kirish}
%s
\renewcommand{\refname}{Foydalanilgan adabiyotlar}
%s
\end{document}
"""
UNICODE = r"\usepackage{fontspec}\setmainfont{DejaVu Serif}"
# T2A has no letter for these three: they are put together or set as quotes, as authors do.
T2A = r"""\usepackage[T1,T2A]{fontenc}\usepackage[utf8]{inputenc}\usepackage[russian]{babel}
\DeclareUnicodeCharacter{02BB}{\textquoteleft}\DeclareUnicodeCharacter{02BC}{\textquoteright}"""


def escaped(text: str) -> str:
    """The text for TeX, with its addresses in \\url."""
    parts = re.split(r"(https?://[^\s()]+[^\s().,])", text)
    for n in range(0, len(parts), 2):
        parts[n] = re.sub(r"([&%#_$])", r"\\\1", parts[n]).replace("№", r"\textnumero{}")
    for n in range(1, len(parts), 2):
        parts[n] = rf"\url{{{parts[n]}}}"
    return "".join(parts)


def tex_source(preamble: str, references: str) -> str:
    text = SOURCE.read_text("utf-8")
    notes = dict(re.findall(r"^\[\^(\d)\]: (.*)$", text, re.MULTILINE))
    paragraphs = re.findall(r"^(?:Bu|Во|Xulosa) .*$", text, re.MULTILINE) * 5
    body = "\n\n".join(map(escaped, paragraphs))
    for mark, note in notes.items():
        body = body.replace(f"[^{mark}]", rf"\footnote{{{note}}}", 1).replace(f"[^{mark}]", "")
    return TEX % (preamble, body, references)


def bibliography() -> str:
    items = "\n\n".join(rf"\bibitem{{r{n}}} {escaped(text)}" for n, text in enumerate(PRINTED, 1))
    return rf"\begin{{thebibliography}}{{99}}{items}\end{{thebibliography}}"


def tex(folder: Path) -> Path:
    path = folder / "article.tex"
    path.write_text(tex_source(UNICODE, bibliography()), "utf-8")
    return path


def typeset(program: str, preamble: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / "article.tex").write_text(tex_source(preamble, bibliography()), "utf-8")
        for _ in range(2):
            run(folder, program, "-interaction=batchmode", "article.tex")
        return made(folder / "article.pdf", program)

    return make


def bbl(folder: Path) -> Path:
    entries = (f"@misc{{r{n}, note = {{{escaped(text)}}}}}" for n, text in enumerate(PRINTED, 1))
    (folder / "list.bib").write_text("\n".join(entries), "utf-8")
    cited = "\n".join(rf"\citation{{r{n}}}" for n in range(1, len(PRINTED) + 1))
    (folder / "article.aux").write_text(f"{cited}\n\\bibdata{{list}}\n\\bibstyle{{unsrt}}\n", "utf-8")
    run(folder, "bibtex8", "--wolfgang", "article")
    return made(folder / "article.bbl", "bibtex8")


WAYS = {
    "DOCX, pandoc": Saved("pandoc", DOCX, pandoc("docx")),
    "DOCX, LibreOffice": Saved("pandoc, LibreOffice", DOCX, libreoffice("docx", "odt")),
    "ODT, pandoc": Saved("pandoc", ODT, pandoc("odt")),
    "ODT, LibreOffice": Saved("pandoc, LibreOffice", ODT, libreoffice("odt", "docx")),
    "FODT, pandoc": Saved("pandoc", ODT, pandoc("opendocument")),
    "RTF, pandoc": Saved("pandoc", "application/rtf", pandoc("rtf")),
    "RTF, LibreOffice": Saved("pandoc, LibreOffice", "application/rtf", libreoffice("rtf", "docx")),
    "HTML, pandoc": Saved("pandoc", "text/html", pandoc("html")),
    "HTML in cp1251": Saved("pandoc", "text/html", in_cp1251),
    "HTML, LibreOffice": Saved("pandoc, LibreOffice", "text/html", libreoffice("html", "docx")),
    "EPUB, pandoc": Saved("pandoc", "application/epub+zip", pandoc("epub")),
    "EPUB, LibreOffice": Saved("pandoc, LibreOffice", "application/epub+zip", libreoffice("epub", "docx"), numbered=False),
    "JATS": Saved("pandoc", "application/jats+xml", pandoc("jats")),
    "TEI": Saved("pandoc", "application/tei+xml", pandoc("tei")),
    "LaTeX, pandoc": Saved("pandoc", "text/x-tex", pandoc("latex")),
    "LaTeX, thebibliography": Saved("", "text/x-tex", tex),
    ".bbl": Saved("bibtex8", "text/x-tex", bbl),
    "Markdown": Saved("", "text/markdown", lambda folder: SOURCE),
    "PDF, LibreOffice": Saved("pandoc, LibreOffice", "application/pdf", libreoffice("pdf", "docx"), exact=False),
    "PDF, two columns, XeLaTeX": Saved("XeLaTeX", "application/pdf", typeset("xelatex", UNICODE), exact=False),
    "PDF, two columns, pdfLaTeX in T2A": Saved(
        "pdfLaTeX", "application/pdf", typeset("pdflatex", T2A), exact=False
    ),
}  # fmt: skip


def references_of(path: Path) -> list[str]:
    return [reference.text for reference in extract_references(read_article(path))]


def plain(text: str) -> str:
    """The text as it may differ in a PDF: without spaces, all apostrophes one."""
    return re.sub("[ʻʼ‘’'`]", "'", "".join(text.split()))


def f1(found: Sequence[str], expected: Sequence[str]) -> float:
    """The harmonic mean of precision and recall over whole references, none counted twice."""
    left = list(expected)
    for text in found:
        if text in left:
            left.remove(text)
    right = len(expected) - len(left)
    return 2 * right / (len(found) + len(expected))


def _measure() -> None:
    print("| saved as | by | letter for letter | F1 |\n| --- | --- | --- | --- |")
    for name, way in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = references_of(way.make(Path(folder)))
        exact = sum(text in PRINTED for text in found)
        figure = f1(list(map(plain, found)), list(map(plain, PRINTED)))
        print(f"| {name} | {way.by or 'by hand'} | {exact} of {len(PRINTED)} | {figure:.2f} |")
        if "-v" in sys.argv:
            for text in found:
                if plain(text) not in map(plain, PRINTED):
                    print("   ", text)


if __name__ == "__main__":
    _measure()
