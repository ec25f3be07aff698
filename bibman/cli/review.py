from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bibman.cli import judging, options
from bibman.cli.output import ROW_FORMATS, complain
from bibman.errors import UsageError

if TYPE_CHECKING:
    from bibman.library import CandidatePair, Kind, Library, PersonWithNames, WorkWithReferences
    from bibman.library.rows import JudgementVerdict
    from bibman.model import Judgement

_VERDICTS: dict[str, JudgementVerdict] = {"s": "same", "d": "different", "u": "undecided"}
_KEYS = "s same, d different, u undecided for now, b back to the pair before, q quit, ? this help"
#: So many references of a work and places of a person are shown; the rest is counted.
_SHOWN = 3

#: A row of what is set side by side: what it is, and the two values.
Row = tuple[str, str, str]


@click.command("review")
@click.option("--kind", type=click.Choice(judging.KINDS), help="Only works, or only persons.")
@click.option("--undecided", is_flag=True, help="Ask again about what was left undecided.")
@click.option(
    "--answers", metavar="FILE|-", help='Take the answers from a file, one a line; "-" is standard input.'
)
@judging.who
@options.db
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask about N pairs at most.")
@options.format_option(ROW_FORMATS)
def command(
    kind: Kind | None, undecided: bool, answers: str | None, who: str, db: Path | None, limit: int | None,
    form: str | None,
) -> None:  # fmt: skip
    """Decide one by one which works, or persons, are one: the likeliest first.

    Both sides are shown with what is printed and where. One key answers: s same, d different, u undecided,
    b back, q quit, ? help. Stop at any time: what was decided is kept and does not come again.

    \b
    bibman review
    bibman review --kind person --limit 20
    bibman review --answers decided.txt
    """
    from bibman.library import Library

    if answers is None and not sys.stdin.isatty():
        raise UsageError("review asks at a terminal; elsewhere give the answers, one a line: --answers -")
    told = judging.print_judgements if answers or not sys.stdout.isatty() or form else None
    with Library.open(options.library_path(db), write=True) as library:
        options.regroup(library)
        pairs = _open_pairs(library, kind, undecided)
        made: dict[int, Judgement] = {}
        try:
            given = _lines(answers) if answers else _keys_pressed()
            _decide(library, pairs[:limit], given, _shower(library), who, made)
        except KeyboardInterrupt:
            raise click.Abort from None
        finally:
            if made:
                options.regroup(library)
            if told:
                told(made.values(), form)
            complain(_summary(made.values(), len(pairs) - len(made)))


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
) -> None:
    """Put the pairs one by one and write each decision at once; ``made`` holds them by the pair's place."""
    place = 0
    while place < len(pairs):
        pair = pairs[place]
        if _follows(pair, made.values()):
            place += 1
            continue
        show(pair, f"{place + 1} of {len(pairs)}")
        answer = next(answers, "q")
        if answer == "q":
            return
        if answer == "?":
            click.echo(_KEYS, err=True)
        elif answer == "b":
            place = max(made, default=place)
            if place in made:
                library.undo(made.pop(place).number, who=who, reason="back in review")
        else:
            verdict = _VERDICTS[answer]
            made[place] = library.add_judgement(pair.kind, pair.a, pair.b, verdict, who=who)
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
        click.echo("same, different, undecided, back, quit? [s/d/u/b/q/?] ", nl=False, err=True)
        try:
            key = click.getchar().lower()
        except EOFError:
            key = "q"
        click.echo(key if key.isprintable() else "", err=True)
        yield key if key in (*_VERDICTS, "b", "q") else "?"


def _lines(file: str) -> Iterator[str]:
    for number, line in enumerate(options.lines(file), 1):
        answer = line.strip().lower()
        short = next((key for key, verdict in _VERDICTS.items() if answer == verdict), answer)
        if answer and short not in (*_VERDICTS, "b", "q"):
            raise UsageError(f"{file}:{number}: {answer!r} is no answer; the answers are s, d, u, b and q")
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


def _shower(library: Library) -> Callable[[CandidatePair, str], None]:
    """What shows a pair at the terminal: persons are read once, for reading one is reading all."""
    persons = {person.key: person for person in library.persons()}

    def show(pair: CandidatePair, counted: str) -> None:
        click.secho(f"\n{counted}: one {pair.kind}? ({pair.score:.2f}) {pair.reason}", bold=True, err=True)
        if pair.kind == "work":
            rows = _work_rows(library.work(pair.a), library.work(pair.b))
        else:
            rows = _person_rows(persons[pair.a], persons[pair.b])
        _print_beside(("", pair.a, pair.b), rows)

    return show


def _work_rows(a: WorkWithReferences, b: WorkWithReferences) -> list[Row]:
    from bibman.library.edits import FIELDS, field_text

    rows = [(field, field_text(a.record, field), field_text(b.record, field)) for field in FIELDS]
    return [row for row in rows if row[1] or row[2]] + [("printed", _printed(a), _printed(b))]


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
        ("name", a.name, b.name),
        ("spellings", spellings(a), spellings(b)),
        ("works", _some(a.works), _some(b.works)),
        ("articles", places(a), places(b)),
    ]


def _some(lines: Sequence[str]) -> str:
    more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])


def _print_beside(heads: Row, rows: Sequence[Row]) -> None:
    from tabulate import tabulate

    labels = max(len(label) for label, _, _ in rows)
    width = max(20, (shutil.get_terminal_size((110, 24)).columns - labels - 4) // 2)
    cells = [(label if a == b or not (a and b) else f"{label} ≠", a, b) for label, a, b in rows]
    printed = tabulate(
        cells, headers=heads, tablefmt="simple", maxcolwidths=[None, width, width], disable_numparse=True
    )
    click.echo(printed, err=True)
