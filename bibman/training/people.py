"""People of made-up references: families, given names and patronymics, and the ways to print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from bibman.training.letters import in_letters
from bibman.training.tables import pools, read_rows

_GENITIVES = (
    ("ський", "ського"), ("цький", "цького"), ("ский", "ского"), ("цкий", "цкого"), ("ой", "ого"),
    ("ова", "овой"), ("ева", "евой"), ("ёва", "ёвой"), ("ина", "иной"), ("ська", "ської"), ("ская", "ской"),
    ("цкая", "цкой"), ("ь", "я"),
)  # fmt: skip
_HARD = frozenset("вндтлкрсмгзжчшф")
#: Endings that make a family from a man's name.
_MADE_FAMILIES = {
    "uz": ("ов", "ов", "ов", "зода", "хўжаев", "боев", "бердиев", "хонов", "жонов", "қулов"),
    "kk": ("ов", "баев", "бекова", "ұлы", "беков", "ғали"),
    "ky": ("ов", "бек уулу", "беков", "алиев", "баев", "ова"),
    "tg": ("зода", "ов", "иён", "пур", "ӣ"),
}
_DIGRAPH = re.compile(r"(?:Sh|Ch|Zh|Kh|Ts|Yu|Ya|Yo|Ye|Dj|Oʻ|Gʻ|Дж)(?=\w|$)")


@dataclass(frozen=True, slots=True)
class Human:
    """A made-up person; ``patronymic`` is "" where the language or the print has none."""

    family: str
    given: str
    patronymic: str = ""


@cache
def _origins(language: str) -> tuple[tuple[tuple[str, str], ...], tuple[float, ...]]:
    """Where a language's authors come from: (pool, scheme of letters), and running totals of the shares."""
    rows = [row for row in read_rows("origins") if row[0] == language]
    origins = tuple((pool, "" if scheme == "-" else scheme) for _, pool, scheme, _ in rows)
    return origins, tuple(accumulate(float(share) for *_, share in rows))


def draw_human(rng: Random, language: str) -> Human:
    """A person such as a text in ``language`` cites."""
    origins, totals = _origins(language)
    pool, scheme = rng.choices(origins, cum_weights=totals)[0]
    names = pools("names")
    woman = rng.random() < 0.38
    family = _family(rng, pool)
    given = _pick(rng, names.get(f"{pool} woman" if woman else f"{pool} man", names[f"{pool} man"]))
    patronymic = ""
    if f"{pool} father" in names and rng.random() < 0.85:
        patronymic = _patronymic(rng, _pick(rng, names[f"{pool} father"]), woman, pool)
    elif pool in ("en", "int") and rng.random() < 0.35:
        patronymic = _pick(rng, names[f"{pool} man"])
    if woman:
        family = feminine(family)
    if not scheme:
        return Human(family, given, patronymic)
    return Human(in_letters(family, scheme), in_letters(given, scheme), in_letters(patronymic, scheme))


def _family(rng: Random, pool: str) -> str:
    """A family of the pool; one in five is made from a man's name, as families once were."""
    names = pools("names")
    endings = _MADE_FAMILIES.get(pool)
    if not endings or rng.random() > 0.2:
        return _pick(rng, names[f"{pool} family"])
    name, ending = _pick(rng, names[f"{pool} father"]), _pick(rng, endings)
    if ending[0] == "о" and name[-1] in "йьия":
        return name.rstrip("йья") + "е" + ending[1:]
    return name.rstrip("аьй") + ending


def _pick(rng: Random, among: tuple[str, ...]) -> str:
    return among[int(rng.random() * len(among))]


def feminine(family: str) -> str:
    """The family name of a woman: "Каримов" is "Каримова", "Садовский" "Садовская", "Шевченко" as it is."""
    if family.endswith(("ов", "ев", "ёв", "ин", "ын", "ov", "ev", "yev")):
        return family + ("a" if family.endswith("v") else "а")
    for man, woman in (
        ("ський", "ська"),
        ("цький", "цька"),
        ("ский", "ская"),
        ("цкий", "цкая"),
        ("ой", "ая"),
    ):
        if family.endswith(man):
            return family[: -len(man)] + woman
    return family


def genitive(family: str) -> str:
    """A Russian or Ukrainian family in the genitive: "Каримова", "Каримовой", "Садовского"."""
    for end, new in _GENITIVES:
        if family.endswith(end):
            return family[: -len(end)] + new
    return family + "а" if family[-1:] in _HARD else family


def _patronymic(rng: Random, father: str, woman: bool, pool: str) -> str:
    turkic = {"uz": ("қизи", "ўғли"), "kk": ("қызы", "ұлы"), "ky": ("кызы", "уулу"), "az": ("qızı", "oğlu")}
    if pool in turkic and rng.random() < (0.8 if pool == "az" else 0.3):
        daughter, son = turkic[pool]
        joint = "" if pool == "kk" else " "
        return father + joint + (daughter if woman else son)
    if father[-1] in "йь":
        return father[:-1] + ("евна" if woman else "евич")
    if father[-1] in "ая":
        return father[:-1] + ("ична" if woman else "ич")
    return father + ("овна" if woman else "ович")


def initial(name: str) -> str:
    """The letters that stand for a name: "Ш" for "Шерзод", "Sh" for "Sherzod", "Ж.-П" for "Жан-Поль"."""
    parts = name.split("-")
    if len(parts) > 1 and len(parts[1]) > 1 and parts[1][0].isupper():
        return f"{initial(parts[0])}.-{initial(parts[1])}"
    match = _DIGRAPH.match(name)
    return match[0] if match else name[:1]
