"""A PDF's bytes made lines: what can be wrong with a PDF, said in a sentence."""

from __future__ import annotations

from itertools import islice
from typing import Any

import pypdfium2

from bibman.articles.pdf.apart import Crashed, Stopped, run_apart
from bibman.articles.pdf.layout import read_rows
from bibman.articles.pdf.lines import write_lines
from bibman.articles.pdf.margins import without_margins
from bibman.articles.pdf.pieces import Piece, read_pieces
from bibman.articles.printed import Printed
from bibman.errors import UnreadableInputError

#: The largest PDF that is read, in bytes; the most pages; the longest time, in seconds.
LARGEST = 200_000_000
MOST_PAGES = 5000
MOST_SECONDS = 120.0

# A scan may bear a few words of a stamp on a page.
_FEWEST_LETTERS = 20
_SCAN = "a scan without text: run OCR over it first (for instance: ocrmypdf -l uzb+uzb_cyrl+rus+eng)"


def read_pdf(data: bytes, name: str, seconds: float = MOST_SECONDS) -> Printed:
    """The lines and pages of a PDF in reading order, notes behind their page's text, without running heads.

    Raises UnreadableInputError with one sentence where the PDF is damaged, locked, a scan, larger than
    LARGEST or longer than MOST_PAGES, or not read after ``seconds``.
    """
    if len(data) > LARGEST:
        raise UnreadableInputError(
            f"{name} has {len(data) // 1_000_000} MB, more than the {LARGEST // 1_000_000} MB bibman reads; "
            "split it"
        )
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
    pages = []
    for n in range(len(document)):
        try:
            pages.append(_read_page(document, n))
        except pypdfium2.PdfiumError as error:
            raise UnreadableInputError(
                f"{name}: page {n + 1} of this PDF is damaged; download it again, or open it in a PDF reader "
                "and save it anew"
            ) from error
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


def _read_page(document: Any, n: int) -> list[Piece]:
    page = document[n]
    text = page.get_textpage()
    try:
        return read_pieces(text)
    finally:
        text.close()
        page.close()


def _check_letters(pages: list[list[Piece]], name: str) -> None:
    letters = (c for page in pages for piece in page for c in piece.text if c.isalpha())
    if sum(1 for _ in islice(letters, _FEWEST_LETTERS)) < _FEWEST_LETTERS:
        raise UnreadableInputError(f"{name}: this PDF is {_SCAN}")
