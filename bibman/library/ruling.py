"""What the judgements in force ask of the members of works or persons.

By the articles alone the members fall into groups, each under its own key. A judgement "different" whose
sides share such a group cuts it; what is left whole is an atom. "Same" joins atoms, and what is the same as
the same is the same. Where judgements contradict each other, the later one holds. Nothing else counts, no
earlier state: so undoing a judgement leaves the library as if it had never been made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bibman.library.rows import JudgedPair

#: The own key of a group and, for each judgement that cuts it, on which side of the cut the atom lies.
Atom = tuple[str, tuple[tuple[int, str], ...]]
#: A judgement and the atoms of its two sides.
Sides = tuple[JudgedPair, Sequence[Atom], Sequence[Atom]]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is asked; nothing where there are no judgements.

    ``pairs`` are the members (ids, the smaller first) judged "same" or "different".

    ``keys`` are the keys that judgements give to members, ahead of their own.
    """

    pairs: Mapping[tuple[int, int], str] = field(default_factory=dict)
    keys: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Atoms:
    """Atoms joined and kept apart, each known by one of those it is joined with."""

    joined: dict[Atom, Atom] = field(default_factory=dict)
    apart: defaultdict[Atom, set[Atom]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[Atom, str] = field(default_factory=dict)

    def head(self, atom: Atom) -> Atom:
        while (above := self.joined.get(atom, atom)) != atom:
            atom = above
        return atom

    def join(self, a: Atom, b: Atom, key: str) -> None:
        """Make two atoms one under a key, unless they are apart; a key given before stays."""
        one, two = self.head(a), self.head(b)
        if two in self.apart[one]:
            return
        kept = self.keys.get(one) or self.keys.get(two) or key
        if one != two:
            self.joined[two] = one
            for other in self.apart.pop(two, set()):
                self.apart[other].discard(two)
                self.apart[other].add(one)
                self.apart[one].add(other)
        self.keys[one] = kept

    def part(self, a: Atom, b: Atom) -> None:
        """Keep two atoms apart, unless they are joined."""
        one, two = self.head(a), self.head(b)
        if one != two:
            self.apart[one].add(two)
            self.apart[two].add(one)


def rule(judged: Sequence[JudgedPair], own: Mapping[int, str], held: Collection[str] = ()) -> Ruling:
    """What the judgements ("same", "different"; the latest last) ask of members with these own keys.

    Keys ``held`` by others are given to nobody.
    """
    atom_of = _atoms(judged, own)
    sides = [(j, _sorted_atoms(atom_of, j.a_members), _sorted_atoms(atom_of, j.b_members)) for j in judged]
    atoms = _Atoms()
    for judgement, a_atoms, b_atoms in reversed(sides):
        for a in a_atoms:
            for b in b_atoms:
                if judgement.verdict == "same":
                    atoms.join(a, b, judgement.a)
                else:
                    atoms.part(a, b)
    members: defaultdict[Atom, list[int]] = defaultdict(list)
    for member, atom in sorted(atom_of.items()):
        members[atom].append(member)
    return Ruling(_pairs(atoms, members), _keys(atoms, members, sides, own, held))


def own_parts(judged: Sequence[JudgedPair], own: Mapping[int, str]) -> dict[int, str]:
    """The key of each member's atom: its own, or the one it got when its group was cut."""
    keys = dict(own)
    for judgement in judged:
        if _cut_groups(judgement, own):
            keys |= dict.fromkeys(judgement.a_members, judgement.a)
            keys |= dict.fromkeys(judgement.b_members, judgement.b)
    return keys


def _group(member: int, own: Mapping[int, str]) -> str:
    """The group of a member by the articles alone; one without a key is a group of its own."""
    return own[member].casefold() if member in own else f"#{member}"


def _cut_groups(judgement: JudgedPair, own: Mapping[int, str]) -> set[str]:
    """The groups that both sides of a judgement "different" share."""
    if judgement.verdict != "different":
        return set()
    a, b = ({_group(m, own) for m in side} for side in (judgement.a_members, judgement.b_members))
    return a & b


def _atoms(judged: Sequence[JudgedPair], own: Mapping[int, str]) -> dict[int, Atom]:
    """The atom of each member of every group that a judgement touches."""
    touched = {_group(m, own) for j in judged for m in (*j.a_members, *j.b_members)}
    cuts: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for judgement in judged:
        cut = _cut_groups(judgement, own)
        for side, members in (("a", judgement.a_members), ("b", judgement.b_members)):
            for member in members:
                if _group(member, own) in cut:
                    cuts[member].append((judgement.number, side))
    named = {m for j in judged for m in (*j.a_members, *j.b_members)} | set(own)
    return {m: (group, tuple(cuts.get(m, ()))) for m in named if (group := _group(m, own)) in touched}


def _sorted_atoms(atom_of: Mapping[int, Atom], members: Iterable[int]) -> list[Atom]:
    return sorted({atom_of[member] for member in members})


def _keys(
    atoms: _Atoms,
    members: Mapping[Atom, Sequence[int]],
    sides: Sequence[Sides],
    own: Mapping[int, str],
    held: Collection[str],
) -> dict[int, str]:
    """The key that each member gets from the judgements; never one that a group out of their reach has."""
    given: dict[Atom, str] = {}
    for judgement, a_atoms, b_atoms in sides:
        if judgement.verdict == "different":
            given |= dict.fromkeys(a_atoms, judgement.a) | dict.fromkeys(b_atoms, judgement.b)
    taken = {key.casefold() for key in (*own.values(), *held)}
    groups: defaultdict[Atom, set[str]] = defaultdict(set)
    for atom in members:
        groups[atoms.head(atom)].add(atom[0])
    keys: dict[int, str] = {}
    for atom, those in members.items():
        head = atoms.head(atom)
        key = atoms.keys.get(head) or given.get(atom, "")
        if key and (key.casefold() in groups[head] or key.casefold() not in taken):
            keys |= dict.fromkeys(those, key)
    return keys


def _pairs(atoms: _Atoms, members: Mapping[Atom, Sequence[int]]) -> dict[tuple[int, int], str]:
    """Every pair of members whose atoms are joined or kept apart."""
    joined: defaultdict[Atom, list[Atom]] = defaultdict(list)
    for atom in sorted(members):
        joined[atoms.head(atom)].append(atom)
    pairs: dict[tuple[int, int], str] = {}

    def cross(some: Sequence[Atom], others: Sequence[Atom], verdict: str) -> None:
        for a in some:
            for b in others:
                if a != b:
                    for x in members[a]:
                        pairs.update({(min(x, y), max(x, y)): verdict for y in members[b]})

    for head, own in joined.items():
        cross(own, own, "same")
        for other in sorted(atoms.apart.get(head, ())):
            cross(own, joined[other], "different")
    return pairs
