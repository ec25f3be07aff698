"""Which fields of a .bib entry hold which fields of a record, in both dialects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from bibman.formats.bibextra import extra_values
from bibman.formats.bibnames import bib_names, braced_list, short_names
from bibman.formats.places import PLACED, csl_types, entry_places, is_read_as_own
from bibman.formats.tex import Dialect, tex_link, tex_text, tex_title
from bibman.model import Record
from bibman.text import clean_line, read_table, script_of
from bibman.text.language import detect_language

#: The order in which fields stand in an entry; others follow in the order of the alphabet.
_ORDER = (
    "author", "shortauthor", "editor", "title", "titleaddon", "journaltitle", "journal", "booktitle",
    "series", "type", "volume", "number", "eid", "version", "publisher", "institution", "school",
    "organization", "howpublished", "location", "address", "date", "year", "month", "day", "pages",
    "pagetotal", "doi", "url", "urldate", "langid", "language", "entrysubtype", "keywords", "note",
)  # fmt: skip
_KNOWN = frozenset(_ORDER)
_TITLES = frozenset({"journaltitle", "journal", "booktitle", "series"})
#: Fields that BibLaTeX cuts at "and", and pandoc in both dialects.
_LISTS = frozenset({"publisher", "institution", "organization", "school", "location", "address"})
_DASHES = re.compile(r"(?<=\w) ?[-‐‑‒–—−]+ ?(?=\w)")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])")
DOI_PREFIX = re.compile(r"^\s*(?:https?://)?(?:dx\.)?doi(?:\.org/|:)\s*", re.IGNORECASE)
_MASTER = re.compile(r"магист|master|magist|м\.\s*а\.|m\.\s*a\.", re.IGNORECASE)


@cache
def language_ids() -> dict[str, str]:
    """The names babel and BibLaTeX know languages by, by ISO 639 code."""
    return {row["code"]: row["langid"] for row in read_table("language_ids")}


@cache
def _language_codes() -> dict[str, str]:
    rows = read_table("language_ids")
    return {name: row["code"] for row in rows for name in (row["langid"], *row.get("also", "").split())}


def language_code(text: str) -> str:
    """The ISO 639 code of a language that is named in any of the ways files have; else the text as it is."""
    return _language_codes().get(text.lower(), text)


def entry_type(record: Record, dialect: Dialect = "biblatex") -> str:
    """The type of the entry that holds the record ("article", "thesis", "online", ...)."""
    entry = csl_types().get(record.type, csl_types()["document"])[dialect]
    if entry == "book" and record.editor and not record.author and dialect == "biblatex":
        return "collection"
    return "mastersthesis" if entry == "phdthesis" and _MASTER.search(record.genre) else entry


def entry_fields(record: Record, dialect: Dialect = "biblatex") -> dict[str, str]:
    """The fields of the record's entry with their values escaped, in the order they are written in.

    What the entry type has no field for stands in the note.
    """
    values: dict[str, list[str]] = {}
    for field, value in _values(record, dialect):
        if value and value not in (texts := values.setdefault(field, [])):
            texts.append(value)
    for field, value in extra_values(record.extra, dialect):
        if field == "keywords" or not (field in values or is_read_as_own(record.type, field, values)):
            values.setdefault(field, []).append(value)
    joined = {field: ("; " if field == "note" else ", ").join(texts) for field, texts in values.items()}
    joined |= {field: braced_list(joined[field]) for field in _LISTS & joined.keys()}
    fields = [field for field in _ORDER if field in joined]
    return {field: joined[field] for field in (*fields, *sorted(joined.keys() - _KNOWN))}


def _values(record: Record, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Fields and values; a field may come more than once, and a value may be empty."""
    kind = csl_types().get(record.type, csl_types()["document"])
    place = _place(entry_type(record, dialect), kind.get("keywords", ""), dialect)
    language = language_of(record)
    english = language == "en"
    yield "author", bib_names(record.author, et_al=record.et_al, dialect=dialect)
    if record.editor:
        yield place["editor"], bib_names(record.editor, dialect=dialect)
    yield "title", tex_title(record.title, english=english and _is_latin(record.title), dialect=dialect)
    for field, text in _placed(record):
        target = place[field]
        if target == "volume" and not (text.isascii() and text.isdecimal()):
            target = "number"
        yield target, _placed_value(target, text, english, dialect)
    if record.DOI:
        yield "doi", tex_link(DOI_PREFIX.sub("", record.DOI), dialect)
    if record.URL:
        yield "url", tex_link(record.URL, dialect)
    for field, text in (*_issued(record.issued, dialect), *_accessed(record.accessed)):
        yield field, tex_text(text, dialect)
    yield ("langid" if dialect == "biblatex" else "language"), language_ids().get(language, "")
    yield "keywords", kind.get("keywords", "")
    if dialect == "biblatex":
        yield "entrysubtype", kind.get("subtype", "")
        yield "shortauthor", short_names(record.author, dialect)
    yield "note", tex_text(record.note, dialect)


def _place(entry: str, keywords: str, dialect: Dialect) -> dict[str, str]:
    law = entry_places().get((dialect, f"{entry}.law")) if keywords.startswith("law") else None
    return law or entry_places()[dialect, entry]


def _placed(record: Record) -> list[tuple[str, str]]:
    given = [(field, clean_line(text)) for field in PLACED if (text := getattr(record, field))]
    return [(field, text) for field, text in given if text]


def _placed_value(target: str, text: str, english: bool, dialect: Dialect) -> str:
    if text.isdecimal() and target not in _TITLES:
        return text
    if target in _TITLES:
        return _container_title(text, english, dialect)
    if target in ("pages", "number", "eid"):
        return _DASHES.sub("--" if target == "pages" else "–", tex_text(text, dialect))
    return tex_text(text, dialect)


@lru_cache(maxsize=10_000)
def _container_title(text: str, english: bool, dialect: Dialect) -> str:
    """The same few journals stand in most entries."""
    return tex_title(text, english=english and _is_latin(text), dialect=dialect)


def language_of(record: Record) -> str:
    """The two or three letters of the record's language, told from its title where it is not known."""
    code = clean_line(record.language).replace("_", "-").split("-")[0].lower()
    return code or detect_language(record.title)


def _is_latin(text: str) -> bool:
    return script_of(text) == "Latn"


def iso_date(text: str) -> str:
    """The date cut to what the calendar knows: 2020-02-31 is 2020-02; "" for what is no ISO date."""
    match = _ISO.fullmatch(text)
    if not match or match[1] == "0000":
        return ""
    if match[2] and not 1 <= int(match[2]) <= 12:
        return match[1]
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return f"{match[1]}-{match[2]}"
    return text


def _issued(text: str, dialect: Dialect) -> list[tuple[str, str]]:
    """Date fields; a date that is not ISO gives its year, and stands in the note as printed."""
    text = clean_line(text)
    ends = [iso_date(end) for end in text.split("/")]
    if len(ends) > 2 or not all(ends):
        year = _YEAR.search(text)
        found = [(("date" if dialect == "biblatex" else "year"), year.group())] if year else []
        return [*found, ("note", text)]
    if dialect == "biblatex":
        return [("date", "/".join(ends))]
    if len(ends) == 2:
        return [("year", "–".join(end[:4] for end in ends))]
    names = ("year", "month", "day")
    return [(name, part.lstrip("0") or "0") for name, part in zip(names, ends[0].split("-"), strict=False)]


def _accessed(text: str) -> list[tuple[str, str]]:
    text = clean_line(text)
    iso = iso_date(text)
    return [("urldate", iso)] if iso else [("note", text)]
