"""The language of a title, told by its letters, its frequent words and its endings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from bibman.text.clean import APOSTROPHES
from bibman.text.scripts import repair_lookalikes, script_of
from bibman.text.tables import read_table

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?")
#: Nobody's title is longer; what follows would only cost time.
_LONGEST = 400
_LONGEST_ENDING = 8
_WEIGHT = {"letter": 2.0, "word": 3.0, "ending": 1.0}
#: What a text without any hint is taken for, by script.
_DEFAULT = {"Cyrl": "ru", "Latn": "en"}

_Hints = dict[str, tuple[str, ...]]


@cache
def _hints(kind: str) -> _Hints:
    """Hint -> languages; a hint that several rows name tells all their languages."""
    found: dict[str, dict[str, None]] = {}
    for row in read_table("languages"):
        if row["kind"] == kind:
            found.setdefault(row["hint"], {}).update(dict.fromkeys(row["languages"].split()))
    return {hint: tuple(languages) for hint, languages in found.items()}


@cache
def _letters() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(hint) for hint in sorted(_hints("letter"), key=len, reverse=True)))


def _lowered(text: str) -> str:
    """In lower case, with one apostrophe, and the Turkish capital İ as a plain i."""
    text = _APOSTROPHE.sub("'", unicodedata.normalize("NFC", text[:_LONGEST]))
    return repair_lookalikes(text.replace("İ", "i").lower())


@lru_cache(maxsize=50_000)
def _word_scores(word: str) -> tuple[tuple[str, float], ...]:
    """What one word in lower case says for each language."""
    scores: dict[str, float] = {}
    words, endings, letters = _hints("word"), _hints("ending"), _hints("letter")
    _add(words.get(word, ()), _WEIGHT["word"], scores)
    for letter in dict.fromkeys(_letters().findall(word)):
        _add(letters[letter], _WEIGHT["letter"], scores)
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 1, -1):
        if languages := endings.get(word[-length:]):
            _add(languages, _WEIGHT["ending"], scores)
            break
    return tuple(scores.items())


def _add(languages: tuple[str, ...], weight: float, scores: dict[str, float]) -> None:
    for language in languages:
        # A hint that several languages share says less for each.
        scores[language] = scores.get(language, 0.0) + weight / (1 + 0.3 * (len(languages) - 1))


def detect_language(text: str) -> str:
    """The ISO 639 code of the language a title is in; "" where it has no letters of a known script.

    Uzbek is told in both alphabets, and Russian in Latin letters too.
    """
    lowered = _lowered(text)
    default = _DEFAULT.get(script_of(lowered), "")
    if not default:
        return ""
    scores = {default: 0.5}
    for word in _WORD.findall(lowered):
        for language, score in _word_scores(word.removesuffix("'s")):
            scores[language] = scores.get(language, 0.0) + score
    return max(scores, key=lambda language: (scores[language], language == default))
