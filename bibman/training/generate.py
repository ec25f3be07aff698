"""Made-up references as labelled segments, to train the tagger on: every printed habit, every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random

from bibman.model import Segment
from bibman.training.draft import Draft, Habits
from bibman.training.facts import grammar
from bibman.training.fields import FIELDS
from bibman.training.noise import spoil
from bibman.training.tables import read_rows
from bibman.training.templates import choices, print_template


def generate(count: int, seed: int) -> Iterator[list[Segment]]:
    """``count`` made-up references as (label, text) segments whose texts join to the printed reference."""
    rng = Random(seed)
    for _ in range(count):
        yield one_reference(rng)


def one_reference(rng: Random) -> list[Segment]:
    """One made-up reference."""
    while True:
        kind, language = _draw(rng, "kinds", "kind"), _draw(rng, "kinds", "language")
        found, totals = choices(kind, language)
        if not found:
            continue
        template = rng.choices(found, cum_weights=totals)[0]
        draft = new_draft(rng, language)
        segments = spoil(rng, print_template(draft, template), language)
        if segments:
            return segments


def new_draft(rng: Random, language: str) -> Draft:
    """An empty reference in a language, with habits of print drawn for it."""
    citing = _draw(rng, "citing", language) if rng.random() < 0.13 else language
    imprint = _draw(rng, "imprints", language) if rng.random() < 0.1 else language
    habits = _habits(rng, language)
    draft = Draft(rng, language, grammar(language), grammar(imprint), grammar(citing), habits, FIELDS)
    if rng.random() < 0.35:
        draft.kept["one"] = "1"
    if rng.random() < 0.3:
        draft.kept["stray"] = "."
    return draft


@cache
def _shares(table: str, key: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    rows = [row for row in read_rows(table) if row[0] == key]
    return tuple(row[1] for row in rows), tuple(accumulate(float(row[2]) for row in rows))


def _draw(rng: Random, table: str, key: str) -> str:
    values, totals = _shares(table, key)
    return rng.choices(values, cum_weights=totals)[0] if values else key


@cache
def _spelled(key: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    values, totals = _shares("habits", key)
    return tuple(value.replace("_", " ").replace("NBSP", "\u00a0") for value in values), totals


def _habit(rng: Random, key: str) -> str:
    values, totals = _spelled(key)
    return rng.choices(values, cum_weights=totals)[0]


def _habits(rng: Random, language: str) -> Habits:
    quotes = _habit(rng, "quotes" if language not in ("en", "tr") else "quotes abroad")
    opening, _, closing = quotes.partition("…")
    return Habits(
        area=_habit(rng, "area"),
        dash=_habit(rng, "dash"),
        colon=_habit(rng, "colon"),
        slash_before=_habit(rng, "slash before"),
        slash_after=_habit(rng, "slash after"),
        initials_gap=_habit(rng, "initials gap"),
        initials_dot=_habit(rng, "initials dot"),
        quotes=(opening, closing),
    )
