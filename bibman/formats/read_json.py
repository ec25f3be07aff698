"""CSL-JSON files -> records: an array, an object, or one item a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from bibman.formats.csl import from_item
from bibman.formats.csl_values import text_of
from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.markup import without_markup

_BETWEEN = re.compile(r"[\s,\ufeff]*")
_DECODER = json.JSONDecoder()
#: Where programs put the items in an object around them (Zotero, pandoc, EndNote).
_AROUND = ("items", "references", "entries")
#: A file with more broken items is something else; each costs a look through the whole of it.
_MOST_BROKEN = 1000
_LINKS = frozenset({"id", "DOI", "URL"})
#: An item holds lists of names, and these their parts.
_DEEPEST = 3


def is_json_line(line: bytes) -> bool:
    """Whether the line is one whole JSON object."""
    return line.startswith(b"{") and isinstance(_loaded(line), dict)


def read_json_lines(
    first: bytes, rest: Iterable[bytes], source: str, line: int = 1
) -> Iterator[ReadEntry | BadEntry]:
    """The items of lines, one at a time; ``line`` is the number of the first."""
    for number, text in enumerate(chain([first], rest), line):
        item = _loaded(text)
        if isinstance(item, dict) and "type" in item:
            yield _entry(item, source, number)
        elif item is not None:
            yield from (_entry(inner, source, number) for inner in _inner(item))
        elif text.strip():
            yield BadEntry(source, number, "this line is not JSON in UTF-8; write one item a line")


def read_json(text: str, source: str) -> Iterator[ReadEntry | BadEntry] | None:
    """The items of one JSON array or object, or of several one after another; None where it is no JSON."""
    start = _skip(text, 0)
    opened = text.startswith("[", start)
    start = _skip(text, start + opened)
    if not text.startswith("{", start) and not (opened and text.startswith("]", start)):
        return None
    return _items(text, start, source)


def _skip(text: str, at: int) -> int:
    """Where what stands between items ends."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _items(text: str, at: int, source: str) -> Iterator[ReadEntry | BadEntry]:
    line, counted, broken = 1, 0, 0
    while text.startswith("{", at) and broken < _MOST_BROKEN:
        line += text.count("\n", counted, at)
        counted = at
        try:
            item, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield BadEntry(source, line, f"this item is not JSON ({_reason(error)}); mend it")
            broken += 1
            end = _next_item(text, at)
        else:
            for inner in _inner(item):
                yield _entry(inner, source, line)
        at = _skip(text, end)
    if text[at:].strip() not in ("", "]"):
        line += text.count("\n", counted, at)
        yield BadEntry(source, line, "from here on this is no list of items; the rest is not read")


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in line {error.lineno}"
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _next_item(text: str, at: int) -> int:
    """Where the item after a broken one opens: at the next brace that stands as far from the margin."""
    margin = text[text.rfind("\n", 0, at) + 1 : at]
    if margin.strip():
        return len(text)
    opening = text.find(f"\n{margin}{{", at)
    return opening if opening >= 0 else len(text)


def _inner(item: Any) -> list[Any]:
    """The items of an object that is no item but holds a list of them; else the value alone."""
    if isinstance(item, dict) and "type" not in item:
        for key in _AROUND:
            if isinstance(item.get(key), list):
                return list(item[key])
    return [item]


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _entry(item: Any, source: str, line: int) -> ReadEntry | BadEntry:
    if not isinstance(item, dict) or not ("type" in item or "title" in item):
        return BadEntry(source, line, "this is no item of CSL-JSON: it has neither a type nor a title")
    return ReadEntry(text_of(item.get("id")), from_item(_plain(item)), line)


def _plain(value: Any, depth: int = _DEEPEST) -> Any:
    """The value with the text in it as HTML prints it: CSL-JSON has <i>, <sub> and their like in titles."""
    if isinstance(value, str):
        return without_markup(value)
    if isinstance(value, dict) and depth:
        return {key: inner if key in _LINKS else _plain(inner, depth - 1) for key, inner in value.items()}
    return [_plain(inner, depth - 1) for inner in value] if isinstance(value, list) and depth else value
