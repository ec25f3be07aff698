"""The dozen nastiest entries through the programs that print them: the page holds every letter."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from csl_schema import SCHEMA
from jsonschema import Draft7Validator
from nasty import NASTY
from programs import needs

from bibman.formats import ReadEntry, read_records, write
from bibman.formats.csl import to_item
from bibman.formats.keys import assign_keys
from bibman.model import Name, Record

ITEMS = list(zip(assign_keys(NASTY), NASTY, strict=True))

#: What would open a file and run a program, were it not escaped.
COMMANDS = (
    r"\input{secret} \input secret \write18{touch stolen} \openout3=stolen ^^5cinput{secret} }\input{secret}{"
)
ATTACK = Record(
    type="book", title=COMMANDS, publisher=COMMANDS, note=COMMANDS, URL=f"http://a.b/{COMMANDS}", issued="2020",
    author=(Name(COMMANDS, COMMANDS),), language="ru", extra=(("abstract", COMMANDS), ("annotation", COMMANDS)),
)  # fmt: skip

BIBLATEX = r"""\documentclass{article}
\usepackage{fontspec}\setmainfont{DejaVu Serif}
\usepackage[english,russian]{babel}\usepackage{csquotes}
\usepackage[backend=biber,style=STYLE,autolang=other]{biblatex}
\addbibresource{list.bib}\pagestyle{empty}\raggedright
\begin{document}\nocite{*}\printbibliography\end{document}
"""
BIBTEX = r"""\documentclass{article}
\usepackage{fontspec}\setmainfont{DejaVu Serif}\usepackage{url}
\bibliographystyle{plain}\pagestyle{empty}\raggedright
\begin{document}\nocite{*}\bibliography{list}\end{document}
"""


def run(folder: Path, program: str, *arguments: str) -> str:
    """Run a program there; gives what it says."""
    done = subprocess.run([needs(program), *arguments], cwd=folder, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def typeset(folder: Path, engine: str, lister: str, source: str) -> tuple[str, list[str]]:
    """The PDF's text and what the engine complains about; the test is skipped where a package is missing."""
    (folder / "a.tex").write_text(source, "utf-8")
    for program in (engine, lister, engine):
        arguments = ("a",) if program == lister else ("-interaction=nonstopmode", "a")
        run(folder, program, *arguments)
    log = (folder / "a.log").read_text("utf-8", "replace")
    if missing := re.search(r"File `([\w.-]+)' not found|The font \"([\w ]+)\" cannot be found", log):
        pytest.skip(f"{missing[1] or missing[2]} is not installed")
    document = pypdfium2.PdfDocument((folder / "a.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return text, [line for line in log.splitlines() if line.startswith("! ") or "Missing character" in line]


def letters(text: str) -> str:
    """Letters and digits, without the letters that some styles print as quotes."""
    return "".join(c for c in text if c.isalnum() and c not in "ʻʼ")


def lost(text: str) -> list[str]:
    """The titles, containers, publishers and family names that the text does not hold letter for letter.

    The case of English titles is for the style to choose.
    """
    printed = letters(text)
    gone = []
    for record in NASTY:
        people = (name.family or name.literal for name in record.author)
        for value in (record.title, record.container_title, record.publisher, *people):
            as_asked = str.lower if record.language == "en" else str
            if as_asked(letters(value)) not in as_asked(printed):
                gone.append(value)
    return gone


@pytest.mark.parametrize("engine", ["xelatex", "lualatex"])
@pytest.mark.parametrize("style", ["numeric", "gost-numeric"])
def test_biblatex_prints_every_letter_and_runs_nothing(tmp_path: Path, engine: str, style: str) -> None:
    (tmp_path / "list.bib").write_text(write([*ITEMS, ("attack", ATTACK)], "biblatex"), "utf-8")
    (tmp_path / "secret.tex").write_text("STOLEN", "utf-8")
    text, complaints = typeset(tmp_path, engine, "biber", BIBLATEX.replace("STYLE", style))
    assert (complaints, lost(text)) == ([], [])
    assert "inputsecret" in letters(text)
    assert "STOLEN" not in text and not list(tmp_path.glob("stolen*"))
    told = (tmp_path / "a.blg").read_text("utf-8")
    # gost-numeric sorts by fields that biblatex does not know, whatever the entries.
    assert not [
        line for line in told.splitlines() if "ERROR" in line or ("WARN -" in line and "sorting" not in line)
    ]


def test_bibtexu_prints_every_letter_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.bib").write_text(write([*ITEMS, ("attack", ATTACK)], "bibtex"), "utf-8")
    (tmp_path / "secret.tex").write_text("STOLEN", "utf-8")
    text, complaints = typeset(tmp_path, "xelatex", "bibtexu", BIBTEX)
    assert complaints == []
    assert lost(text) == []
    assert "STOLEN" not in text
    assert "error" not in (tmp_path / "a.blg").read_text("utf-8").lower()


def test_citeproc_keeps_case(tmp_path: Path) -> None:
    for dialect in ("biblatex", "bibtex"):
        bib = tmp_path / f"{dialect}.bib"
        bib.write_text(write(ITEMS, dialect), "utf-8")
        (tmp_path / "a.md").write_text("---\nnocite: '@*'\n---\n", "utf-8")
        options = ("--citeproc", "--bibliography", bib.name, "--to", "plain", "--wrap=none")
        text = run(tmp_path, "pandoc", *options, "a.md")
        assert lost(text) == []
        assert {word for word in ("DNA", "RNA", "Uzbek", "LaTeX", "AI") if word not in text} == set()


def test_csl_json_is_valid() -> None:
    for key, record in ITEMS:
        Draft7Validator(SCHEMA).validate(to_item(record, key))


def test_ris_goes_round_through_rispy() -> None:
    rispy = pytest.importorskip("rispy")
    text = write(ITEMS, "ris")
    again = rispy.dumps(rispy.loads(text))
    read = [
        [(e.key, e.record) for e in read_records(t.encode(), "x") if isinstance(e, ReadEntry)]
        for t in (text, again)
    ]
    assert read[0] == read[1]
    assert len(read[0]) == len(ITEMS)
