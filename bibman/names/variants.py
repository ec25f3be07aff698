"""The spellings under which a person may be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bibman.model import Name
from bibman.names.read import read_name
from bibman.names.tokens import is_initial
from bibman.text import repair_lookalikes, script_of
from bibman.text.transliterate import alphabet, schemes, transliterate

_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\s-]+")
#: Letters of one sound that an initial keeps together.
_OPENING = re.compile(r"(?:shch|sh|ch|zh|kh|ts|y[aoue](?![ʻ‘’'])|[og][ʻ‘’'`]|дж|[^\W\d_])", re.IGNORECASE)
# What tells Latin spellings of the Uzbek alphabet from those made after Russian ones.
_UZBEK = re.compile(r"[xqşğõ]|[og][ʻ‘’'`]|(?<![cskzgt])h|j", re.IGNORECASE)
_RUSSIAN = re.compile(r"kh|zh|ts|iy\b|shch", re.IGNORECASE)
_PRINTED = "as printed"
#: Languages whose schemes are offered only for names with a letter that Russian has not.
_ABROAD = frozenset({"be", "sr", "mk", "az", "mn"})

#: A name in full and with initials.
Forms = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling of a name and the scheme that makes it (see ``bibman.text.transliterate.schemes``)."""

    form: str
    scheme: str


def name_variants(name: Name | str) -> tuple[Variant, ...]:
    """The spellings of a name, family name first, in full and with initials; each once, in a fixed order."""
    read = read_name(name) if isinstance(name, str) else name
    printed = [part for part in (read.family, read.given, read.patronymic) if part]
    if read.literal or not printed:
        return (Variant(read.form, _PRINTED),) if read.form else ()
    found: dict[str, str] = {}
    for scheme, forms in _spellings(_with_initials([repair_lookalikes(part) for part in printed])):
        for form in forms:
            found.setdefault(form, scheme)
    return tuple(Variant(form, scheme) for form, scheme in found.items())


def _spellings(forms: Forms) -> Iterator[tuple[str, Forms]]:
    yield _PRINTED, forms
    if script_of(forms[0]) != "Latn":
        yield from _from_cyrillic(forms)
        return
    ways = [(way, _spelt(forms, way)) for way in _ways_back(forms[0])]
    yield from ways
    for _, cyrillic in ways:
        yield from _from_cyrillic(cyrillic)


def _spelt(forms: Forms, scheme: str) -> Forms:
    full, short = (transliterate(form, scheme) for form in forms)
    return full, short


def _ways_back(text: str) -> list[str]:
    """The schemes by which a name in Latin letters may go back to Cyrillic."""
    if _UZBEK.search(text) and not _RUSSIAN.search(text):
        ways = ["uzbek-cyrillic"]
    elif _RUSSIAN.search(text):
        ways = ["russian-cyrillic"]
    else:
        ways = ["uzbek-cyrillic", "russian-cyrillic"]
    return [way for way in ways if script_of("".join(set(transliterate(text, way)) - set(text))) == "Cyrl"]


def _from_cyrillic(forms: Forms) -> Iterator[tuple[str, Forms]]:
    """The name by every scheme that knows all its letters, then as it is spelt by way of Russian."""
    cyrillic = [scheme for scheme in schemes() if scheme.reads == "Cyrl"]
    is_russian = _is_known("habit-ru", forms)
    for scheme in cyrillic:
        if _is_known(scheme.name, forms) and not (is_russian and scheme.language in _ABROAD):
            yield scheme.name, _spelt(forms, scheme.name)
    russian = _spelt(forms, "russian-letters")
    for scheme in cyrillic:
        if scheme.language == "ru" and _is_known(scheme.name, russian):
            yield scheme.name, _spelt(russian, scheme.name)


def _is_known(scheme: str, forms: Forms) -> bool:
    return alphabet(scheme).issuperset(_LETTERS.findall(forms[0].lower()))


def _with_initials(parts: list[str]) -> Forms:
    """In full and short: "Xaydarova Mahliyo Xabibullayevna" and "Xaydarova M. X."."""
    family, *rest = parts
    words = [word for part in rest for word in part.split()]
    return " ".join(parts), " ".join([family, *(_initial(word) for word in words)])


def _initial(word: str) -> str:
    if is_initial(word):
        return word
    letters = [m.group() for part in _WORDS.findall(word) if (m := _OPENING.match(part))]
    return "-".join(letter[:1].upper() + letter[1:].lower() + "." for letter in letters) or word
