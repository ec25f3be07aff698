"""How sure a record is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bibman.references.confidence import by_field, confidence_of_both, confidence_of_crf
from bibman.references.parse import parse_reference

probabilities = st.floats(0, 1)


@given(probabilities, probabilities, probabilities)
def test_a_surer_model_never_makes_a_record_less_sure(a: float, b: float, other: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= confidence_of_both(low, other) <= confidence_of_both(high, other) <= 1
    assert 0 <= confidence_of_both(other, low) <= confidence_of_both(other, high) <= 1
    assert confidence_of_crf(low) <= confidence_of_crf(high)


def test_a_field_is_as_sure_as_its_most_doubtful_word() -> None:
    segments = [("title", "Хамса."), ("other", "[Матн]"), ("title", "Достонлар"), ("date", "1960")]
    assert by_field(segments, (0.9, 0.1, 0.4, 1.0)) == (("title", 0.4), ("issued", 1.0))


def test_plain_print_is_surer_than_a_riddle() -> None:
    plain = parse_reference("Иванов И. И. История литературы: учеб. пособие. – М.: Наука, 1998. – 250 с.")
    riddle = parse_reference("Денов Сурхон тарихи Фан 12 Навоий шаҳар")
    assert plain.confidence > 0.9 > riddle.confidence
    assert {field for field, _ in plain.confidences} >= {"author", "title", "publisher", "issued"}
