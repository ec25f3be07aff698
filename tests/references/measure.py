"""How well references are taken apart: prints quality per language, style and field.

    python tests/references/measure.py [--engine crf] [--wrong N] [--floors] [FILE]

FILE holds one labelled reference a line; without it, data/references.jsonl is read. ``--floors`` prints the
figures that data/floors.json should hold: what was measured, less one reference.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibman.model import Record
from bibman.references import tagger
from bibman.references.parse import parse_references
from bibman.training.judge import FIELDS, Counts, compare_fields, wrong_fields

DATA = Path(__file__).parents[2] / "data"

#: From this confidence on a record is called sure.
SURE = 0.9

TYPES = {
    "article": {"article-journal", "article-newspaper", "article-magazine", "article"},
    "book": {"book"},
    "inproceedings": {"paper-conference", "chapter", "speech"},
    "thesis": {"thesis"},
    "web": {"webpage", "post", "post-weblog"},
    "law": {"legislation", "bill", "regulation", "treaty", "legal_case"},
}


@dataclass(frozen=True)
class Row:
    """A labelled reference beside its record; ``counts`` are a field's (right, too much, missed)."""

    label: dict
    record: Record
    counts: dict[str, Counts]

    @property
    def wrong(self) -> list[str]:
        return wrong_fields(self.counts)

    @property
    def type_right(self) -> bool:
        return self.record.type in TYPES.get(self.label["type"], {self.record.type})


def measure(path: Path = DATA / "references.jsonl") -> list[Row]:
    labels = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    labels = [label for label in labels if not label.get("skip")]
    records = parse_references([label["raw"] for label in labels])
    return [
        Row(label, record, compare_fields(label, record))
        for label, record in zip(labels, records, strict=True)
    ]


def share(answers: Iterable[bool]) -> float:
    every = list(answers)
    return sum(every) / len(every) if every else 1.0


def f1(counts: Iterable[Counts]) -> float:
    right, extra, missed = (sum(column) for column in zip((0, 0, 0), *counts, strict=True))
    return 2 * right / (2 * right + extra + missed) if right + extra + missed else 1.0


def sure(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.record.confidence >= SURE]


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """The figures that data/floors.json holds down to which they may fall."""
    return {
        "field F1": f1(c for row in rows for c in row.counts.values()),
        "wholly right": share(not row.wrong for row in rows),
        "type": share(row.type_right for row in rows),
        "called sure": len(sure(rows)) / len(rows),
        "right among the sure": share(not row.wrong for row in sure(rows)),
    }


def floors(rows: Sequence[Row]) -> dict[str, float]:
    """The figures less one reference (for field F1: less the fields of one), rounded down."""
    one = dict.fromkeys(figures(rows), 1 / len(rows)) | {"right among the sure": 1 / (len(sure(rows)) or 1)}
    return {name: int((value - one[name]) * 1000) / 1000 for name, value in figures(rows).items()}


def told(row: Row) -> str:
    fields = {f: getattr(row.record, FIELDS[f][1]) for f in row.wrong if f in FIELDS}
    if "authors" in row.wrong:
        fields["authors"] = [name.form or name.literal for name in row.record.author]
    return f"{row.record.confidence:.2f} {row.label['raw']}\n     read: {fields}"


def table(rows: Sequence[Row]) -> str:
    lines = [f"{name:22} {value:.3f}" for name, value in figures(rows).items()]
    for key in ("language", "style", "type"):
        groups = defaultdict(list)
        for row in rows:
            groups[row.label.get(key, "")].append(row)
        lines.append(f"\n{key:14} references  field F1  wholly right")
        for name, group in sorted(groups.items()):
            got = figures(group)
            lines.append(f"{name:14} {len(group):10}  {got['field F1']:8.3f}  {got['wholly right']:12.3f}")
    lines.append("\nfield          field F1")
    lines += [f"{field:14} {f1(row.counts[field] for row in rows):8.3f}" for field in ("authors", *FIELDS)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=DATA / "references.jsonl")
    parser.add_argument("--engine", choices=["network", "crf"], default=tagger.engine())
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="show so many wrong ones")
    parser.add_argument("--floors", action="store_true", help="print the floors, as JSON")
    options = parser.parse_args()
    tagger.engine = lambda: options.engine
    rows = measure(options.file)
    print(json.dumps({options.engine: floors(rows)}, indent=2) if options.floors else table(rows))
    for row in [row for row in rows if row.wrong][: options.wrong]:
        print(f"\n{told(row)}")


if __name__ == "__main__":
    main()
