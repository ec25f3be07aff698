"""Names of one person: found by keys, compared, weighed with where they stand, joined into persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bibman.matching.cluster import block_pairs, cluster
from bibman.matching.evidence import Pair, conflict, raise_by_byline, raise_by_company, raise_by_list
from bibman.matching.forms import Form, Named, forms_of
from bibman.model import Comparison, Name
from bibman.names import compare_names, name_keys
from bibman.text import fold


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Which mentions are one person, and which persons may be one.

    ``groups`` holds the positions of the mentions, each group sorted; ``joined`` says for each mention why it
    stands in its group; ``undecided`` maps pairs of group positions to their comparison.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    undecided: Mapping[Pair, Comparison]


def _fullness(name: Name) -> int:
    """How much a name tells: its letters, initials counting little."""
    return len(fold(name.family + name.given + name.patronymic))


def _doubt_ambiguous(forms: Sequence[Form], compared: dict[Pair, Comparison]) -> None:
    """Turn "same" into "possible" for a short form that fits several: "Иванов И." beside Иван and Игорь.

    People named in the same article are taken first.
    """
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for (a, b), found in sorted(compared.items()):
        if found.verdict == "same":
            short, full = sorted((a, b), key=lambda n: (_fullness(forms[n].name), n))
            partners[short].append(full)
    for short, fuller in partners.items():
        if not conflict(forms, fuller):
            continue
        near = [n for n in fuller if forms[n].articles & forms[short].articles]
        keep = near if near and not conflict(forms, near) else []
        for full in set(fuller) - set(keep):
            pair = (min(short, full), max(short, full))
            reason = f"{compared[pair].reason}; but it fits several people"
            compared[pair] = Comparison("possible", min(0.6, compared[pair].score), reason)


def _compared(forms: Sequence[Form]) -> dict[Pair, Comparison]:
    """The pairs that are or may be one person's; nearly all that meet in a block are not."""
    pairs = block_pairs([name_keys(form.name) for form in forms])
    compared = ((pair, compare_names(forms[pair[0]].name, forms[pair[1]].name)) for pair in pairs)
    return {pair: found for pair, found in compared if found.verdict != "different"}


def group_persons(mentions: Sequence[Named], decided: Mapping[Pair, str] | None = None) -> PersonMatch:
    """The mentions joined into persons; ``decided`` holds judgements ("same", "different") on their pairs."""
    forms = forms_of(mentions)
    form_at = {position: n for n, form in enumerate(forms) for position in form.mentions}
    compared = _compared(forms)
    raised = raise_by_byline(forms, compared) | raise_by_company(forms, compared)
    raise_by_list(forms, compared)
    _doubt_ambiguous(forms, compared)
    ruled = {}
    for (a, b), verdict in (decided or {}).items():
        one, two = sorted((form_at[a], form_at[b]))
        same = verdict == "same"
        ruled[one, two] = Comparison("same" if same else "different", float(same), "decided by a person")
    compared |= ruled

    def differ(a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair in ruled:
            return ruled[pair].verdict == "different"
        if (
            a in raised or b in raised
        ):  # a role swap conflicts with every form but the full one it was raised by
            return False
        found = compared.get(pair) or compare_names(forms[a].name, forms[b].name)
        return found.verdict == "different"

    groups = cluster(len(forms), compared, differ)
    return _match(forms, mentions, groups, compared)


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
