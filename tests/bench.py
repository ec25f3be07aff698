"""How fast bibman is, each figure beside a yardstick measured in the same run: `make bench`.

Times swing with the machine, so the ratio is what to compare. Input is generated, always the same.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from bibman.cli.parse import BATCH
from bibman.library import Library
from bibman.model import Article, Reference
from bibman.names import compare_names, read_names
from bibman.pipeline import regroup
from bibman.references.parse import parse_references, parse_stream
from bibman.references.tokens import tokenize
from bibman.training.generate import generate

REFERENCES = 10_000
ADDED = 2_000
NAMES = 10_000
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(ours: Callable[[], object], yardstick: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of both, run in turn so that a slow moment hits both."""
    rounds = [(seconds(ours), seconds(yardstick)) for _ in range(ROUNDS)]
    return median(r[0] for r in rounds), median(r[1] for r in rounds)


def report(what: str, count: int, times: tuple[float, float], yardstick: str) -> None:
    ours, theirs = times
    print(f"{what:34} {count / ours:>12,.0f} /s   {ours / theirs:8.1f} x the time of {yardstick}")


def start() -> None:
    """`bibman --help` as a whole process beside Python with click alone."""
    helped = [sys.executable, "-m", "bibman", "--help"]
    bare = [sys.executable, "-c", "import click"]
    ours, theirs = side_by_side(
        lambda: subprocess.run(helped, stdout=subprocess.DEVNULL, check=True),
        lambda: subprocess.run(bare, stdout=subprocess.DEVNULL, check=True),
    )
    print(
        f"{'bibman --help':34} {ours * 1000:>12.0f} ms   {ours / theirs:8.1f} x the time of python -c 'import click'"
    )


def parse(texts: list[str]) -> None:
    parse_references(texts[:10])  # loads the model
    batches = [texts[n : n + BATCH] for n in range(0, len(texts), BATCH)]
    times = side_by_side(lambda: list(parse_stream(batches)), lambda: [tokenize(text) for text in texts])
    report("parse, references", len(texts), times, "cutting them into words")


def compare(names: list[str]) -> None:
    pairs = list(pairwise(names))
    times = side_by_side(
        lambda: [compare_names(a, b) for a, b in pairs],
        lambda: [JaroWinkler.similarity(anyascii(a).lower(), anyascii(b).lower()) for a, b in pairs],
    )
    report("names compare, pairs", len(pairs), times, "anyascii and Jaro-Winkler")


def add(texts: list[str]) -> None:
    """Articles of 25 references into a new library, works and persons computed, beside bare inserts."""
    records = parse_references(texts)
    rows = [(Reference(text, source="x"), record) for text, record in zip(texts, records, strict=True)]
    parts = [rows[n : n + 25] for n in range(0, len(rows), 25)]

    def into_library() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            Library.open(Path(folder) / "library.db", create=True) as library,
        ):
            for n, part in enumerate(parts):
                library.add_article(Article(f"{n}.txt", ("",), (1,), sha256=str(n)), part, "bench")
            regroup(library)

    def into_a_table() -> None:
        with tempfile.TemporaryDirectory() as folder:
            db = sqlite3.connect(Path(folder) / "plain.db")
            db.execute("create table reference (text, title)")
            for part in parts:
                with db:
                    db.executemany(
                        "insert into reference values (?, ?)", [(r.text, x.title) for r, x in part]
                    )
            db.close()

    report("add and regroup, references", len(rows), side_by_side(into_library, into_a_table), "bare inserts")


def main() -> None:
    references = list(generate(REFERENCES, 1))
    texts = ["".join(text for _, text in segments) for segments in references]
    authors = [text for segments in references for label, text in segments if label == "author"]
    names = [name.form for text in authors for name in read_names(text).names][:NAMES]
    start()
    parse(texts)
    compare(names)
    add(texts[:ADDED])
    print(f"{'peak memory':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MB")


if __name__ == "__main__":
    main()
