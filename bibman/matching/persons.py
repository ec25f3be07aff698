"""Names of one person: found by keys, compared, weighed with where they stand, joined into persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bibman.matching.cluster import block_pairs, cluster
from bibman.model import Comparison, Name
from bibman.names import compare_names, name_keys
from bibman.text import fold

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands: in the byline of an article, or in one of its references."""

    name: Name
    article: str
    byline: bool = False


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Which mentions are one person, and which persons may be one.

    ``groups`` holds the positions of the mentions, each group sorted; ``joined`` says for each mention why it
    stands in its group; ``undecided`` maps pairs of group positions to their comparison.
    """

    groups: tuple[tuple[int, ...], ...]
    joined: tuple[Comparison, ...]
    undecided: Mapping[Pair, Comparison]


@dataclass(frozen=True, slots=True)
class _Form:
    """One printed form with all its mentions."""

    name: Name
    mentions: tuple[int, ...]
    articles: frozenset[str]
    bylines: frozenset[str]


def _form_key(name: Name) -> tuple[str, ...]:
    parts = (name.family, name.given, name.patronymic, name.suffix, name.literal)
    return (fold(name.form), *map(fold, parts))


def _forms(mentions: Sequence[Named]) -> list[_Form]:
    by_form: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        by_form[_form_key(mention.name)].append(position)
    return [
        _Form(
            mentions[own[0]].name,
            tuple(own),
            frozenset(mentions[n].article for n in own),
            frozenset(mentions[n].article for n in own if mentions[n].byline),
        )
        for _, own in sorted(by_form.items())
    ]


def _fullness(name: Name) -> int:
    """How much a name tells: its letters, initials counting little."""
    return len(fold(name.family + name.given + name.patronymic))


def _raise_by_byline(forms: Sequence[_Form], compared: dict[Pair, Comparison]) -> set[int]:
    """Turn "possible" into "same" where one form signs the article that cites the other; the raised forms.

    "Mahliyo, X." may be anyone, but in the list of an article by Mahliyo Xaydarova it is she: only where one
    author of the article fits.
    """
    fitting: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for (a, b), found in compared.items():
        if found.verdict == "different":
            continue
        for form, signer in ((a, b), (b, a)):
            for article in sorted(forms[form].articles & forms[signer].bylines):
                fitting[form, article].append(signer)
    raised = set()
    for (form, _article), signers in sorted(fitting.items()):
        if any(
            compare_names(forms[x].name, forms[y].name).verdict == "different"
            for x, y in combinations(signers, 2)
        ):
            continue
        for signer in signers:
            pair = (min(form, signer), max(form, signer))
            if compared[pair].verdict == "possible":
                reason = f"{compared[pair].reason}; the author of the citing article"
                compared[pair] = Comparison("same", max(0.9, compared[pair].score), reason)
                raised.add(form)
    return raised


def _doubt_ambiguous(forms: Sequence[_Form], compared: dict[Pair, Comparison]) -> None:
    """Turn "same" into "possible" for a short form that fits several: "Иванов И." beside Иван and Игорь.

    People named in the same article are taken first.
    """
    partners: defaultdict[int, list[int]] = defaultdict(list)
    for (a, b), found in sorted(compared.items()):
        if found.verdict == "same":
            short, full = sorted((a, b), key=lambda n: (_fullness(forms[n].name), n))
            partners[short].append(full)
    for short, fuller in partners.items():
        if not _conflict(forms, fuller):
            continue
        near = [n for n in fuller if forms[n].articles & forms[short].articles]
        keep = near if near and not _conflict(forms, near) else []
        for full in set(fuller) - set(keep):
            pair = (min(short, full), max(short, full))
            reason = f"{compared[pair].reason}; but it fits several people"
            compared[pair] = Comparison("possible", min(0.6, compared[pair].score), reason)


def _conflict(forms: Sequence[_Form], members: Sequence[int]) -> bool:
    return any(
        compare_names(forms[a].name, forms[b].name).verdict == "different"
        for a, b in combinations(members, 2)
    )


def _compared(forms: Sequence[_Form]) -> dict[Pair, Comparison]:
    pairs = block_pairs([name_keys(form.name) for form in forms])
    return {(a, b): compare_names(forms[a].name, forms[b].name) for a, b in pairs}


def group_persons(mentions: Sequence[Named], decided: Mapping[Pair, str] | None = None) -> PersonMatch:
    """The mentions joined into persons; ``decided`` holds judgements ("same", "different") on their pairs."""
    forms = _forms(mentions)
    form_of = {position: n for n, form in enumerate(forms) for position in form.mentions}
    compared = _compared(forms)
    raised = _raise_by_byline(forms, compared)
    _doubt_ambiguous(forms, compared)
    ruled = {}
    for (a, b), verdict in (decided or {}).items():
        one, two = sorted((form_of[a], form_of[b]))
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
    forms: Sequence[_Form],
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
