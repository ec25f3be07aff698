"""How long a folder of articles takes into a library, by one process and by one a core: bench_add.py [FOLDER].

Without a FOLDER the articles are made, always the same: pages of text that cite, and a numbered list.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bibman.training.generate import generate
from bibman.workers import cores

ARTICLES = 200
REFERENCES = 25
LINES = 300
#: The best of so many is taken.
ROUNDS = 2


def write_articles(folder: Path) -> None:
    """Articles of a few pages, each with its list at the end."""
    rng = Random(5)
    texts = ["".join(text for _, text in segments) for segments in generate(ARTICLES * REFERENCES, 5)]
    words = sorted({word for text in texts[:500] for word in text.split() if word.isalpha()})
    for number in range(ARTICLES):
        references = texts[number * REFERENCES :][:REFERENCES]
        lines = [
            f"{' '.join(rng.choices(words, k=12))} [{rng.randint(1, REFERENCES)}]." for _ in range(LINES)
        ]
        listed = [f"{n}. {' '.join(text.split())}" for n, text in enumerate(references, 1)]
        text = "\n".join([f"Мақола {number}", "", *lines, "", "Адабиётлар рўйхати", *listed])
        (folder / f"{number:04}.txt").write_text(f"{text}\n", encoding="utf-8")


def add_seconds(folder: Path, jobs: int) -> tuple[float, str]:
    """Seconds of the whole command with so many processes, and its last line."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "bibman", "add", str(folder), "--db", f"{home}/library.db"]
        start = time.perf_counter()
        done = subprocess.run([*command, "-j", str(jobs)], capture_output=True, text=True, check=False)
        return time.perf_counter() - start, done.stderr.splitlines()[-1]


def add_folder(folder: Path) -> None:
    jobs = max(2, min(cores(), 8))
    rounds = [(add_seconds(folder, 1), add_seconds(folder, jobs)) for _ in range(ROUNDS)]
    one, several = (min(seconds for seconds, _ in column) for column in zip(*rounds, strict=True))
    count = int(rounds[0][0][1].split()[1].replace(",", ""))
    print(
        f"{'add a folder of articles':34} {count / several:>12,.0f} /s   "
        f"{one / several:8.1f} x as fast by {jobs} processes as by one ({one:.1f} s)"
    )
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'':34} {memory:>12,.0f} MB in the largest process")


def add_articles() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder))
        add_folder(Path(folder))


if __name__ == "__main__":
    if sys.argv[1:]:
        add_folder(Path(sys.argv[1]))
    else:
        add_articles()
