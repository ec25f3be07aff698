"""Duplicates as other tools find them, for the table in docs/duplicates.md.

    python tests/peers.py bib-dedupe|splink|rapidfuzz RECORDS.jsonl > CLUSTERS.jsonl

RECORDS holds {"id", "author", "title", "container", "year", "volume", "issue", "pages", "doi"} a line, CLUSTERS
{"id", "work"} a line; seconds and peak memory go to stderr. One setting each for all data. The tools are not
bibman's dependencies: `pip install bib-dedupe==0.11.0 splink==5.0.0` in an environment of their own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

Records = list[dict[str, str]]
Pairs = Iterable[tuple[str, str]]


def bib_dedupe(records: Records) -> Pairs:
    """bib-dedupe with its own preparation, blocking and rules; nothing is set."""
    import pandas as pd
    from bib_dedupe import bib_dedupe as tool

    names = {"author": "author", "title": "title", "container": "journal", "year": "year",
             "volume": "volume", "issue": "number", "pages": "pages", "doi": "doi"}  # fmt: skip
    frame = pd.DataFrame([{"ID": r["id"], **{new: r[old] for old, new in names.items()}} for r in records])
    frame = frame.assign(ENTRYTYPE="article", abstract="", booktitle="")
    matched = tool.match(
        tool.block(tool.prep(frame, verbosity_level=0), verbosity_level=0), verbosity_level=0
    )
    sure = matched[matched["duplicate_label"] == "duplicate"]
    return list(zip(sure["ID_1"], sure["ID_2"], strict=True))


def splink(records: Records) -> Pairs:
    """splink on DuckDB: similarity levels on every field, weights by expectation maximisation, 0.95 and up."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    wanted = ["title", "author", "container", "year", "volume", "issue", "pages", "doi"]
    rows = [
        {"unique_id": r["id"], **{f: (r[f] or "").lower().strip() or None for f in wanted}} for r in records
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.98, 0.92, 0.85]),
            cl.JaroWinklerAtThresholds("author", [0.95, 0.85, 0.7]),
            cl.JaroWinklerAtThresholds("container", [0.95, 0.8]),
            cl.ExactMatch("year"),
            cl.ExactMatch("volume"),
            cl.ExactMatch("issue"),
            cl.LevenshteinAtThresholds("pages", [2]),
            cl.ExactMatch("doi"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("substr(title, 1, 12)"),
            block_on("substr(title, -12)"),
            block_on("year", "substr(author, 1, 6)"),
            block_on("container", "volume", "pages"),
            block_on("doi"),
        ],
    )
    linker = Linker(DuckDBAPI().register(pd.DataFrame(rows)), settings, log_level=None)
    same_title = [block_on("title", "year")]
    linker.training.estimate_probability_two_random_records_match(same_title, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("year", "substr(author, 1, 6)")
    )
    found = linker.inference.predict(threshold_match_probability=0.95).as_pandas_dataframe()
    return list(zip(found["unique_id_l"], found["unique_id_r"], strict=True))


def rapidfuzz(records: Records) -> Pairs:
    """The obvious script: titles folded, blocked by opening or ending, 90 of 100 alike, years not apart."""
    from rapidfuzz import fuzz

    titles = ["".join(c for c in r["title"].casefold() if c.isalnum()) for r in records]
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for n, title in enumerate(titles):
        for key in {f"<{title[:12]}", f">{title[-12:]}"} if title else ():
            blocks[key].append(n)
    pairs = set()
    for members in blocks.values():
        for at, a in enumerate(members):
            for b in members[at + 1 : at + 200]:
                years = {records[a]["year"], records[b]["year"]} - {""}
                if len(years) < 2 and fuzz.ratio(titles[a], titles[b]) >= 90:
                    pairs.add((records[a]["id"], records[b]["id"]))
    return pairs


TOOLS: dict[str, Callable[[Records], Pairs]] = {
    "bib-dedupe": bib_dedupe,
    "splink": splink,
    "rapidfuzz": rapidfuzz,
}


def components(ids: Iterable[str], pairs: Pairs) -> dict[str, str]:
    """Each id's component, named by one of its ids."""
    parent = {id: id for id in ids}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for a, b in pairs:
        parent[root(a)] = root(b)
    return {id: root(id) for id in parent}


def main() -> None:
    tool, path = sys.argv[1:]
    with Path(path).open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    start = time.perf_counter()
    works = components((r["id"] for r in records), TOOLS[tool](records))
    for id, work in works.items():
        print(json.dumps({"id": id, "work": work}))
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    )
    print(
        f"{tool}: {len(records)} records, {time.perf_counter() - start:.1f} s, {peak / 1024:.0f} MB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
