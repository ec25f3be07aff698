"""Computes works and stops in the middle of writing them, as a process of its own: stalled.py LIBRARY HOW.

It says so on stdout and waits to be killed. HOW is "around" what has changed, or all works "anew".
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bibman.grouping.fill import works_plan
from bibman.grouping.works import works_change
from bibman.library import Library
from bibman.matching.works import ENGINE


class Stalling(tuple[Any, ...]):
    """Pairs that never come to an end."""

    def __iter__(self) -> Iterator[Any]:
        print("stalled", flush=True)
        sys.stdin.read()
        return super().__iter__()

    def __getitem__(self, _: Any) -> Any:
        return self.__iter__()

    def __len__(self) -> int:
        return 1


def main(path: str, how: str) -> None:
    with Library.open(Path(path), write=True) as library:
        revision = library.regrouping.revision()
        if how == "around":
            change = works_change(library, library.regrouping.touched(ENGINE))
            library.regrouping.write_works(replace(change, pairs=Stalling()), revision=revision)
        else:
            library.regrouping.fill_works(
                replace(works_plan(library.regrouping), pairs=Stalling()), revision=revision
            )


main(*sys.argv[1:])
