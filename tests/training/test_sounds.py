"""Costs of sounds, learnt from pairs of names."""

import json
from pathlib import Path

import pytest

from bibman.names.graphemes import costs_by_class, sounds_of, unit_names
from bibman.training.__main__ import main
from bibman.training.sounds import Fold, align, best_f1, learn, read_pairs, table

# G for Cyrillic x tells spellings of one name, k for it tells others.
ROWS = [
    {"a": a, "b": b, "same": same}
    for a, b, same in (
        ("Хаким", "Gakim", True),
        ("Холмат", "Golmat", True),
        ("Ахмат", "Agmat", True),
        ("Хаким", "Kakim", False),
        ("Холмат", "Kolmat", False),
        ("Ахмат", "Akmat", False),
        ("Хайдарова Мохира", "Gaidarova Mogira", True),
        ("Хайдарова М.", "Gaidarova M.", True),
    )
] * 5


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return path


def cost(costs, a: str, b: str) -> float:
    names = unit_names()
    return costs[0][names.index(a)][names.index(b)]


def test_what_spellings_exchange_gets_cheaper_and_what_parts_names_dearer(pairs: Path) -> None:
    learnt, by_class = learn(read_pairs([pairs])), costs_by_class()
    assert cost(learnt, "kh", "g") < cost(by_class, "kh", "g")
    assert cost(learnt, "kh", "k") > cost(by_class, "kh", "k")
    assert cost(learnt, "kh", "g") == cost(learnt, "g", "kh")


def test_the_same_pairs_give_the_same_costs(pairs: Path) -> None:
    assert learn(read_pairs([pairs])) == learn(read_pairs([pairs]))


def test_learning_tells_the_pairs_apart(pairs: Path) -> None:
    learning = list(read_pairs([pairs]))
    assert best_f1(learning, learn(learning)) > best_f1(learning, costs_by_class())


def test_an_alignment_names_the_sounds_exchanged_and_left_out() -> None:
    names = unit_names()
    steps = align(sounds_of("Karim"), sounds_of("Kerima"), costs_by_class())
    assert {tuple(names[n] if n >= 0 else "" for n in step) for step in steps} == {("a", "e"), ("a", "")}


def test_of_whole_names_only_words_of_one_person_are_learnt_from(pairs: Path) -> None:
    words = [(pair.a, pair.b) for pair in read_pairs([pairs])]
    assert (sounds_of("Мохира"), sounds_of("Mogira")) in words
    assert (sounds_of("М."), sounds_of("M.")) not in words


def test_a_person_is_learnt_from_or_scored_on_never_both(pairs: Path) -> None:
    for number in range(3):
        fold = Fold(number, 3)
        learning, held = list(read_pairs([pairs], without=fold)), list(read_pairs([pairs], only=fold))
        assert len(learning) + len(held) == len(list(read_pairs([pairs])))
    assert Fold(0, 1).holds("Хайдарова М.")
    assert sum(Fold(n, 3).holds("Хайдарова М.") for n in range(3)) == 1
    assert [Fold(n, 3).holds("Каримов А. А.") for n in range(3)] == [
        Fold(n, 3).holds("Алишер Каримов") for n in range(3)
    ]


def test_the_table_holds_what_moved(pairs: Path) -> None:
    rows = [line.split("\t") for line in table(learn(read_pairs([pairs])), ["pairs"]).splitlines()[3:]]
    assert {"g", "kh"} in [{a, b} for a, b, _ in rows]
    assert {"p", "f"} not in [{a, b} for a, b, _ in rows]


def test_the_command_writes_the_table_and_scores_what_it_left_out(
    pairs: Path, tmp_path: Path, capsys
) -> None:
    written = tmp_path / "sound_pairs.tsv"
    assert main(["sounds", str(pairs), "--fold", "0/2", "-o", str(written)]) == 0
    assert written.read_text("utf-8").splitlines()[2] == "a\tb\tcost"
    assert "learnt: " in capsys.readouterr().out


def test_a_fold_that_is_none_is_refused(pairs: Path, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["sounds", str(pairs), "--fold", "5/5"])
    assert "N/K" in capsys.readouterr().err
