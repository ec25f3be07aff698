"""The values of CSL-JSON items: text, names and dates, written and read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from bibman.formats.bibnames import is_others
from bibman.model import Name
from bibman.names.display import given_names
from bibman.text import clean, clean_line

_ISO_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?", re.ASCII)
_INTEGER = re.compile(r"[0-9]{1,4}", re.ASCII)


def cleaned(name: Name) -> Name:
    """The name as it can be written: each part on one line, without the printed form."""
    return Name(
        *(clean_line(part) for part in (name.family, name.given, name.patronymic, name.suffix, name.literal))
    )


def is_nobody(name: Name) -> bool:
    """Whether there is no name to write: nothing at all, or "others"."""
    return is_others(name) or not (name.family or name.given or name.patronymic or name.literal)


def name_item(name: Name) -> dict[str, str]:
    """The name as an item has it; the patronymic stands with the given name."""
    if name.literal and not name.family:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": given_names(name), "suffix": name.suffix}
    return {key: part for key, part in parts.items() if part}


def read_names(names: Any, custom: Mapping[str, Any], role: str) -> list[Name]:
    """The names of a list, one for each place in it; ``custom`` may tell the patronymics of the role."""
    if not isinstance(names, list):
        return []
    read = [_read_name(name) if isinstance(name, Mapping) else Name() for name in names]
    patronymics = custom.get("patronymics")
    known = patronymics.get(role) if isinstance(patronymics, Mapping) else None
    if isinstance(known, list):
        read = [_with_patronymic(*pair) for pair in zip_longest(read, map(text_of, known[: len(read)]))]
    return read


def _read_name(name: Mapping[str, Any]) -> Name:
    family = _joined(name, "non-dropping-particle", "family")
    given = _joined(name, "given", "dropping-particle")
    literal = "" if family else text_of(name.get("literal"))
    return Name(family, given, "", text_of(name.get("suffix")), literal)


def _with_patronymic(name: Name, patronymic: str | None) -> Name:
    if patronymic and name.given == patronymic:
        return replace(name, given="", patronymic=patronymic)
    if patronymic and name.given.endswith(f" {patronymic}"):
        return replace(name, given=name.given.removesuffix(f" {patronymic}"), patronymic=patronymic)
    return name


def _joined(name: Mapping[str, Any], *keys: str) -> str:
    return " ".join([text for key in keys if key in name and (text := text_of(name[key]))])


def text_of(value: Any) -> str:
    """The value as clean text; "" for what is neither text nor a number."""
    if isinstance(value, list) and value:  # Crossref gives titles as lists
        value = value[0]
    if isinstance(value, str):
        return clean(value).strip()
    return "" if isinstance(value, bool) or not isinstance(value, int | float) else str(value)


def date_item(date: str) -> dict[str, Any]:
    """``date-parts`` for an ISO date or a range of two ("1998/2000"), ``literal`` for anything else."""
    ends = [_ISO_DATE.fullmatch(end) for end in date.split("/")]
    if len(ends) > 2 or not all(ends):
        return {"literal": date}
    return {"date-parts": [[int(part) for part in end.groups() if part] for end in ends if end]}


def read_date(date: Any) -> str:
    """The date in ISO where it has parts, else the text it is given as."""
    if not isinstance(date, Mapping):
        return text_of(date)
    parts = date.get("date-parts")
    ends = _read_ends(parts) if isinstance(parts, list) else ()
    return "/".join(ends) or text_of(date.get("literal")) or text_of(date.get("raw"))


def _read_ends(parts: Iterable[Any]) -> list[str]:
    ends = [list(map(text_of, end)) for end in parts if isinstance(end, list) and end]
    return [_iso(end) for end in ends[:2] if _INTEGER.fullmatch(end[0])]


def _iso(parts: list[str]) -> str:
    """The ISO date of year, month and day, as far as they are numbers; a year has four digits."""
    known: list[str] = []
    for part, width in zip(parts, (4, 2, 2), strict=False):
        if not _INTEGER.fullmatch(part) or (known and not int(part)):
            break
        known.append(f"{int(part):0{width}d}")
    return "-".join(known)
