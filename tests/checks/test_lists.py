"""The list as a whole: no list, broken entries, numbers, order, doubles."""

import pytest
from listed import found, manuscript, numbered

BOOKS = [
    "Абдуллаев А. А. Тарих. – Тошкент: Фан, 1998. – 120 б.",
    "Каримов К. К. Адабиёт. – Тошкент: Фан, 2001. – 220 б.",
    "Раҳимов Р. Р. Тилшунослик. – Тошкент: Фан, 2005. – 150 б.",
    "Содиқов С. С. Санъат. – Тошкент: Фан, 2007. – 90 б.",
    "Турсунов Т. Т. Мусиқа. – Тошкент: Фан, 2009. – 80 б.",
]


def test_an_article_without_a_list_says_so():
    (finding,) = found(manuscript("О садах", "Сады хороши весной."))
    assert (finding.rule, finding.line) == ("no-list", 1)


def test_an_entry_under_two_numbers_is_told_with_its_whole_text():
    checked = numbered(
        "Xaydarova, M. (2023). BOSHLANG 'ICH SINFLARDA TARBIYA FANINI",
        "O 'QITISHNING MAZMUNI. Interpretation and researches, 1(1).",
        "Xaydarova, M. (2021). Tarbiya fani. Interpretation and researches, 1(2), 5–9.",
        "Xaydarova, M. (2022). Tarbiya darsi. Interpretation and researches, 1(3), 7–9.",
    )
    (finding,) = found(checked, "broken-entry")
    assert "items 1 and 2" in finding.message
    assert "FANINI O 'QITISHNING MAZMUNI" in finding.suggestion


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4, 5], []),
        ([1, 2, 4, 5, 6], [("number-gap", 6, "after 2 comes 4: 3 is missing in the list")]),
        ([1, 2, 5, 6, 7], [("number-gap", 6, "after 2 comes 5: 3 to 4 are missing in the list")]),
        ([1, 2, 2, 3, 4], [("number-twice", 6, "the number 2 stands twice, first on line 5")]),
        ([1, 2, 4, 3, 5], [("number-order", 7, "3 stands after 4 in the list")]),
        ([3, 4, 5, 6, 7], []),
    ],
)
def test_numbers_missing_and_twice(numbers, expected):
    listed = [f"{number}. {book}" for number, book in zip(numbers, BOOKS, strict=True)]
    checked = manuscript("О садах", "Текст.", "Литература", *listed)
    rules = ("number-gap", "number-twice", "number-order")
    assert [(f.rule, f.line, f.message) for f in found(checked, *rules)] == expected


def test_the_same_book_twice_and_its_volumes():
    again = "Каримов К.К. Адабиёт. Тошкент, Фан, 2001. 220 б."
    (finding,) = found(numbered(*BOOKS, again), "doubled", "maybe-doubled")
    assert (finding.rule, finding.reference) == ("doubled", 6)
    assert finding.message.startswith("entry 6 is the same work as entry 2 (line 5)")
    volumes = [
        "Қодирий А. Асарлар. 1-жилд. – Тошкент: Фан, 1994.",
        "Қодирий А. Асарлар. 2-жилд. – Тошкент: Фан, 1994.",
    ]
    assert found(numbered(*BOOKS, *volumes), "doubled", "maybe-doubled") == []


SORTED = [
    f"{name} A. Kitob. – Toshkent: Fan, {year}. – 100 b."
    for year, name in enumerate(
        ["Abdullayev", "Bozorov", "Davronov", "Ergashev", "Islomov", "Karimov", "Mirzayev", "Oripov", "Qodirov"],
        2001,
    )
]  # fmt: skip


def test_a_sorted_list_tells_who_stands_elsewhere():
    late = "Fozilov A. Kitob. – Toshkent: Fan, 2012. – 100 b."
    (finding,) = found(numbered(*SORTED, late), "alphabet")
    assert (finding.reference, finding.message) == (
        10,
        "entry 10 is out of the alphabet; it belongs after entry 4",
    )


@pytest.mark.parametrize(
    "names",
    [
        ["Aliyev", "Choriyev", "Davronov", "Gulomov", "Olimov", "Shukurov", "Sobirov", "Tursunov", "Yusupov"],
        ["Aliyev", "Davronov", "Gulomov", "Olimov", "Sobirov", "Tursunov", "Yusupov", "Shukurov", "Choriyev"],
        ["Yusupov", "Aliyev", "Tursunov", "Sobirov", "Davronov", "Olimov", "Gulomov", "Bozorov", "Qodirov"],
        ["Абдуллаев", "Иванов", "Йўлдошев", "Каримов", "Умаров", "Холиқов", "Ўринов", "Қодиров", "Ҳакимов"],
    ],
    ids=["plain letters", "sh and ch behind z", "not sorted at all", "national letters last"],
)
def test_every_way_to_sort_is_right_and_disorder_is_no_fault(names):
    entries = [f"{name} A. Kitob. – Toshkent: Fan, {2000 + n}. – 100 b." for n, name in enumerate(names)]
    assert found(numbered(*entries), "alphabet") == []


def test_scripts_are_sorted_each_by_itself():
    cyrillic = [
        f"{name} А. Китоб. – Тошкент: Фан, 2001. – 100 б." for name in ("Азизов", "Болтаев", "Содиқов")
    ]
    assert found(numbered(*cyrillic, *SORTED), "alphabet") == []


def test_the_order_of_citation():
    unsorted = [SORTED[n] for n in (4, 1, 7, 0, 8, 2, 6, 3, 5)]
    in_order = " ".join(f"Fikr [{n}]." for n in range(1, 10))
    assert found(numbered(*unsorted, body=in_order), "citation-order") == []
    (finding,) = found(numbered(*unsorted, body=f"Fikr [9]. {in_order}"), "citation-order")
    assert finding.reference == 9
