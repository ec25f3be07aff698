"""`bibman check` as an editor runs it: what it says of the samples, in which forms, with which exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import SEEDS, Ran, Run

LEADERS, PRODUCTIONS = (next(SEEDS.glob(f"{number}*")) for number in ("000", "001"))


def told(ran: Ran) -> dict[str, list[str]]:
    """The messages by rule."""
    found: dict[str, list[str]] = {}
    for row in ran.rows:
        found.setdefault(row["rule"], []).append(row["message"])
    return found


def test_entries_5_to_7_are_never_cited(run: Run) -> None:
    ran = run("check", LEADERS)
    assert ran.code == 1
    assert {row["rule"] for row in ran.rows} == {"never-cited"}
    assert [(row["reference"], row["label"]) for row in ran.rows] == [(n, str(n)) for n in (5, 6, 7)]
    lines = LEADERS.read_text("utf-8").splitlines()
    assert all(lines[row["line"] - 1].startswith(f"{row['label']}. ") for row in ran.rows)
    assert {row["article"] for row in ran.rows} == {str(LEADERS)}


def test_a_list_of_her_own_works(run: Run) -> None:
    found = told(run("check", PRODUCTIONS))
    assert found["broken-entry"][0].startswith("items 7 and 8 are one reference")
    assert found["many-self-citations"] == [
        "26 of 26 entries are self-citations (100%): Xaydarova Mahliyo Xabibullayevna"
    ]
    spellings = found["spellings"][0]
    assert spellings.startswith("one author has 11 spellings in the list: Khaydarova, M. H. (1)")
    assert "Хайдарова, М. (19)" in spellings
    (doubt,) = found["maybe-doubled"]
    assert doubt.startswith("entry 19 may be the same work as entry 11")
    assert len(found["split-apostrophe"]) == 4


@pytest.mark.parametrize("number", ["002", "003", "004"])
def test_an_article_without_a_list_is_told(run: Run, number: str) -> None:
    ran = run("check", next(SEEDS.glob(f"{number}*")))
    assert (ran.code, told(ran)) == (1, {"no-list": ["no reference list was found in the article"]})


def test_the_gravest_comes_first_and_rules_are_chosen(run: Run) -> None:
    ran = run("check", PRODUCTIONS, "--level", "warning", "--without", "spellings")
    assert ran.rows[0]["rule"] == "broken-entry"
    assert "26 entries: 1 error, 8 warnings" in ran.err
    assert set(told(ran)) == {"broken-entry", "many-self-citations", "missing-pages", "split-apostrophe"}
    only = run("check", SEEDS, "--only", "broken-entry", "--only", "future-year")
    assert (only.code, len(only.rows)) == (1, 1)
    none = run("check", LEADERS, "--only", "broken-entry")
    assert (none.code, none.out) == (0, "")
    assert none.err.endswith("7 entries: nothing found.\n")


def test_styles_ask_for_their_fields(run: Run) -> None:
    assert "missing-extent" in told(run("check", LEADERS, "--style", "gost"))
    assert "needless-field" in told(run("check", LEADERS, "--style", "apa"))


def test_standard_input_and_what_cannot_be_read(run: Run) -> None:
    ran = run("check", "-", "nowhere.txt", stdin=LEADERS.read_bytes())
    assert (ran.code, len(ran.rows)) == (4, 3)
    assert "nowhere.txt: there is no such file" in ran.err


def test_the_rules_are_listed_by_gravity(run: Run) -> None:
    rows = run("check", "--rules").rows
    levels = [row["level"] for row in rows]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert all(row["sentence"] for row in rows)
    assert {"never-cited", "broken-entry"} <= {row["rule"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name an article to check"),
        ([LEADERS, "--only", "never-citd"], "did you mean never-cited?"),
        ([LEADERS, "--fix"], "-o FILE"),
        ([SEEDS, "--fix", "-o", "list.txt"], "one article at a time"),
        ([LEADERS, "--format", "table", "-o", "x.txt"], "jsonl, sarif or html"),
        ([LEADERS, "-o", "x.txt"], "the mended list is written with --fix"),
    ],
)
def test_what_does_not_go_together_is_said(run: Run, arguments: list[str | Path], words: str) -> None:
    ran = run("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_sarif_and_the_page(run: Run, tmp_path: Path) -> None:
    ran = run("check", "seeds/" + LEADERS.name, "--format", "sarif", cwd=SEEDS.parent)
    (result, *others) = json.loads(ran.out)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == f"seeds/{LEADERS.name}"
    assert (result["level"], len(others), ran.code) == ("warning", 2, 1)
    page = tmp_path / "report.html"
    assert run("check", SEEDS, "-o", page).out == ""
    text = page.read_text("utf-8")
    assert text.count("<section>") == 5
    assert "items 7 and 8 are one reference" in text


def test_the_list_is_mended_and_said_what_was_not(run: Run, tmp_path: Path) -> None:
    mended = tmp_path / "list.txt"
    ran = run("check", PRODUCTIONS, "--fix", "-o", mended)
    lines = mended.read_text("utf-8").splitlines()
    assert [int(re.match(r"(\d+)\. ", line)[1]) for line in lines] == list(range(1, 27))  # type: ignore[index]
    assert "TARBIYA FANINI O'QITISHNING MAZMUNI. Interpretation" in lines[6]
    assert "joined: items 7 and 8 are one reference" in ran.err
    assert "the marks in the text must follow: 8 → 7, 9 → 8" in ran.err
    assert "left to a person: many-self-citations 1" in ran.err
    assert not {"broken-entry", "split-apostrophe"} & set(told(ran))
    assert ran.code == 1


def test_the_article_is_never_written_over(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(LEADERS.read_bytes())
    ran = run("check", article, "--fix", "-o", "./article.txt", cwd=tmp_path)
    assert (ran.code, article.read_bytes()) == (2, LEADERS.read_bytes())
    assert "is the article itself" in ran.err


@pytest.mark.parametrize("name", ["list.docx", "list.PDF", "list.odt"])
def test_the_mended_list_is_no_document(run: Run, tmp_path: Path, name: str) -> None:
    ran = run("check", LEADERS, "--fix", "-o", tmp_path / name)
    assert (ran.code, list(tmp_path.glob("list*"))) == (2, [])
    assert "name it .txt" in ran.err


def test_the_mended_list_goes_to_standard_output_alone(run: Run) -> None:
    ran = run("check", PRODUCTIONS, "--fix", "-o", "-", "--only", "broken-entry")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 26


def test_an_article_without_a_list_is_not_mended(run: Run, tmp_path: Path) -> None:
    ran = run("check", next(SEEDS.glob("002*")), "--fix", "-o", tmp_path / "list.txt")
    assert ran.code == 1
    assert "there is no list to mend" in ran.err
    assert not (tmp_path / "list.txt").exists()
