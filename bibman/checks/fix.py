"""The list mended where that is safe: broken entries joined, exact doubles dropped, letters and addresses
put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bibman.checks.apostrophes import torn_words
from bibman.checks.finding import Finding, rules
from bibman.checks.letters import misread_words, mixed_words
from bibman.checks.links import link_faults
from bibman.checks.lists import numbers_of
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.model import Reference
from bibman.references.shape import read_mark
from bibman.text import fold

#: The rules whose findings can be mended, where they have a suggestion or repeat an entry.
MENDED_RULES = frozenset(
    {"broken-entry", "doubled", "broken-encoding", "mixed-letters", "split-apostrophe", "bad-doi", "bad-url",
     "old-doi"}
)  # fmt: skip
_STYLES = {"[]": "[{}] ", ")": "{}) ", ".": "{}. ", " ": "{} ", "-": "{}- "}


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended list: its text, a sentence for each change, and what every changed number has become.

    ``settled`` are the rules and entries that need nobody any more, ``dropped`` the entries taken out.
    """

    text: str
    changes: tuple[str, ...]
    renumbered: tuple[tuple[int, int], ...]
    settled: frozenset[tuple[str, int]]
    dropped: frozenset[int]

    def left(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that a person has to see to."""
        return [
            finding
            for finding in findings
            if (finding.rule, finding.reference) not in self.settled and finding.reference not in self.dropped
        ]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as it is written: its text put right, what was changed in it, and by which rules.

    ``repeats`` is the number of the entry that it repeats letter for letter, 0 where it repeats none.
    """

    number: int
    reference: Reference
    text: str
    changes: tuple[str, ...]
    settled: frozenset[str]
    repeats: int


def mend(manuscript: Manuscript, chosen: Collection[str] | None = None) -> Mended:
    """The article's list with all put right that the chosen rules (all) are sure of; its order stays."""
    entries = list(_entries(manuscript, rules() if chosen is None else chosen))
    lines: list[str] = []
    renumbered: list[tuple[int, int]] = []
    for _, group in groupby(entries, key=lambda entry: entry.reference.list):
        lines += [""] * bool(lines) + _numbered(manuscript, list(group), renumbered)
    return Mended(
        "".join(f"{line}\n" for line in lines),
        tuple(change for entry in entries for change in entry.changes),
        tuple(renumbered),
        frozenset((rule, entry.number) for entry in entries for rule in entry.settled),
        frozenset(entry.number for entry in entries if entry.repeats),
    )


def _entries(manuscript: Manuscript, wanted: Collection[str]) -> Iterator[_Entry]:
    drops = "doubled" in wanted and not are_footnotes(manuscript.references)
    first: dict[tuple[int, str], int] = {}
    for n, reference, _ in manuscript.entries():
        before = first.setdefault((reference.list, fold(reference.text)), n)
        if drops and before != n:
            told = f"{manuscript.title_of(n)} dropped: it repeats {manuscript.title_of(before)}"
            yield _Entry(n, reference, "", (told,), frozenset(), before)
        else:
            yield _corrected(manuscript, n, reference, wanted)


def _corrected(manuscript: Manuscript, n: int, reference: Reference, wanted: Collection[str]) -> _Entry:
    """The entry with its letters and addresses put right."""
    text, told, settled = reference.text, [], set()
    if reference.mended:
        told.append(f"joined: {reference.mended}")
        settled.add("broken-entry")
    for rule, printed, right in _corrections(manuscript, n, text):
        if rule in wanted:
            text = text.replace(printed, right)
            told.append(f"{manuscript.title_of(n)}: {printed} → {right}")
            settled.add(rule)
    settled -= {fault.rule for fault in link_faults(text)}
    return _Entry(n, reference, text, tuple(told), frozenset(settled), 0)


def _corrections(manuscript: Manuscript, n: int, text: str) -> Iterator[tuple[str, str, str]]:
    """What is wrong in an entry beyond doubt: the rule that says so, what is printed, and what is right."""
    is_uzbek = manuscript.records[n - 1].language == "uz"
    looks = {
        "broken-encoding": misread_words(text),
        "mixed-letters": mixed_words(text),
        "split-apostrophe": torn_words(text) if is_uzbek else {},
    }
    for rule, words in looks.items():
        for printed, right in words.items():
            yield rule, printed, right
    for fault in link_faults(text):
        if fault.right:
            yield fault.rule, text[fault.start : fault.end], fault.right


def _numbered(
    manuscript: Manuscript, entries: Sequence[_Entry], renumbered: list[tuple[int, int]]
) -> list[str]:
    """The lines of one list, counted anew where it is numbered; ``renumbered`` hears of changed numbers."""
    kept = [entry for entry in entries if not entry.repeats]
    styles = Counter(filter(None, (_style(manuscript, entry.reference) for entry in kept)))
    if sum(styles.values()) * 2 <= len(kept) or are_footnotes(manuscript.references):
        return [entry.text for entry in kept]
    mark = styles.most_common(1)[0][0]
    first = min((number for entry in kept for number in numbers_of(entry.reference)), default=1)
    number_of = {entry.number: number for number, entry in enumerate(kept, first)}
    for entry in entries:
        new = number_of[entry.repeats or entry.number]
        renumbered += [(old, new) for old in numbers_of(entry.reference) if old != new]
    return [f"{mark.format(number_of[entry.number])}{entry.text}" for entry in kept]


def _style(manuscript: Manuscript, reference: Reference) -> str:
    """How the entry's number is printed, as a pattern; "" where it has none."""
    if not numbers_of(reference):
        return ""
    lines = manuscript.article.lines
    mark = read_mark(lines[reference.start_line - 1]) if reference.start_line <= len(lines) else None
    return _STYLES[mark.style] if mark else "{}. "
