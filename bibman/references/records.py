"""The labelled pieces of a reference put together into a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bibman.model import LABELS, Record, Segment
from bibman.references.cues import after_mark, anywhere, at_start
from bibman.references.dates import find_year, read_date
from bibman.references.kinds import kind_of
from bibman.references.links import is_doi_link, read_doi, read_url
from bibman.references.numbers import is_volume, read_numbers, volume_at_end
from bibman.references.people import read_people
from bibman.references.repair import LONGEST, repair
from bibman.references.titles import Heading, read_container, read_place, read_publisher, read_title, trim
from bibman.text import clean_line, fold
from bibman.text.language import detect_language

_NUMBERS = ("volume", "issue", "pages")
_TELLING_WORDS = 2
_FULL_DATE = re.compile(r"[(\[]\s?\d{1,2}[./-]\d{1,2}[./-]\d{4}\.?\s?[)\]]")
# Before an address alone ("Retrieved from ...") it says no date.
_RETRIEVED = re.compile(r"(?<!\w)retrieved[\s:]{1,3}(?=(?:[A-Z][a-z]{2,8}\.?\s)?\d)", re.IGNORECASE)
_LAW_NUMBER = re.compile(
    r"(?:№\s?|\bN\s?)([A-ZА-ЯЎҚO‘']{0,5}-?\s?\d[\d/-]*(?:-?\s?[A-ZА-ЯІ]{1,4}\b)?)"
    r"|\b((?:П[ФҚПК]|P[FQ]|УП|ЎРҚ|O.?RQ|ЗРУ|VM|ВМ|ВМҚ|VMQ|ПКМ)\s?[-–]\s?\d+)"
)
_NUMBER_AT_END = re.compile(
    r"[\s,.;:(–—-]{1,4}((?:№|\b(?:Vol|No|Iss|Т|Вып|Вип|Том|Vol|Cilt|Sayı|Jild|Жилд)\b\.?)\s?\d.{0,30})\Z"
)
_YEAR_AT_END = re.compile(r"[\s,.;:(–—-]{1,4}((?:1[4-9]|20)\d\d)[\s).,]{0,3}\Z")
_TOWN = re.compile(
    r"\W{0,4}([A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][\w’'‘ʻ.-]{0,20}(?:[\s;,]{1,2}[A-ZА-ЯЎҚҒҲ][\w.-]{0,20})?)\s?:\s?(?=[^\s:])"
)
_CAPITAL = re.compile(r"[A-ZА-ЯЎҚҒҲІЇЄ]")
_SON = re.compile(r"№\s?\d[\d/()-]*|\d{1,3}-?\s?(?:сон|son)\b")


@dataclass(slots=True)
class _Pieces:
    """The texts of each label in reading order, and the texts that found no field."""

    texts: dict[str, list[str]]
    numbers: list[Segment]
    notes: list[str] = field(default_factory=list)

    def of(self, label: str) -> list[str]:
        return self.texts[label]

    def joined(self, label: str) -> str:
        return " ".join(self.texts[label])


def build_record(segments: Sequence[Segment], *, confidence: float = 0.0) -> Record:
    """The record that the labelled pieces of a reference tell.

    Values stay as printed, without the punctuation and the words that announce them; what was read but has no
    field of its own stands in ``note``. A label that is not one of ``LABELS`` counts as "other".
    """
    pieces = _gather(segments)
    issued, accessed = _dates(pieces)
    doi, url, late_access = _links(pieces)
    title, container = _headings(pieces)
    place, publisher = _imprint(pieces)
    issued = issued or _stray_year(pieces)
    _take_stray_volume(pieces)
    numbers = read_numbers(pieces.numbers)
    people = read_people(pieces.of("author"), pieces.of("editor"))
    genre, number = _leftovers(pieces, title)
    pieces.notes += [title.rest, container.rest, numbers.rest]
    record = Record(
        title=title.text, container_title=container.text, publisher=publisher, publisher_place=place,
        issued=issued, accessed=accessed or late_access, volume=numbers.volume, issue=numbers.issue,
        page=numbers.page, number_of_pages=numbers.number_of_pages, DOI=doi, URL=url,
        author=people.author, editor=people.editor, et_al=people.et_al, genre=genre,
        note="; ".join(dict.fromkeys(filter(None, pieces.notes))), confidence=confidence,
    )  # fmt: skip
    return _completed(record, number)


def _completed(record: Record, number: str) -> Record:
    """The record with its type, its language and what only these two decide."""
    kind = kind_of(replace(record, number=number) if number else record, f"{record.genre} {record.note}")
    if kind == "legislation":
        record = replace(record, number=number, issued=record.issued or read_date(record.title))
    return replace(record, type=kind, language=_language(record))


def _language(record: Record) -> str:
    """The language of the title; one of a word or two says too little, so the imprint is heard beside it."""
    title = record.title or record.container_title
    if len(title.split()) > _TELLING_WORDS:
        return detect_language(title)
    beside = (record.container_title, record.publisher, record.publisher_place)
    return detect_language(" ".join([title, *beside]))


def _gather(segments: Sequence[Segment]) -> _Pieces:
    texts: dict[str, list[str]] = {label: [] for label in LABELS}
    numbers = []
    for label, text in repair(segments):
        texts[label].append(text)
        if label in _NUMBERS:
            numbers.append((label, text))
    return _Pieces(
        texts, numbers, [clean_line(text[LONGEST:]) for _, text in segments if len(text) > LONGEST]
    )


def _dates(pieces: _Pieces) -> tuple[str, str]:
    """The date of publication (the most exact one of its year) and the date of access."""
    issued = accessed = ""
    for text in pieces.of("other"):
        _, found, after = _split_access(text)
        day = _FULL_DATE.search(text)
        accessed = accessed or read_date(after if found else day.group() if day else "")
    for text in pieces.of("date"):
        before, found, after = _split_access(text)
        accessed = accessed or (read_date(after) if found else "")
        date = read_date(before)
        if date and (not issued or (date.startswith(issued) and len(date) > len(issued))):
            issued = date
        for number in _SON.findall(before):
            pieces.numbers.append(("issue", number))
    return issued, accessed


def _split_access(text: str) -> tuple[str, str, str]:
    """The text before, at and after the words that announce a date of access."""
    found = anywhere("access").search(text) or _RETRIEVED.search(text)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def _links(pieces: _Pieces) -> tuple[str, str, str]:
    """The DOI, the address, and the date of access that stands behind the address."""
    doi = url = accessed = ""
    for text in (*pieces.of("doi"), *pieces.of("url")):
        before, found, after = _split_access(text)
        if not read_url(before) and read_url(after):
            before = after
        doi = doi or read_doi(before)
        link = read_url(before)
        if link and (not url or is_doi_link(url)):
            url = url or link
        if read_doi(before) and not link and is_doi_link(before):
            url = url or f"https://doi.org/{doi}"
        accessed = accessed or (read_date(after) if found else "")
        if (found_date := _FULL_DATE.search(text)) and not accessed:
            accessed = read_date(found_date.group())
    return doi, url, accessed


def _headings(pieces: _Pieces) -> tuple[Heading, Heading]:
    """Title and container; numbers, years and editors cut into them go to their own pieces."""
    titles, containers = pieces.of("title"), pieces.of("container")
    title = read_title(_without_volume(_without_editors(titles[0], pieces), pieces)) if titles else Heading()
    pieces.notes += [trim(text) for text in titles[1:]]
    if not containers:
        return title, Heading()
    if not titles and not containers[0].startswith("//"):
        # A work stands before what it is in: a lone container is the work itself.
        return read_title(_without_editors(containers[0], pieces)), Heading()
    text = _without_editors(containers[0], pieces)
    text = _without_numbers(text, pieces)
    container = read_container(text)
    pieces.notes += [trim(more) for more in containers[1:]]
    return title, container


def _without_editors(text: str, pieces: _Pieces) -> str:
    """The text up to the word that announces editors after a slash, bracket or comma."""
    for cue in after_mark("editor", "translator").finditer(text):
        if cue.start() > 2 and _CAPITAL.search(text, cue.end()):
            pieces.texts["editor"].append(text[cue.start(1) :])
            return text[: cue.start()]
    return text


def _without_volume(text: str, pieces: _Pieces) -> str:
    """The title up to the volume at its end ("... tarixi. 2-jild"), where no piece holds one."""
    found = None if pieces.of("volume") else volume_at_end().search(text)
    if not found:
        return text
    pieces.numbers.append(("volume", found[1]))
    return text[: found.start()]


def _without_numbers(text: str, pieces: _Pieces) -> str:
    if not pieces.of("date") and (year := _YEAR_AT_END.search(text)):
        pieces.texts["other"].append(year[1])
        text = text[: year.start()]
    if number := _NUMBER_AT_END.search(text):
        pieces.numbers.append(("issue", number[1]))
        text = text[: number.start()]
    return text


def _imprint(pieces: _Pieces) -> tuple[str, str]:
    place, late = read_place(pieces.joined("place"))
    publishers = [_without_numbers(text, pieces) for text in pieces.of("publisher")] or [late]
    pieces.notes += [trim(text) for text in publishers[1:]]
    publisher = publishers[0]
    if (
        (found := _TOWN.match(publisher))
        and not at_start("publisher before").match(publisher)
        and (not place or fold(found[1]) == fold(place))
    ):
        place, publisher = place or read_place(found[1])[0], publisher[found.end() :]
    return place, read_publisher(publisher)


def _stray_year(pieces: _Pieces) -> str:
    """The year where no piece was labelled a date: at the end of the imprint, or beside the numbers."""
    for label in ("other", "place", "publisher", "pages", "issue", "volume"):
        for text in pieces.of(label):
            if year := find_year(_split_access(text)[0]):
                return year
    return ""


def _take_stray_volume(pieces: _Pieces) -> None:
    """A volume among the pieces without a field, where no piece was labelled a volume."""
    stray = [] if pieces.of("volume") else [text for text in pieces.of("other") if is_volume(text)]
    if stray:
        pieces.texts["other"].remove(stray[0])
        pieces.numbers.append(("volume", stray[0]))


def _leftovers(pieces: _Pieces, title: Heading) -> tuple[str, str]:
    """Genre and number out of the pieces without a field; the rest of them goes to the notes."""
    genre = title.genre
    for text in pieces.of("other"):
        words = trim(text)
        before, announced, _ = _split_access(words)
        if _FULL_DATE.fullmatch(text.strip(" .,;")) or (announced and not before.strip("([ ")):
            continue
        if not genre and anywhere("genre", "thesis").search(words):
            genre = words
        elif any(c.isalnum() for c in words):
            pieces.notes.append(words)
    found = _LAW_NUMBER.search(f"{pieces.joined('title')} {pieces.joined('other')}")
    return genre, trim(found[1] or found[2]) if found else ""
