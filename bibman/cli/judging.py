"""What the commands that judge have in common: who judges what, and what has become of it."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import options
from bibman.cli.output import complain, print_rows
from bibman.errors import BibmanError, NotFoundError, UsageError

if TYPE_CHECKING:
    from bibman.library import CandidatePair, Kind, Library
    from bibman.model import Judgement

KINDS: tuple[Kind, ...] = ("work", "person")
#: So much of a title is shown beside a key.
_TITLE = 70
COLUMNS = ["number", "judgement", "kind", "a", "b", "who", "when", "reason", "undone"]


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody is logged in: a container, a service
        return ""


who = click.option(
    "--who",
    envvar="BIBMAN_WHO",
    show_envvar=True,
    default=_login_name,
    metavar="NAME",
    help="Who decides.  [default: the login name]",
)
reason = click.option("--reason", default="", metavar="WHY", help="Why, for those who read the log.")
min_score = click.option(
    "--min-score", type=click.FloatRange(0, 1), metavar="0..1", help="Only pairs that score so much or more."
)
kind_option = click.option(
    "--kind", type=click.Choice(KINDS), help="What the keys are of, where a work and a person share one."
)


def complete_key(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The keys of works and persons that begin like this, for the shell; none where there is no library."""
    from bibman.library import Library

    try:
        with Library.open(options.library_path(ctx.params.get("db"))) as library:
            kinds = [ctx.params["kind"]] if ctx.params.get("kind") else KINDS
            return [key for kind in kinds for key in library.keys(kind, incomplete)]
    except BibmanError:
        return []


def kind_of(library: Library, keys: Iterable[str], asked: Kind | None) -> Kind:
    """Whether the keys are of works or of persons; an error where they are neither, both or of two kinds."""
    kinds = {key: [k for k in KINDS if asked in (None, k) and library.knows(k, key)] for key in keys}
    for key, found in kinds.items():
        if not found:
            raise NotFoundError(
                f"no {asked or 'work or person'} {key} in the library; "
                "bibman search and bibman authors find the keys"
            )
    shared = [kind for kind in KINDS if all(kind in found for found in kinds.values())]
    if not shared:
        one, other = (next(key for key, found in kinds.items() if kind in found) for kind in KINDS)
        raise UsageError(f"{one} is a work and {other} is a person; name two of one kind")
    if len(shared) > 1:
        raise UsageError(f"{next(iter(kinds))} is a work and a person; say which is meant with --kind")
    return shared[0]


def row_of(made: Judgement) -> dict[str, Any]:
    """A judgement as a row of output."""
    from bibman.library.judgements import judgement_row

    return {"number": made.number, **judgement_row(made)}


def print_judgements(
    made: Iterable[Judgement],
    form: str | None,
    columns: Sequence[str] = ("number", "judgement", "a", "b", "reason"),
) -> None:
    """Print judgements as rows, in a table these columns; there an edit's values stand for the second key."""
    show = {
        "judgement": lambda row: f"{row['judgement']} ({row['kind']})",
        "b": lambda row: row["b"] or [f"{name}: {_change(values)}" for name, values in row["fields"].items()],
        "when": lambda row: row["when"][:10],
        "undone": lambda row: f"{row['undone_who']} {row['undone_when'][:10]}" if row["undone"] else "",
    }
    if form == "csv":
        print_rows(map(row_of, made), form, COLUMNS, {"b": show["b"]})
    else:
        print_rows(map(row_of, made), form, columns, show)


def _change(values: Mapping[str, str]) -> str:
    return f"{values['before'] or '(nothing)'} → {values['after'] or '(nothing)'}"


def print_pairs(library: Library, pairs: Sequence[CandidatePair], form: str | None) -> None:
    """Print pairs to decide as rows; in a table, works stand with their titles."""
    works = [key for pair in pairs if pair.kind == "work" for key in (pair.a, pair.b)]
    titles = library.titles(works)

    def shown(side: str) -> Callable[[Mapping[str, Any]], str]:
        return lambda row: f"{row[side]}\n{_short(titles.get(row[side], ''))}".strip()

    rows = (
        {"a": p.a, "b": p.b, "verdict": p.verdict, "score": p.score, "reason": p.reason, "kind": p.kind}
        for p in pairs
    )
    show = {} if form == "csv" else {"a": shown("a"), "b": shown("b")}
    print_rows(rows, form, ["a", "b", "verdict", "score", "reason"], show)


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rsplit(' ', 1)[0]} …"


