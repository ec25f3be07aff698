"""What `bibman check` prints for people: articles under their names, findings in lines, many alike in one."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from command import SEEDS, Run
from test_transcripts import on_a_terminal

from bibman.checks import Finding
from bibman.checks.articles import Checked
from bibman.cli.findings import article_lines, closing_lines
from bibman.model import Reference

REFERENCES = tuple(Reference(f"Каримов К. {n}-китоб.", str(n)) for n in (1, 2, 3, 4, 6, 7, 9, 10))
CAPITALS = tuple(
    Finding("all-caps", 20 + n, "in capitals", reference=n, label="") for n in (1, 2, 3, 5, 5, 8)
)
GAP = Finding("number-gap", 24, "after 4 comes 6: 5 is missing in the list", reference=5)
TORN = Finding("split-apostrophe", 22, "an apostrophe is torn from its word: O 'QISH", 1, 2, "2", "O'QISH")


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def shown(*findings: Finding, fold: bool = True) -> list[str]:
    article = Checked("a.txt", REFERENCES, findings)
    return [click.unstyle(line) for line in article_lines(article, fold=fold)]


def test_a_finding_has_its_line_level_rule_and_right_text() -> None:
    assert shown(GAP, TORN) == [
        "a.txt: 8 entries: 2 warnings",
        "  24  warning  number-gap: after 4 comes 6: 5 is missing in",
        "               the list",
        "  22  warning  split-apostrophe: an apostrophe is torn from",
        "               its word: O 'QISH",
        "               → O'QISH",
    ]


def test_many_findings_of_one_rule_are_told_together_by_the_printed_numbers() -> None:
    assert shown(GAP, *CAPITALS) == [
        "a.txt: 8 entries: 1 warning, 6 notes",
        "  24  warning  number-gap: after 4 comes 6: 5 is missing in",
        "               the list",
        "  21  note     all-caps: 6 times: a title or name is printed",
        "               in capitals: entries 1–3, 6, 10",
    ]
    assert len(shown(*CAPITALS, fold=False)) == 7
    assert len(shown(*CAPITALS[:4])) == 5


def test_errors_are_never_told_together() -> None:
    wrong = [Finding("bad-url", n, f"http://{n} names no site", reference=1) for n in range(1, 8)]
    assert len(shown(*wrong)) == 8


def test_pages_are_shown_where_there_are_several() -> None:
    assert shown(GAP, Finding("no-list", 3, "no list", page=2))[1:] == [
        "  24 (p. 1)  warning  number-gap: after 4 comes 6: 5 is",
        "                      missing in the list",
        "   3 (p. 2)  warning  no-list: no list",
    ]


def closing(*articles: tuple[Finding, ...], fold: bool = True, mend: bool = True) -> list[str]:
    checked = [Checked("a.txt", REFERENCES, findings) for findings in articles]
    return [click.unstyle(line) for line in closing_lines(checked, fold=fold, mend=mend)]


def test_the_last_lines_say_how_many_and_what_can_be_asked_next() -> None:
    assert closing(()) == []
    assert closing((GAP,)) == ["", "1 warning.", "  --rules  what each rule means"]
    assert closing((TORN, *CAPITALS), ()) == [
        "",
        "1 warning, 6 notes in 1 of 2 articles.",
        "  --rules            what each rule means",
        "  --level warning    without notes",
        "  --only all-caps    one by one what is told together",
        "  --fix -o list.txt  the list of one article with what is safe to mend",
    ]
    assert "--fix" not in " ".join(closing((TORN,), mend=False))


def test_colours_are_for_terminals_and_for_who_wants_them(run: Run, tmp_path: Path) -> None:
    article = next(SEEDS.glob("000*"))
    table = run("check", article, "--format", "table", NO_COLOR="")
    assert "\x1b" not in table.out
    assert "\x1b" not in on_a_terminal(f"bibman check {article}", tmp_path)
    assert "\x1b[33mwarning" in on_a_terminal(f"unset NO_COLOR; bibman check {article}", tmp_path)
    width = max(map(len, on_a_terminal(f"bibman check {article.parent}", tmp_path).splitlines()))
    assert width <= 100
