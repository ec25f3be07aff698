"""Several people in one printed string, told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bibman.model import Name
from bibman.names.read import read_name
from bibman.names.tokens import Token, tidy, tokens_of
from bibman.names.words import SURE, is_organisation
from bibman.text import clean, read_table

_LINE_END = re.compile(r"[\r\n\u2028\u2029]+")
_BRACKET_MARKS = re.compile(r"[\[\]()<>{}]")
_DASH = re.compile(r"\s[–—-]\s")
_EDGE = " \t.,;:/&–—-"


@dataclass(frozen=True, slots=True)
class ReadNames:
    """The people named in a string, and whether it says that there are more."""

    names: tuple[Name, ...] = ()
    et_al: bool = False


def _alternatives(kind: str) -> str:
    words = {row["word"] for row in read_table("name_words") if row["kind"] == kind}
    return "|".join(re.escape(w).replace(r"\ ", r"\.?\s*") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s,;.&(\[])(?:{_alternatives('et_al')})(?![\w'’‘ʻ-])\.?", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s*[;&/•|\n]\s*|[\s,]+(?:{_alternatives('and')})\s+(?=[^\s\d])")


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_alternatives('role')})(?![\w'’‘ʻ-])[\s.:,]*", re.IGNORECASE)


def read_names(text: str) -> ReadNames:
    """All people of an author or editor statement, in order, whatever separates them."""
    printed = _LINE_END.sub(" ; ", clean(text[:20000]))
    line, marked = tidy(printed), _BRACKET_MARKS.sub(" ", printed)
    et_al = bool(_more().search(marked))
    line = _more().sub(" ; ", line)
    if is_organisation(line.strip(_EDGE)) and not _has_people(line):
        return ReadNames((read_name(line.strip(_EDGE)),), et_al)
    pieces = [piece for part in _between().split(line) for piece in _cut_dashes(_role().sub("", part))]
    people = [name for piece in pieces if piece.strip(_EDGE) for name in _cut_commas(piece)]
    return ReadNames(tuple(n for n in map(read_name, people) if n.family or n.literal), et_al)


def _has_people(line: str) -> bool:
    return any(t.is_initial for t in tokens_of(line))


def _cut_dashes(piece: str) -> list[str]:
    """ "Ahmet Yılmaz – Mehmet Öz": a dash with spaces parts two names unless it joins two words into one."""
    parts = _DASH.split(piece)
    if len(parts) > 1 and all(len(tokens_of(part)) > 1 for part in parts):
        return parts
    return [_DASH.sub("-", piece)]


def _kind(tokens: list[Token]) -> str:
    """I: initials alone, W: one word, N: words, F: words with initials."""
    initials = sum(t.is_initial for t in tokens)
    if initials == len(tokens):
        return "I"
    if initials:
        return "F"
    return "W" if len(tokens) == 1 else "N"


def _cut_commas(piece: str) -> list[str]:
    parts = [(part, tokens_of(part)) for part in piece.split(",")]
    parts = [(part, tokens) for part, tokens in parts if tokens]
    kinds = [_kind(tokens) for _, tokens in parts]
    out: list[str] = []
    n = 0
    while n < len(parts):
        text, tokens = parts[n]
        after = kinds[n + 1] if n + 1 < len(parts) else ""
        if out and kinds[n] in "IW" and all("suffix" in t.word.kinds for t in tokens):
            out[-1] += f", {text.strip()}"
        elif after and (_belongs(kinds, n) or _is_pair(parts)):
            out.append(f"{text}, {parts[n + 1][0]}".strip())
            n += 1
        else:
            out.extend(_cut_run(text, tokens))
        n += 1
    return out


def _belongs(kinds: list[str], n: int) -> bool:
    """Whether the part after comma ``n`` is the given name of the family name before it."""
    here, after = kinds[n], kinds[n + 1]
    if here in "WN" and after == "I":
        return True
    if here == "W" and after in "WN":
        return kinds.count("W") != len(kinds) or len(kinds) % 2 == 0
    if here == "N" and after == "W":
        return n + 2 == len(kinds) and n == 0
    return here == "W" and after == "F" and kinds.count("F") == 1


def _is_pair(parts: list[tuple[str, list[Token]]]) -> bool:
    """ "Ensari Kara, Hatice Fahrunnisa" is one person: a given name opens only the second half."""
    if len(parts) != 2:
        return False
    (_, first), (_, second) = parts
    return second[0].word.is_given and not any(
        t.word.is_given or t.is_initial or t.word.weight >= SURE for t in first
    )


def _cut_run(text: str, tokens: list[Token]) -> list[str]:
    """ "Иванов И. И. Петров П. П.": people with nothing between them, each with initials."""
    starts = [
        n
        for n in range(1, len(tokens))
        if tokens[n].is_initial != tokens[n - 1].is_initial and tokens[n].is_initial == tokens[0].is_initial
    ]
    if not starts or tokens[-1].is_initial == tokens[0].is_initial or len(tokens) < 4:
        return [text.strip()]
    bounds = [0, *starts, len(tokens)]
    return [" ".join(t.text for t in tokens[a:b]) for a, b in pairwise(bounds)]
