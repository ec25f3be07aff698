"""Why two names were judged as they were, in words a person understands."""

from __future__ import annotations

from functools import lru_cache

from bibman.model import Name, Verdict
from bibman.names.graphemes import graphemes_of, sound_cost, units_of
from bibman.names.tokens import is_initial
from bibman.text.fold import romanise

_MOST, _NEAR = 3, 0.3


def explain(a: Name, b: Name, verdict: Verdict, how: str) -> str:
    """One sentence on what meets and what does not."""
    if verdict == "different":
        return f"{a.form or a.family} and {b.form or b.family} do not meet"
    if how == "swap":
        return "the same words in another order"
    if how in ("role", "order"):
        return "the given name or patronymic of one stands in the other's place of the family name"
    families = _meet(a.family or a.literal, b.family or b.literal)
    if how == "family":
        bare = not (a.given or b.given)
        return families if bare else f"{families}, the given name is not printed in both"
    return f"{families}, {_given(a.given, b.given)}"


def _given(a: str, b: str) -> str:
    if is_initial(a) != is_initial(b):
        short, full = (a, b) if is_initial(a) else (b, a)
        return f"{short} = initial of {full}"
    return _meet(a, b)


def _meet(a: str, b: str) -> str:
    if a == b:
        return f"{a} = {b}"
    letters = ", ".join(f"{x} = {y}" for x, y in _exchanged(a, b)[:_MOST])
    return f"{a} = {b} ({letters})" if letters else f"{a} = {b}"


@lru_cache(maxsize=20000)
def _exchanged(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """The graphemes that two spellings of one name differ in, as far as they run side by side."""
    pairs: dict[tuple[str, str], None] = {}
    for one, other in zip(graphemes_of(a), graphemes_of(b), strict=False):
        if one == other:
            continue
        exchanged = _exchange(one, other)
        if exchanged is None:
            break
        if exchanged:
            pairs[exchanged] = None
    return tuple(pairs)


@lru_cache(maxsize=20000)
def _exchange(one: str, other: str) -> tuple[str, str] | tuple[()] | None:
    """Two graphemes as they are shown, () where they are one letter; None where they sound unlike."""
    x, y = one.rstrip("$"), other.rstrip("$")
    is_one_letter, sounds, others = romanise(x) == romanise(y), units_of(one), units_of(other)
    if x == y or (sounds == others and is_one_letter):
        return ()
    if sounds != others and sound_cost(sounds, others) > _NEAR:
        return None
    return (x, y) if x and y and not is_one_letter else ()
