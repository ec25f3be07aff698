"""A PDF's bytes made lines: what can be wrong with a PDF, said in a sentence."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pypdfium2

from bibman.articles.pdf.apart import Crashed, Stopped, run_apart
from bibman.articles.pdf.layout import read_rows
from bibman.articles.pdf.lines import write_lines
from bibman.articles.pdf.margins import without_margins
from bibman.articles.pdf.pieces import Letters, Piece, read_pieces
from bibman.articles.printed import Printed
from bibman.errors import UnreadableInputError

#: The most pages of a PDF that is read; the longest time it may take, in seconds.
MOST_PAGES = 5000
MOST_SECONDS = 120.0

# A scan may bear a few words of a stamp on a page.
_FEWEST_LETTERS = 20
_SCAN = "a scan without text: run OCR over it first (for instance: ocrmypdf -l uzb+uzb_cyrl+rus+eng)"


def read_pdf(data: bytes, name: str, seconds: float = MOST_SECONDS) -> Printed:
    """The lines and pages of a PDF in reading order, notes behind their page's text, without running heads.

    Raises UnreadableInputError with one sentence where the PDF is damaged, locked, a scan, longer than
    MOST_PAGES, or not read after ``seconds``.
    """
    try:
        return run_apart(seconds, _read, data, name)
    except Stopped as error:
        raise UnreadableInputError(
            f"{name}: this PDF was not read after {seconds:g} seconds and is given up; split it or "
            "save it anew"
        ) from error
    except Crashed as error:
        raise UnreadableInputError(f"{name}: {_DAMAGED}") from error


_DAMAGED = "this PDF is damaged; download it again, or open it in a PDF reader and save it anew"


def _read(data: bytes, name: str) -> Printed:
    document = _open(data, name)
    pages = _read_pages(document, name)
    document.close()
    _check_letters(pages, name)
    lines, numbers = write_lines([read_rows(page) for page in without_margins(pages)])
    return Printed(lines=lines, pages=numbers)


def _open(data: bytes, name: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInputError(
                f"{name}: this PDF asks for a password; open it in a PDF reader and save it without one"
            ) from error
        raise UnreadableInputError(f"{name}: {_DAMAGED}") from error
    if not count:
        raise UnreadableInputError(f"{name}: {_DAMAGED}")
    if count > MOST_PAGES:
        raise UnreadableInputError(
            f"{name} has {count} pages, more than the {MOST_PAGES} bibman reads; split it"
        )
    return document


def _read_pages(document: Any, name: str) -> list[list[Piece]]:
    """The pieces of each page; those beside pages in T2A are read again, knowing that."""
    read = [_read_page(document, n, name) for n in range(len(document))]
    if not any(in_t2a for _, in_t2a in read):
        return [pieces for pieces, _ in read]
    return [
        pieces if in_t2a else _read_page(document, n, name, among_t2a=True)[0]
        for n, (pieces, in_t2a) in enumerate(read)
    ]


def _read_page(document: Any, n: int, name: str, *, among_t2a: bool = False) -> tuple[list[Piece], bool]:
    """The pieces of a page, and whether it is in T2A."""
    try:
        page = document[n]
        text = page.get_textpage()
        letters = Letters(text, among_t2a=among_t2a)
        pieces = read_pieces(letters)
    except pypdfium2.PdfiumError as error:
        raise UnreadableInputError(
            f"{name}: page {n + 1} of this PDF is damaged; download it again, or open it in a PDF reader "
            "and save it anew"
        ) from error
    text.close()
    page.close()
    return pieces, letters.is_t2a


def _check_letters(pages: list[list[Piece]], name: str) -> None:
    letters = (c for page in pages for piece in page for c in piece.text if c.isalpha())
    if sum(1 for _ in islice(letters, _FEWEST_LETTERS)) < _FEWEST_LETTERS:
        raise UnreadableInputError(f"{name}: this PDF is {_SCAN}")
