from __future__ import annotations

import json
from pathlib import Path

from bibman.model import Segment
from bibman.training.held_out import clear_of, read_values

TESTED = {"title": "Хамса", "container": "Ўзбек тили ва адабиёти", "publisher": "Фан"}


def test_references_that_hold_a_tested_value_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "tested.jsonl").write_text(json.dumps(TESTED) + "\n", "utf-8")
    made: list[list[Segment]] = [
        [("author", "Навоий А. "), ("title", "«ХАМСА». ")],
        [("author", "Навоий А. "), ("title", "Хамсанинг тарихи. ")],
        [("title", "Тил. "), ("container", "// «Ўзбек тили ва адабиёти» журнали")],
        [("title", "Тил. "), ("publisher", "Фан, ")],
        [("title", "Фан ва тил. "), ("other", "Хамса")],
    ]
    kept = list(clear_of(read_values(tmp_path / "tested.jsonl"), made))
    assert kept == [made[1], made[4]]
