"""Names of one person: found by keys, compared, weighed with where they stand, joined into persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bibman.matching.cluster import cluster
from bibman.matching.evidence import (
    Compared,
    Pair,
    are_different,
    conflict,
    raise_by_byline,
    raise_by_company,
    raise_by_list,
)
from bibman.matching.forms import Form, Named, forms_of
from bibman.matching.meetings import pairs_to_compare
from bibman.model import Comparison, Name
from bibman.names import compare_names
from bibman.text import fold

# How many of the people that a short form fits are named in the reason.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Which mentions are one person, and which persons may be one.

    ``groups`` holds the positions of the mentions, each group sorted; ``joined`` says for each mention why it
    stands in its group; ``undecided`` maps pairs of group positions to their comparison.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    undecided: Mapping[Pair, Comparison]


def group_persons(mentions: Sequence[Named], decided: Mapping[Pair, str] | None = None) -> PersonMatch:
    """The mentions joined into persons; ``decided`` holds judgements ("same", "different") on their pairs."""
    decided = decided or {}
    forms = forms_of(mentions, [pair for pair, verdict in decided.items() if verdict == "different"])
    compared = _compared(forms)
    unlike = raise_by_byline(forms, compared) | raise_by_company(forms, compared)
    raise_by_list(forms, compared)
    _doubt_ambiguous(forms, compared)
    ruled = _ruled(forms, decided)
    compared |= ruled
    same = [pair for pair, found in ruled.items() if found.verdict == "same"]
    one_by_decision = _components(same)

    def differ(a: int, b: int) -> bool:
        found = compared.get((a, b) if a < b else (b, a))
        if found or (a in one_by_decision and one_by_decision[a] == one_by_decision.get(b)):
            return found is not None and found.verdict == "different"
        # A form unlike the others of its person conflicts with all but the one that it was joined to.
        return not (a in unlike or b in unlike) and are_different(forms, compared, a, b)

    groups = cluster(len(forms), compared, differ, first=same)
    return _match(forms, mentions, groups, compared)


def _compared(forms: Sequence[Form]) -> Compared:
    """The pairs that are or may be one person's."""
    compared = {}
    for a, b in pairs_to_compare(forms):
        found = compare_names(forms[a].name, forms[b].name)
        if found.verdict != "different":
            compared[a, b] = found
    return compared


def _doubt_ambiguous(forms: Sequence[Form], compared: Compared) -> None:
    """Turn "same" into "possible" for a short form that fits several: "Иванов И." beside Иван and Игорь.

    People named in the same article are taken first.
    """
    fullness = [_fullness(form.name) for form in forms]
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for (a, b), found in sorted(compared.items()):
        if found.verdict == "same":
            short, full = (a, b) if fullness[a] <= fullness[b] else (b, a)
            partners[short].append(full)
    for short, fuller in partners.items():
        if not conflict(forms, compared, fuller):
            continue
        near = [n for n in fuller if not forms[n].articles.isdisjoint(forms[short].articles)]
        keep = near if near and not conflict(forms, compared, near) else []
        people = ", ".join(forms[n].name.form for n in fuller[:_NAMED])
        people += " and others" if len(fuller) > _NAMED else ""
        doubt = f"; but {forms[short].name.form} fits several people: {people}"
        for full in set(fuller) - set(keep):
            pair = (min(short, full), max(short, full))
            found = compared[pair]
            compared[pair] = Comparison("possible", min(0.6, found.score), found.reason + doubt)


def _fullness(name: Name) -> int:
    """How much a name tells: its letters, initials counting little."""
    return len(fold(name.family + name.given + name.patronymic))


def _ruled(forms: Sequence[Form], decided: Mapping[Pair, str]) -> Compared:
    """What a person decided, on pairs of forms."""
    form_at = {position: n for n, form in enumerate(forms) for position in form.mentions}
    ruled = {}
    for (a, b), verdict in decided.items():
        one, two = sorted((form_at[a], form_at[b]))
        if one != two:
            same = verdict == "same"
            ruled[one, two] = Comparison("same" if same else "different", float(same), "decided by a person")
    return ruled


def _components(pairs: Iterable[Pair]) -> dict[int, int]:
    """The lowest item that each item is tied to, directly or through others."""
    root: dict[int, int] = {}
    for pair in sorted(pairs):
        one, other = sorted(root.setdefault(n, n) for n in pair)
        root.update({n: one for n, low in root.items() if low == other})
    return root


def _match(
    forms: Sequence[Form],
    mentions: Sequence[Named],
    groups: Sequence[Sequence[int]],
    compared: Mapping[Pair, Comparison],
) -> PersonMatch:
    group_of = {form: n for n, group in enumerate(groups) for form in group}
    best: dict[int, Comparison] = {}
    undecided: dict[Pair, Comparison] = {}
    for (a, b), found in sorted(compared.items()):
        one, two = sorted((group_of[a], group_of[b]))
        if one == two and found.verdict == "same":
            for form in (a, b):
                if form not in best or found.score > best[form].score:
                    best[form] = found
            continue
        known = undecided.get((one, two))
        if one != two and found.verdict != "different" and (known is None or found.score > known.score):
            undecided[one, two] = replace(found, verdict="possible")
    alone = Comparison("same", 1.0, "the only form of this name")
    joined = [alone] * len(mentions)
    for n, own in enumerate(forms):
        for position in own.mentions:
            joined[position] = best.get(n, alone)
    back = tuple(tuple(sorted(p for form in group for p in forms[form].mentions)) for group in groups)
    return PersonMatch(back, tuple(joined), undecided)
