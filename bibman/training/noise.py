"""What print does to a reference: capitals, lost spaces and dots, apostrophes, look-alikes, slips."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from bibman.model import Segment

_TAIL = re.compile(r"[\s.,;:–—/-]+$")
_APOSTROPHES = ("‘", "’", "'", "ʻ", "`", "ʼ", "´")
_LOOKALIKES = (
    str.maketrans("аеорсухіАЕОРСХКМТНВІ", "aeopcyxiAEOPCXKMTHBI"),
    str.maketrans("aeopcyxAEOPCXKMTHB", "аеорсухАЕОРСХКМТНВ"),
)
_SPACED = re.compile(r"(?<=[.,;:]) (?=\S)")
_WORD = re.compile(r"[^\W\d_]{5,}")

Spoiler = Callable[[Random, list[Segment]], list[Segment]]


def spoil(rng: Random, segments: list[Segment], language: str) -> list[Segment]:
    """The segments with the faults of print; the texts still join to the printed reference."""
    segments = _end(rng, _apostrophes(rng, segments))
    share = rng.random()
    if (language in ("uzl", "en", "rul", "tr", "uz", "kk") and share < 0.09) or share < 0.04:
        segments = _change(segments, {"title"}, str.upper)
    if rng.random() < 0.03:
        segments = _change(segments, {"author"}, str.upper)
    if segments and rng.random() < 0.4:
        for chance, spoiler in _SPOILERS:
            if rng.random() < chance:
                segments = spoiler(rng, segments)
    return [(label, text) for label, text in segments if text.strip()]


def _change(segments: list[Segment], labels: set[str], change: Callable[[str], str]) -> list[Segment]:
    return [(label, change(text) if label in labels else text) for label, text in segments]


def _end(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The last mark: what would lead on gives way to a full stop, to nothing, or to a semicolon."""
    while segments and not _TAIL.sub("", segments[-1][1]):
        segments.pop()
    if not segments:
        return segments
    label, text = segments[-1]
    share = rng.random()
    mark = "." if share < 0.72 else "" if share < 0.97 else ";"
    if label == "url" and share > 0.15:
        mark = ""
    bare = _TAIL.sub("", text)
    if text[len(bare) :].startswith("/"):
        bare += "/"
    segments[-1] = (label, bare if bare[-1] in "?!." else bare + mark)
    return segments


def _apostrophes(rng: Random, segments: list[Segment]) -> list[Segment]:
    """One habit for "oʻ" and "gʻ", one for the hard sign; now and then set off by a space, or lost."""
    if not any("ʻ" in text or "ʼ" in text for _, text in segments):
        return segments
    turned = rng.choices(_APOSTROPHES, (34, 25, 22, 12, 5, 1, 1))[0]
    hard = rng.choice((turned, turned, "’", "'", "ʼ"))
    if rng.random() < 0.03:
        turned = " " + turned
    if rng.random() < 0.01:
        turned = hard = ""
    return [(label, text.replace("ʻ", turned).replace("ʼ", hard)) for label, text in segments]


def _lookalikes(rng: Random, segments: list[Segment]) -> list[Segment]:
    table = rng.choice(_LOOKALIKES)
    chance = rng.choice((0.15, 0.5, 1.0))
    return [
        (
            label,
            text
            if label in ("url", "doi")
            else "".join(c.translate(table) if rng.random() < chance else c for c in text),
        )
        for label, text in segments
    ]


def _lost_spaces(rng: Random, segments: list[Segment]) -> list[Segment]:
    """Some spaces after dots and commas are gone."""
    chance = rng.choice((0.15, 0.3, 0.9))
    return [
        (label, text if label in ("url", "doi") else _drop_spaces(rng, text, chance))
        for label, text in segments
    ]


def _drop_spaces(rng: Random, text: str, chance: float) -> str:
    text = _SPACED.sub(lambda m: "" if rng.random() < chance else " ", text)
    if text.endswith((". ", ", ", ": ")) and rng.random() < chance:
        return text[:-1]
    return text


def _extra_spaces(rng: Random, segments: list[Segment]) -> list[Segment]:
    """Spaces doubled, or set before a comma, colon or full stop."""
    at = rng.randrange(len(segments))
    label, text = segments[at]
    share = rng.random()
    if share < 0.4:
        text = text.replace(" ", "  ", 1)
    elif label not in ("url", "doi"):
        mark = rng.choice(",:.")
        text = text.replace(mark, " " + mark, 1)
    return [*segments[:at], (label, text), *segments[at + 1 :]]


