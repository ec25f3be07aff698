"""The fields of a .bib entry that a record only passes on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibman.formats.bibnames import bib_names
from bibman.formats.extra import (
    date_as_text,
    extra_fields,
    extra_kinds,
    extra_names,
    names_as_text,
    text_as_date,
    text_as_names,
)
from bibman.formats.read_bibnames import read_bib_names
from bibman.formats.read_tex import plain_text
from bibman.formats.tex import Dialect, tex_text
from bibman.model import ExtraFields
from bibman.text import clean_line

_NAME = re.compile(r"[a-z][a-z0-9_+.:-]*", re.ASCII)
_BRACE = re.compile(r"\\.|[{}]")
#: BibTeX would take these for something else than a field of one entry.
_NEVER = frozenset({"crossref", "xdata", "xref", "entryset", "related"})


def extra_values(extra: ExtraFields, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """The fields and their values as TeX; a value that CSL has no field for stands as it was read."""
    for name, text in extra:
        field = extra_names("bib").get(name, name.lower())
        if _NAME.fullmatch(field) and field not in _NEVER and (value := _value(name, text, dialect)):
            yield field, value


def _value(name: str, text: str, dialect: Dialect) -> str:
    kind = extra_kinds().get(name)
    if kind == "names":
        return bib_names(text_as_names(text), dialect=dialect)
    line = clean_line(text_as_date(text) if kind == "date" else text)
    return line if not kind and _is_closed(line) else tex_text(line, dialect)


def read_extra(field: str, tex: str) -> tuple[str, str]:
    """CSL's name of such a field, or its own, and its text: plain where CSL knows it, else as TeX has it."""
    name = extra_fields("bib").get(field, field)
    kind = extra_kinds().get(name, "")
    if kind == "names":
        return name, names_as_text(read_bib_names(tex)[0])
    if kind == "date":
        return name, date_as_text(plain_text(tex))
    return name, plain_text(tex) if kind else clean_line(tex)


def _is_closed(tex: str) -> bool:
    """Whether each brace is closed inside the value, so that it may stand there as it is."""
    depth = 0
    for mark in _BRACE.findall(tex):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0 and not tex.endswith("\\")
