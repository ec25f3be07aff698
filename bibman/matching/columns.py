"""Records as columns of comparable values: what every later stage of matching reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from html import unescape
from sys import intern
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bibman.matching.locators import page_range, plain_doi, volume_and_issue, year_of
from bibman.matching.titles import title_marks, title_numbers
from bibman.model import Name, Record
from bibman.text.batch import skeletons
from bibman.text.clean import APOSTROPHES

#: What a record can be, by the codes of the column ``kind``.
KINDS = ("unknown", "article", "part", "book", "thesis", "other")
_KIND_OF = {
    "document": 0, "article": 1, "article-journal": 1, "article-magazine": 1, "article-newspaper": 1,
    "review": 1, "review-book": 1, "chapter": 2, "paper-conference": 2, "entry": 2, "entry-dictionary": 2,
    "entry-encyclopedia": 2, "book": 3, "report": 3, "pamphlet": 3, "legislation": 3, "thesis": 4,
}  # fmt: skip

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,80})?/?>")
#: "Pochvy Kazahstana [Soils of Kazakhstan]", "... [Текст]": what closes a title in brackets is none of it.
_GLOSS = re.compile(r"(?<=[^\s\[\]])(?:\s*\[[^\[\]]+\]\W{0,3})+$")
_BRACES = str.maketrans("", "", "{}")
_NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_LOWER = "a-zß-öø-ÿа-яёўқғҳіїєґңөүұһә"
_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁЎҚҒҲІЇЄҐҢӨҮҰҺӘ"
#: Where two names stuck together: "Larroza MarcelaAparicio", "Bhatt M.Wang K." (not "M.Wang").
_STUCK = re.compile(
    f"(?<=[{_LOWER}]{{3}})(?=[{_UPPER}][{_LOWER}]{{2}})|(?<=[\\w.] [{_UPPER}]\\.)(?=[{_UPPER}][{_LOWER}])"
)
_INITIAL_FIRST = re.compile(r"[^\W\d_]\.")
#: A word of a name that is no initial: three letters, or two as in "Li".
_NAME_WORD = re.compile(f"[^\\W\\d_]{{3,}}|(?<![^\\W\\d_])[{_UPPER}][{_LOWER}](?![^\\W\\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_ET_AL = re.compile(
    r"[\s,;(\[]*\b(?:et\.?\s?al|and others|et coll|и\s?др(?:угие)?|та ін(?:ші)?|va boshq\w*|ва бошқ\w*|"
    r"жана башк\w*|және басқ\w*|ve diğ\w*)\b[\s.)\]]*",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|und|et|и|та|va|ва|жана|және|ve)\s|[;&]", re.IGNORECASE)
#: What is longer holds something else as well: the rest is not compared.
_LONGEST_TITLE, _LONGEST_PEOPLE, _LONGEST_NUMBER, _LONGEST_DOI = 1000, 4000, 100, 300
_MOST_PEOPLE = 200
#: So many commas in one name are a list of several people.
_LIST_COMMAS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The comparable values of records, one row a record; every column has the same length.

    ``title`` and ``container`` are the words as they sound (``bibman.text.skeleton``); ``numbers`` and
    ``marks`` are what ``bibman.matching.titles`` finds in the title. ``people`` are the words of all authors
    in order, without initials, ``first_person`` every word and initial of the first author. ``volume`` and
    ``issue`` are numbers ("5 s1": issue 5, supplement 1). A year or page that is not told is 0, a text "".
    """

    title: list[str]
    numbers: list[str]
    marks: list[str]
    container: list[str]
    people: list[str]
    first_person: list[str]
    year: NDArray[np.int16]
    volume: list[str]
    issue: list[str]
    first_page: NDArray[np.int32]
    last_page: NDArray[np.int32]
    doi: list[str]
    kind: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.title)

    def take(self, rows: Sequence[int]) -> Columns:
        """These rows, in the order given."""
        taken: dict[str, Any] = {}
        for column in (f.name for f in fields(self)):
            values = getattr(self, column)
            taken[column] = values[rows] if isinstance(values, np.ndarray) else [values[row] for row in rows]
        return Columns(**taken)


