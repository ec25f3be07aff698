"""`bibman dedupe` as it is run: rows, the merged file, the map of keys, the report, and bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import Run

BIB = """
@article{karimov2020soil,
  author = {Karimov, A. and Petrov, I.},
  title = {Soil salinity in the lower reaches of the Amu Darya},
  journaltitle = {Journal of Arid Lands},
  date = {2020}, volume = {12}, pages = {10--19},
}
@book{other,
  author = {Mayer, R.}, title = {Multimedia Learning}, publisher = {CUP}, date = {2009},
}
"""
ITEMS = [
    {
        "id": "k20", "type": "article-journal", "title": "SOIL SALINITY IN THE LOWER REACHES OF THE AMU DARYA.",
        "author": [{"literal": "Karimov A."}], "issued": {"date-parts": [[2020]]}, "DOI": "10.1000/1",
    },
    {"id": "alone", "type": "book", "title": "Мукаммал асарлар тўплами", "author": [{"literal": "Навоий А."}]},
]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    bib, items = tmp_path / "old.bib", tmp_path / "items.jsonl"
    bib.write_text(BIB, "utf-8")
    items.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in ITEMS), "utf-8")
    return [bib, items]


def test_each_record_is_told_its_work(run: Run, files: list[Path]) -> None:
    ran = run("dedupe", *files, "--format", "jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert [(row["id"], row["work"]) for row in ran.rows] == [
        ("karimov2020soil", "karimov2020soil"), ("other", "other"), ("k20", "karimov2020soil"), ("alone", "alone"),
    ]  # fmt: skip
    assert all(0 < row["score"] <= 1 and row["reason"] for row in ran.rows)
    assert "same title" in ran.rows[2]["reason"]


def test_standard_input_and_a_table(run: Run, files: list[Path]) -> None:
    ran = run("dedupe", "-", "--format", "table", stdin=files[1].read_bytes())
    assert ran.out.splitlines()[0].split() == ["id", "work", "score", "reason"]
    assert len(ran.out.splitlines()) == 4


def test_the_merged_file_holds_one_entry_a_work_with_the_best_of_each(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    merged, keys, report = tmp_path / "merged.json", tmp_path / "keys.tsv", tmp_path / "joined.txt"
    ran = run("dedupe", *files, "-o", merged, "--keys-map", keys, "--report", report)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"bibman: 4 records are 3 works, written to {merged}.\n"
    items = {item["id"]: item for item in json.loads(merged.read_text("utf-8"))}
    assert items.keys() == {"karimov2020soil", "other", "alone"}
    joined = items["karimov2020soil"]
    assert (joined["DOI"], joined["volume"], len(joined["author"])) == ("10.1000/1", "12", 2)
    assert joined["title"] == "Soil salinity in the lower reaches of the Amu Darya"
    assert keys.read_text("utf-8").splitlines()[:2] == [
        "old\tnew\tfile",
        f"karimov2020soil\tkarimov2020soil\t{files[0]}",
    ]
    assert f"k20\tkarimov2020soil\t{files[1]}" in keys.read_text("utf-8")
    told = report.read_text("utf-8")
    assert told.startswith("karimov2020soil: 2 records are one work\n")
    assert f"k20 ({files[1]}:1): SOIL" in told


def test_the_report_for_programs(run: Run, files: list[Path], tmp_path: Path) -> None:
    report = tmp_path / "joined.jsonl"
    run("dedupe", *files, "-o", tmp_path / "merged.bib", "--report", report)
    (work,) = map(json.loads, report.read_text("utf-8").splitlines())
    assert work["work"] == "karimov2020soil"
    assert [(r["id"], r["file"], r["line"]) for r in work["records"]] == [
        ("karimov2020soil", str(files[0]), 2), ("k20", str(files[1]), 1),
    ]  # fmt: skip


def test_one_key_for_two_works_is_told_apart(run: Run) -> None:
    lines = [
        {"id": "x", "type": "book", "title": title} for title in ("Soil salinity", "Этнопедагогика чеченцев")
    ]
    lines.append({"type": "book", "title": "Without a key"})
    ran = run("dedupe", "-", "--format", "jsonl", stdin="\n".join(map(json.dumps, lines)).encode())
    assert [(row["id"], row["work"]) for row in ran.rows] == [("x", "x"), ("x", "x-2"), ("", "record-3")]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(
    run: Run, files: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(files[1].read_bytes() + b'{"id": "cut", "title": \n[1]\n')
    ran = run("dedupe", broken, tmp_path / "nowhere.bib", files[0], "--format", "jsonl")
    assert ran.code == 4
    assert len(ran.rows) == 4
    told = ran.err.splitlines()
    assert len(told) == 3 and all(line.startswith("bibman: ") for line in told)
    assert f"{broken}:3: " in ran.err and "nowhere.bib cannot be read" in ran.err


def test_an_output_without_a_format_is_wrong_usage(run: Run, files: list[Path], tmp_path: Path) -> None:
    ran = run("dedupe", *files, "-o", tmp_path / "merged.xyz")
    assert (ran.code, ran.out) == (2, "")
    assert "--output-format" in ran.err
    assert run("dedupe", *files, "-o", tmp_path / "no" / "folder.bib").code == 4
