"""Fields that a record only passes on, and their names in each format."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from bibman.formats.csl_values import cleaned, date_item, is_nobody, name_item, read_date, read_names
from bibman.model import Name
from bibman.text import read_table


@cache
def extra_kinds() -> dict[str, str]:
    """CSL's own fields among them, and whether they hold "text", or the JSON of "names" or of a "date"."""
    return {row["csl"]: row["kind"] for row in read_table("extra_fields")}


@cache
def extra_names(column: Literal["bib", "ris"]) -> dict[str, str]:
    """From CSL's names of such fields to their names in another format."""
    return {row["csl"]: row[column] for row in read_table("extra_fields") if row.get(column)}


@cache
def extra_fields(column: Literal["bib", "ris"]) -> dict[str, str]:
    """From their names in another format to CSL's."""
    return {theirs: name for name, theirs in extra_names(column).items()}


def names_as_text(names: Iterable[Name]) -> str:
    """Names as the text of such a field; "" where there is none."""
    items = [name_item(name) for name in map(cleaned, names) if not is_nobody(name)]
    return json.dumps(items, ensure_ascii=False) if items else ""


def text_as_names(text: str) -> list[Name]:
    """The names in the text of such a field; none where it is something else."""
    return [name for name in map(cleaned, read_names(_loaded(text), {}, "")) if not is_nobody(name)]


def date_as_text(date: str) -> str:
    """A date as the text of such a field; "" for none."""
    return json.dumps(date_item(date), ensure_ascii=False) if date else ""


def text_as_date(text: str) -> str:
    """The date in the text of such a field; "" where it is something else."""
    return read_date(_loaded(text))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
