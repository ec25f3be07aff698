"""Findings as people read them: under the name of their article, one a line, repeated ones together."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from bibman.checks.articles import Checked
    from bibman.checks.finding import Finding
    from bibman.model import Reference

#: As many findings of one rule are told one by one; more are folded. Errors are always told.
_MOST = 4
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
#: Text is never squeezed into fewer columns than this.
_NARROWEST = 40


class Told(NamedTuple):
    """What is told at one place: the line, with its page where there are several, the rule and the words."""

    place: str
    level: str
    rule: str
    message: str
    suggestion: str


def article_lines(article: Checked, *, fold: bool = True) -> Iterator[str]:
    """The lines about one article, made for the width of the terminal."""
    from bibman.checks.finding import counted

    head = f"{len(article.references)} entries: {counted(article.findings)}"
    yield f"{click.style(article.path, bold=True)}: {head}"
    told = list(_told(article, fold))
    width = max((len(one.place) for one in told), default=0)
    room = shutil.get_terminal_size((100, 24)).columns
    for one in told:
        yield from _lines(one, width, room)


def _told(article: Checked, fold: bool) -> Iterator[Told]:
    """The findings in their order; more than a few of one rule together, where its first would stand."""
    paged = any(finding.page > 1 for finding in article.findings)
    folded = folded_rules(article) if fold else frozenset()
    seen: set[str] = set()
    for one in article.findings:
        if one.rule not in folded:
            yield Told(_place(one, paged), one.level, one.rule, one.message, one.suggestion)
        elif one.rule not in seen:
            seen.add(one.rule)
            same = [finding for finding in article.findings if finding.rule == one.rule]
            yield _together(same, article.references, paged)


def folded_rules(article: Checked) -> frozenset[str]:
    """The rules that are broken so often in an article that one line tells it."""
    counts = Counter(f.rule for f in article.findings if f.level != "error" and f.reference)
    return frozenset(rule for rule, count in counts.items() if count > _MOST)


def _place(finding: Finding, paged: bool) -> str:
    return f"{finding.line} (p. {finding.page})" if paged else str(finding.line)


def _together(findings: Sequence[Finding], references: Sequence[Reference], paged: bool) -> Told:
    from bibman.checks.finding import rules

    first = findings[0]
    entries = _spans(sorted({finding.reference for finding in findings}), references)
    message = f"{len(findings)} times: {rules()[first.rule].sentence}: entries {entries}"
    return Told(_place(first, paged), first.level, first.rule, message, "")


def _spans(ordinals: Sequence[int], references: Sequence[Reference]) -> str:
    """Entries by their printed numbers, those in a row as a range: "1–5, 7"."""
    spans: list[list[int]] = []
    for n in ordinals:
        if spans and spans[-1][-1] == n - 1:
            spans[-1].append(n)
        else:
            spans.append([n])
    names = {n: references[n - 1].label or str(n) for n in ordinals}
    return ", ".join(
        f"{names[span[0]]}–{names[span[-1]]}" if len(span) > 2 else ", ".join(names[n] for n in span)
        for span in spans
    )


def _lines(told: Told, width: int, room: int) -> Iterator[str]:
    """One finding: ``  30  error    rule: message``, what does not fit and the right text below the rule."""
    level = click.style(f"{told.level:<7}", fg=_COLOURS[told.level])
    head = f"  {told.place:>{width}}  "
    indent = len(head) + 9
    first, *more = _wrapped(f"{told.rule}: {told.message}", room - indent)
    yield f"{head}{level}  {click.style(told.rule, bold=True)}{first[len(told.rule) :]}"
    if told.suggestion:
        arrow, *rest = _wrapped(told.suggestion, room - indent - 2)
        more += [click.style(line, fg="green") for line in (f"→ {arrow}", *(f"  {line}" for line in rest))]
    for line in more:
        yield " " * indent + line


def _wrapped(text: str, room: int) -> list[str]:
    return wrap(text, max(_NARROWEST, room), break_on_hyphens=False) or [""]


def closing_lines(checked: Sequence[Checked], *, fold: bool, mend: bool) -> Iterator[str]:
    """The totals of all articles and what can be asked next; nothing where nothing was found.

    ``mend``: the list may be offered to be mended.
    """
    from bibman.checks.finding import counted

    findings = [finding for article in checked for finding in article.findings]
    if not findings:
        return
    several = ""
    if len(checked) > 1:
        several = f" in {sum(bool(article.findings) for article in checked)} of {len(checked)} articles"
    yield ""
    yield click.style(f"{counted(findings)}{several}.", bold=True)
    asks = list(_asks(checked, findings, fold=fold, mend=mend))
    width = max(len(option) for option, _ in asks)
    for option, does in asks:
        yield f"  {option:<{width}}  {does}"


def _asks(
    checked: Sequence[Checked], findings: Iterable[Finding], *, fold: bool, mend: bool
) -> Iterator[tuple[str, str]]:
    from bibman.checks.fix import MENDED_RULES

    levels = {finding.level for finding in findings}
    folded = sorted({rule for article in checked for rule in folded_rules(article)}) if fold else []
    yield "--rules", "what each rule means"
    if len(levels) > 1:
        yield ("--level warning", "without notes") if "note" in levels else ("--level error", "errors alone")
    if folded:
        yield f"--only {folded[0]}", "one by one what is told together"
    if mend and any(f.rule in MENDED_RULES and (f.suggestion or f.rule == "doubled") for f in findings):
        whose = "the list of one article" if len(checked) > 1 else "the list"
        yield "--fix -o list.txt", f"{whose} with what is safe to mend"
