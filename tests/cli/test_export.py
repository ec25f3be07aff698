"""What is exported from the seeds is taken by the programs people use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import Run
from csl_schema import SCHEMA
from jsonschema import Draft7Validator
from programs import biber_findings, needs, pandoc_items


def letters_and_digits(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_biber_takes_the_bib_of_the_seeds(seeded: Run, tmp_path: Path) -> None:
    bib = tmp_path / "library.bib"
    assert seeded("export", "-o", bib).code == 0
    findings, kept = biber_findings(bib)
    assert not [line for line in findings if "ERROR" in line]
    assert len(kept) == 33


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_pandoc_keeps_the_letters_of_titles_and_their_case_unless_english(seeded: Run, dialect: str) -> None:
    read = pandoc_items(seeded("export", "--format", dialect).out, dialect)
    ours = {item["id"]: item for item in json.loads(seeded("export", "--format", "csl-json").out)}
    assert read.keys() == ours.keys()
    for key, item in ours.items():
        read_back, printed = (letters_and_digits(title) for title in (read[key]["title"], item["title"]))
        english = item.get("language") == "en"  # where pandoc writes sentence case, as its readers expect
        assert read_back.lower() == printed.lower()
        assert english or read_back == printed


def test_csl_json_is_valid(seeded: Run) -> None:
    items = json.loads(seeded("export", "--format", "csl-json").out)
    assert len(items) == 33
    for item in items:
        Draft7Validator(SCHEMA).validate(item)


def test_ris_holds_a_record_for_each_work(seeded: Run) -> None:
    text = seeded("export", "--format", "ris").out
    assert text.count("TY  - ") == text.count("ER  - ") == 33


def test_an_export_can_be_asked_for_by_words(seeded: Run, tmp_path: Path) -> None:
    found = seeded("export", "Холов", "Ориентация")
    assert (found.code, found.out.count("@")) == (0, 1)
    ran = seeded("export", "-o", tmp_path / "no" / "such" / "folder.bib")
    assert (ran.code, ran.err.count("\n")) == (4, 1)


def test_the_same_library_gives_the_same_bytes_in_every_process(seeded: Run) -> None:
    wish = ("export", "--keys", "{Author}{yy}", "--sort", "author", "--script", "latin")
    once, twice = seeded(*wish), seeded(*wish)
    assert once.out == twice.out and once.code == 0
    keys = re.findall(r"@\w+{(.*),", once.out)
    assert len({key.lower() for key in keys}) == 33
    assert all(re.fullmatch("[A-Z][a-z]*[0-9]{2}[a-z]?", key) for key in keys)


def test_a_key_does_not_depend_on_what_else_is_exported(seeded: Run) -> None:
    wish = ("--keys", "{author:4}", "--only", "title", "--format", "csl-json")
    everything = {item["title"]: item["id"] for item in json.loads(seeded("export", *wish).out)}
    found = {item["title"]: item["id"] for item in json.loads(seeded("export", "Xaydarova", *wish).out)}
    assert found and found.items() <= everything.items()


def test_works_in_the_order_they_came(seeded: Run) -> None:
    listed = seeded("export", "--sort", "added", "--format", "csl-json").out
    first = seeded("show", json.loads(listed)[0]["id"], "--format", "jsonl").rows[0]["references"][0]
    assert first["start_line"] == min(
        place["start_line"]
        for item in json.loads(listed)[:5]
        for place in seeded("show", item["id"], "--format", "jsonl").rows[0]["references"]
        if place["article"] == first["article"]
    )


def test_the_ending_of_the_file_decides_the_format(seeded: Run, tmp_path: Path) -> None:
    assert (
        seeded("export", "Холов", "-o", tmp_path / "a.ris").err
        == f"bibman: 1 work written to {tmp_path / 'a.ris'}.\n"
    )
    assert (tmp_path / "a.ris").read_text("utf-8").startswith("TY  - ")
    assert seeded("export", "Холов", "-o", tmp_path / "a.ris", "--format", "csl-json").code == 0
    assert json.loads((tmp_path / "a.ris").read_text("utf-8"))


def test_a_formatted_list_has_a_line_for_each_work(seeded: Run, tmp_path: Path) -> None:
    needs("pandoc")
    assert seeded("export", "-o", tmp_path / "list.txt").code == 0
    lines = (tmp_path / "list.txt").read_text("utf-8").splitlines()
    assert len(lines) == 33
    assert lines[-1].endswith(".") and any(
        "// Interpretation and researches. 2023." in line for line in lines
    )
    apa = seeded("export", "--style", "apa", "--script", "latin")
    assert (
        len(apa.out.splitlines()) == 33 and "(In Uzbek)" in apa.out and "Abdullayeva, G. (2020)." in apa.out
    )
    assert seeded("export", "Холов", "-o", tmp_path / "list.docx").code == 0
    assert (tmp_path / "list.docx").read_bytes().startswith(b"PK")


def test_without_pandoc_a_formatted_list_is_refused(run: Run) -> None:
    assert run("import", "-", stdin=b"@book{a, title={Til}}").code == 0
    ran = run("export", "--format", "text", PATH="")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "pandoc is not installed" in ran.err


def test_only_what_a_paper_cites(seeded: Run, tmp_path: Path) -> None:
    paper = tmp_path / "paper.tex"
    paper.write_text(
        r"\cite{atoeva2020innovatsionnye, nobody1999} \input{/etc/passwd} % \cite{murodova}", "utf-8"
    )
    ran = seeded("export", "--cited-in", paper, "--format", "ris")
    assert (ran.code, re.findall("ID  - (.*)", ran.out)) == (0, ["atoeva2020innovatsionnye"])
    assert (
        ran.err.startswith(f"bibman: {paper} cites nobody1999, which is no work here")
        and ran.err.count("\n") == 1
    )
    paper.write_text(r"\cite{Atoeva20}", "utf-8")
    assert seeded("export", "--cited-in", paper, "--keys", "{Author}{yy}").out.startswith("@book{Atoeva20,")
    assert seeded("export", "--cited-in", paper).code == 3
    assert seeded("export", "--cited-in", tmp_path / "no.tex").code == 4


def test_a_file_for_each_article(seeded: Run, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    split = ("export", "--split-by", "article", "-o", folder)
    assert seeded(*split).err == f"bibman: 2 files written to {folder}.\n"
    made = {file.name: file.read_text("utf-8") for file in folder.glob("*.bib")}
    assert sorted(made) == ["000-role-of-leaders.bib", "001-innovative-productions.bib"]
    assert "".join(made.values()).count("@") == 33
    assert seeded(*split).code == 0  # its own files are written again
    (folder / "000-role-of-leaders.bib").write_text("mine", "utf-8")
    refused = seeded(*split)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert (folder / "000-role-of-leaders.bib").read_text("utf-8") == "mine"
    assert seeded(*split, "--yes").code == 0
    assert {file.name: file.read_text("utf-8") for file in folder.glob("*.bib")} == made
    other = seeded(*split, "--format", "ris").err
    assert "000-role-of-leaders.bib is of an earlier export and was left as it is." in other


@pytest.mark.parametrize(
    ("wish", "code", "told"),
    [
        (["--style", "gost"], 2, "no style 'gost': take gost-r-7-0-5 or apa"),
        (["--style", "no/such.csl"], 4, "no/such.csl cannot be read"),
        (["--style", "apa", "--format", "ris"], 2, "add --format text"),
        (["-o", "list.pdf"], 2, "no format has files that end in .pdf; say with --format"),
        (["--keys", "{autor}"], 2, "did you mean {author}?"),
        (["--only", "titel"], 2, "did you mean title?"),
        (["--scheme", "bgn-ru"], 2, "add --script latin"),
        (["--script", "latin", "--scheme", "bsi"], 2, "no scheme 'bsi'"),
        (["--split-by", "article"], 2, "name their folder with -o FOLDER"),
    ],
)
def test_a_wish_that_cannot_be_met_is_a_sentence(run: Run, wish: list[str], code: int, told: str) -> None:
    ran = run("export", *wish)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert told in ran.err
