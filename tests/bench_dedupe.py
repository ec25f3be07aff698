"""How long `bibman dedupe` takes and how much it finds: `python tests/bench_dedupe.py [RECORDS]`.

Records with known duplicates are drawn from generated references, always the same: halves of titles are put
together anew, copies are misprinted, shortened and set in capitals. The yardstick is reading the same lines as
JSON and writing them again.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from bibman.training.generate import generate

RECORDS = 100_000
BASE = 20_000
#: How many records a work has, as often as it stands here.
COPIES = (1, 1, 1, 1, 1, 1, 2, 2, 3, 4)

Item = dict[str, Any]


def works() -> Iterator[Item]:
    """Works without end, each other than all before."""
    random = Random(20261122)
    base = [dict(segments) for segments in generate(BASE, 1)]
    base = [fields for fields in base if len(fields.get("title", "").split()) > 3 and "author" in fields]
    while True:
        one, two, three = (random.choice(base) for _ in range(3))
        words, others = one["title"].split(), two["title"].split()
        first = random.randrange(1, 900)
        yield {
            "type": "article-journal",
            "title": " ".join([*words[: len(words) // 2 + 1], *others[len(others) // 2 :]]).strip(" .,"),
            "author": [{"literal": three["author"].strip(" ,.")}],
            "container-title": two.get("container", two["title"]).strip(" ./,"),
            "issued": {"date-parts": [[random.randrange(1970, 2025)]]},
            "volume": str(random.randrange(1, 90)),
            "page": f"{first}-{first + random.randrange(3, 30)}",
        }


def copy(item: Item, random: Random) -> Item:
    """The work as somebody else prints it."""
    title = item["title"]
    at = random.randrange(1, len(title))
    title = random.choice([title, title.upper(), title[:at] + title[at + 1 :], f"{title}."])
    other = {**item, "title": title}
    for field in ("volume", "page", "issued", "container-title", "author"):
        if random.random() < 0.15:
            del other[field]
    return other


def write_records(path: Path, count: int) -> dict[str, str]:
    """Write so many records; the work of each by its id."""
    random = Random(1)
    work_of: dict[str, str] = {}
    with path.open("w", encoding="utf-8") as file:
        for number, item in enumerate(works()):
            for n in range(random.choice(COPIES)):
                if len(work_of) == count:
                    return work_of
                record = copy(item, random) if n else item
                id = f"r{len(work_of)}"
                work_of[id] = str(number)
                file.write(json.dumps({"id": id, **record}, ensure_ascii=False) + "\n")
    return work_of


def pairs(groups: Counter[Any]) -> int:
    return sum(size * (size - 1) // 2 for size in groups.values())


def score(found: dict[str, str], true: dict[str, str]) -> tuple[float, float]:
    """The shares of found pairs that are right, and of right pairs that are found."""
    both = pairs(Counter((true[id], work) for id, work in found.items()))
    return both / (pairs(Counter(found.values())) or 1), both / (pairs(Counter(true.values())) or 1)


def dedupe(count: int = RECORDS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        true = write_records(path, count)
        start = time.perf_counter()
        command = [sys.executable, "-m", "bibman", "dedupe", str(path), "--format", "jsonl"]
        out = subprocess.run(command, capture_output=True, check=True).stdout
        ours = time.perf_counter() - start
        start = time.perf_counter()
        for line in path.open(encoding="utf-8"):
            json.dumps(json.loads(line))
        yardstick = time.perf_counter() - start
    found = {row["id"]: row["work"] for row in map(json.loads, out.splitlines())}
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    precision, recall = score(found, true)
    print(
        f"{'dedupe, records':34} {count / ours:>12,.0f} /s   {ours / yardstick:8.1f} x the time of reading and writing JSON"
        f"\n{'':34} {memory:>12,.0f} MB in the largest process, precision {precision:.3f}, recall {recall:.3f}"
    )


if __name__ == "__main__":
    dedupe(*map(int, sys.argv[1:]))
