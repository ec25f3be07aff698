"""Marks in the text tied to the entries of the lists, from real habits of print."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.articles import read_article
from bibman.model import Article, Name, Record, Reference
from bibman.references.citations import find_citations, uncited
from bibman.references.extract import extract_references

SEEDS = Path(__file__).parents[2] / "seeds"

#: What the lists hold: the entry as printed, its first authors' family names and initials, its year, pages.
ENTRIES = [
    ("Каримов И. А. Тарих асослари. – Тошкент: Фан, 1998. – 120 б.", [("Каримов", "И.")], "1998", ""),
    ("Иванов П. П., Петров С. С. Очерки. – М., 2020.", [("Иванов", "П."), ("Петров", "С.")], "2020", ""),
    ("Ли В. Н. Язык // Вестник. – 2018. – № 2. – С. 5–12.", [("Ли", "В.")], "2018", "5–12"),
    ("Ли В. Н. Речь // Вестник. – 2018. – № 3. – С. 25–32.", [("Ли", "В.")], "2018", "25–32"),
    (
        "Smith, J., & Jones, K. (2019). On tea. Tea, 2(1), 15–20.",
        [("Smith", "J."), ("Jones", "K.")],
        "2019",
        "",
    ),
    ("Вербицкий А. А. Контекст. – М.: ИЦ, 2004. – 84 с.", [("Вербицкий", "А.")], "2004", ""),
    ("Языкознание. Словарь / Под ред. В. Н. Ярцевой. – М., 1990. – 682 с.", [], "1990", ""),
    ("ҚБС – «Қутадғу билиг» сўзлиги. – Тошкент, 2021.", [], "2021", ""),
    ("Öztürk R. Özbek Türkçesi. – Ankara, 2012.", [("Öztürk", "R.")], "2012", ""),
]


def listed(first_line=1, labels=None, number=1):
    labels = labels if labels is not None else [str(n) for n in range(1, len(ENTRIES) + 1)]
    return [
        Reference(
            ENTRIES[n % len(ENTRIES)][0],
            label,
            start_line=first_line + n,
            end_line=first_line + n,
            list=number,
        )
        for n, label in enumerate(labels)
    ]


def records(references):
    known = {entry[0]: entry for entry in ENTRIES}
    found = []
    for reference in references:
        _, authors, year, page = known[reference.text]
        names = tuple(Name(family=family, given=given) for family, given in authors)
        found.append(Record(author=names, issued=year, page=page))
    return found


def cite(*body, labels=None):
    """The marks in lines of text before a list of the entries above."""
    lines = [*body, "Литература"]
    references = listed(len(lines) + 1, labels)
    lines += [f"{r.label}. {r.text}" for r in references]
    article = Article("a.txt", tuple(lines), (1,) * len(lines))
    return find_citations(article, references, records(references))


def marks(*body, labels=None):
    return [(c.mark, c.cited, c.locator) for c in cite(*body, labels=labels)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("так считают [1].", [("[1]", (1,), "")]),
        ("deb yozadi[2].", [("[2]", (2,), "")]),
        ("опыт [3; 5]", [("[3; 5]", (3, 5), "")]),
        ("опыт [5, 7, 8]", [("[5, 7, 8]", (5, 7, 8), "")]),
        ("опыт [1, 4–6]", [("[1, 4–6]", (1, 4, 5, 6), "")]),
        ("amalga [2-3-5-8]", [("[2-3-5-8]", (2, 3, 5, 8), "")]),
        ("опыт [2, c. 15]", [("[2, c. 15]", (2,), "c. 15")]),
        ("опыт [7, с.3]", [("[7, с.3]", (7,), "с.3")]),
        ("опыт [8, С. 451–452]", [("[8, С. 451–452]", (8,), "С. 451–452")]),
        ("fikr [2, б. 34; 5, 20-б.]", [("[2, б. 34; 5, 20-б.]", (2, 5), "б. 34; 20-б.")]),
        ("опыт [см.: 3, с. 14]", [("[см.: 3, с. 14]", (3,), "с. 14")]),
        ("fikr [3:45-47]", [("[3:45-47]", (3,), "45-47")]),
        ("deydi [1.43-44]", [("[1.43-44]", (1,), "43-44")]),
        ("shakli [9.615,617,643]", [("[9.615,617,643]", (9,), "615,617,643")]),
        (r"опыт \[4\]", [("[4]", (4,), "")]),
        ("опыт (подробнее [4]; [5])", [("[4]", (4,), ""), ("[5]", (5,), "")]),
        ("deb yozadi [1][2]", [("[1]", (1,), ""), ("[2]", (2,), "")]),
    ],
)
def test_numbers_in_square_brackets(text, expected):
    assert marks(text) == expected


def test_a_mark_broken_over_two_lines_stands_where_it_begins():
    (citation,) = cite("опыт учителей [5,", "С. 33-36] и далее")
    assert (citation.mark, citation.line, citation.cited) == ("[5, С. 33-36]", 1, (5,))


def test_numbers_behind_commas_are_pages_where_they_run_higher_than_the_list():
    text = "[1, 149] сказано [4, 13–20] и [5, 3], [6, 215; 7, 8]"
    assert marks(text) == [
        ("[1, 149]", (1,), "149"),
        ("[4, 13–20]", (4,), "13–20"),
        ("[5, 3]", (5,), "3"),
        ("[6, 215; 7, 8]", (6, 7), "215; 8"),
    ]


def test_numbers_in_round_brackets_count_where_the_article_cites_so():
    text = "дейт (4;45) анан (4; 34) дагы (4;9) кийин (4)"
    assert [c[1:] for c in marks(text)] == [((4,), "45"), ((4,), "34"), ((4,), "9"), ((4,), "")]


def test_numbers_in_round_brackets_at_the_ends_of_sentences():
    text = "Бир (1). Икки (2). Уч (3), тўрт (4). Беш (5)."
    assert [c[1] for c in marks(text)] == [(1,), (2,), (3,), (4,), (5,)]


@pytest.mark.parametrize(
    "text",
    [
        "[...] [Text] [Электронный ресурс] [3-тє вид.] [5 май 2020]",
        "год [1998] и [2020], отрезки [0, 1], [a, b], [k] [е]",
        "(1) birinchi; (2) ikkinchi; (3) uchinchi",
        "Bun farvā (12), Uning könlü (19), tirermiş (28)",
        "Каримов (1938–2016), Иванов (1998-yil 5-may), (2020) va (2019 год)",
        "(Тошкент, 1998) (Mart, 2020) (10%) (274-бет) (qarang: 3-jadval)",
        "maydoni 5 м², 6 км³; x² + y²; H2O; 2-jadval",
        "[77] yolg‘iz",
        "formula (1.1), (1.2), (2.1) va (3.4); oyat (2:255), (3:8), (4:1)",
        "F(1, 3), F(2, 4), f(3, 5)",
    ],
)
def test_what_only_looks_like_a_mark(text):
    assert marks(text) == []


def test_a_number_beyond_the_list_is_told_where_the_article_cites_by_number():
    assert [c[:2] for c in marks("[1], [2] va [40]")] == [("[1]", (1,)), ("[2]", (2,)), ("[40]", ())]


@pytest.mark.parametrize(
    ("text", "mark", "cited", "locator"),
    [
        ("айтади (Каримов, 1998)", "(Каримов, 1998)", (1,), ""),
        ("aytadi (Karimov, 1998: 23)", "(Karimov, 1998: 23)", (1,), "23"),
        ("айтади [Каримов 1998, 23-б.]", "[Каримов 1998, 23-б.]", (1,), "23-б"),
        ("пишут (Иванов и др., 2020, с. 5)", "(Иванов и др., 2020, с. 5)", (2,), "с. 5"),
        ("they say (Ivanov & Petrov, 2020)", "(Ivanov & Petrov, 2020)", (2,), ""),
        ("so (Smith & Jones, 2019; Ли, 2018а)", "(Smith & Jones, 2019; Ли, 2018а)", (5, 3), ""),
        ("so (Smith et al., 2019)", "(Smith et al., 2019)", (5,), ""),
        ("so (Smith, 2019, Karimov, 1998)", "(Smith, 2019, Karimov, 1998)", (5, 1), ""),
        ("(қаранг: Каримов, 1998: 5)", "(қаранг: Каримов, 1998: 5)", (1,), "5"),
        ("вторая (Ли, 2018б)", "(Ли, 2018б)", (4,), ""),
        ("по странице (Ли, 2018: 27)", "(Ли, 2018: 27)", (4,), "27"),
        ("слово [Ярцева, 1990: 682]", "[Ярцева, 1990: 682]", (7,), "682"),
        ("сўз (ҚБС, 2021: 276)", "(ҚБС, 2021: 276)", (8,), "276"),
        ("сўз (ҚБС, 276)", "(ҚБС, 276)", (8,), "276"),
        ("so‘z (Каримов, б. 12)", "(Каримов, б. 12)", (1,), "б. 12"),
        ("fikr (R. Öztürk 2012: 318)", "(R. Öztürk 2012: 318)", (9,), "318"),
        ("айтади (Ли (б), 2018: 27)", "(Ли (б), 2018: 27)", (4,), "27"),
        ("(Каримов, 1998: 7; (а) китобда)", "(Каримов, 1998: 7; (а) китобда)", (1,), "7"),
        ("(Каримов (муҳаррир), 1998: 7)", "(Каримов (муҳаррир), 1998: 7)", (1,), "7"),
        ("so (Smith, 2019: 5 (cf. Karimov, 1998))", "(Smith, 2019: 5 (cf. Karimov, 1998))", (5, 1), "5"),
        ("(as Smith (2019) writes)", "Smith (2019)", (5,), ""),
        ("(қаранг: [Каримов 1998: 7])", "[Каримов 1998: 7]", (1,), "7"),
        ("Smith (2019) writes", "Smith (2019)", (5,), ""),
        ("as Smith and Jones (2019: 16) write", "Smith and Jones (2019: 16)", (5,), "16"),
        ("Smith et al. (2019) write", "Smith et al. (2019)", (5,), ""),
        ("Karimovning (1998) fikricha", "Karimovning (1998)", (1,), ""),
        ("в работе Вербицкого (2004, с. 7)", "Вербицкого (2004, с. 7)", (6,), "с. 7"),
        ("Verbitskii (2004) notes", "Verbitskii (2004)", (6,), ""),
        ("Öztürkning maqolasida aytilgan (2012: 318)", "(2012: 318)", (9,), "318"),
    ],
)
def test_names_and_years(text, mark, cited, locator):
    assert marks(text) == [(mark, cited, locator)]


def test_works_that_fit_alike_are_all_given():
    assert marks("айтади (Ли, 2018)") == [("(Ли, 2018)", (3, 4), "")]


def test_another_persons_initials_are_another_person():
    assert marks("айтади (Б. Каримов, 1998: 23)") == []


def test_names_without_an_entry_are_told_where_they_can_be_nothing_else():
    assert marks("(Каримов, 1998: 3) va (Rehimli, 2019: 36)") == [
        ("(Каримов, 1998: 3)", (1,), "3"),
        ("(Rehimli, 2019: 36)", (), "36"),
    ]


def test_raised_figures_count_up_from_one():
    found = cite("Шундай бўлган.¹ Кейин «уруш»² тугади,³ 5 м² ер қолди")
    assert [(c.mark, c.cited, c.style) for c in found] == [
        ("¹", (1,), "footnote"),
        ("²", (2,), "footnote"),
        ("³", (3,), "footnote"),
    ]


def test_figures_glued_to_words_count_where_the_list_is_one_of_footnotes():
    lines = ["Бир сўз1 бор. Икки гап.2", "Уч «нарса»3 ва COVID19 бор, 1991 йил", "Сноски"]
    references = listed(4, ["1", "2", "3"])
    lines += [f"{r.label} {r.text}" for r in references]
    article = Article("a.txt", tuple(lines), (1,) * 6)
    found = find_citations(article, references, records(references))
    assert [(c.mark, c.line, c.cited) for c in found] == [("1", 1, (1,)), ("2", 1, (2,)), ("3", 2, (3,))]
    dotted = Article("a.txt", (*lines[:3], *(f"{r.label}. {r.text}" for r in references)), (1,) * 6)
    assert find_citations(dotted, references, records(references)) == []


def test_printed_labels_count_before_places():
    assert [
        c[1] for c in marks("[2], [3], [12]", labels=["2", "3", "5", "8", "9", "10", "11", "12", "13"])
    ] == [
        (1,),
        (2,),
        (8,),
    ]


def test_a_label_out_of_turn_still_counts():
    assert [c[1] for c in marks("[3], [4], [5]", labels=["1", "2", "4", "3", "5"])] == [(4,), (3,), (5,)]
    assert [c[1] for c in marks("[2], [4]", labels=["1", "2", "2", "3", "4"])] == [(2,), (5,)]


def test_the_numbers_without_an_entry_are_told_beside_those_with_one():
    (*_, citation) = cite("опыт [1, 2], [3, 4] и [5, 12]")
    assert (citation.cited, citation.missing) == ((5,), (12,))


def test_both_numbers_of_a_mended_entry_mean_it():
    first, second = listed(4, ["7", "9"])
    first = Reference(
        **{f: getattr(first, f) for f in ("text", "label", "start_line", "list")},
        end_line=5,
        mended="items 7 and 8 are one reference",
    )
    second = Reference(second.text, "9", start_line=6, end_line=6)
    article = Article("a.txt", ("[7], [8]", "[9]", "Литература", "7. К", "8. Т", "9. И"), (1,) * 6)
    found = find_citations(article, [first, second], records([first, second]))
    assert [(c.mark, c.cited) for c in found] == [("[7]", (1,)), ("[8]", (1,)), ("[9]", (2,))]


def test_lists_that_number_anew_belong_to_the_text_before_them():
    one, two = listed(3, ["1", "2"]), listed(7, ["1", "2"], number=2)
    lines = ("Биринчи [2]", "Литература", "1. А", "2. Б", "Second [1]", "References", "1. A", "2. B")
    article = Article("a.txt", lines, (1,) * 8)
    found = find_citations(article, [*one, *two], records([*one, *two]))
    assert [c.cited for c in found] == [(2,), (3,)]
    assert uncited([*one, *two], found) == [1, 4]


def test_a_list_printed_again_in_another_script_is_not_uncited():
    references = [*listed(3, ["1", "2"]), *listed(6, ["1", "2"], number=2)]
    lines = ("Матн [2]", "Литература", "1. А", "2. Б", "References", "1. A", "2. B")
    found = find_citations(Article("a.txt", lines, (1,) * 7), references, records(references))
    assert uncited(references, found) == [1]


def test_marks_are_not_looked_for_in_the_lists_or_running_heads():
    assert marks("Матн") == []
    assert uncited(listed(), []) == []


def test_text_before_a_list_on_the_same_line_is_body():
    text = "Матн шундай якунланади, деб ёзади олим ўз асарида [2]. Адабиётлар: 1. "
    references = [Reference(ENTRIES[n][0], str(n + 1), start_line=1, end_line=1) for n in (0, 1)]
    article = Article("a.txt", (text + references[0].text + " 2. " + references[1].text,), (1,))
    assert [c.cited for c in find_citations(article, references, records(references))] == [(2,)]


@pytest.mark.parametrize(
    ("name", "cited", "missing"),
    [
        ("000_role_of_leaders.txt", [("[1]", (1,)), ("[2]", (2,)), ("[3]", (3,)), ("[4]", (4,))], [5, 6, 7]),
        ("001_innovative_productions.txt", [], []),
        ("002_target_context.txt", [], []),
    ],
)
def test_the_samples(name, cited, missing):
    article = read_article(SEEDS / name)
    references = extract_references(article)
    found = find_citations(article, references, [Record() for _ in references])
    assert [(c.mark, c.cited) for c in found] == cited
    assert uncited(references, found) == missing


PIECES = st.sampled_from(
    ["[1]", "[2, c. 5]", "[", "]", "(", ")", "[1-", ";", "Каримов", "(Каримов,", "1998", ": 23)", " (2019)",
     "Smith", "et al.", "¹", "²", "сўз1", "\n", "\u00ad", "\ud800", "[٣]", "[1; 99]", "(4;45)", "см.", "ва", "\\["]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)),
    st.lists(
        st.one_of(st.sampled_from(["", "1", "2", "3", "٣", "²", "007"]), st.text(max_size=3)), max_size=8
    ),
    st.integers(-3, 12),
)
def test_any_text_is_answered_within_the_lists(text, labels, first):
    lines = tuple(text.split("\n"))
    references = listed(first, labels)
    article = Article("a.txt", lines, (1,) * len(lines))
    found = find_citations(article, references, records(references))
    for citation in found:
        assert all(1 <= n <= len(references) for n in citation.cited)
        assert 1 <= citation.line <= len(lines)
        assert citation.mark
    assert set(uncited(references, found)) <= set(range(1, len(references) + 1))
