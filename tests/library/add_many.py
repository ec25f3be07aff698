"""Adds articles to a library, as a process of its own: add_many.py LIBRARY PREFIX COUNT [STALL_AT].

At article STALL_AT it stops in the middle of writing, says so on stdout and waits to be killed.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bibman.library import Library
from bibman.model import Article, Name, Record, Reference


class Stalling(tuple[Any, ...]):
    """References that never come to an end."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        print("stalled", flush=True)
        sys.stdin.read()


def main(path: str, prefix: str, count: str, stall_at: str = "-1") -> None:
    with Library.open(Path(path), create=True) as library:
        for number in range(int(count)):
            name = f"{prefix}{number}.txt"
            entries = [
                (Reference(f"{name} {i}"), Record(title=f"T {i}", author=(Name("N", form="N"),)))
                for i in range(20)
            ]
            listed = Stalling(entries) if number == int(stall_at) else tuple(entries)
            library.add_article(Article(name, (name,), (1,), name), listed, "reader")
            print(name, flush=True)


main(*sys.argv[1:])
