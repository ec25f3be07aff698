"""Records as RIS, the format of EndNote, Mendeley and Zotero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bibman.formats.bibnames import is_others
from bibman.formats.entries import by_key
from bibman.formats.extra import extra_kinds, extra_names, text_as_names
from bibman.formats.fields import DOI_PREFIX
from bibman.model import Name, Record
from bibman.names.display import given_names
from bibman.text import clean_line, read_table

_PAGES = re.compile(r"(\w+) ?[-‐‑‒–—−]+ ?(\w+)")
_YEAR = re.compile(r"[0-9]{4}")
_TAG = re.compile(r"[A-Z][A-Z0-9]", re.ASCII)
#: What a field that is only passed on must not change: where an entry ends, who made it, its pages.
_NEVER = frozenset({"TY", "ID", "ER", "AU", "A1", "ED", "A2", "SP", "EP"})


def write_ris(items: Sequence[tuple[str, Record]], *, ordered: bool = False) -> str:
    """A RIS file of the records under their citation keys (tag ID), in the order of the keys.

    Where the items are ``ordered``, they stand as given.
    """
    blocks = []
    for key, record in items if ordered else by_key(items):
        lines = (f"{tag}  - {value}" for tag, value in _tags(key, record) if value)
        blocks.append("\n".join((*lines, "ER  - ")))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _tags(key: str, record: Record) -> Iterator[tuple[str, str]]:
    types = {row["csl"]: row["ris"] for row in read_table("entry_types")}
    yield "TY", types.get(record.type, "GEN")
    yield "ID", clean_line(key)
    yield from (("AU", _name(name)) for name in record.author if not is_others(name))
    yield from (("ED", _name(name)) for name in record.editor if not is_others(name))
    for row in read_table("ris_tags"):
        yield row["tag"], _value(record, row["field"])
    pages = clean_line(record.page)
    both = _PAGES.fullmatch(pages)
    yield "SP", both[1] if both else pages or clean_line(record.number_of_pages)
    yield "EP", both[2] if both else ""
    yield from _extra(record)


def _extra(record: Record) -> Iterator[tuple[str, str]]:
    """The fields passed on, one tag for each of their lines; keywords one tag each."""
    for name, text in record.extra:
        tag = "SN" if name == "ISBN" else extra_names("ris").get(name, name.upper())
        if extra_kinds().get(name) == "names":
            yield from ((tag, _name(person)) for person in text_as_names(text) if tag == "A4")
        elif _TAG.fullmatch(tag) and tag not in _NEVER:
            parts = text.split(",") if name == "keyword" else text.split("\n")
            yield from ((tag, clean_line(part)) for part in parts)


def _value(record: Record, field: str) -> str:
    if field == "year":
        year = _YEAR.search(record.issued)
        return year.group() if year else ""
    if field in ("date", "access_date"):
        return clean_line(record.issued if field == "date" else record.accessed).replace("-", "/")
    text = clean_line(getattr(record, field))
    return DOI_PREFIX.sub("", text) if field == "DOI" else text


def _name(name: Name) -> str:
    given = given_names(name)
    # A comma inside a part would be read as the border between the parts.
    if not (name.family or given):
        return clean_line(name.literal.replace(",", " "))
    parts = (part.replace(",", " ") for part in (name.family, given, name.suffix))
    return ", ".join(filter(None, map(clean_line, parts)))
