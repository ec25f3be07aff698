"""The commands on names."""

from __future__ import annotations

from command import Run


def test_variants_are_printed_with_their_schemes(run: Run) -> None:
    rows = run("names", "variants", "Хайдарова, М.", "--format", "jsonl").rows
    assert rows[0] == {"form": "Хайдарова М.", "scheme": "as printed"}
    assert {"form": "Xaydarova M.", "scheme": "uzbek-1995"} in rows


def test_variants_as_a_table(run: Run) -> None:
    head = run("names", "variants", "Xaydarova", "--format", "table").out.splitlines()[0]
    assert head.split() == ["form", "scheme"]
