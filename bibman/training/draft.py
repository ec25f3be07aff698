"""One reference in the making: its languages, its habits of print, and how slots become text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from bibman.training.facts import Alternatives, Grammar, Phrase
from bibman.training.people import Human


@dataclass(slots=True)
class Habits:
    """How one reference is typed throughout: what stands between areas, around quotes and inside names."""

    area: str = ". – "
    dash: str = "–"
    colon: str = ": "
    slash_before: str = " "
    slash_after: str = " "
    initials_gap: str = " "
    initials_dot: str = "."
    quotes: tuple[str, str] = ("«", "»")


FIRST_LETTER = re.compile(r"^[\W_]*[^\W\d_]")
#: Rules that name where a work came out; they may speak another language than the work.
IMPRINT = frozenset({"jour", "conf", "host", "news", "city", "pub", "pubname", "univ", "enc"})
#: A slot that code fills, from the draft and the slot's argument.
Field = Callable[["Draft", str], str]


@dataclass(slots=True)
class Draft:
    """A reference being printed.

    ``words`` are the phrases of its own language, ``imprint`` those of the journal, publisher and place,
    ``cues`` those of the citing text; ``fields`` are the slots that code fills, ``kept`` holds what must not
    change within the reference.
    """

    rng: Random
    language: str
    words: Grammar
    imprint: Grammar
    cues: Grammar
    habits: Habits
    fields: Mapping[str, Field]
    people: list[Human] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def expand(draft: Draft, phrase: Phrase) -> str:
    """The phrase with every slot filled; a full stop after one of ``.?!`` is not doubled."""
    text = ""
    for part in phrase:
        if isinstance(part, str):
            new = part
        elif isinstance(part, Alternatives):
            new = expand(draft, part[int(draft.rng.random() * len(part))])
        else:
            new = slot(draft, part[0], part[1])
        if new[:1] == "." and text[-1:] in {".", "?", "!", "…"} and text[-3:] != "...":
            new = new[1:]
        text += new
    return text


def slot(draft: Draft, name: str, argument: str = "") -> str:
    """What stands in for a slot; a capitalised rule is a cue word and speaks the citing language."""
    if made := draft.fields.get(name):
        return made(draft, argument)
    if name[0].isupper():
        return _rule(draft, draft.cues, name)
    if name in IMPRINT:
        text = in_words(draft, draft.imprint, name)
        return FIRST_LETTER.sub(lambda match: match[0].upper(), text, count=1)
    return _rule(draft, draft.words, name)


def in_words(draft: Draft, words: Grammar, name: str) -> str:
    """A rule of another language, with all that it calls for."""
    own, draft.words = draft.words, words
    text = _rule(draft, words, name)
    draft.words = own
    return text


def _rule(draft: Draft, rules: Grammar, name: str) -> str:
    among = rules.get(name)
    if not among:
        raise KeyError(f"no rule for the slot {name} in {draft.language}")
    return expand(draft, among[int(draft.rng.random() * len(among))])
