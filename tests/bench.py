"""How fast bibman is, each figure beside a yardstick measured in the same run: `make bench`.

Times swing with the machine, so the ratio is what to compare. Input is generated, always the same. With
`--names FILE` the share of labelled names that are read right instead.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

from anyascii import anyascii
from bench_add import add_articles
from bench_answers import answer_times
from bench_dedupe import dedupe
from bench_library import into_library
from bench_pdf import read as read_pdfs
from rapidfuzz.distance import JaroWinkler

from bibman.cli.parse import BATCH
from bibman.library import Library
from bibman.matching import Named, group_persons
from bibman.model import Article, Reference
from bibman.names import compare_pairs, name_variants, read_name, read_names
from bibman.pipeline import regroup
from bibman.references.parse import parse_references, parse_stream
from bibman.references.tokens import tokenize
from bibman.text import fold
from bibman.training.generate import generate
from bibman.training.people import Human, draw_human, initial

REFERENCES = 10_000
ADDED = 2_000
NAMES = 10_000
GROUPED = 100_000
ROUNDS = 3
#: How many pairs the slower peer compares.
PEER_PAIRS = 500


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
    """Pairs of names met for the first time, then again; half of them one person's name spelt otherwise.

    Each round takes names of its own. The tables are loaded before.
    """
    pairs = [pair for a, b in pairwise(names) for pair in ((a, b), (a, name_variants(a)[-1].form))]
    size = len(pairs) // (ROUNDS + 1)
    first, *parts = [pairs[n * size : (n + 1) * size] for n in range(ROUNDS + 1)]
    compare_all(first)
    jaro = [
        (seconds(lambda part=part: compare_all(part)), seconds(lambda part=part: jaro_winkler(part)))
        for part in parts
    ]
    times = median(ours for ours, _ in jaro), median(theirs for _, theirs in jaro)
    report("names compare, new pairs", size, times, "anyascii and Jaro-Winkler")
    again = side_by_side(lambda: compare_all(parts[-1]), lambda: jaro_winkler(parts[-1]))
    report("names compare, the same again", size, again, "anyascii and Jaro-Winkler")
    score = logic_v2()
    if score is None:
        print("names compare beside logic-v2: left out (pip install nomenklatura)")
        return
    for a, b in first[:PEER_PAIRS]:  # loads its data
        score(a, b)
    sample = parts[0][:PEER_PAIRS]
    theirs = seconds(lambda: [score(a, b) for a, b in sample]) / len(sample)
    report("  beside OpenSanctions' logic-v2", size, (times[0], theirs * size), "logic-v2")


def compare_all(pairs: list[tuple[str, str]]) -> None:
    deque(compare_pairs(pairs), maxlen=0)


def jaro_winkler(pairs: list[tuple[str, str]]) -> None:
    for a, b in pairs:
        JaroWinkler.similarity(anyascii(a).lower(), anyascii(b).lower())


def logic_v2() -> Callable[[str, str], float] | None:
    """OpenSanctions' comparison of two people by name, where nomenklatura is installed."""
    try:
        matching = import_module("nomenklatura.matching")
        model = import_module("followthemoney").model
    except ImportError:
        return None
    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    def person(number: str, name: str) -> object:
        return model.get_proxy({"id": number, "schema": "Person", "properties": {"name": [name]}})

    return lambda a, b: algorithm.compare(person("1", a), person("2", b), config).score


def read_labelled(path: Path) -> None:
    """The share of labelled names ({"raw", "family", "given", "patronymic", "form"} a line) read wholly right."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    right: dict[str, list[bool]] = {}
    for row in rows:
        name = read_name(row["raw"])
        parts = [(name.family, "family"), (name.given, "given"), (name.patronymic, "patronymic")]
        right.setdefault(row["form"], []).append(all(fold(ours) == fold(row[key]) for ours, key in parts))
    for form, answers in [*right.items(), ("all", [answer for found in right.values() for answer in found])]:
        print(f"names read right: {form:18} {sum(answers) / len(answers):.4f} of {len(answers):,}")


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


def ways_to_print(human: Human) -> list[str]:
    """What one person's name looks like in reference lists."""
    given, father = (f"{initial(name)}." if name else "" for name in (human.given, human.patronymic))
    return [
        f"{human.family} {given}{father}", f"{given}{father} {human.family}", f"{human.family}, {given}",
        f"{human.family} {human.given} {human.patronymic}", f"{human.given} {human.family}",
    ]  # fmt: skip


def printed_names(count: int) -> Iterator[str]:
    """So many names, no two alike, of people from the whole region in two alphabets; many namesakes."""
    rng, seen = Random(1), set[str]()
    while len(seen) < count:
        human = draw_human(rng, rng.choice(["uz", "uzl", "ru", "rul", "kk", "ky", "en"]))
        ways = rng.sample(ways_to_print(human), rng.choice([1, 1, 2, 3]))
        yield from (way for way in ways if way not in seen)
        seen.update(ways)


def group_once() -> tuple[int, float, float, float]:
    """Names, seconds of this processor, seconds of the yardstick and MB at the peak, three mentions a name."""
    names = [read_name(text) for text in printed_names(GROUPED)]
    places = [Random(2).sample(names, len(names)), Random(3).sample(names, len(names)), names]
    mentions = [
        Named(name, f"{n // 50}.txt", n % 50 == 0, n % 50 // 2, n % 2 + 1)
        for n, name in enumerate(name for part in places for name in part)
    ]
    start = time.process_time()
    group_persons(mentions)
    grouped = time.process_time()
    for a, b in pairwise(names):
        JaroWinkler.similarity(anyascii(a.form).lower(), anyascii(b.form).lower())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(names), grouped - start, time.process_time() - grouped, peak


def group() -> None:
    """Names into persons, in a process of its own to see its memory; one round, it is long."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        names, ours, theirs, megabytes = pool.submit(group_once).result()
    report("group, names", names, (ours, theirs), "anyascii and Jaro-Winkler once a name")
    print(f"{'':34} {ours:>12.1f} s for {names:,} names, {megabytes:.0f} MB at the peak")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, metavar="FILE", help="labelled names, JSON Lines")
    labelled = parser.parse_args().names
    if labelled:
        read_labelled(labelled)
        return
    references = list(generate(REFERENCES, 1))
    texts = ["".join(text for _, text in segments) for segments in references]
    authors = [text for segments in references for label, text in segments if label == "author"]
    names = [name.form for text in authors for name in read_names(text).names][:NAMES]
    start()
    parse(texts)
    read_pdfs(texts[:ADDED])
    compare(names)
    add(texts[:ADDED])
    add_articles()
    group()
    dedupe()
    into_library()
    answer_times()
    print(f"{'peak memory':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MB")


if __name__ == "__main__":
    main()
