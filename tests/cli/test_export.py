"""What is exported from the seeds is taken by the programs people use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import Run
from csl_schema import SCHEMA
from jsonschema import Draft7Validator
from programs import biber_findings, pandoc_items


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
