"""The quality gate: what data/references.jsonl scores may not fall under data/floors.json.

Where a figure has risen for good, raise its floor: `python tests/references/measure.py --floors`.
"""

import json

import pytest
from references.measure import DATA, figures, measure, told

from bibman.references import tagger

FLOORS = json.loads((DATA / "floors.json").read_text("utf-8"))
LABELS = [json.loads(line) for line in (DATA / "references.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("engine", ["network", "crf"])
def test_quality_stands_on_its_floor(engine, monkeypatch):
    if engine == "network" and tagger.engine() != "network":
        pytest.skip("the network needs onnxruntime")
    monkeypatch.setattr(tagger, "engine", lambda: engine)
    rows = measure()
    found = figures(rows)
    fallen = [
        f"{name} fell to {found[name]:.4f}, under {floor}"
        for name, floor in FLOORS[engine].items()
        if found[name] < floor
    ]
    wrong = [told(row) for row in sorted(rows, key=lambda row: -row.record.confidence) if row.wrong]
    assert not fallen, "\n".join([engine, *fallen, "", "Wrong, the surest first:", *wrong[:12]])


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["raw"][:30])
def test_labels_are_print(label):
    """A label nobody can find in the reference is a slip of the pen."""
    for field in (
        "title",
        "container",
        "year",
        "volume",
        "issue",
        "pages",
        "publisher",
        "place",
        "doi",
        "url",
    ):
        assert label[field] in label["raw"]
    unspaced = label["raw"].replace(" ", "")
    assert all(author["family"].replace(" ", "") in unspaced for author in label["authors"])


def test_labels_are_many():
    assert len(LABELS) >= 120
    assert {label["language"] for label in LABELS} >= {"uz", "ru", "kk", "ky", "tg", "uk", "tr", "az", "en"}
