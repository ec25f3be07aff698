"""Numbers of automatic lists, which stand in no text: a list's levels, and the label of each item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: from ``start`` on, in ``figures``, printed as ``pattern``.

    In the pattern %1 stands for the number of the first level, %2 of the second. ``figures`` is a name of
    Word's ("decimal", "lowerRoman", "bullet", "none").
    """

    start: int = 1
    figures: str = "decimal"
    pattern: str = "%1."


@dataclass(slots=True)
class Count:
    """Where a list has got to: the number of its last item at each level."""

    levels: dict[int, Level]
    numbers: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """The label of the next item at a depth (from 0); deeper levels begin anew."""
        level = self.levels.get(depth, Level(figures="none"))
        self.numbers[depth] = self.numbers.get(depth, level.start - 1) + 1
        for deeper in [d for d in self.numbers if d > depth]:
            del self.numbers[deeper]
        if level.figures == "bullet":
            return BULLET
        return "" if level.figures == "none" else self._printed(level)

    def set(self, depth: int, number: int) -> None:
        """Let the next item at a depth have this number."""
        self.numbers[depth] = number - 1

    def _printed(self, level: Level) -> str:
        label = level.pattern
        for depth in range(8, -1, -1):
            if f"%{depth + 1}" in label:
                inner = self.levels.get(depth, Level())
                number = self.numbers.get(depth, inner.start)
                label = label.replace(f"%{depth + 1}", figure(number, inner.figures))
        return label.strip()


def whole(text: str | None, default: int) -> int:
    """The whole number a text is, ``default`` where it is none or has more digits than any list counts."""
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else default


def figure(number: int, figures: str) -> str:
    """A number in the figures of that name; what is not known or too large for letters is decimal."""
    return _FIGURES.get(figures, str)(number) if 0 < number < 4000 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _lettered(alphabet: str) -> Callable[[int], str]:
    """Letters as Word counts with them: a ... z, aa, bb."""
    return lambda n: alphabet[(n - 1) % len(alphabet)] * ((n - 1) // len(alphabet) + 1)


_FIGURES: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _lettered(_LATIN),
    "upperLetter": _lettered(_LATIN.upper()),
    "russianLower": _lettered(_RUSSIAN),
    "russianUpper": _lettered(_RUSSIAN.upper()),
    "decimalZero": lambda n: f"{n:02}",
}
