"""The author fields of .bib files -> names."""

from __future__ import annotations

import re
from dataclasses import replace

from bibtexparser.middlewares.names import parse_single_name_into_parts

from bibman.formats.bibnames import is_others
from bibman.formats.read_tex import plain_text
from bibman.model import Name
from bibman.names import read_name, read_names
from bibman.names.words import is_kind, is_patronymic

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"\\[{}]|[{}]|\s+and(?=\s)", re.IGNORECASE)
_TEX = re.compile(r"[\\{}~]")
#: Braces that may hold a space or a comma, which cut no name there; a command that takes a space to itself.
_GUARDED = re.compile(r"\{[^{}]*[,\s]|\}[^{}]*\}|\\[a-zA-Z]+\s")
_ENDS_IN_INITIALS = re.compile(r"\S+ +(?:[^\W\d_]{1,2}\.[ -]?)+")
#: BibLaTeX's way to name the parts: "family=Cruz, prefix=de la, given=Ana".
_NAMED_PARTS = re.compile(r'"?\b(family|given|prefix|suffix)(?:-i)?\s*=\s*("[^"]*"|\{[^{}]*\}|[^,"]*)"?')
_PAIR, _WITH_SUFFIX = 2, 3
_WITH_PATRONYMIC = 3


def read_bib_names(tex: str) -> tuple[tuple[Name, ...], bool]:
    """The names of an author or editor field in order, and whether ``and others`` says that there are more.

    A name all in braces is a literal, a particle stands with the family name. What BibTeX would misread (a
    list parted by commas, initials after the family name without a comma) is read as it is meant.
    """
    if not tex.strip():
        return (), False
    parted = _outside_braces(tex) if "{" in tex else _AND.split(tex.strip())
    names = [name for piece in parted for name in _read_piece(piece.strip())]
    others = {n for n, name in enumerate(names) if not name.given and is_others(name)}
    kept = (name for n, name in enumerate(names) if n not in others)
    return tuple(name for name in kept if name.family or name.given or name.literal), bool(others)


def _outside_braces(tex: str) -> list[str]:
    """The pieces between each "and" that no braces hold."""
    pieces, start, depth = [], 0, 0
    for mark in _AND_OR_BRACE.finditer(tex):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth <= 0 and mark[0] not in ("{", "}", "\\{", "\\}"):
            pieces.append(tex[start : mark.start()])
            start = mark.end()
    return [*pieces, tex[start:]]


def _read_piece(piece: str) -> list[Name]:
    if _is_braced(piece):
        return [Name(literal=plain_text(piece))]
    if "=" in piece and (named := _NAMED_PARTS.findall(piece)):
        return [_by_named_parts({part: plain_text(text.strip('"')) for part, text in named})]
    if _GUARDED.search(piece):
        return [_by_bibtex(piece)]
    parts = piece.split(",")
    if _TEX.search(piece):
        return [_in_order(*parts)] if len(parts) == _PAIR else [_by_bibtex(piece)]
    if _is_list(parts):
        return [replace(name, form="") for name in read_names(piece).names]
    if len(parts) == _PAIR:
        return [_in_order(*parts)]
    return [family_first_name(piece) or _by_bibtex(piece)]


def _in_order(family: str, given: str) -> Name:
    return Name(plain_text(family), plain_text(given))


def family_first_name(text: str) -> Name | None:
    """The name whose last words, initials or a patronymic, show that the family name comes first."""
    if "," in text:
        return None
    words = text.split()
    ends = _ENDS_IN_INITIALS.fullmatch(text) or (len(words) == _WITH_PATRONYMIC and is_patronymic(words[-1]))
    return replace(read_name(text), form="") if ends else None


def _is_braced(piece: str) -> bool:
    """Whether one pair of braces holds it all; an accent's braces do not count."""
    if not (piece.startswith("{") and piece.endswith("}")) or piece.startswith("{\\"):
        return False
    depth = 0
    for brace in re.finditer(r"[{}]", piece):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end() == len(piece)
    return False


def _is_list(parts: list[str]) -> bool:
    """Whether commas stand between people, not between the parts of one name."""
    parts = [part.strip() for part in parts]
    if len(parts) > _WITH_SUFFIX or (len(parts) == _WITH_SUFFIX and not is_kind(parts[1], "suffix")):
        return True
    return len(parts) > 1 and all(map(_ENDS_IN_INITIALS.fullmatch, filter(None, parts)))


def _by_named_parts(parts: dict[str, str]) -> Name:
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return Name(family, parts.get("given", ""), suffix=parts.get("suffix", ""))


def _by_bibtex(piece: str) -> Name:
    parts = parse_single_name_into_parts(piece, strict=False)
    family = plain_text(" ".join((*parts.von, *parts.last)))
    return Name(family, plain_text(" ".join(parts.first)), suffix=plain_text(" ".join(parts.jr)))
