"""Corpora: different habits of labelling brought to one."""

import json
from pathlib import Path

import pytest

from bibman.training.corpora import is_usable, normalise, read_corpus


def pieces(printed: str) -> list[tuple[str, str]]:
    cut = [piece.partition(":") for piece in printed.split("|")]
    return [(label, text) for label, _, text in cut]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # GROBID: marks and cue words stand apart
        (
            "author:Li J|other:.|title:On things|other:. In|container:Nature|other:, pages|pages:1-2|other:.",
            "author:Li J. |title:On things. |container:In Nature, |pages:pages 1-2.",
        ),
        (
            "title:On|other:, Vol.|volume:29|other:, No.|issue:10|other:(|date:1999|other:).",
            "title:On, |volume:Vol. 29, |issue:No. 10 |date:(1999).",
        ),
        ('author:A|other:: "|title:B|other:".', 'author:A: |title:"B".'),
        ("title:B|other:. 3rd edition,|date:2001", "title:B. |other:3rd edition, |date:2001"),
        # AnyStyle: volume and issue in one
        ("container:ApJ,|volume:4(2),|pages:1", "container:ApJ, |volume:4|issue:(2), |pages:1"),
        ("container:ApJ,|volume:Vol. 12, no. 3,", "container:ApJ, |volume:Vol. 12, |issue:no. 3,"),
        ("container:ApJ,|volume:28: 3,|pages:1", "container:ApJ, |volume:28: |issue:3, |pages:1"),
        ("container:ApJ,|volume:n° 328,|pages:1", "container:ApJ, |issue:n° 328, |pages:1"),
        ("container:ApJ|volume:2013;101:|pages:1", "container:ApJ |date:2013;|volume:101: |pages:1"),
        ("title:Works.|volume:3 vols.|date:1999", "title:Works. |other:3 vols. |date:1999"),
        ("container:ApJ,|volume:77 (1999),|pages:1", "container:ApJ, |volume:77 (1999), |pages:1"),
        # people after a slash
        (
            "title:Слово /|other:И. И. Иванов //|container:Мир.",
            "title:Слово |author:/ И. И. Иванов |container:// Мир.",
        ),
        (
            "title:Слово /|other:под ред. И. И. Иванова. –|place:М.,",
            "title:Слово |editor:/ под ред. И. И. Иванова. – |place:М.,",
        ),
    ],
)
def test_one_convention(printed: str, expected: str) -> None:
    raw = "".join(text for _, text in pieces(expected))
    assert normalise(pieces(printed), raw) == pieces(expected)


def test_the_text_of_a_reference_survives() -> None:
    raw = "Kac V G 1987 Highest (vol 2 )( Singapore:World )"
    segments = [
        ("author", "Kac V G"), ("date", "1987"), ("title", "Highest"), ("other", "(vol"), ("volume", "2"),
        ("other", ")("), ("place", "Singapore"), ("other", ":"), ("publisher", "World"), ("other", ")"),
    ]  # fmt: skip
    assert "".join(text for _, text in normalise(segments, raw)) == raw


@pytest.mark.parametrize(
    ("segments", "usable"),
    [
        ([("title", "A "), ("date", "1999")], True),
        ([("other", "[12] "), ("date", "1999")], False),
        ([("title", "A")], False),
        ([("title", "A " * 1000), ("date", "1999")], False),
        ([("heading", "A "), ("date", "1999")], False),
    ],
)
def test_what_teaches_nothing_is_left_out(segments: list[tuple[str, str]], usable: bool) -> None:
    assert is_usable(segments) == usable


def test_every_nth_line_can_be_held_back(tmp_path: Path) -> None:
    rows = [{"segments": [["title", f"T{n}."], ["date", "2001"]]} for n in range(1, 6)]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    titles = [segments[0][1] for segments in read_corpus(path, without_every=2)]
    assert titles == ["T1. ", "T3. ", "T5. "]
    assert [segments[0][1] for segments in read_corpus(path, only_every=2)] == ["T2. ", "T4. "]