def normalize(records: Sequence[Record]) -> Columns:
    """The comparable values of the records, in their order."""
    titles = [_plain_title(record.title) for record in records]
    people = [_people(record.author) for record in records]
    places = [volume_and_issue(r.volume[:_LONGEST_NUMBER], r.issue[:_LONGEST_NUMBER]) for r in records]
    pages = [page_range(record.page[:_LONGEST_NUMBER]) for record in records]
    words = skeletons([" ".join(_name_words(names)) for names in people])
    return Columns(
        title=skeletons(titles),
        numbers=[intern(title_numbers(title)) for title in titles],
        marks=[intern(title_marks(title)) for title in titles],
        container=_skeletons_of_few([_without_markup(record.container_title) for record in records]),
        people=words,
        first_person=skeletons([_first_person(names) for names in people]),
        year=np.array([year_of(record.issued[:_LONGEST_NUMBER]) for record in records], np.int16),
        volume=[intern(volume) for volume, _ in places],
        issue=[intern(issue) for _, issue in places],
        first_page=np.array([first for first, _ in pages], np.int32),
        last_page=np.array([last for _, last in pages], np.int32),
        doi=[plain_doi(record.DOI[:_LONGEST_DOI]) for record in records],
        kind=np.array([_KIND_OF.get(record.type, KINDS.index("other")) for record in records], np.int8),
    )


def join_columns(parts: Iterable[Columns]) -> Columns:
    """The rows of all parts, in order."""
    chunks = list(parts)
    joined: dict[str, Any] = {}
    for column in (f.name for f in fields(Columns)):
        values = [getattr(chunk, column) for chunk in chunks]
        if values and isinstance(values[0], np.ndarray):
            joined[column] = np.concatenate(values)
        else:
            joined[column] = [value for chunk in values for value in chunk]
    return Columns(**joined) if chunks else normalize([])


def _skeletons_of_few(texts: Sequence[str]) -> list[str]:
    """The skeletons of texts that repeat much, each made once."""
    different = list(dict.fromkeys(texts))
    folded = dict(zip(different, map(intern, skeletons(different)), strict=True))
    return [folded[text] for text in texts]


def _without_markup(text: str) -> str:
    text = text[:_LONGEST_TITLE]
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return text.translate(_BRACES) if "{" in text or "}" in text else text


def _plain_title(title: str) -> str:
    text = _without_markup(title)
    return _GLOSS.sub("", text) if "]" in text else text


def _people(names: Sequence[Name]) -> list[str]:
    """The authors' names as texts, family name first where it is known."""
    printed = (
        name.literal or f"{name.family} {name.given} {name.patronymic}" for name in names[:_MOST_PEOPLE]
    )
    whole = "\n".join(printed)[:_LONGEST_PEOPLE]
    found = _ET_AL.sub("\n", whole.translate(_NO_APOSTROPHES))
    lines = (_STUCK.sub("\n", line) if _may_be_stuck(line) else line for line in found.split("\n"))
    cut = (line.strip() for stuck in lines for line in stuck.split("\n"))
    return [line for line in cut if line]


def _may_be_stuck(name: str) -> bool:
    """Whether the text may be several names; "А. А.Иванов" is one, with its initials first."""
    return " " in name and not _INITIAL_FIRST.match(name)


def _name_words(names: Sequence[str]) -> list[str]:
    words: list[str] = []
    for name in names:
        words += _NAME_WORD.findall(name) or sorted(_WORD.findall(name), key=len)[-1:]
    return words


def _first_person(names: Sequence[str]) -> str:
    if not names:
        return ""
    first = _JOINED.split(names[0], maxsplit=1)[0]
    pieces = first.split(",")
    if len(pieces) > _LIST_COMMAS:
        return pieces[0] if len(pieces[0].split()) > 1 else f"{pieces[0]} {pieces[1]}"
    return first
