"""What a check finds, and the rules it goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal, cast

from bibman.errors import UsageError
from bibman.text import read_table

Level = Literal["error", "warning", "note"]

#: The levels, the gravest first.
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for: its name, how grave it is, and a sentence that says what it tells."""

    name: str
    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in an article, and where.

    ``reference`` counts the article's entries from 1 (0: it is about the list or the text), ``label`` is the
    entry's printed number, ``suggestion`` the text that would be right ("" where only a person knows it).
    """

    rule: str
    line: int
    message: str
    page: int = 1
    reference: int = 0
    label: str = ""
    suggestion: str = ""

    @property
    def level(self) -> Level:
        """How grave the finding is: its rule's level."""
        return rules()[self.rule].level


def counted(findings: Iterable[Finding]) -> str:
    """How many findings there are of each level, in words: "1 error, 2 notes"."""
    counts = Counter(finding.level for finding in findings)
    told = [f"{counts[level]} {level}{'s' * (counts[level] != 1)}" for level in LEVELS if counts[level]]
    return ", ".join(told) or "nothing found"


@cache
def rules() -> dict[str, Rule]:
    """All rules by name, the gravest first."""
    rows = read_table("check_rules")
    return {row["rule"]: Rule(row["rule"], cast(Level, row["level"]), row["sentence"]) for row in rows}


def chosen_rules(
    only: Collection[str] = (), without: Collection[str] = (), least: Level = "note"
) -> frozenset[str]:
    """The names of the rules to go by: those named (all, where none is), not left out, at least so grave.

    UsageError for a rule that does not exist.
    """
    for name in (*only, *without):
        if name not in rules():
            near = get_close_matches(name, rules(), 1, cutoff=0.4)
            hint = f"did you mean {near[0]}?" if near else "see: bibman check --rules"
            raise UsageError(f"there is no rule {name!r}; {hint}")
    grave = LEVELS[: LEVELS.index(least) + 1]
    return frozenset(
        name
        for name, rule in rules().items()
        if (not only or name in only) and name not in without and rule.level in grave
    )
