"""Names for the author fields of .bib files: ``Family, Given`` joined by ``and``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibman.formats.tex import Dialect, tex_words
from bibman.model import Name
from bibman.names.display import given_names
from bibman.text import clean_line

_AND = re.compile(r"(?:^|\s)and(?=\s|$)", re.IGNORECASE)
_COMMAND = re.compile(r"\{(\\[a-z]+)\}")
_OTHERS = frozenset({"others", "et al", "et al."})
_ACRONYM = re.compile(r"\(([^\W_]{2,12})\)")
_MOST_COMMAS = 2
_LONG_ORGANISATION = 5
_SHORT_ORGANISATION = 3


def bib_names(names: Sequence[Name], *, et_al: bool = False, dialect: Dialect = "biblatex") -> str:
    """The value of an author or editor field; ``and others`` closes it where more people were meant."""
    written = [text for text in (_bib_name(name, dialect) for name in names) if text]
    if written and (et_al or any(map(is_others, names))):
        written.append("others")
    joined = " and ".join(written)
    # Biber would take the initial of {\textbackslash} for a closing brace.
    return _COMMAND.sub(r"\1{}", joined) if dialect == "biblatex" and "\\" in joined else joined


def short_names(names: Sequence[Name], dialect: Dialect = "biblatex") -> str:
    """The same with organisations cut to an acronym or first words for labels; "" where nothing is cut."""
    short = [_shortened(name) for name in names]
    return bib_names(short, dialect=dialect) if short != list(names) else ""


def is_others(name: Name) -> bool:
    """Whether the name only stands for more people ("others", "et al.")."""
    return not name.given and clean_line(name.literal or name.family).lower() in _OTHERS


def braced_list(text: str) -> str:
    """The escaped text in braces where BibLaTeX would else take it for a list of several names."""
    return f"{{{text}}}" if _AND.search(text) or text.lower() == "others" else text


def _bib_name(name: Name, dialect: Dialect) -> str:
    if is_others(name):
        return ""
    family = tex_words(name.family, dialect)
    given = tex_words(given_names(name), dialect)
    suffix = tex_words(name.suffix, dialect)
    if family and given:
        whole = _in_order(family, given, suffix)
        # biber skips the whole entry at a third comma or at two in a row, even where braces hold them.
        if whole.count(",") <= _MOST_COMMAS and ",," not in whole:
            return whole
        family, given, suffix = (" ".join(p.replace(",", " ").split()) for p in (family, given, suffix))
        return _in_order(family, given, suffix)
    if family or given:
        alone = " ".join(filter(None, (family or given, suffix)))
        return alone if _is_one_capitalised_word(alone) else f"{{{alone}}}"
    literal = tex_words(name.literal, dialect)
    return f"{{{literal}}}" if literal else ""


def _in_order(family: str, given: str, suffix: str) -> str:
    if not (family and given):
        return f"{{{family or given}}}" if family or given else ""
    middle = f"{_guarded(suffix)}, " if suffix else ""
    return f"{_guarded(family, capitals=True)}, {middle}{_guarded(given)}"


def _guarded(part: str, *, capitals: bool = False) -> str:
    """The part in braces where BibTeX would cut it at a comma or an "and", or find particles in it."""
    if part.istitle() and part.isalpha() and part != "And":
        return part
    lower = capitals and not all(map(_opens_a_name, part.split()))
    letters = any(map(str.isalpha, part))
    return f"{{{part}}}" if lower or not letters or "," in part or _AND.search(part) else part


def _opens_a_name(word: str) -> bool:
    """Whether BibTeX takes the word for a name: one in lower case would be a particle."""
    return word[0].isalpha() and not word[0].islower()


def _is_one_capitalised_word(text: str) -> bool:
    return (
        _opens_a_name(text) and "," not in text and " " not in text and text.lower() not in ("and", "others")
    )


def _shortened(name: Name) -> Name:
    if name.family or name.given or not name.literal:
        return name
    literal = clean_line(name.literal)
    words = literal.split()
    if acronym := _ACRONYM.search(literal):
        return Name(literal=acronym.group(1))
    if len(words) >= _LONG_ORGANISATION:
        return Name(literal=" ".join(words[:_SHORT_ORGANISATION]).rstrip(",;:.") + "…")
    return name
