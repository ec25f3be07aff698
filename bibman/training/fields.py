"""Slots that code fills: numbers, pages, dates, links, quotes, people."""

from __future__ import annotations

import re
from random import Random

from bibman.training.bylines import byline
from bibman.training.draft import Draft, Field, in_words, slot
from bibman.training.facts import grammar
from bibman.training.people import draw_human, genitive, initial

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_OPENING = frozenset('«“„"‘―”')
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYLLABLES = re.findall("..", "tashimarokalenisobaurgidemoliratozaxopoverianosyaik")


def _between(rng: Random, span: str, default: str) -> int:
    low, _, high = (span or default).partition("-")
    return int(low) + int(rng.random() * (int(high or low) - int(low) + 1))


def _number(draft: Draft, span: str) -> str:
    return str(_between(draft.rng, span, "1-30"))


def _roman(draft: Draft, span: str) -> str:
    left, text = _between(draft.rng, span, "1-24"), ""
    for value, letters in _ROMAN:
        while left >= value:
            text, left = text + letters, left - value
    return text


def _year(draft: Draft, span: str) -> str:
    """The year of this reference: the same wherever it is printed."""
    if span:
        draft.kept["year"] = _number(draft, span)
    if "year" not in draft.kept:
        share = draft.rng.random()
        span = "2008-2026" if share < 0.71 else "1985-2009" if share < 0.89 else "1925-1990"
        if share > 0.992:
            span = "1820-1930"
        draft.kept["year"] = _number(draft, span)
    return draft.kept["year"]


def _pages(draft: Draft, span: str) -> str:
    rng = draft.rng
    first = _between(rng, span, "3-420") if rng.random() < 0.93 else _between(rng, "", "400-2400")
    last = first + 1 + int(rng.expovariate(0.11))
    second = str(last)
    if first > 99 and rng.random() < 0.03:
        second = second[-2:]
    dash = draft.habits.dash
    if rng.random() < 0.04:
        dash = rng.choice((" - ", "-", "–", " – ", "—", "--", "- "))
    return f"{first}{dash}{second}"


def _pad(draft: Draft, span: str) -> str:
    return f"{_between(draft.rng, span, '1-12'):02d}"


def _quoted(draft: Draft, name: str) -> str:
    text = slot(draft, name)
    if text[:1] in _OPENING:
        return text
    opening, closing = draft.habits.quotes
    return f"{opening}{text}{closing}"


def _capitals(draft: Draft, name: str) -> str:
    return slot(draft, name).upper()


def _once(draft: Draft, name: str) -> str:
    """A slot that keeps its text for the whole reference."""
    if name not in draft.kept:
        draft.kept[name] = slot(draft, name)
    return draft.kept[name]


def _slug(draft: Draft, size: str) -> str:
    """Letters and figures as they stand in links: "tashkilot-maro", "5364", "kx82b"."""
    rng = draft.rng
    kind = rng.random()
    if kind < 0.35:
        return str(_between(rng, "", "100-99999"))
    if kind < 0.85:
        words = (
            "".join(_SYLLABLES[int(rng.random() * len(_SYLLABLES))] for _ in range(rng.randint(2, 4)))
            for _ in range(rng.randint(1, 5))
        )
        return ("-" if rng.random() < 0.8 else "_").join(words)
    return "".join(
        _LETTERS[int(rng.random() * 26)] if rng.random() < 0.6 else str(int(rng.random() * 10))
        for _ in range(8)
    )


def _code(draft: Draft, shape: str) -> str:
    """Random signs by a shape: 9 is a figure, a and A a letter, the rest stands as it is."""
    rng = draft.rng
    made = {"9": lambda: str(int(rng.random() * 10)), "a": lambda: _LETTERS[int(rng.random() * 26)]}
    made["A"] = lambda: _LETTERS[int(rng.random() * 26)].upper()
    return "".join(made[sign]() if sign in made else sign for sign in shape)


def _habit(draft: Draft, _: str) -> str:
    if draft.rng.random() < 0.04:
        return draft.rng.choice((". - ", ". ", ".– ", " – ", ". – ", ", "))
    return draft.habits.area


def _named(draft: Draft, form: str) -> str:
    """A person whom a title names: in the genitive ("gen"), or the family alone."""
    human = draw_human(draft.rng, draft.language)
    if form == "gen":
        return f"{initial(human.given)}. {genitive(human.family)}"
    return human.family


def _alien(draft: Draft, name: str) -> str:
    """A rule in another language: parallel titles and glosses."""
    languages = ("ru", "uz", "en") if draft.language in ("uzl", "tr", "az", "tk") else ("en", "uzl", "ru")
    others = [language for language in languages if language != draft.language]
    return in_words(draft, grammar(draft.rng.choice(others)), name)


def _english(draft: Draft, name: str) -> str:
    return in_words(draft, grammar("en"), name)


def _who(draft: Draft, form: str) -> str:
    return byline(draft, form)


#: Slots filled by code; every other slot is a rule of the grammar.
FIELDS: dict[str, Field] = {
    "n": _number,
    "nn": _pad,
    "roman": _roman,
    "year": _year,
    "pages": _pages,
    "q": _quoted,
    "caps": _capitals,
    "once": _once,
    "slug": _slug,
    "code": _code,
    "who": _who,
    "named": _named,
    "alien": _alien,
    "english": _english,
    "~": _habit,
    ":": lambda draft, _: draft.habits.colon,
    "/": lambda draft, _: draft.habits.slash_before,
    "_": lambda draft, _: draft.habits.slash_after,
    "-": lambda draft, _: draft.habits.dash,
    "lq": lambda draft, _: draft.habits.quotes[0],
    "rq": lambda draft, _: draft.habits.quotes[1],
}