def _lost_dot(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The full stop or comma between two segments is gone."""
    at = rng.randrange(len(segments))
    label, text = segments[at]
    if text.endswith((". ", ", ")):
        text = text[:-2] + " "
    return [*segments[:at], (label, text), *segments[at + 1 :]]


def _slip(rng: Random, segments: list[Segment]) -> list[Segment]:
    """A letter dropped, doubled or changed places with the next, in one word."""
    at = rng.randrange(len(segments))
    label, text = segments[at]
    words = list(_WORD.finditer(text))
    if not words or label in ("url", "doi"):
        return segments
    spot = rng.choice(words).start() + rng.randint(1, 3)
    letters = rng.choice(("", text[spot] * 2, text[spot + 1] + text[spot]))
    after = spot + (2 if len(letters) == 2 and letters[0] != letters[1] else 1)
    return [*segments[:at], (label, text[:spot] + letters + text[after:]), *segments[at + 1 :]]


def _broken_word(rng: Random, segments: list[Segment]) -> list[Segment]:
    """A word broken at the end of a line and joined badly: "компе- тентность", "ilm iy"."""
    at = max(
        range(len(segments)), key=lambda n: len(segments[n][1]) if segments[n][0] not in ("url", "doi") else 0
    )
    label, text = segments[at]
    words = [m for m in _WORD.finditer(text) if m.end() - m.start() > 7]
    if not words:
        return segments
    word = rng.choice(words)
    spot = rng.randint(word.start() + 3, word.end() - 3)
    return [
        *segments[:at],
        (label, text[:spot] + rng.choice(("- ", "-", " ", "- ")) + text[spot:]),
        *segments[at + 1 :],
    ]


def _broken_link(rng: Random, segments: list[Segment]) -> list[Segment]:
    """Links with spaces: "https: // doi.org", "https://lex.uz/ docs/12"."""

    def broken(text: str) -> str:
        if rng.random() < 0.4:
            return text.replace("://", rng.choice((": // ", ":// ", ": //", ":/")), 1)
        cuts = [m.end() for m in re.finditer(r"[/.-](?=\w)", text)]
        if not cuts:
            return text
        spot = rng.choice(cuts)
        return text[:spot] + " " + text[spot:]

    return _change(segments, {"url", "doi"}, broken)


def _letter_spaced(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The first family letter-spaced: "К а р і м о в А.Б."."""
    label, text = segments[0]
    family, space, rest = text.partition(" ")
    if label != "author" or not family.isalpha():
        return segments
    return [(label, " ".join(family) + space + rest), *segments[1:]]


def _numbered(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The item's number left before it."""
    number = rng.randint(1, 60)
    mark = rng.choice((f"{number}. ", f"{number}) ", f"[{number}] ", f"{number}.", f"{number} ", "• ", "- "))
    return [("other", mark), *segments]


def _dropped(rng: Random, segments: list[Segment]) -> list[Segment]:
    """A field left out by the author of the list."""
    at = [
        n
        for n, (label, _) in enumerate(segments)
        if label in ("date", "place", "publisher", "pages", "issue", "volume")
    ]
    if len(segments) < 4 or not at:
        return segments
    gone = rng.choice(at)
    if any(mark in segments[gone][1] for mark in "()[]"):
        return segments
    left = segments[:gone] + segments[gone + 1 :]
    return _end(rng, left) if gone == len(segments) - 1 else left


def _truncated(rng: Random, segments: list[Segment]) -> list[Segment]:
    """The end of the reference lost, in the middle of its last segment or before it."""
    if len(segments) < 3:
        return segments
    label, text = segments[-1]
    cut = rng.randrange(len(text))
    return [*segments[:-1], (label, text[:cut])] if cut else segments[:-1]


def _lower_title(rng: Random, segments: list[Segment]) -> list[Segment]:
    return _change(segments, {"title"}, str.lower)


_SPOILERS: tuple[tuple[float, Spoiler], ...] = (
    (0.14, _dropped),
    (0.17, _lost_spaces),
    (0.12, _extra_spaces),
    (0.12, _lost_dot),
    (0.1, _slip),
    (0.06, _broken_word),
    (0.12, _broken_link),
    (0.02, _letter_spaced),
    (0.2, _numbered),
    (0.05, _lower_title),
    (0.04, _truncated),
    (0.03, _lookalikes),
)
