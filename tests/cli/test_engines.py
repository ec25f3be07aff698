"""`bibman parse` works without onnxruntime, and says so once."""

from __future__ import annotations

from pathlib import Path

from command import Run

LINES = "Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.\n" * 3


def test_without_onnxruntime_the_smaller_model_parses_and_says_so_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onnxruntime.py").write_text("raise ImportError('not installed')\n")
    without = run("parse", stdin=LINES.encode(), PYTHONPATH=str(tmp_path))
    assert (without.code, without.err.count("onnxruntime")) == (0, 2)
    assert [row["title"] for row in without.rows] == ["Хамса"] * 3
    assert run("parse", stdin=LINES.encode()).err == ""
