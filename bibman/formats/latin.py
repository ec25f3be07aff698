"""Records in Latin letters, for the second list of references that journals ask for beside the native one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from anyascii import anyascii

from bibman.errors import UsageError
from bibman.formats.fields import language_ids, language_of
from bibman.model import Name, Record
from bibman.text import script_of
from bibman.text.language import detect_language
from bibman.text.transliterate import alphabet, schemes, transliterate

_TEXTS = (
    "title", "container_title", "publisher", "publisher_place", "volume", "issue", "page", "number_of_pages",
    "genre", "number", "note",
)  # fmt: skip
_PARTS = ("family", "given", "patronymic", "suffix", "literal")
#: A word with its combining marks; only one that holds Cyrillic letters is given to a scheme.
_CYRILLIC_WORD = re.compile(r"[^\W_]*[\u0400-\u052f][\w\u0300-\u036f]*")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
#: Letters and marks of all other scripts but Latin.
_FOREIGN = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff\u2de0-\u2dff\u3040-\ud7ff]+")
_NUMBER_SIGN = re.compile(r"№\s*")
#: Of several schemes the first listed is taken, but for Russian the one without soft and hard signs.
_PREFERRED = {"ru": "habit-ru"}


@cache
def latin_schemes() -> dict[str, str]:
    """The schemes that write Cyrillic in Latin letters, by name: their language, "" for several."""
    reading = [scheme for scheme in schemes() if scheme.reads == "Cyrl"]
    return {s.name: s.language for s in reading if script_of(transliterate("абвгд", s.name)) == "Latn"}


@cache
def _usual_schemes() -> dict[str, str]:
    """The scheme a language is written by unless told, Russian first."""
    usual = dict(_PREFERRED)
    for name, language in latin_schemes().items():
        usual.setdefault(language, name)
    return {language: name for language, name in usual.items() if language}


def check_schemes(names: Sequence[str]) -> None:
    """Raise UsageError where one is no scheme that writes Latin letters."""
    for name in names:
        if name not in latin_schemes():
            raise UsageError(f"no scheme {name!r}: choose one of {', '.join(latin_schemes())}")


def latin_record(record: Record, chosen: Sequence[str] = ()) -> Record:
    """The record with all its texts and names in Latin letters; what is in Latin letters stays as it is.

    Each text is written by the scheme of its language: one of ``chosen``, else the usual one. A text with
    letters that this scheme does not know (a Kazakh name in a Russian title) is written by one that does.
    """
    native = language_of(record) if script_of(record.title) == "Cyrl" else ""

    def latin(text: str) -> str:
        return _latin(text, native, tuple(chosen)) if text and not text.isascii() else text

    changes: dict[str, Any] = {field: latin(getattr(record, field)) for field in _TEXTS}
    changes |= {role: _latin_names(getattr(record, role), latin) for role in ("author", "editor")}
    return replace(record, **changes)


def language_remark(record: Record) -> str:
    """The record's language as such a list states it, ``(In Russian)``; "" for English and for none."""
    code = language_of(record)
    name = "german" if code == "de" else language_ids().get(code, "")
    return "" if code in ("", "en") or not name else f"(In {name.capitalize()})"


def _latin_names(names: Sequence[Name], latin: Callable[[str], str]) -> tuple[Name, ...]:
    parts = [{part: latin(getattr(name, part)) for part in _PARTS} for name in names]
    return tuple(Name(**named) for named in parts)


def _latin(text: str, native: str, chosen: tuple[str, ...]) -> str:
    """The text in Latin letters; ``native`` is the language of the record where that is in Cyrillic."""
    if _CYRILLIC.search(text):
        letters = "".join(sorted(set(_CYRILLIC.findall(text.lower()))))
        scheme = _scheme(letters, native or detect_language(text), chosen)
        text = _NUMBER_SIGN.sub("No. ", text)
        text = _CYRILLIC_WORD.sub(lambda word: transliterate(word.group(), scheme), text)
        text = _CYRILLIC.sub(_by_sound, text)
    return _FOREIGN.sub(_by_sound, text) if script_of(text) == "Zzzz" else text


@cache
def _scheme(letters: str, language: str, chosen: tuple[str, ...]) -> str:
    """The first scheme that knows all these letters, those for the language before the others."""
    wanted = [name for name in chosen if latin_schemes()[name] in (language, "")]
    usual = [*filter(None, [_usual_schemes().get(language)]), *_usual_schemes().values()]
    able = (name for name in (*wanted, *usual) if alphabet(name).issuperset(letters))
    return next(able, (*wanted, *usual)[0])


def _by_sound(letters: re.Match[str]) -> str:
    """The nearest Latin letters to those of another script."""
    return anyascii(letters.group())
