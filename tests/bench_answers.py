"""How long whole commands take to answer from a library of 100,000 works: bench_answers.py [LIBRARY].

Without a library, one is made of the records of bench_dedupe, with its people, which takes minutes. The
yardstick is a process that loads click and sqlite-utils alone.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench_dedupe import write_records

#: So many records are a little more than 100,000 works.
RECORDS = 171_000
ROUNDS, FEW = 20, 3
YARDSTICK = [sys.executable, "-c", "import click, sqlite_utils"]


def make_library(folder: Path) -> Path:
    library, records = folder / "library.db", folder / "records.jsonl"
    write_records(records, RECORDS)
    for command in (["import", str(records)], ["doctor"]):
        subprocess.run(bibman(library, *command), capture_output=True, check=True)
    return library


def bibman(library: Path, *command: str) -> list[str]:
    return [sys.executable, "-m", "bibman", *command, "--db", str(library)]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def answer(library: Path, rounds: int, *command: str) -> None:
    """Print the median of a command, run in turn with the yardstick."""
    pairs = [(seconds(bibman(library, *command)), seconds(YARDSTICK)) for _ in range(rounds)]
    ours, yardstick = (median(times) for times in zip(*pairs, strict=True))
    print(f"{' '.join(command):46} {ours:>8.3f} s   {ours / yardstick:8.1f} x the time of loading")


def answer_times(given: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(given) if given else make_library(Path(folder))
        with sqlite3.connect(library) as db:
            works, people = (
                db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("work", "person")
            )
            (key,) = db.execute("SELECT key FROM work ORDER BY id LIMIT 1 OFFSET 50000").fetchone()
        db.close()
        print(f"answers from a library of {works:,} works and {people:,} people")
        for command in (
            ("search", "экономика", "россии"),
            ("search", "author:Юлдашев", "year:2010..2020"),
            ("search", "language:uz", "--limit", "20"),
            ("authors", "Хайдарова"),
            ("authors", "Yuldashev"),
            ("show", key),
        ):
            answer(library, ROUNDS, *command)
        for command in (
            ("export", "таълим"),
            ("self-citations",),
            ("stats",),
            ("duplicates", "--limit", "20"),
        ):
            answer(library, FEW, *command)
        page = Path(folder) / "report.html"
        answer(library, FEW, "report", "-o", str(page))
        print(f"{'':46} {page.stat().st_size / 1e6:>8.1f} MB")


if __name__ == "__main__":
    answer_times(*sys.argv[1:])
