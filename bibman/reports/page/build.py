"""The page put together from a library: figures drawn, lists as data, texts, style and script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from bibman.library import Library
from bibman.reports.page import charts
from bibman.reports.page.contents import (
    ROOM,
    Listed,
    article_rows,
    as_json,
    common_folder,
    pair_rows,
    people_rows,
    within,
)
from bibman.reports.page.texts import fill, letters, number, percent, reasons, said, said_or, shown, texts
from bibman.reports.selfcites import article_shares, read_self_citations
from bibman.reports.stats import FieldFilled, Group, Statistics, statistics
from bibman.text.fold import MEETINGS

#: So many lines a table of figures has.
_LINES = 12
_SCRIPTS = ("words.js", "tables.js", "pairs.js", "start.js")
_MARKER = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many articles, people and pairs there was no room for."""

    articles: int
    people: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Report:
    """The page and what it does not show."""

    html: str
    left_out: LeftOut


def make_report(library: Library, language: str, version: str) -> Report:
    """The library as it is now on one HTML page; the same library gives the same page."""
    articles, works, persons = library.articles(), library.outlines(), library.persons()
    people = library.cited_people()
    shares = article_shares([a for a in articles if not a.is_bibliography], read_self_citations(library))
    figures = statistics(library.stats(), works, people, shares)
    folder = common_folder(articles)
    pairs = sorted(library.candidates(), key=lambda pair: (-pair.score, pair.kind, pair.a, pair.b))
    titles = {work.key: work.title for work in works}
    lists = {
        "articles": within(ROOM["articles"], article_rows(articles, shares, folder)),
        "people": within(ROOM["people"], people_rows(persons, people)),
        "pairs": within(ROOM["pairs"], pair_rows(library, pairs, persons, titles, folder)),
    }
    left_out = LeftOut(**{name: listed.left_out for name, listed in lists.items()})
    return Report(_page(figures, lists, language, version), left_out)


def _page(figures: Statistics, lists: dict[str, Listed], language: str, version: str) -> str:
    style, script = _file("page.css"), "".join(map(_file, _SCRIPTS))
    figure_parts = {
        "figures": _figures(figures),
        "shares": _share_chart(figures),
        "made": said("made-by", version=version),
    }
    parts = {
        "language": language,
        "policy": _policy(style, script),
        "style": style,
        "data": as_json(_data(lists)),
        "script": script,
        **{name: fill(html, language) for name, html in figure_parts.items()},
    }
    # All at once: what comes out of the library is never taken for a marker or a text of ours.
    page = _MARKER.sub(lambda match: parts[match[1]], fill(_file("template.html"), language))
    return page.encode("utf-8", "replace").decode("utf-8")


def _file(name: str) -> str:
    return files("bibman").joinpath("reports", "page", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere, and no style or script is run but ours."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(lists: dict[str, Listed]) -> dict[str, Any]:
    rows = {name: listed.rows for name, listed in lists.items()}
    mark = sha256(as_json(rows["pairs"]).encode("utf-8", "replace")).hexdigest()[:16]
    left_out = {name: listed.left_out for name, listed in lists.items()}
    return {
        "mark": mark, "texts": texts(), "reasons": reasons(), "letters": letters(), "meetings": MEETINGS,
        "leftOut": left_out, **rows,
    }  # fmt: skip


def _figures(figures: Statistics) -> str:
    counts = figures.counts
    names = ("articles", "references", "works", "persons", "candidates", "judgements")
    cards = [(f"count.{name}", number(getattr(counts, name))) for name in names]
    if figures.self_citations.references:
        cards.append(("count.share", percent(figures.self_citations.share)))
    told = "".join(f"<div><dt>{said(key)}</dt><dd>{value}</dd></div>" for key, value in cards)
    tables = [
        charts.bars("languages", ("language", "works"), _named("language", figures.languages)),
        charts.bars("scripts", ("scripts", "works"), _named("script", figures.scripts)),
        charts.bars("types", ("types", "works"), _named("type", figures.types)),
        charts.bars("people.cited", ("person", "references"), _cited(figures)),
        charts.bars("venues", ("venue", "works"), _largest_venues(figures)),
        _completeness(figures.fields),
    ]
    return f'<dl class="counts">{told}</dl>{_year_chart(figures)}<div class="tables">{"".join(tables)}</div>'


def _cited(figures: Statistics) -> list[charts.Bar]:
    return [(shown(person.name), person.references) for person in figures.people[:_LINES]]


def _largest_venues(figures: Statistics) -> list[charts.Bar]:
    return [(shown(venue.value), venue.works) for venue in figures.venues[:_LINES]]


def _named(kind: str, groups: Sequence[Group]) -> list[charts.Bar]:
    """The largest groups under the names that their values have on the page, the others together."""
    rows = [
        (said_or(f"{kind}.{group.value}", group.value) if group.value else said("none"), group.works)
        for group in groups
    ]
    rest = sum(works for _, works in rows[_LINES - 1 :])
    return [*rows[: _LINES - 1], (said("other"), rest)] if len(rows) > _LINES else rows


def _year_chart(figures: Statistics) -> str:
    known = [(int(g.value), g.works) for g in figures.years if g.value.isascii() and g.value.isdigit()]
    without = sum(group.works for group in figures.years) - sum(works for _, works in known)
    note = f'<p class="note">{said("years.none", n=without)}</p>' if without else ""
    if not known:
        return note
    rows, labelled = charts.by_year(sorted(known))
    return charts.columns("years", ("year", "works"), rows, labelled) + note


def _share_chart(figures: Statistics) -> str:
    """How many articles have which share, where there are enough of them to see anything."""
    rows = charts.by_share([article.share for article in figures.self_citations.articles])
    if sum(many for _, many in rows) < 3:
        return ""
    return charts.columns("shares", ("share", "articles"), rows, (0, 5, 10))


def _completeness(fields: Sequence[FieldFilled]) -> str:
    """The fields over all types, the fullest first."""
    filled: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    for row in fields:
        filled[row.field] += row.filled
        wholes[row.field] += row.works
    names = sorted(wholes, key=lambda name: (-filled[name] / wholes[name], name))
    rows = [(said_or(f"field.{name}", name), filled[name]) for name in names]
    return charts.bars("completeness", ("field", "share"), rows, [wholes[name] for name in names])
