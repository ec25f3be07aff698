"""Values of the model as table columns, and columns as values of the model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from bibman.formats.csl import from_item, to_item
from bibman.model import Name, Record, Reference
from bibman.text import fold, script_of, skeleton

Row = dict[str, Any]
NAME_PARTS = ("family", "given", "patronymic", "suffix", "literal", "form")
NAME_COLUMNS = (*NAME_PARTS, "script", "folded", "anchor")


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: a lone surrogate (of a file name, say) becomes its escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def mark(*parts: str) -> str:
    """A short mark of what was printed: equal where letters and digits are."""
    folded = [fold(part) or part for part in parts]
    return blake2b(storable("\n".join(folded)).encode(), digest_size=10).hexdigest()


_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def record_text(record: Record, id: str = "") -> str:
    """The record as one line of CSL-JSON."""
    return storable(_write(to_item(record, id=id)))


def read_record(text: str) -> Record:
    """The record of a line of CSL-JSON; its names have no printed form."""
    return from_item(json.loads(text))


def reference_columns(reference: Reference, record: Record) -> Row:
    """The columns of table ``reference`` that are the same wherever the reference stands, and its place."""
    text = storable(reference.text)
    return {
        "list": reference.list,
        "label": storable(reference.label),
        "text": text,
        "page": reference.page,
        "start_line": reference.start_line,
        "end_line": reference.end_line,
        "mended": storable(reference.mended),
        "record": record_text(replace(record, author=(), editor=())),
        "confidence": record.confidence,
        "folded": skeleton(text),
        "anchor": mark(text),
    }


def name_columns(name: Name, source: str) -> Row:
    """The columns of table ``name`` that hold the name as printed in ``source`` (the mark of a text)."""
    form = printed_form(name)
    return dict(zip(NAME_COLUMNS, name_values(name, source, form, skeleton(form)), strict=True))


def printed_form(name: Name) -> str:
    """The name as it was printed, or made of its parts."""
    return storable(name.form or name.literal or " ".join(filter(None, (name.family, name.given))))


def name_values(name: Name, source: str, form: str, folded: str) -> tuple[str, ...]:
    """The values of NAME_COLUMNS for a name in ``source``; its printed form comes with its skeleton."""
    parts = (name.family, name.given, name.patronymic, name.suffix, name.literal)
    return (*map(storable, parts), form, script_of(form), folded, mark(source, form))


def read_name(row: Mapping[str, Any]) -> Name:
    """The name in a row of table ``name``."""
    return Name(*(row[part] for part in NAME_PARTS))


def read_reference(row: Mapping[str, Any]) -> Reference:
    """The reference in a row of table ``reference`` that also has its article's ``path``."""
    return Reference(
        row["text"], row["label"], row["path"], row["page"], row["start_line"], row["end_line"], row["list"],
        row["mended"],
    )  # fmt: skip


def read_printed(row: Mapping[str, Any], names: Iterable[tuple[str, Name]]) -> Record:
    """The record in a row of table ``reference`` with its names (role and name) as printed."""
    named = list(names)
    author, editor = (
        tuple([name for role, name in named if role == wanted]) for wanted in ("author", "editor")
    )
    item = json.loads(row["record"])
    return from_item(item, author=author, editor=editor, confidence=row["confidence"])