def finish(library: Library, made: Sequence[Judgement], form: str | None, *, were_one: bool = False) -> None:
    """Bring the library up to date, print the judgements, and say what has become of what was judged."""
    options.regroup(library)
    print_judgements(made, form)
    for judgement in made:
        complain(f"{_outcome(library, judgement, were_one)}; bibman undo {judgement.number} takes it back.")


def _outcome(library: Library, made: Judgement, were_one: bool) -> str:
    if made.verdict == "edited":
        return _edited(made)
    if made.verdict == "related":
        return _related(made.a, made.fields[0][2], made.b)
    return _judged(library, made, were_one)


def _related(a: str, relation: str, b: str) -> str:
    return f"{a} is {'an' if relation[0] in 'aeiou' else 'a'} {relation} of {b}"


def _edited(made: Judgement) -> str:
    *others, last = (field for field, _, _ in made.fields)
    before = f"{', '.join(others)} and " if others else ""
    return f"{made.a} now has the {before}{last} that you gave"


def _judged(library: Library, made: Judgement, were_one: bool) -> str:
    a, b = map(set, library.sides_today(made.number))
    if made.verdict == "same":
        if len(a | b) > 1:
            return f"{made.a} and {made.b} are judged the same, but other judgements keep parts of them apart"
        (key,) = a | b
        others = [name for name in (made.a, made.b) if name.casefold() != key.casefold()]
        return f"{' and '.join(others)} {'is' if len(others) == 1 else 'are'} now part of {key}"
    if a & b:
        alike = "in the same words" if made.kind == "work" else "under the same name"
        return f"{made.a} and {made.b} are judged different, but print {alike} and cannot be told apart"
    if were_one:
        return f"{', '.join(sorted(b))} stands apart from {', '.join(sorted(a))} now"
    return f"{made.a} and {made.b} stay apart and are not asked about again"


def undoing(library: Library, undone: Judgement) -> str:
    """What has become of what was judged now that the judgement is taken back, as a sentence."""
    back = f"judgement {undone.number} is taken back"
    if undone.verdict == "edited":
        return f"{back}: {undone.a} shows what is printed again."
    if undone.verdict == "related":
        return f"{back}: {undone.a} and {undone.b} have nothing to do with each other any more."
    a, b = map(set, library.sides_today(undone.number))
    one = len(a | b) == 1
    if undone.verdict == "same":
        return f"{back}: {undone.a} and {undone.b} {'are one all the same' if one else 'are two again'}."
    if undone.verdict == "different" and one:
        return f"{back}: all of it is {next(iter(a | b))} again."
    return f"{back}: {undone.a} and {undone.b} may be asked about again."


def judgements_on(library: Library, kind: Kind, key: str) -> list[Judgement]:
    """The judgements in force that made a work or person what it is, in the order they were made."""
    return [
        judgement
        for judgement in library.judgements()
        if judgement.kind == kind
        and judgement.verdict != "undecided"
        and not judgement.undone
        and any(key in side for side in library.sides_today(judgement.number))
    ]


def told(row: Mapping[str, Any]) -> str:
    """A judgement (a row of output) in a line for people: what, by whom, when, why."""
    if row["judgement"] == "edited":
        what = "edited: " + "; ".join(f"{name}: {_change(values)}" for name, values in row["fields"].items())
    elif row["judgement"] == "related":
        what = _related(row["a"], row["fields"]["relation"]["after"], row["b"])
    else:
        what = f"judged {row['judgement']}: {row['a']}, {row['b']}"
    why = f" ({row['reason']})" if row["reason"] else ""
    return f"{what}{why}, by {row['who'] or 'somebody'} on {row['when'][:10]}: judgement {row['number']}"
