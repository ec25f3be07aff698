"""The points for one work, fitted on records made here."""

from __future__ import annotations

import json
from pathlib import Path

from bibman.training.__main__ import main
from bibman.training.works import fit, measure, read_pairs

TOPICS = ("soil", "water", "forest", "river", "steppe", "mountain", "desert", "garden", "village", "climate")
PLACES = ("Samarkand", "Tashkent", "Bishkek", "Almaty", "Bukhara", "Khiva")


def records() -> list[dict[str, str]]:
    """Articles of one journal, each twice: in full, and in capitals without pages. Titles resemble each other."""
    rows = []
    for n, (topic, place) in enumerate((t, p) for t in TOPICS for p in PLACES):
        full = {
            "id": f"a{n}", "cluster": f"c{n}", "title": f"Ecology of the {topic} in the province of {place}",
            "author": f"Karimov{topic}, A. and Usmonov, B.", "container": "Journal of Ecology", "issue": "",
            "year": str(1990 + n % 30), "volume": str(1 + n % 30), "pages": f"{n * 10 + 1}-{n * 10 + 9}", "doi": "",
        }  # fmt: skip
        rows += [full, full | {"id": f"b{n}", "title": full["title"].upper(), "pages": "", "volume": ""}]
    return rows


def write(folder: Path, name: str) -> Path:
    path = folder / name / "records.jsonl"
    path.parent.mkdir()
    path.write_text("\n".join(json.dumps(row) for row in records()), "utf-8")
    return path


def test_equal_titles_are_learned_to_be_one_work_and_like_ones_not(tmp_path: Path) -> None:
    pairs = read_pairs(write(tmp_path, "made"))
    assert pairs.missed == 0
    precision, recall = measure(fit([pairs]), pairs)
    assert (precision, recall) == (1.0, 1.0)


def test_pairs_inside_a_source_are_left_out_where_only_pairs_across_are_labelled(tmp_path: Path) -> None:
    path = write(tmp_path, "made")
    across, every = read_pairs(path, across=True), read_pairs(path)
    assert int(across.same.sum()) == len(TOPICS) * len(PLACES)
    assert len(across.same) < len(every.same)


def test_the_command_writes_the_table_and_prints_how_well_each_set_does(tmp_path: Path, capsys) -> None:
    paths = [write(tmp_path, name) for name in ("first", "second")]
    table = tmp_path / "points.tsv"
    assert main(["works", *map(str, paths), "--fifth", "second", "-o", str(table)]) == 0
    told = capsys.readouterr().out
    assert "without first: precision 1.0000 recall 1.0000" in told
    lines = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines[0] == "field\tlevel\tlike_title\tsame_title"
    assert lines[1].startswith("start\t\t")
