"""Judging from the shell: merge, apart, edit, undo, log, and judgements shared between libraries."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import Ran, Run, run_bibman
from judged import fill

from bibman.cli import run as run_here
from bibman.cli.link import RELATIONS as LINKED_AS
from bibman.library.rows import RELATIONS

CONTRACT = {"judgement", "kind", "a", "b", "who", "when", "reason", "undone"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    fill(folder / "library.db", folder)
    return folder / "library.db"


@pytest.fixture
def db(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library of ``judged.py``, judged by Anna."""
    copy = Path(shutil.copy(made, tmp_path / "library.db"))
    for name, value in {
        "BIBMAN_DB": str(copy),
        "BIBMAN_WHO": "Anna",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(made.parent)
    return copy


@pytest.fixture
def run(db: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run bibman in this process, which many short commands are quicker in."""

    def ran(*arguments: str | Path) -> Ran:
        code = run_here([*map(str, arguments)])
        return Ran(code, *capsys.readouterr())

    return ran


def test_merge_says_what_became_of_it_and_undo_takes_it_back(run: Run) -> None:
    before = run("export").out
    merged = run("merge", "khaydarova2018corpus", "KHAYDAROVA2020CORPUS", "--reason", "reprinted")
    assert (merged.code, merged.err) == (
        0,
        "bibman: khaydarova2020corpus is now part of khaydarova2018corpus; bibman undo 1 takes it back.\n",
    )
    (row,) = merged.rows
    assert set(row) >= CONTRACT
    assert (row["judgement"], row["kind"], row["who"], row["reason"]) == ("same", "work", "Anna", "reprinted")
    assert run("duplicates").rows == []
    shown = run("show", "khaydarova2020corpus")
    assert "is part of khaydarova2018corpus now" in shown.err
    assert "(reprinted), by Anna on" in shown.out
    undone = run("undo")
    assert "are two again" in undone.err and undone.rows[0]["undone"]
    assert run("export").out == before


def test_apart_is_not_asked_about_again(run: Run) -> None:
    ran = run("apart", "karimov-mansur", "karimov-murod")
    assert "stay apart and are not asked about again; bibman undo 1 takes it back" in ran.err
    assert (ran.rows[0]["judgement"], ran.rows[0]["kind"]) == ("different", "person")
    assert run("review", "--kind", "person", "--answers", "-").err == "bibman: there is nothing to decide.\n"


def test_apart_cuts_a_reference_off_by_its_place_and_a_name_by_its_spelling(run: Run) -> None:
    ran = run("apart", "karimov-murod", "Karimov, M.")
    assert "karimov-m stands apart from karimov-murod now" in ran.err
    run("merge", "norov2005huquq", "khaydarova2018corpus")
    ran = run("apart", "norov2005huquq", "a.txt:1")
    assert "khaydarova2018corpus stands apart from norov2005huquq now" in ran.err
    (found,) = [work for work in run("search", "хайдарова").rows if work["id"] == "khaydarova2018corpus"]
    assert found["publisher"] == "Fan"


def test_edit_is_shown_with_who_and_when_and_outlives_a_merge(run: Run) -> None:
    ran = run("edit", "norov2005huquq", "publisher_place=Тошкент", "doi=https://doi.org/10.1/x", "issued=")
    assert ran.err.startswith("bibman: norov2005huquq now has the DOI, issued and publisher-place that you")
    run("merge", "karimov2011education", "norov2005huquq")
    shown = run("show", "karimov2011education", "--format", "jsonl").rows[0]
    assert (shown["DOI"], shown["publisher-place"], "issued" in shown) == ("10.1/x", "Тошкент", False)
    edited, same = shown["judgements"]
    assert edited["fields"]["issued"] == {"before": "2005", "after": ""}
    assert (edited["who"], same["judgement"]) == ("Anna", "same")
    run("edit", "norov-yu", "name=Норов, Юсуф")
    assert run("authors", "Norov").rows[0]["name"] == "Норов, Юсуф"
    assert "shows what is printed again" in run("undo").err
    assert run("authors", "Norov").rows[0]["name"] == "Норов, Ю."


def test_log_has_the_latest_first_and_numbers_without_gaps(run: Run) -> None:
    run("merge", "khaydarova2018corpus", "khaydarova2020corpus", "norov2005huquq", "--who", "Bek")
    run("undo", "1", "--reason", "no")
    run("apart", "karimov-murod", "karimov-mansur")
    rows = run("log").rows
    assert [(row["number"], row["undone"]) for row in rows] == [(3, False), (2, False), (1, True)]
    assert (rows[2]["who"], rows[2]["undone_who"], rows[2]["undone_reason"]) == ("Bek", "Anna", "no")
    assert [row["number"] for row in run("log", "--in-force", "--kind", "work").rows] == [2]
    table = run("log", "--format", "table").out
    assert "same" in table and "Bek" in table and "Anna" in table


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["merge", "norov2005huquq"], 2, "two different keys"),
        (["merge", "norov2005huquq", "nobody"], 3, "no work or person nobody"),
        (["merge", "norov2005huquq", "norov-yu"], 2, "norov2005huquq is a work and norov-yu is a person"),
        (["merge", "norov2005huquq", "norov-yu", "--kind", "person"], 3, "no person norov2005huquq"),
        (["apart", "norov2005huquq", "a.txt:1"], 3, "bibman show norov2005huquq gives the places"),
        (["apart", "karimov2015schools", "b.txt:3"], 2, "this is all there is of karimov2015schools"),
        (["apart", "norov-yu", "Petrov"], 3, "nor a spelling of norov-yu"),
        (["edit", "norov2005huquq", "year=2005"], 2, "no field 'year'; its fields are type, author"),
        (["edit", "norov2005huquq", "issued=soon"], 2, "write a date as 2020, 2020-05"),
        (["edit", "norov2005huquq", "type=novel"], 2, "'novel' is no type of CSL"),
        (["edit", "norov2005huquq", "title"], 2, "write FIELD=VALUE"),
        (["edit", "norov2005huquq", "issued=2005"], 2, "has these values already"),
        (["edit", "norov-yu", "name= "], 2, "cannot be without a name"),
        (["undo"], 3, "no judgement to undo"),
        (["undo", "7"], 3, "no judgement 7"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_said_in_one_sentence(
    run: Run, arguments: list[str], code: int, sentence: str
) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err and ran.err.count("\n") == 1


def test_a_team_shares_judgements(run: Run, made: Path, tmp_path: Path) -> None:
    run("merge", "khaydarova2018corpus", "khaydarova2020corpus")
    run("edit", "norov2005huquq", "title=Ҳуқуқ")
    run("undo", "1")
    run("apart", "karimov-murod", "Karimov, M.")
    shared = tmp_path / "shared.jsonl"
    assert run("judgements", "export", "-o", shared).err == f"bibman: 3 judgements written to {shared}.\n"

    other = ["--db", shutil.copy(made, tmp_path / "other.db")]
    taken = run("judgements", "import", shared, *other)
    assert (taken.code, taken.err) == (0, "bibman: 3 judgements read: 3 taken in.\n")
    assert run("export", *other).out == run("export").out
    assert run("log", *other).out == run("log").out
    again = run("judgements", "import", shared, *other)
    assert {row["status"] for row in again.rows} == {"known"}
    assert run("log", *other).out == run("log").out


def test_lines_that_cannot_be_taken_in_are_told_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    good = {
        "judgement": "edited", "kind": "work", "a": "of another library", "b": "", "who": "Bek", "reason": "",
        "when": "2024-05-31T12:00:00Z", "undone": False, "id": "1", "a_marks": ["0" * 20],
        "fields": {"title": {"before": "", "after": "A title"}},
    }  # fmt: skip
    lines = ["no json", "[]", "{}", *(
        json.dumps(good | change) for change in (
            {"judgement": "sold"}, {"when": "yesterday"}, {"when": "2024-02-30T00:00:00Z"},
            {"when": "9999-01-01T00:00:00Z"}, {"a_marks": 7},
            {"a": "\ud800", "id": "\ud800"}, {"fields": {"colour": {"after": "red"}}}, {"fields": {}}, {},
        )
    )]  # fmt: skip
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    ran = run("judgements", "import", file)
    assert ran.code == 4
    assert [row["status"] for row in ran.rows] == (
        ["unread"] * 8 + ["waiting"] + ["unread"] * 2 + ["waiting"]
    )
    told = ran.err.splitlines()
    assert told[0] == f"bibman: {file}:1: this line is no JSON; each line is one judgement"
    assert len(told) == 13 and told[-1].endswith(
        "2 waiting for articles that are not here, 10 not understood."
    )
    assert run("log").rows[0]["a"] == "of another library"


def test_where_others_keep_writing_the_user_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibman.pipeline.REGROUPINGS", 0)
    told = run("apart", "karimov-murod", "karimov-mansur").err.splitlines()
    assert told[0].startswith("bibman: others kept writing;")
    assert told[0].endswith("works and people are not up to date; bring them so with: bibman doctor")


def test_keys_are_completed_by_the_shell(db: Path) -> None:
    def completed(words: str, **environment: str) -> list[str]:
        count = str(len(words.split()) - (not words.endswith(" ")))
        asking = {"COMP_WORDS": words, "COMP_CWORD": count, "_BIBMAN_COMPLETE": "bash_complete"}
        return run_bibman(**asking, **environment).out.split()

    assert completed("bibman merge norov") == ["plain,norov2005huquq", "plain,norov-yu"]
    assert completed("bibman merge --kind person norov") == ["plain,norov-yu"]
    assert completed("bibman show n", BIBMAN_DB="/nowhere") == []


def test_in_a_process_of_its_own_the_login_name_decides(db: Path) -> None:
    ran = run_bibman("apart", "karimov-murod", "karimov-mansur", BIBMAN_WHO="", LOGNAME="bek", USER="bek")
    assert ran.code == 0, ran.err
    assert ran.rows[0]["who"] == "bek"


def test_a_translation_is_linked_and_stays_a_work_of_its_own(run: Run) -> None:
    before = run("export").out
    linked = run("link", "khaydarova2020corpus", "khaydarova2018corpus", "--as", "edition")
    assert (linked.code, linked.err) == (
        0,
        "bibman: khaydarova2020corpus is an edition of khaydarova2018corpus; bibman undo 1 takes it back.\n",
    )
    (row,) = linked.rows
    assert row["judgement"] == "related"
    assert row["fields"]["relation"]["after"] == "edition"
    assert run("export").out == before
    assert "khaydarova2020corpus" not in run("duplicates").out  # decided: not asked again
    for key in ("khaydarova2020corpus", "khaydarova2018corpus"):
        assert "khaydarova2020corpus is an edition of khaydarova2018corpus" in run("show", key).out
    assert run("undo").code == 0
    assert "edition" not in run("show", "khaydarova2018corpus").out
    assert "khaydarova2020corpus" in run("duplicates").out


def test_what_a_work_can_be_of_another_is_said_once_and_the_same_everywhere() -> None:
    assert LINKED_AS == RELATIONS
