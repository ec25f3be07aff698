"""Records as comparable columns: what print varies becomes one value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.matching.columns import Columns, join_columns, normalize
from bibman.model import Name, Record
from bibman.text import skeleton
from bibman.text.batch import skeletons


def of(**fields: object) -> Columns:
    return normalize([Record(**fields)])  # type: ignore[arg-type]


def literal(*names: str) -> tuple[Name, ...]:
    return tuple(Name(literal=name) for name in names)


TITLES = [
    ("Почвы Казахстана", "Pochvy Kazahstana [Soils of Kazakhstan]"),
    ("Теория права", "{Теория} права [Электронный ресурс]"),
    ("Uptake of CO2 by soils", "Uptake of CO<sub>2</sub> by soils"),
    ("Search & rescue", "SEARCH &amp; RESCUE."),
    ("Психология", "Псиxoлогия"),  # two letters are Latin
]


@pytest.mark.parametrize(("a", "b"), TITLES)
def test_titles_meet(a: str, b: str) -> None:
    assert of(title=a).title == of(title=b).title


def test_a_title_in_brackets_stays() -> None:
    assert of(title="[Soils of Kazakhstan]").title == of(title="Soils of Kazakhstan").title


PEOPLE = [
    (["Ivanov A.A.", "Li W."], "ivanov li", "ivanov a a"),
    (["А. А.Иванов"], "ivanov", "a a ivanov"),
    (["Bhatt M.Wang K. W.Li Q."], "bhat vang li", "bhat m"),
    (["Larroza MarcelaAparicio AlejandroRaffo Fernando"],
     "laroza marcela aparicio alejandro rafo fernando", "laroza marcela"),
    (["freund, y., schapire, r., bartlett, p."], "freund shapire bartlet", "freund i"),
    (["Smith, J.", "et al."], "smith", "smith j"),
    (["Иванов И. и др."], "ivanov", "ivanov i"),
    ([], "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("names", "words", "first"), PEOPLE)
def test_people(names: list[str], words: str, first: str) -> None:
    columns = of(author=literal(*names))
    assert (columns.people, columns.first_person) == ([words], [first])


def test_names_that_were_read_count_as_printed_ones() -> None:
    read, printed = of(author=(Name(family="Lee", given="J."),)), of(author=literal("Lee, J."))
    assert (read.people, read.first_person) == (printed.people, printed.first_person) == (["le"], ["le j"])


def test_rows_can_be_taken_and_parts_joined() -> None:
    parts = [of(title=title, issued=year) for title, year in (("One", "2001"), ("Two", ""))]
    both = join_columns(parts)
    assert both.title == ["one", "tvo"] and both.year.tolist() == [2001, 0]
    assert both.take([1]).title == ["tvo"] and len(join_columns([])) == 0


@given(st.lists(st.text()))
def test_many_texts_are_folded_as_each_alone(texts: list[str]) -> None:
    assert skeletons(texts) == [skeleton(text) for text in texts]


def test_the_end_of_a_text_of_a_million_letters_is_not_compared() -> None:
    long = "[(&<{" * 200_000
    columns = of(
        title=f"Soils {long}", author=literal(long), volume=long, page=long, DOI=f"10.1/{long}", issued=long
    )
    assert columns.title == ["soils"]


@given(st.text(), st.text())
def test_any_text_is_taken(text: str, other: str) -> None:
    columns = of(title=text, author=literal(other), issued=text, volume=other, page=text, DOI=text)
    assert all(len(np.asarray(getattr(columns, name))) == 1 for name in ("title", "people", "year", "doi"))
