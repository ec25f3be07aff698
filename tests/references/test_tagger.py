"""The tagger: references as they are printed, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.model import LABELS
from bibman.references.tagger import MAX_TOKENS, tag

EXAMPLES = [
    """author: Сильченко М.С. ¦ title: Творческая биография Абая. – ¦ place: Алма-Ата:
    ¦ publisher: Казгослитиздат, ¦ date: 1957.""",
    """author: Hall, R. E. ¦ date: (1978). ¦ title: Stochastic implications of the life cycle hypothesis.
    ¦ container: Journal of Political Economy, ¦ volume: 86 ¦ issue: (6), ¦ pages: 971–987.""",
    """author: Порус В.Н. ¦ title: На мосту интерпретаций ¦ container: // Социология науки и технологий.
    ¦ date: 2010. ¦ issue: № 4. ¦ pages: С. 104-117""",
    """author: Shodmonov Q. ¦ title: O‘zbek tilining areal tadqiqi. — ¦ place: Samarqand: ¦ publisher: SamDU,
    ¦ date: 2012. — ¦ pages: 144 b.""",
]


@pytest.mark.parametrize("printed", EXAMPLES)
def test_references_are_cut_where_a_reader_would(printed: str) -> None:
    segments = [tuple(piece.split(": ", 1)) for piece in " ".join(printed.split()).split(" ¦ ")]
    tagged = tag([" ".join(text for _, text in segments)])[0]
    glued = [(label, text.replace(" ", "")) for label, text in tagged.segments]
    assert glued == [(label, text.replace(" ", "")) for label, text in segments]


def test_answers_come_in_the_order_of_the_texts() -> None:
    texts = [
        "Есім Ғ. Хакім Абай. Алматы: Ғылым, 1994.",
        "",
        "Karimov I. Fizik kimyo. - Toshkent: Fan, 2018.",
    ]
    tagged = tag(texts)
    assert [t.segments[0][1] if t.segments else "" for t in tagged] == ["Есім Ғ.", "", "Karimov I."]
    assert tag(texts[::-1]) == tagged[::-1]  # nothing is carried from one text to the next


@settings(deadline=None)
@given(st.text())
def test_segments_hold_the_whole_text_in_order(text: str) -> None:
    tagged = tag([text])[0]
    assert "".join("".join(piece.split()) for _, piece in tagged.segments) == "".join(text.split())
    assert {label for label, _ in tagged.segments} <= set(LABELS)
    assert len(tagged.confidences) == len(tagged.segments)
    assert all(0 <= c <= 1 for c in (*tagged.confidences, tagged.confidence))


def test_an_endless_line_ends_in_other() -> None:
    text = "Иванов И. И. Слово // Журнал. 2001. " * MAX_TOKENS
    label, rest = tag([text])[0].segments[-1]
    assert label == "other"
    assert text.rstrip().endswith(rest)
