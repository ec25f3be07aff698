"""How fast PDFs become lines, beside pypdfium2's bare text of the same pages."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2
from articles.test_pdf import article

from bibman.articles.pdf import read_pdf

ROUNDS = 5
_UNICODE = r"\usepackage{fontspec}\setmainfont{DejaVu Serif}\usepackage[margin=18mm]{geometry}"


def typeset(texts: list[str]) -> bytes:
    """The texts as the list of an article in two columns, by XeLaTeX; nothing where that fails."""
    escaped = [re.sub(r"[\\{}^~]", "", re.sub(r"([&%#_$])", r"\\\1", text)) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.tex"
        source.write_text(article(escaped, _UNICODE), "utf-8")
        command = ["xelatex", "-interaction=batchmode", source.name]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.exists() else b""


def bare(data: bytes) -> int:
    """Have pypdfium2 give the text of each page; how many there are."""
    document = pypdfium2.PdfDocument(data)
    pages = len(document)
    for n in range(pages):
        page = document[n]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return pages


def read(texts: list[str]) -> None:
    """Pages a second of ``read_pdf``, and their share of pypdfium2's; both have read the file before."""
    data = typeset(texts) if shutil.which("xelatex") else b""
    if not data:
        print("read PDF: left out (XeLaTeX with DejaVu Serif makes the file: texlive-xetex, fonts-dejavu)")
        return
    pages = bare(data)
    read_pdf(data, "bench.pdf")
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        read_pdf(data, "bench.pdf")
        between = time.perf_counter()
        bare(data)
        rounds.append((between - start, time.perf_counter() - between))
    ours, theirs = median(r[0] for r in rounds), median(r[1] for r in rounds)
    print(
        f"{'read PDF, two columns':34} {pages / ours:>12,.0f} pages/s   {theirs / ours:.0%} of bare pypdfium2"
    )
