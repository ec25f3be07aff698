"""Names for files made of articles: safe on every system, readable, none like another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import PurePosixPath

from bibman.text import clean_line
from bibman.text.fold import romanise

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 80
#: Names that Windows keeps for devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")


def file_names(paths: Sequence[str]) -> list[str]:
    """A name without an ending for each path, of ASCII letters, digits and "-".

    Files that would have the same name get -2, -3 ... in the order of their paths, so that the same paths
    have the same names.
    """
    names: dict[str, str] = {}
    used: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    for path in sorted(set(paths)):
        base = name = _plain_name(path)
        while name in used:
            name = f"{base}-{next(numbers.setdefault(base, count(2)))}"
        used.add(name)
        names[path] = name
    return [names[path] for path in paths]


def _plain_name(path: str) -> str:
    stem = PurePosixPath(path.replace("\\", "/")).stem
    name = "-".join(_WORD.findall(romanise(clean_line(stem))))[:_LONGEST].strip("-")
    return f"article-{name}".rstrip("-") if not name or _DEVICES.fullmatch(name) else name
