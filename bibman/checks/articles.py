"""Articles read and checked one after the other, many of them by several processes."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from bibman.articles import read_article
from bibman.checks.check import check
from bibman.checks.finding import Finding
from bibman.checks.fix import Mended, mend
from bibman.checks.manuscript import Style, read_manuscript
from bibman.model import Reference
from bibman.reading import Source, Unread, each
from bibman.references.extract import extract_references


class Asked(NamedTuple):
    """How articles are checked: by which rules and style, on which day, and whether lists are mended."""

    today: date
    style: Style = "any"
    rules: Collection[str] | None = None
    encoding: str | None = None
    fix: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """An article's path, the references of its list, what is wrong, and the mended list if asked for."""

    path: str
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
    mended: Mended | None = None


def check_articles(
    sources: Sequence[Source | Unread], asked: Asked, processes: int = 1
) -> Generator[Checked | Unread, None, None]:
    """What is wrong with each article, in order; what cannot be read is given back as Unread."""
    return each(partial(check_article, asked), sources, processes)


def check_article(asked: Asked, source: Source) -> Checked:
    """What is wrong with one article; UnreadableInputError where it cannot be read."""
    article = read_article(source.path, encoding=asked.encoding, data=source.data)
    references = extract_references(article)
    manuscript = read_manuscript(article, references, asked.today, asked.style)
    findings = check(manuscript, asked.rules)
    mended = mend(manuscript, asked.rules) if asked.fix else None
    return Checked(source.path, tuple(references), tuple(findings), mended)
