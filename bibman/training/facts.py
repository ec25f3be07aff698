"""Phrases of made-up references: small grammars in ``facts/*.tsv``, one language a file."""

from __future__ import annotations

import re
from functools import cache

from bibman.training.letters import in_letters
from bibman.training.tables import pools


class Alternatives(tuple["Phrase", ...]):
    """Phrases of which one is printed."""

    __slots__ = ()


#: A piece of a phrase: text as it is, a slot with its argument, or phrases to choose from.
Part = str | tuple[str, str] | Alternatives
Phrase = tuple[Part, ...]
Grammar = dict[str, tuple[Phrase, ...]]

_MARK = re.compile(r"\{(:|[^{}:]+)(?::([^{}]*))?\}|([<^>])")
_SLOT = re.compile(r"(\{[^{}]*\})")
#: Languages printed in Latin letters from the Cyrillic facts of another.
_RESPELLED = {"uzl": "uz", "rul": "ru"}


def compile_phrase(text: str) -> Phrase:
    """A phrase from its notation: ``{slot}``, ``{slot:argument}`` and ``<one^or^another>``."""
    found, end = _compile(text, 0)
    if len(found) != 1 or end != len(text):
        raise ValueError(f"unbalanced brackets in the phrase {text!r}")
    return found[0]


def _compile(text: str, at: int) -> tuple[list[Phrase], int]:
    """The phrases from ``at`` to the bracket that closes them, and where that bracket stands."""
    found: list[Phrase] = []
    parts: list[Part] = []
    while match := _MARK.search(text, at):
        if match.start() > at:
            parts.append(text[at : match.start()])
        at = match.end()
        if match[1]:
            parts.append((match[1], match[2] or ""))
        elif match[3] == "<":
            inner, closing = _compile(text, at)
            if closing == len(text):
                raise ValueError(f"unbalanced brackets in the phrase {text!r}")
            parts.append(Alternatives(inner))
            at = closing + 1
        elif match[3] == "^":
            found.append(tuple(parts))
            parts = []
        else:
            return [*found, tuple(parts)], match.start()
    if at < len(text):
        parts.append(text[at:])
    return [*found, tuple(parts)], len(text)


@cache
def grammar(language: str) -> Grammar:
    """The phrases of a language by slot, on top of those common to all languages."""
    texts = dict(pools("common"))
    if source := _RESPELLED.get(language):
        texts |= {slot: tuple(_latin(t, language) for t in found) for slot, found in pools(source).items()}
    texts |= pools(language)
    return {slot: tuple(compile_phrase(text) for text in found) for slot, found in texts.items()}


def _latin(text: str, scheme: str) -> str:
    return "".join(part if part[:1] == "{" else in_letters(part, scheme) for part in _SLOT.split(text))
