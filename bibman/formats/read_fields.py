"""The fields of a .bib entry, of either dialect, -> a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from bibman.formats.bibextra import read_extra
from bibman.formats.fields import DOI_PREFIX, iso_date, language_code
from bibman.formats.places import APART, csl_types, preferred_names, record_places
from bibman.formats.read_bibnames import read_bib_names
from bibman.formats.read_tex import plain_link, plain_text
from bibman.model import Record
from bibman.references.dates import read_date
from bibman.text import read_table

_DATES = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}(?:/[0-9]{4}(?:-[0-9]{2}){0,2})?", re.ASCII)
_YEARS = re.compile(r"([0-9]{4}) ?[-–—/]+ ?([0-9]{4})", re.ASCII)
_URL = re.compile(r"\s*\\url\s*\{([^{}]*)\}\s*|\s*(https?://\S+)\s*")
_TURNED_COMMA = re.compile(r"(?<=[OGog])\{\\textquoteleft\}")
_APOSTROPHE = re.compile(r"(?<=\w)\{\\textquoteright\}(?=\w)")
_ENDED = re.compile(r"[.:?!]$")
_SUBTITLES = {"booktitle": "booksubtitle", "journaltitle": "journalsubtitle"}


def read_fields(entry: str, given: Mapping[str, str]) -> Record:
    """The record of an entry of this type, from the text between the braces or quotes of its fields.

    What bibman has no place for is the record's ``extra``: as plain text where CSL knows the field, else as
    TeX has it.
    """
    fields = _preferred(given)
    language = language_code(plain_text(fields.get("langid", "")))
    if language == "uz":
        fields = {name: _with_uzbek_letters(tex) for name, tex in fields.items()}
    kind = _csl_type(entry, fields)
    placed, extra = _placed(kind, fields)
    if entry == "mastersthesis":
        placed.setdefault("genre", "Master's thesis")
    author, et_al = read_bib_names(fields.get("author", ""))
    return Record(
        **placed,
        type=kind,
        title=_title(fields, "title", "subtitle"),
        issued=_issued(fields),
        accessed=_date(plain_text(fields.get("urldate", ""))),
        language=language,
        DOI=DOI_PREFIX.sub("", unquote(plain_link(fields.get("doi", "")))),
        URL=plain_link(fields.get("url", "")),
        author=author,
        editor=read_bib_names(fields.get("editor", ""))[0],
        et_al=et_al,
        extra=tuple(sorted(extra.items())),
    )


def _with_uzbek_letters(tex: str) -> str:
    """The letters oʻ, gʻ and ʼ of Uzbek where old BibTeX has quotes for them."""
    return _TURNED_COMMA.sub("ʻ", _APOSTROPHE.sub("ʼ", tex)) if "\\textquote" in tex else tex


def _placed(kind: str, fields: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What goes to a field of the record, and what is only passed on."""
    placed: dict[str, Any] = {}
    used = set()
    for field, place in record_places(kind).items():
        if field in fields and place not in placed:
            placed[place] = _title(fields, field, _SUBTITLES.get(field, ""))
            used.add(field)
    extra: dict[str, str] = {}
    for field, tex in fields.items():
        if field in used or field in APART:
            continue
        name, text = read_extra(field, _split_keywords(tex)[1] if field == "keywords" else tex)
        if text:
            extra[name] = text
    return placed, extra


def _title(fields: Mapping[str, str], title: str, subtitle: str) -> str:
    whole = plain_text(fields.get(title, ""))
    more = plain_text(fields[subtitle]) if subtitle in fields else ""
    if not (whole and more):
        return whole or more
    return f"{whole} {more}" if _ENDED.search(whole) else f"{whole}: {more}"


def _preferred(given: Mapping[str, str]) -> dict[str, str]:
    """The fields under BibLaTeX's names; a link told as the way of publication is the URL."""
    fields = {name: tex for name, tex in given.items() if name not in preferred_names()}
    for name, tex in given.items():
        fields.setdefault(preferred_names().get(name, name), tex)
    if "url" not in fields and (link := _URL.fullmatch(fields.get("howpublished", ""))):
        fields["url"] = link[1] or link[2]
        del fields["howpublished"]
    return fields


@cache
def _own_keywords() -> list[str]:
    """What bibman itself writes as keywords to tell types apart, the longest first."""
    return sorted({row.get("keywords", "") for row in csl_types().values()}, key=lambda k: (-len(k), k))


def _split_keywords(keywords: str) -> tuple[str, str]:
    """Bibman's own keywords and the others; only those of law are bibman's beside others."""
    for own in _own_keywords():
        if keywords == own:
            return own, ""
        if own.startswith("law") and keywords.startswith(f"{own}, "):
            return own, keywords.removeprefix(f"{own}, ")
    return "", keywords


@cache
def _csl_by_entry() -> dict[tuple[str, str, str], str]:
    """CSL types by entry type, subtype and keywords."""
    known: dict[tuple[str, str, str], str] = {}
    for csl, row in csl_types().items():
        for dialect in ("biblatex", "bibtex"):
            known.setdefault((row[dialect], row.get("subtype", ""), row.get("keywords", "")), csl)
    return known | {
        (r["type"], "", ""): r["csl"] for r in read_table("foreign_types") if r["format"] == "bib"
    }


def _csl_type(entry: str, fields: Mapping[str, str]) -> str:
    """The type that bibman wrote the entry for, else what entries of this type mostly are."""
    known = _csl_by_entry()
    keywords, _ = _split_keywords(fields.get("keywords", ""))
    subtype = fields.get("entrysubtype", "")
    tried = ((entry, subtype, keywords), (entry, "", keywords), (entry, subtype, ""), (entry, "", ""))
    return next((known[key] for key in tried if key in known), None) or _guessed_type(fields)


def _guessed_type(fields: Mapping[str, str]) -> str:
    told = {"journaltitle": "article-journal", "booktitle": "chapter", "institution": "report"}
    return next((kind for field, kind in told.items() if field in fields), "document")


def _date(text: str) -> str:
    """An ISO date or a range of two; the text as it is where it tells no more than a year."""
    if years := _YEARS.fullmatch(text):
        return f"{years[1]}/{years[2]}"
    read = "" if _DATES.fullmatch(text) else read_date(text)
    return read if len(read) > len("2020") else text


def _issued(fields: Mapping[str, str]) -> str:
    if date := plain_text(fields.get("date", "")):
        return _date(date)
    year, month, day = (plain_text(fields.get(part, "")) for part in ("year", "month", "day"))
    if not month or not year:
        return _date(year)
    if month.isdecimal():
        return iso_date("-".join((year, *(part.zfill(2) for part in (month, day) if part)))) or _date(year)
    return read_date(" ".join((day, month, year))) or _date(year)
