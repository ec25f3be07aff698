"""Training: labels of tokens, and a model that is the same each time."""

from pathlib import Path

from bibman.model import Segment
from bibman.training.evaluate import predict, score
from bibman.training.train import labelled_tokens, train

REFERENCES: list[list[Segment]] = [
    [("author", f"{family} {initial}. "), ("title", f"{title}. – "), ("place", "Т.: "), ("date", f"{year}.")]
    for family, initial in (("Каримов", "И"), ("Есім", "Ғ"), ("Shodmonov", "Q"))
    for title, year in (("Хаким Абай", 1994), ("Слово и дело", 2001), ("Til tarixi", 2012))
]


def test_tokens_open_or_continue_their_segment() -> None:
    text, labels = labelled_tokens(
        [("author", "Есім Ғ. "), ("title", "Абай. "), ("title", "Т. I. "), ("date", "1994")]
    )
    assert text == "Есім Ғ. Абай. Т. I. 1994"
    expected = "B-author I-author I-author B-title I-title B-title I-title I-title I-title B-date"
    assert " ".join(labels) == expected


def test_the_same_references_give_the_same_model(tmp_path: Path) -> None:
    models = [tmp_path / "a", tmp_path / "b"]
    assert [train(REFERENCES, model) for model in models] == [9, 9]
    assert models[0].read_bytes() == models[1].read_bytes()


def test_a_model_knows_what_it_learned(tmp_path: Path) -> None:
    train(REFERENCES, tmp_path / "model")
    scores = score(REFERENCES, predict(tmp_path / "model", REFERENCES))
    assert (scores.right, scores.f1()) == (9, 1.0)


def test_a_wrong_value_counts_as_wrong_and_missed() -> None:
    gold: list[list[Segment]] = [[("title", "Абай. "), ("date", "1994.")], [("title", "Til")]]
    scores = score(gold, [[("title", "Абай "), ("date", "1995")], [("title", "Til")]])
    assert scores.fields["title"] == [2, 0, 0]
    assert scores.fields["date"] == [0, 1, 1]
    assert (scores.references, scores.right) == (2, 1)
