"""What a library takes and gives, as frozen values; ids are the library's own and never shown to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bibman.model import Name, Record, Reference, Verdict

if TYPE_CHECKING:
    from bibman.matching.nearby import KeyTable

Kind = Literal["work", "person"]
Role = Literal["author", "editor"]
JudgementVerdict = Literal["same", "different", "undecided"]
#: What became of a judgement from another library: taken in; known before; its undoing taken in; or taken in,
#: though nothing here is what it was made about: it waits for the articles.
Imported = Literal["added", "known", "undone", "waiting"]
#: What a work can be of another one without being the same.
RELATIONS = ("edition", "preprint", "translation", "part", "review", "reply")
Changes = tuple[tuple[str, str], ...]
Status = Literal["added", "unchanged", "replaced"]

#: The media types of bibliography files, which come in by import.
BIBLIOGRAPHIES = {
    "csl-json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
    "bib": "application/x-bibtex",
}

#: An id of a member of a group (a reference of a work, a mention of a person), its score 0..1 and the reason.
Member = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """A work to be written: its key, its record and the references it stands for."""

    key: str
    record: Record
    references: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class PersonGroup:
    """A person to be written: the key, the name to show and the mentions that are this person."""

    key: str
    name: str
    mentions: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two works or two persons (by key) that a human should decide on."""

    kind: Kind
    a: str
    b: str
    verdict: Verdict
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class StoredReference:
    """A reference with its record; ``article`` is an id, ``ordinal`` counts from 1 over the article.

    ``imported``: it is an entry of a bibliography file.
    """

    id: int
    article: int
    path: str
    ordinal: int
    reference: Reference
    record: Record
    imported: bool = False


@dataclass(frozen=True, slots=True)
class WorkMember:
    """A reference as a member of works: its id and record; ``given`` is the key of an imported entry."""

    id: int
    record: Record
    given: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """What has changed since works were computed.

    ``references`` came, changed or left; ``members`` are those of them that are there, with the others of
    works that lost one; ``works`` (ids) lost a member. ``whole``: everything is to be computed anew.
    """

    references: tuple[int, ...]
    members: tuple[int, ...]
    works: tuple[int, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class WorksChange:
    """Works to be written in place of all that their members (``members``, ids) belong to today.

    ``own`` are the members' keys by the articles alone. ``pairs`` are all pairs to decide that one of the
    works is in. ``rekeyed`` (ids) came, changed or left, and ``keys`` are the block keys of those
    that are there.
    ``engine`` is the version of the matching that joined them.
    """

    members: tuple[int, ...]
    works: tuple[WorkGroup, ...]
    pairs: tuple[CandidatePair, ...]
    own: Mapping[int, str]
    rekeyed: tuple[int, ...]
    keys: KeyTable
    touched: Touched
    engine: int


@dataclass(frozen=True, slots=True)
class PlannedPair:
    """Two references (ids, the smaller first) compared: the score, and the levels of the evidence."""

    left: int
    right: int
    score: float
    levels: bytes


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """A work by its references (ids); ``why`` is for each the pair that best says why, None if alone."""

    members: tuple[int, ...]
    why: tuple[PlannedPair | None, ...]


@dataclass(frozen=True, slots=True)
class WorksPlan:
    """All works of a library with their ``keys``, to be written at once.

    ``pairs`` are the pairs to decide: the keys of two works and the two references that are most alike.
    """

    works: Iterable[PlannedWork]
    keys: Sequence[str]
    pairs: Sequence[tuple[str, str, PlannedPair]]
    block_keys: Iterable[KeyTable]
    engine: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it was printed: in a reference, or in the article's byline when ``reference`` is None.

    ``position`` counts from 1 within the role; ``article`` and ``reference`` are ids. ``again``: printed
    beside another form of the same author, which has the same position.
    """

    id: int
    article: int
    path: str
    reference: int | None
    role: Role
    position: int
    name: Name
    again: bool = False


@dataclass(frozen=True, slots=True)
class PlacedReference:
    """A reference as answers show it; ``work`` is "" while the reference belongs to no work."""

    article: str
    ordinal: int
    label: str
    page: int
    start_line: int
    end_line: int
    text: str
    mended: str
    work: str
    score: float
    reason: str
    record: Record


@dataclass(frozen=True, slots=True)
class WorkWithReferences:
    """A work and every reference to it, in the order of articles and lists."""

    key: str
    record: Record
    references: tuple[PlacedReference, ...]


@dataclass(frozen=True, slots=True)
class NameForm:
    """One spelling of a person: how often it was printed and in which articles (paths)."""

    form: str
    script: str
    count: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonWithNames:
    """A person with all spellings (most frequent first) and the keys of their works."""

    key: str
    name: str
    names: tuple[NameForm, ...]
    works: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class WorkOutline:
    """What figures need of a work: the names of the fields it has, and how many references to it.

    ``year`` is 0 where it is not known.
    """

    key: str
    type: str
    title: str
    year: int
    language: str
    container: str
    fields: frozenset[str]
    references: int


@dataclass(frozen=True, slots=True)
class CitedPerson:
    """A person named as an author in references: how many these are, of how many works, in how many articles.

    ``key`` and ``name`` are the person's; an imported bibliography counts as an article.
    """

    key: str
    name: str
    references: int
    works: int
    articles: int


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article in the library; ``paths`` holds every path with the same content, ``path`` the first."""

    id: int
    path: str
    paths: tuple[str, ...]
    sha256: str
    title: str
    authors: tuple[Name, ...]
    media_type: str
    encoding: str
    reader: str
    references: int
    works: int

    @property
    def is_bibliography(self) -> bool:
        """Whether it is an imported file, which has no authors and cites nothing."""
        return self.media_type in BIBLIOGRAPHIES.values()


@dataclass(frozen=True, slots=True)
class LostKey:
    """An entry of a bibliography whose ``key`` is that of another work; its own has the key ``now``."""

    line: int
    key: str
    now: str


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A judgement in force with the members (ids) its two sides have today.

    The sides are remembered by what was printed, so they outlive merging, renaming and re-reading.
    """

    number: int
    kind: Kind
    a: str
    b: str
    verdict: JudgementVerdict
    a_members: tuple[int, ...]
    b_members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Fields set by hand (name and value, "" for none) of the work or person that was ``key`` then.

    ``members`` are the ids that what was edited has today. A work has a record's fields, a person "name".
    """

    number: int
    kind: Kind
    key: str
    changes: Changes
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each thing the library holds; ``candidates`` are the pairs still to decide."""

    articles: int
    references: int
    works: int
    persons: int
    names: int
    candidates: int
    judgements: int
