"""A RIS file -> its entries as records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bibman.formats.entries import BadEntry, ReadEntry
from bibman.formats.extra import extra_fields, names_as_text
from bibman.formats.fields import DOI_PREFIX, language_code
from bibman.formats.markup import without_markup
from bibman.formats.places import csl_types
from bibman.formats.read_bibnames import family_first_name
from bibman.model import Name, Record
from bibman.text import clean, clean_line, read_table

_TAG = re.compile(r"[\ufeff ]*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?")
_PEOPLE = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator"}
_DATES = ("DA", "PY", "Y1")
_LINKS = frozenset({"UR", "DO", "L1", "L2", "L3", "L4", "LK"})
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]", re.ASCII)
_DATE = re.compile(r"([0-9]{4})(?:/([0-9]{1,2}))?(?:/([0-9]{1,2}))?[/ ]*", re.ASCII)
_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})", re.ASCII)
#: Of a whole book or thesis the start page alone is the number of its pages.
_WHOLE = frozenset({"book", "thesis", "report"})

_Tags = dict[str, list[str]]


def read_ris(text: str, source: str) -> Iterator[ReadEntry | BadEntry]:
    """The entries of a RIS file in order; tags that come again are kept, unknown ones are passed on."""
    tags: dict[str, list[list[str]]] = {}
    start, last = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _TAG.match(line)
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag in ("TY", "ER") and tags:
            if tag == "TY":
                yield BadEntry(source, start, "an entry has no ER line; it ends where the next begins", True)
            yield _entry(tags, start)
            tags = {}
        if tag == "TY":
            tags, start, last = {"TY": [[value]]}, number, "TY"
        elif tags and tag and tag != "ER":
            tags.setdefault(tag, []).append([value])
            last = tag
        elif tags and value and not tag:  # a long value goes on
            tags[last][-1].append(value)
        elif value and tag:
            yield BadEntry(source, number, f"{tag} stands outside an entry; open one with a TY line")
    if tags:
        yield BadEntry(source, start, "the last entry has no ER line", True)
        yield _entry(tags, start)


def _entry(lines: dict[str, list[list[str]]], start: int) -> ReadEntry:
    tags = {tag: ["\n".join(value) for value in values] for tag, values in lines.items()}
    tags |= {tag: list(map(without_markup, values)) for tag, values in tags.items() if tag not in _LINKS}
    kind = _csl_types().get(tags.pop("TY")[0].upper(), "document")
    key = clean_line(" ".join(tags.pop("ID", [])))
    people: dict[str, list[Name]] = {"author": [], "editor": [], "translator": []}
    for tag, role in _PEOPLE.items():
        people[role].extend(filter(_is_named, map(_name, tags.pop(tag, []))))
    values = _placed(tags)
    values |= _pages(kind, *(clean_line(" ".join(tags.pop(tag, []))) for tag in ("SP", "EP")))
    extra = dict(_extra(tags))
    if translators := names_as_text(people["translator"]):
        extra["translator"] = translators
    record = Record(
        **values,
        type=kind,
        author=tuple(people["author"]),
        editor=tuple(people["editor"]),
        extra=tuple(sorted(extra.items())),
    )
    return ReadEntry(key, record, start)


@cache
def _csl_types() -> dict[str, str]:
    known: dict[str, str] = {}
    for csl, row in csl_types().items():
        known.setdefault(row["ris"], csl)
    return known | {r["type"]: r["csl"] for r in read_table("foreign_types") if r["format"] == "ris"}


def _placed(tags: _Tags) -> dict[str, Any]:
    """The record's text fields; their tags are taken out."""
    values: dict[str, Any] = {}
    for row in read_table("ris_tags"):
        field = row["field"]
        for tag in (row["tag"], *row.get("also", "").split()):
            if field not in ("year", "date", *values) and tag in tags:
                values[field] = _joined(tags.pop(tag)) if field == "note" else clean_line(_first(tags, tag))
    dates = [text for tag in _DATES for text in tags.pop(tag, []) if text]
    values["issued"] = _date(next(filter(_YEAR.search, dates), "".join(dates[:1])))
    values["accessed"] = _date(values.pop("access_date", ""))
    values["language"] = language_code(values.get("language", ""))
    if values.get("genre", "").startswith("10.") and not values.get("DOI"):
        values["DOI"] = values.pop("genre")
    values["DOI"] = DOI_PREFIX.sub("", values.get("DOI", ""))
    return values


def _first(tags: _Tags, tag: str) -> str:
    """The first value of the tag; the others stay."""
    first, *others = tags.pop(tag)
    if others:
        tags[tag] = others
    return first


def _joined(values: list[str]) -> str:
    return "\n".join(filter(None, (clean(value).strip() for value in values)))


def _date(text: str) -> str:
    """2020/05/12/ is 2020-05-12; a text that is no such date stays."""
    if years := _YEARS.fullmatch(text):
        return f"{years[1]}/{years[2]}"
    date = _DATE.fullmatch(text)
    return "-".join(part.zfill(2) for part in date.groups() if part) if date else clean_line(text)


def _pages(kind: str, start: str, end: str) -> dict[str, str]:
    if kind in _WHOLE and start.isdecimal() and not end:
        return {"number_of_pages": start}
    return {"page": f"{start}–{end}" if start and end and start != end else start or end}


def _is_named(name: Name) -> bool:
    return bool(name.family or name.given or name.literal)


def _name(text: str) -> Name:
    """Family, given, suffix; what has no comma stays in one piece unless it shows its parts."""
    line = clean_line(text)
    family, *more = (part.strip() for part in line.split(","))
    if not any(more):
        return family_first_name(line) or Name(literal=family)
    return Name(family, more[0], suffix=", ".join(filter(None, more[1:])))


def _extra(tags: _Tags) -> Iterator[tuple[str, str]]:
    for tag, values in tags.items():
        name = extra_fields("ris").get(tag, tag)
        text = _joined(values)
        if name == "keyword":
            text = text.replace("\n", ", ")
        if text:
            yield "ISBN" if tag == "SN" and not _ISSN.match(text) else name, text
