"""`bibman review --apply`: the answers given on a report page become judgements."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bibman.cli import options
from bibman.cli.output import complain, print_rows
from bibman.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from bibman.library import Library
    from bibman.reports.answers import Answer, Known

_COLUMNS = ["status", "judgement", "a", "b", "who", "when"]
_MEANS = {"added": "taken in", "known": "judged so before", "refused": "about something else than is here"}


def apply(library: Library, file: str, who: str, form: str | None, *, who_is_given: bool) -> int:
    """Take the answers of a file in and print what became of each; the exit code.

    All lines are read before the first is taken in, so that a wrong file changes nothing. ``who`` decided
    where the file names nobody, and everything where it ``is_given`` on the command line.
    """
    from bibman.reports.answers import Known, read_answers

    answers = read_answers(options.lines(file), file)
    options.regroup(library)
    known = Known(library, answers)
    rows = []
    try:
        for answer in answers:
            maker = who if who_is_given or not answer.who else answer.who
            rows.append(_applied(library, known, replace(answer, who=maker)))
            if rows[-1]["message"]:
                complain(f"{file}:{answer.line}: {rows[-1]['message']}")
    finally:
        options.regroup(library)
    show = {
        "judgement": lambda row: f"{row['judgement']} ({row['kind']})",
        "when": lambda row: row["when"][:10],
    }
    print_rows(rows, form, _COLUMNS, show)
    counted = Counter(row["status"] for row in rows)
    told = [f"{counted[status]} {means}" for status, means in _MEANS.items() if counted[status]]
    complain(f"{len(rows)} {'answer' if len(rows) == 1 else 'answers'} read: {', '.join(told)}.")
    return NotFoundError.exit_code if counted["refused"] else 0


def _applied(library: Library, known: Known, given: Answer) -> dict[str, Any]:
    from bibman.reports.answers import not_later

    answer = not_later(given, datetime.now(UTC))
    status, message = "added", known.problem(answer)
    if message:
        status = "refused"
    elif known.is_judged(answer):
        status = "known"
    else:
        try:
            library.add_judgement(
                answer.kind, answer.a, answer.b, answer.verdict,
                who=answer.who, when=answer.when, reason="on the report page",
            )  # fmt: skip
        except (NotFoundError, UsageError) as error:
            status, message = "refused", str(error)
    return {
        "line": answer.line, "status": status, "judgement": answer.verdict, "kind": answer.kind,
        "a": answer.a, "b": answer.b, "who": answer.who, "when": answer.when, "message": message,
    }  # fmt: skip
