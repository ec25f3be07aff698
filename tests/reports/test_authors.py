"""People found by any spelling of their name, in any script, by a part or the beginning of it."""

import pytest

from bibman.library import NameForm, PersonWithNames
from bibman.names import read_name
from bibman.names.display import display_name
from bibman.reports.authors import find_persons

PEOPLE = [
    PersonWithNames(forms[0], display_name(read_name(forms[0])), tuple(NameForm(f, "", 1, ("a.txt",)) for f in forms), (), 1)
    for forms in [
        ("Xaydarova Mahliyo", "Хайдарова, М."),
        ("Содиқов Қ.", "Qosimjon Sodiqov"),
        ("Содиқов Т.",),
        ("Садыков Б.",),
        ("Oʻrozboyev A.", "Уразбаев А."),
        ("Цой В.",),
        ("Li D.",),
        ("Liu W.",),
        ("Кубатин А.",),
    ]
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Хайдарова", ["Xaydarova Mahliyo"]),
        ("khaydarova m", ["Xaydarova Mahliyo"]),
        ("МАҲЛИЁ", ["Xaydarova Mahliyo"]),
        ("M. Haydarova", ["Xaydarova Mahliyo"]),
        ("O'rozboyev", ["Oʻrozboyev A."]),
        ("Кубат", ["Кубатин А."]),
        # the words as printed first, then those that open so, then those that may be spelled so
        ("содиқов", ["Содиқов Қ.", "Содиқов Т.", "Садыков Б."]),
        ("sodiqov q", ["Содиқов Қ."]),
        ("Ли", ["Li D.", "Liu W."]),
        ("Choi", ["Цой В."]),
        ("Петренко", []),
        ("()", []),
        ("", []),
    ],
)
def test_who_is_found(query, expected):
    assert [person.key for person in find_persons(PEOPLE, query)] == expected
