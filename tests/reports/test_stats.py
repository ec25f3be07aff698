"""Figures: what is counted together, and in which order it is told."""

from bibman.library import Counts, WorkOutline
from bibman.reports.selfcites import ArticleShare
from bibman.reports.stats import FieldFilled, Group, Statistics, statistics


def outline(key: str, title: str, container: str = "", year: int = 0, *fields: str, **more) -> WorkOutline:
    return WorkOutline(
        key, more.get("type", "article-journal"), title, year, more.get("language", ""), container,
        frozenset(fields), more.get("references", 1),
    )  # fmt: skip


SHELF = (
    outline("a", "Тил ва адабиёт таълими", "Xalq taʼlimi", 2020, "title", "issued", references=3),
    outline("b", "Language teaching", "Халқ таълими", 2019, "title", "volume"),
    outline("c", "Тил масалалари", "Халқ таълими", 0, "title", type="book", language="uz"),
    outline("d", "Sprachen", "", 950, language="de"),
)
SHARES = (
    ArticleShare("x.txt", 4, 1, 0.25, ()),
    ArticleShare("y.txt", 4, 3, 0.75, ()),
    ArticleShare("z.txt", 0, 0, 0.0, ()),
)


def figures(*works: WorkOutline) -> Statistics:
    return statistics(Counts(0, 0, len(works), 0, 0, 0, 0), works, (), SHARES)


def test_years_are_in_order_and_the_unknown_last():
    assert [(group.value, group.works) for group in figures(*SHELF).years] == [
        ("950", 1), ("2019", 1), ("2020", 1), ("", 1),
    ]  # fmt: skip


def test_a_language_is_told_by_the_title_where_the_work_does_not_say():
    assert figures(*SHELF).languages == (Group("uz", 2, 4), Group("de", 1, 1), Group("en", 1, 1))
    assert figures(*SHELF).scripts == (Group("Cyrl", 2, 4), Group("Latn", 2, 2))


def test_one_venue_in_two_scripts_is_counted_once_under_its_usual_spelling():
    assert figures(*SHELF).venues == (Group("Халқ таълими", 3, 5),)


def test_fields_are_counted_among_works_that_should_have_them():
    filled = {(row.type, row.field): row for row in figures(*SHELF).fields}
    assert filled["article-journal", "volume"] == FieldFilled("article-journal", "volume", 1, 3)
    assert filled["article-journal", "title"].share == 2 / 3
    assert ("book", "volume") not in filled and filled["book", "publisher"].filled == 0


def test_self_citations_of_articles_with_a_list():
    rate = figures().self_citations
    assert (rate.self_citations, rate.references, rate.share) == (4, 8, 0.5)
    assert [article.article for article in rate.articles] == ["y.txt", "x.txt"]
    assert statistics(Counts(0, 0, 0, 0, 0, 0, 0), (), (), ()).self_citations.share == 0.0
