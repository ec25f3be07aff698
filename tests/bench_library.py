"""How long many records take into a library, deduplicated, and a few more into it: bench_library.py [RECORDS].

The records are those of bench_dedupe. The yardstick is writing their lines, read as JSON, into a bare table.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench_dedupe import write_records

RECORDS = 100_000
MORE = 1_000


def import_seconds(library: Path, file: Path) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "bibman", "import", str(file), "--db", str(library)]
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def insert_seconds(table: Path, file: Path) -> float:
    """Seconds for the bare table."""
    start = time.perf_counter()
    items = map(json.loads, file.open(encoding="utf-8"))
    with sqlite3.connect(table) as db:
        db.execute("CREATE TABLE IF NOT EXISTS record (id, title, item)")
        rows = ((item["id"], item["title"], json.dumps(item, ensure_ascii=False)) for item in items)
        db.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    db.close()
    return time.perf_counter() - start


def cut(file: Path, count: int) -> Iterator[tuple[str, Path, int]]:
    """The first so many lines as a file, and the rest as another."""
    with file.open(encoding="utf-8") as lines:
        for name, what, size in (
            ("many", "records into a library", count),
            ("few", f"{MORE:,} new records into that library", MORE),
        ):
            part = file.with_name(f"{name}.jsonl")
            part.write_text("".join(islice(lines, size)), encoding="utf-8")
            yield what, part, size


def into_library(count: int = RECORDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library, table, file = (Path(folder) / name for name in ("library.db", "plain.db", "all.jsonl"))
        write_records(file, count + MORE)
        for what, part, size in cut(file, count):
            ours, yardstick = import_seconds(library, part), insert_seconds(table, part)
            print(
                f"{what:34} {size / ours:>12,.0f} /s   {ours / yardstick:8.1f} x the time of bare inserts"
                f"\n{'':34} {ours:>12.1f} s beside {count:,} records"
            )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'':34} {memory:>12,.0f} MB in the largest process")


if __name__ == "__main__":
    into_library(*map(int, sys.argv[1:]))
