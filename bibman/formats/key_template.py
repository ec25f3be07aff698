"""Citation keys of a shape of one's own: ``{author}{year}{title}``, ``{Author:3}-{yy}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from bibman.errors import UsageError
from bibman.formats.keys import NO_YEAR, NOTHING, author_key, distinct_keys, telling, telling_words
from bibman.model import Name, Record

#: The keys people like best, ``khaydarova2020development``.
DEFAULT = "{author}{year}{title}"

_FIELD = re.compile(r"\{([A-Za-z]+)(?::([1-9][0-9]?))?\}")
_LITERAL = re.compile(r"[A-Za-z0-9_:.+/-]*")
_YEAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"[0-9]+")
_MOST_AUTHORS = 3
_SHORT_TITLE = 3

#: A piece of a template: text as it is, or a field's name as written and its length (0: whole).
Piece = str | tuple[str, int]


def read_template(template: str) -> list[Piece]:
    """The pieces of a template; raises UsageError, a sentence, for one that cannot be filled."""
    pieces: list[Piece] = []
    end = 0
    for match in _FIELD.finditer(template):
        pieces += [template[end : match.start()], (_known(match[1]), int(match[2] or 0))]
        end = match.end()
    pieces.append(template[end:])
    if wrong := next((p for p in pieces if isinstance(p, str) and not _LITERAL.fullmatch(p)), ""):
        raise UsageError(
            f"the key template {template!r} cannot hold {wrong!r}: "
            "beside fields ({author}, {title:5}) only letters, digits and _ : . + / - can stand there"
        )
    if len(pieces) == 1:
        raise UsageError(
            f"the key template {template!r} names no field, so that all keys would be one: try {DEFAULT}"
        )
    return pieces


def _known(name: str) -> str:
    if name.lower() in FIELDS and name in (name.lower(), name.upper(), name.capitalize()):
        return name
    near = get_close_matches(name.lower(), FIELDS, 1)
    hint = f"did you mean {{{near[0]}}}?" if near else f"choose among {', '.join(FIELDS)}"
    raise UsageError(f"no field {{{name}}} in key templates: {hint}")


def template_keys(items: Sequence[tuple[str, Record]], template: str) -> list[str]:
    """A key of the template's shape for each work, given with its own key, none equal to another.

    Works that ask for the same key get it with a, b, ... added, in the order of their own keys: the same
    works have the same keys, and a work that comes later seldom changes those of others.
    """
    pieces = read_template(template)
    asked = [_filled(pieces, record) for _, record in items]
    return distinct_keys(asked, lambda i: items[i][0])


def _filled(pieces: Sequence[Piece], record: Record) -> str:
    values = _first_values(record)
    parts = [piece if isinstance(piece, str) else _value(*piece, record, values) for piece in pieces]
    fields = [part for piece, part in zip(pieces, parts, strict=True) if not isinstance(piece, str)]
    return "".join(parts) if any(fields) else NOTHING


def _value(field: str, length: int, record: Record, values: dict[str, str]) -> str:
    name = field.lower()
    value = values[name] if name in values else _MORE[name](record)
    value = value[:length] if length else value
    return value.upper() if field.isupper() else value.capitalize() if field[0].isupper() else value


def _first_values(record: Record) -> dict[str, str]:
    """The author, year and title as default keys have them, where one stands in for another."""
    author, words = author_key(record), telling_words(record)
    if not author and words:
        author, words = words[0], words[1:]
    year = _year(record) or (NO_YEAR if author else "")
    return {"author": author or NOTHING, "year": year, "title": words[0] if words else ""}


def _year(record: Record) -> str:
    year = _YEAR.search(record.issued)
    return year.group() if year else ""


def _families(record: Record) -> list[str]:
    """A word for each author (or editor) in order."""
    return [key for name in record.author or record.editor if (key := author_key(_by(name)))]


def _by(name: Name) -> Record:
    return Record(author=(name,))


def _authors(record: Record) -> str:
    families = _families(record)
    more = record.et_al or len(families) > _MOST_AUTHORS
    return "".join(families[:_MOST_AUTHORS]) + ("etal" if families and more else "")


def _first_number(text: str) -> str:
    number = _NUMBER.search(text)
    return number.group() if number else ""


#: The fields of templates beside author, year and title, and what fills them.
_MORE: dict[str, Callable[[Record], str]] = {
    "authors": _authors,
    "yy": lambda record: _year(record)[2:],
    "shorttitle": lambda record: "".join(telling_words(record)[:_SHORT_TITLE]),
    "journal": lambda record: "".join(telling(record.container_title)[:1]),
    "initials": lambda record: "".join(word[0] for word in telling(record.container_title)),
    "volume": lambda record: _first_number(record.volume),
    "page": lambda record: _first_number(record.page),
}
#: All fields of templates in lower case.
FIELDS = ("author", "year", "title", *_MORE)
