from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from bibman.cli import applying, judging, options
from bibman.cli.beside import Row, set_beside
from bibman.cli.output import ROW_FORMATS, complain
from bibman.errors import UsageError

if TYPE_CHECKING:
    from bibman.library import CandidatePair, Kind, Library, PersonWithNames, WorkWithReferences
    from bibman.library.rows import JudgementVerdict
    from bibman.model import Judgement

_VERDICTS: dict[str, JudgementVerdict] = {"s": "same", "d": "different", "u": "undecided"}
_BACK, _QUIT, _HELP = "b", "q", "?"
_ANSWERS = {
    "s": "same", "d": "different", "l": "later", "u": "undecided", _BACK: "back", _QUIT: "quit",
}  # fmt: skip
_KEYS = (
    "s same, d different, l later (comes again the next time), u undecided (comes again with --undecided), "
    "b back to the pair before, q quit, ? this help"
)
#: So many references of a work and places of a person are shown; the rest is counted.
_SHOWN = 3


@click.command("review")
@click.option("--kind", type=click.Choice(judging.KINDS), help="Only works, or only persons.")
@click.option("--undecided", is_flag=True, help="Ask again about what was left undecided.")
@judging.min_score
@click.option(
    "--yes", is_flag=True, help="Judge all pairs from --min-score on to be the same, without asking."
)
@click.option("--dry-run", is_flag=True, help="With --yes: show the pairs, judge nothing.")
@click.option(
    "--answers", metavar="FILE|-", help='Take the answers from a file, one a line; "-" is standard input.'
)
@click.option("--apply", "page", metavar="FILE|-", help="Take in the answers of a page of bibman report.")
@judging.who
@options.db
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask about N pairs at most.")
@options.format_option(ROW_FORMATS)
@click.pass_context
def command(
    ctx: click.Context, kind: Kind | None, undecided: bool, min_score: float | None, yes: bool, dry_run: bool,
    answers: str | None, page: str | None, who: str, db: Path | None, limit: int | None, form: str | None,
) -> None:  # fmt: skip
    """Decide one by one which works, or persons, are one: the likeliest first.

    Both sides are shown with what is printed and where, and the parts that differ are marked. One key
    answers: s same, d different, l later, u undecided, b back, q quit, ? help. Stop at any time: what was
    decided is kept and does not come again.

    \b
    bibman review
    bibman review --kind person --limit 20
    bibman review --kind work --min-score 0.95 --yes --dry-run
    bibman review --answers decided.txt
    bibman review --apply bibman-answers.jsonl
    """
    from bibman.library import Library

    _check_usage(yes, min_score, dry_run, answers, page)
    told = judging.print_judgements if answers or yes or not sys.stdout.isatty() or form else None
    with Library.open(options.library_path(db), write=True) as library:
        if page is not None:
            given = ctx.get_parameter_source("who") is ParameterSource.COMMANDLINE
            ctx.exit(applying.apply(library, page, who, form, who_is_given=given))
        options.regroup(library)
        pairs = _open_pairs(library, kind, undecided)
        asked = [pair for pair in pairs if pair.score >= (min_score or 0)][:limit]
        if dry_run:
            judging.print_pairs(library, asked, form)
            complain(f"{len(asked)} of {len(pairs)} pairs would be judged the same.")
            return
        made: dict[int, Judgement] = {}
        try:
            if yes:
                _decide(library, asked, repeat("s"), _not_shown, who, made, f"scores {min_score} or more")
            else:
                answered = _lines(answers) if answers else _keys_pressed()
                _decide(library, asked, answered, partial(_show, library), who, made)
        except KeyboardInterrupt:
            raise click.Abort from None
        finally:
            if made:
                options.regroup(library)
            if told:
                told(made.values(), form)
            complain(_summary(made.values(), len(pairs) - len(made)))


def _check_usage(
    yes: bool, min_score: float | None, dry_run: bool, answers: str | None, page: str | None
) -> None:
    if sum((yes, answers is not None, page is not None)) > 1:
        raise UsageError("give one of --yes, --answers and --apply")
    if yes and min_score is None:
        raise UsageError("--yes asks nothing: say from which score on pairs are the same, with --min-score")
    if dry_run and not yes:
        raise UsageError("--dry-run shows what --yes would judge; give both")
    if not yes and answers is None and page is None and not sys.stdin.isatty():
        raise UsageError("review asks at a terminal; elsewhere give the answers, one a line: --answers -")


def _open_pairs(library: Library, kind: Kind | None, undecided: bool) -> list[CandidatePair]:
    left = {
        (j.kind, frozenset((j.a, j.b)))
        for j in library.judgements()
        if j.verdict == "undecided" and not j.undone and not undecided
    }
    return [p for p in library.candidates(kind) if (p.kind, frozenset((p.a, p.b))) not in left]


