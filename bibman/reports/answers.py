"""The answers that were given on the report page, read from the file it offers for download."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, get_args

from bibman.errors import NotFoundError, UnreadableInputError
from bibman.library import Kind, Library
from bibman.library.rows import JudgementVerdict
from bibman.library.times import is_time, time_text
from bibman.model import Judgement
from bibman.text import clean_line, skeleton

Pair = tuple[str, frozenset[str]]

#: What each answer of the page is as a judgement.
_VERDICTS: dict[object, JudgementVerdict] = {"same": "same", "different": "different", "later": "undecided"}
_TEXTS = ("a", "b", "a_is", "b_is", "who", "when")
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair that was decided on the page; ``a_is`` and ``b_is`` are the titles or names shown there."""

    line: int
    kind: Kind
    a: str
    b: str
    verdict: JudgementVerdict
    a_is: str
    b_is: str
    who: str
    when: str


def read_answers(lines: Iterable[str], source: str) -> list[Answer]:
    """The answers of a file, in order; UnreadableInputError at the first line that is none."""
    answers = [_read(line, f"{source}:{n}", n) for n, line in enumerate(lines, 1) if line.strip()]
    if not answers:
        raise UnreadableInputError(f"{source} holds no answers; download them on the report page")
    return answers


def _read(line: str, where: str, number: int) -> Answer:
    try:
        row: Any = json.loads(line) if len(line) <= _LONGEST else None
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or "answer" not in row:
        raise UnreadableInputError(
            f"{where}: this is no answer of a report page; give the file that the page downloads"
        )
    if not isinstance(row["answer"], str) or row["answer"] not in _VERDICTS:
        raise UnreadableInputError(f"{where}: the answer is none of same, different and later")
    if row.get("kind") not in get_args(Kind):
        raise UnreadableInputError(f"{where}: the answer is neither about works nor about persons")
    missing = [name for name in _TEXTS if not isinstance(row.get(name), str)]
    if missing:
        raise UnreadableInputError(f"{where}: the answer has no text under {missing[0]!r}")
    if not is_time(row["when"]):
        raise UnreadableInputError(f"{where}: {row['when']!r} is no time like 2024-05-31T12:00:00Z")
    texts = {name: clean_line(row[name]) for name in _TEXTS}
    return Answer(line=number, kind=row["kind"], verdict=_VERDICTS[row["answer"]], **texts)


def _pair(about: Answer | Judgement) -> Pair:
    return about.kind, frozenset((about.a.casefold(), about.b.casefold()))


def not_later(answer: Answer, now: datetime) -> Answer:
    """The answer, made now where its clock is ahead: nothing decided after today shall come before it."""
    return replace(answer, when=min(answer.when, time_text(now)))


class Known:
    """What the answers' keys mean in a library; persons are read once, for reading one is reading all."""

    def __init__(self, library: Library, answers: Sequence[Answer]) -> None:
        """Look at what the answers are about, as far as reading it all at once is quicker."""
        self._library = library
        self._persons = (
            {person.key.casefold(): person for person in library.persons()}
            if any(answer.kind == "person" for answer in answers)
            else {}
        )
        self._judged: defaultdict[Pair, list[Judgement]] = defaultdict(list)
        for made in sorted(library.judgements(), key=lambda made: made.when):
            if not made.undone:
                self._judged[_pair(made)].append(made)

    def is_judged(self, answer: Answer) -> bool:
        """Whether the last judgement on the pair says so too, or the answer was taken in before."""
        judged = self._judged[_pair(answer)]
        return any(made.verdict == answer.verdict for made in judged[-1:]) or any(
            (made.verdict, made.when) == (answer.verdict, answer.when) for made in judged
        )

    def problem(self, answer: Answer) -> str:
        """Why the answer can't be taken in, as a sentence; "" where it can."""
        for key, said in ((answer.a, answer.a_is), (answer.b, answer.b_is)):
            try:
                today = self._library.keys_of(answer.kind, key)
            except NotFoundError:
                return f"no {answer.kind} {key} in this library; make the report anew from it"
            here = {skeleton(text) for one in today for text in self._said(answer.kind, one)}
            if skeleton(said) not in here:
                return f"{key} was “{said[:80]}” on the page and is something else here; make the report anew"
        return ""

    def _said(self, kind: Kind, key: str) -> list[str]:
        """Titles, or names, that are printed for a work or person."""
        if kind == "work":
            work = self._library.work(key)
            return [work.record.title, *(reference.record.title for reference in work.references)]
        person = self._persons[key.casefold()]
        return [person.name, *(name.form for name in person.names)]
