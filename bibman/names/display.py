"""Names as they are shown in lists: family name first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bibman.model import Name
from bibman.text import fold
from bibman.text.fold import romanise


def given_names(name: Name) -> str:
    """The given name and the patronymic in one, for formats that know no patronymics."""
    return (
        f"{name.given} {name.patronymic}" if name.given and name.patronymic else name.given or name.patronymic
    )


def display_name(name: Name) -> str:
    """The name in one line, family name first: "Xaydarova, Mahliyo Xabibullayevna"."""
    if name.literal or not (name.family or name.given):
        return name.literal or name.patronymic or name.form
    return ", ".join(part for part in (name.family, given_names(name), name.suffix) if part)


def fullest_name(names: Iterable[Name]) -> Name:
    """The name that tells most: all parts spelled out, not in capitals, and printed by others too."""
    counted = Counter(names)
    return min(counted, key=lambda n: (-_told(n), n.family.isupper(), -counted[n], n.form))


def _told(name: Name) -> int:
    """How many parts a name spells out, an initial counting less than a word."""
    parts = (name.family, name.given, name.patronymic, name.literal)
    return sum(min(len(fold(part)), 3) for part in parts)


def name_slug(name: Name) -> str:
    """The name in ASCII for a key: "xaydarova-mahliyo-xabibullayevna"; "nobody" where it has no letter."""
    return "-".join(re.findall(r"[a-z0-9]+", romanise(display_name(name)))[:6]) or "nobody"