def _decide(
    library: Library,
    pairs: Sequence[CandidatePair],
    answers: Iterator[str],
    show: Callable[[CandidatePair, str], None],
    who: str,
    made: dict[int, Judgement],
    reason: str = "",
) -> None:
    """Put the pairs one by one and write each decision at once; ``made`` holds them by the pair's place."""
    place, left = 0, list[int]()
    while place < len(pairs):
        pair = pairs[place]
        if _follows(pair, made.values()):
            place += 1
            continue
        show(pair, f"{place + 1} of {len(pairs)}")
        answer = next(answers, _QUIT)
        if answer == _QUIT:
            return
        if answer == _HELP:
            click.echo(_KEYS, err=True)
        elif answer == _BACK:
            place = left.pop() if left else place
            if place in made:
                library.undo(made.pop(place).number, who=who, reason="back in review")
        else:
            if answer in _VERDICTS:
                verdict = _VERDICTS[answer]
                made[place] = library.add_judgement(
                    pair.kind, pair.a, pair.b, verdict, who=who, reason=reason
                )
            left.append(place)
            place += 1


def _follows(pair: CandidatePair, made: Collection[Judgement]) -> bool:
    """Whether what was decided says it already: the same as the same is the same, and differs from others."""
    judged = [(j.verdict, {j.a, j.b}) for j in made if j.kind == pair.kind]
    one, other = (
        _joined({key}, [both for verdict, both in judged if verdict == "same"]) for key in (pair.a, pair.b)
    )
    differ = any(both & one and both & other for verdict, both in judged if verdict == "different")
    return differ or one == other


def _joined(keys: set[str], same: Sequence[set[str]]) -> set[str]:
    """The keys with all that are the same as one of them."""
    more = keys.union(*(both for both in same if both & keys))
    return keys if more == keys else _joined(more, same)


def _keys_pressed() -> Iterator[str]:
    """The keys that are pressed at the terminal, as far as they mean something."""
    while True:
        click.echo(f"{', '.join(_ANSWERS.values())}? [{'/'.join(_ANSWERS)}/?] ", nl=False, err=True)
        try:
            key = click.getchar().lower()
        except EOFError:
            key = _QUIT
        click.echo(key if key.isprintable() else "", err=True)
        yield key if key in _ANSWERS else _HELP


def _lines(file: str) -> Iterator[str]:
    for number, line in enumerate(options.lines(file), 1):
        answer = line.strip().lower()
        short = next((key for key, word in _ANSWERS.items() if answer == word), answer)
        if answer and short not in _ANSWERS:
            raise UsageError(
                f"{file}:{number}: {answer!r} is no answer; the answers are {', '.join(_ANSWERS)}"
            )
        if answer:
            yield short


def _summary(made: Collection[Judgement], left: int) -> str:
    counted: Counter[str] = Counter(judgement.verdict for judgement in made)
    if not counted and not left:
        return "there is nothing to decide."
    decided = ", ".join(f"{counted[word]} {word}" for word in ("same", "different") if counted[word])
    skipped = f", {counted['undecided']} left undecided" if counted["undecided"] else ""
    more = f"{left} {'pair' if left == 1 else 'pairs'} left" if left else "nothing else is left"
    return f"{decided or 'nothing'} decided{skipped}; {more} to decide."


def _not_shown(pair: CandidatePair, counted: str) -> None:
    """Pairs that are judged without asking are listed afterwards."""


def _show(library: Library, pair: CandidatePair, counted: str) -> None:
    click.secho(f"\n{counted}: one {pair.kind}? ({pair.score:.2f}) {pair.reason}", bold=True, err=True)
    if pair.kind == "work":
        rows = _work_rows(library.work(pair.a), library.work(pair.b))
    else:
        rows = _person_rows(library.person(pair.a), library.person(pair.b))
    coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    width = shutil.get_terminal_size((110, 24)).columns
    for line in set_beside((pair.a, pair.b), rows, width, "colour" if coloured else "brackets"):
        click.echo(line, err=True)


def _work_rows(a: WorkWithReferences, b: WorkWithReferences) -> list[Row]:
    from bibman.library.edits import FIELDS, field_text

    fields = [Row(field, field_text(a.record, field), field_text(b.record, field), True) for field in FIELDS]
    return [row for row in fields if row.a or row.b] + [Row("printed", _printed(a), _printed(b))]


def _printed(work: WorkWithReferences) -> str:
    places = [f"{options.shown_path(r.article)}:{r.start_line}\n{r.text}" for r in work.references]
    return _some(places)


def _person_rows(a: PersonWithNames, b: PersonWithNames) -> list[Row]:
    def spellings(person: PersonWithNames) -> str:
        return "\n".join(f"{name.form} ×{name.count}" for name in person.names)

    def places(person: PersonWithNames) -> str:
        paths = dict.fromkeys(path for name in person.names for path in name.articles)
        return _some([options.shown_path(path) for path in paths])

    return [
        Row("name", a.name, b.name, compare=True),
        Row("spellings", spellings(a), spellings(b)),
        Row("works", _some(a.works), _some(b.works)),
        Row("articles", places(a), places(b)),
    ]


def _some(lines: Sequence[str]) -> str:
    more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])
