"""How sure a record is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bibman.references.confidence import CRF, NETWORK, by_field, chance
from bibman.references.parse import parse_reference

probabilities = st.floats(0, 1)


@given(probabilities, probabilities, st.sampled_from([NETWORK, CRF]))
def test_a_surer_model_never_makes_a_record_less_sure(
    a: float, b: float, weights: tuple[float, float]
) -> None:
    low, high = sorted((a, b))
    assert 0 <= chance(low, weights) <= chance(high, weights) <= 1


def test_a_field_is_as_sure_as_its_most_doubtful_word() -> None:
    segments = [("title", "Хамса."), ("other", "[Матн]"), ("title", "Достонлар"), ("date", "1960")]
    assert by_field(segments, (0.9, 0.1, 0.4, 1.0)) == (("title", 0.4), ("issued", 1.0))


def test_plain_print_is_surer_than_a_riddle() -> None:
    plain = parse_reference("Иванов И. И. История литературы: учеб. пособие. – М.: Наука, 1998. – 250 с.")
    riddle = parse_reference("Денов Сурхон тарихи Фан 12 Навоий шаҳар")
    assert plain.confidence > 0.9 > riddle.confidence
    assert {field for field, _ in plain.confidences} >= {"author", "title", "publisher", "issued"}
