"""The tables of facts that made-up references are printed from (``facts/*.tsv``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``facts/NAME.tsv`` without the header line, comments and empty lines."""
    text = files("bibman.training").joinpath("facts", f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])


def choices(text: str) -> list[str]:
    """The choices in ``one | 3*another``, each as often as its weight says."""
    found: list[str] = []
    for option in text.split(" | "):
        weight, star, rest = option.partition("*")
        found += [rest] * int(weight) if star and weight.isdigit() else [option]
    return found


@cache
def pools(name: str) -> dict[str, tuple[str, ...]]:
    """The choices of each row of a two-column table; rows of the same name add up."""
    found: dict[str, list[str]] = {}
    for key, text in read_rows(name):
        found.setdefault(key, []).extend(choices(text))
    return {key: tuple(values) for key, values in found.items()}
