"""Authors and editors out of the pieces that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bibman.model import Name
from bibman.names import read_names
from bibman.references.cues import anywhere
from bibman.text import fold

# "(Eds.)" stands behind the names it is about, "под ред." before them.
_MARK_BEHIND = re.compile(r"[(\[]\s?(?:eds?|ред|hrsg|haz|сост|tahr)\b[^()\[\]]{0,20}[)\]]", re.IGNORECASE)
#: Longer lists than this are no lists of people, and reading them would only cost time.
_LONGEST = 4000
_EDGES = " \t.,;:/–—―-|()[]&"


@dataclass(slots=True)
class People:
    """The people of a reference by role; ``et_al`` where more authors were meant than named."""

    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    et_al: bool = False


def read_people(authors: Iterable[str], editors: Iterable[str]) -> People:
    """The people in the author and editor pieces; a piece of authors that says "ed." holds editors."""
    people = People()
    for text in authors:
        if not anywhere("editor").search(text[:_LONGEST]):
            _add_authors(people, text)
            continue
        before, *after = _roles(text)
        if _MARK_BEHIND.search(text[:_LONGEST]):
            _add_editors(people, [before, *after])
        else:
            _add_authors(people, before)
            _add_editors(people, after)
    for text in editors:
        _add_editors(people, _roles(text))
    return people


def _roles(text: str) -> list[str]:
    """The names between the words that give them a role."""
    return [piece.strip(_EDGES) for piece in anywhere("editor", "translator").split(text[:_LONGEST])]


def _add_authors(people: People, text: str) -> None:
    text = text[:_LONGEST].strip(" /")
    if not any(c.isalpha() for c in text):
        return
    read = read_names(text)
    people.et_al = people.et_al or read.et_al
    people.author = _joined(people.author, read.names) if people.author else read.names


def _add_editors(people: People, pieces: Iterable[str]) -> None:
    for piece in pieces:
        if sum(c.isalpha() for c in piece) > 1:
            people.editor = _joined(people.editor, read_names(piece).names)


def _joined(first: tuple[Name, ...], second: tuple[Name, ...]) -> tuple[Name, ...]:
    """Both lists as one; a person named in both (before the title and after "/") stands as first printed."""
    known = {_key(name): name for name in first}
    if len(second) >= len(first) and all(_key(name) in map(_key, second) for name in first):
        return tuple(known.get(_key(name), name) for name in second)
    return first + tuple(name for name in second if _key(name) not in known)


def _key(name: Name) -> str:
    return fold(name.family or name.literal)
