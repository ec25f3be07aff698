"""The Uzbek apostrophes: torn from their words, or written with another sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript
from bibman.text.clean import APOSTROPHES

_SIGN = f"[{APOSTROPHES}]"
#: The sign stands apart from the o or g it belongs to: "O 'QITISH".
_TORN = re.compile(rf"(?<![^\W\d_])([A-Za-z]{{0,40}}[oOgG]) ({_SIGN}[A-Za-z]{{2,40}})(?!{_SIGN})")
_WORD = re.compile(rf"(?<!\w)[A-Za-z]{{0,40}}(?:{_SIGN}[A-Za-z]{{0,40}}){{1,4}}")
#: A sign behind o or g, or else within a word; at the end of one only "bogʻ" has it.
_LETTER = re.compile(rf"([oOgG])({_SIGN})(?=[A-Za-z])|([gG])({_SIGN})$|([A-Za-z])({_SIGN})(?=[A-Za-z])")
#: "O'Connor" is no Uzbek word.
_IRISH = re.compile(rf"[OD]{_SIGN}[A-Z][a-z]")
#: What the alphabet has (U+02BB, U+02BC) and the quotation marks that stand for them in most type.
_TURNED, _STRAIGHT = "ʻ‘", "ʼ’"
_NAMED = 4


def check_apostrophes(manuscript: Manuscript) -> Iterator[Finding]:
    """Torn and wrong apostrophes of entries in Uzbek."""
    for n, reference, record in manuscript.entries():
        if record.language != "uz":
            continue
        if torn := torn_words(reference.text):
            first = next(iter(torn))
            message = f"an apostrophe is torn from its word: {_listed(list(torn))}"
            yield manuscript.about("split-apostrophe", n, message, "; ".join(torn.values()), first)
        if wrong := wrong_apostrophes(reference.text):
            message = f"oʻ and gʻ take ʻ (U+02BB), the glottal stop takes ʼ (U+02BC): {_listed(list(wrong))}"
            yield manuscript.about("apostrophe", n, message, "; ".join(wrong.values()), next(iter(wrong)))


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return f"{'; '.join(words[:_NAMED])}{more}"


def torn_words(text: str) -> dict[str, str]:
    """The Uzbek words whose apostrophe stands apart, each with the gap closed."""
    return {found.group(): found[1] + found[2] for found in _TORN.finditer(text)}


def wrong_apostrophes(text: str) -> dict[str, str]:
    """The Uzbek words written with other signs than ʻ and ʼ (or ‘ and ’), each with the right ones."""
    found = {}
    for word in _WORD.findall(text):
        if _IRISH.match(word):
            continue
        right = _LETTER.sub(_right_sign, word)
        if right != word:
            found[word] = right
    return found


def _right_sign(found: re.Match[str]) -> str:
    letter = found[1] or found[3]
    if letter:
        return found.group() if found.group()[1:] in _TURNED else f"{letter}ʻ"
    return found.group() if found[6] in _STRAIGHT else f"{found[5]}ʼ"
