"""The words of bibman as values: article, reference, record, name, work, person, judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["same", "possible", "different"]

#: The labels a tagger gives to the pieces of a reference, in the order a reader meets them most often.
LABELS = (
    "author", "title", "container", "editor", "place", "publisher", "date",
    "volume", "issue", "pages", "doi", "url", "other",
)  # fmt: skip

#: Numbers by the name of a record's field.
FieldValues = tuple[tuple[str, float], ...]

#: Fields a record was read with and has no place for: CSL's name of each, or the source's own, and its text.
ExtraFields = tuple[tuple[str, str], ...]

#: One piece of a reference: its label (one of LABELS) and its text as printed.
Segment = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as written; an organisation has only ``literal``.

    ``form`` is the printed form the parts were read from.
    """

    family: str = ""
    given: str = ""
    patronymic: str = ""
    suffix: str = ""
    literal: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A source file that was read.

    ``lines`` are its lines without line ends and ``pages`` the page of each line; lines and pages count from
    1 wherever they are shown. ``title`` and ``authors`` are empty where the head names none. ``repeats`` are
    the authors' names printed again, in another language or script: the author's place (from 0) and the name.
    """

    path: str
    lines: tuple[str, ...]
    pages: tuple[int, ...]
    title: str = ""
    authors: tuple[Name, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    repeats: tuple[tuple[int, Name], ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of an article's list as printed, and where it stands.

    ``label`` is the printed mark ("7.", "[3]") without its punctuation, ``list`` counts the article's lists
    from 1, ``mended`` says in a sentence what was put right ("" where nothing was).
    """

    text: str
    label: str = ""
    source: str = ""
    page: int = 1
    start_line: int = 1
    end_line: int = 1
    list: int = 1
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A reference taken apart; the fields are CSL's, in snake_case, and hold text as printed.

    ``issued`` and ``accessed`` are ISO dates, cut to what is known ("2020", "2020-05", "2020-05-12").
    ``et_al`` says that more authors were meant than are named. ``confidence`` is the chance (0..1) that every
    field is right, ``confidences`` the certainty of single fields, as far as it is known.
    ``note`` holds what was read but has no field of its own, ``extra`` the fields of a bibliography file that
    bibman only passes on.
    """

    type: str = "document"
    title: str = ""
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number_of_pages: str = ""
    language: str = ""
    DOI: str = ""
    URL: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    et_al: bool = False
    genre: str = ""
    number: str = ""
    accessed: str = ""
    note: str = ""
    confidence: float = 0.0
    confidences: FieldValues = ()
    extra: ExtraFields = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names or two records relate: a verdict, a score 0..1 and a reason a person understands."""

    verdict: Verdict
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Work:
    """The publication behind a group of records; ``key`` is its citation key."""

    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class Person:
    """The human behind a group of names; ``key`` is stable from run to run."""

    key: str
    name: Name
    names: tuple[Name, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Judgement:
    """A remembered decision about two works or two persons: who made it, when (ISO time, UTC) and why.

    "edited" is one about a single work or person, ``a``: the fields set by hand, each with its value before
    and after ("" where there is none). "related" says that ``a`` is another work than ``b`` but has to
    do with it: the field "relation" says what it is of it ("translation"). ``undone`` says that it was taken
    back: by whom, when and why.
    """

    number: int
    kind: Literal["work", "person"]
    a: str
    b: str
    verdict: Literal["same", "different", "undecided", "edited", "related"]
    who: str = ""
    when: str = ""
    reason: str = ""
    undone: bool = False
    undone_who: str = ""
    undone_when: str = ""
    undone_reason: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()
