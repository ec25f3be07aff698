"""Lists out of lines of print, as the tests of rules read them."""

from __future__ import annotations

from datetime import date

from bibman.articles import read_article
from bibman.checks import Finding, Manuscript, Style, check, read_manuscript
from bibman.references.extract import extract_references

TODAY = date(2025, 6, 1)


def manuscript(*lines: str, style: Style = "any") -> Manuscript:
    """The article that these lines are."""
    article = read_article("a.txt", data="\n".join(lines).encode("utf-8", "surrogatepass"))
    return read_manuscript(article, extract_references(article), TODAY, style)


def numbered(*entries: str, body: str = "", style: Style = "any") -> Manuscript:
    """An article with a body and a numbered list of these entries."""
    listed = [f"{n}. {entry}" for n, entry in enumerate(entries, 1)]
    return manuscript(*body.split("\n"), "", "Литература", *listed, style=style)


def found(checked: Manuscript, *rules: str) -> list[Finding]:
    """What is wrong in the article by these rules (all, where none is named)."""
    return check(checked, set(rules) if rules else None)


def told(checked: Manuscript, *rules: str) -> list[tuple[int, str]]:
    """The entries that break these rules and the suggested texts."""
    return [(finding.reference, finding.suggestion) for finding in found(checked, *rules)]
