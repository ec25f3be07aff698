"""What the tagger sees of each token: its look and sound, its neighbours, its place in the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bibman.references.tokens import Token
from bibman.text import read_table, skeleton

_YEAR = re.compile(r"1[4-9]\d\d|20\d\d")
_ROMAN = re.compile(r"[IVXLCDMІХ]+")
_PUNCTUATION = frozenset(".,:;-–—/()[]{}«»“”„\"'’‘&№#?!*+=<>|_~·•…")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_DASHES = frozenset("-–—‑−")
_SAME = {"‚": ",", "\u00ad": "-", "‑": "-", "−": "-", "…": "."}
_PIECE_ENDS = frozenset(
    (".", ",", ":", ";", "/", "//", "–", "—", "(", ")", "[", "]", "«", "»", "“", "”", '"')
)
# A quote opened by one mark is closed in print by any of these.
_CLOSING = {"«": "»", "“": '”“"', "„": '”“"', '"': '"”'}
_EDGE = "#"


class Look(NamedTuple):
    """All that does not depend on a token's place: features, its kind, its letter for name patterns."""

    features: tuple[str, ...]
    around: tuple[str, ...]  # what the token adds to the tokens 3, 2 and 1 before it, 1, 2 and 3 after it
    kind: str
    letter: str


@cache
def _cues() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Cue words and cue stems (any ending), each with its classes."""
    words: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for row in read_table("cues"):
        word, cue_class = row["word"], row["class"]
        known = stems if word.endswith("*") else words
        word = word.rstrip("*")
        key = word if len(word) <= 2 else skeleton(word)
        known[key] = (*known.get(key, ()), cue_class)
    return words, stems


def _cue_classes(lowered: str, sound: str) -> tuple[str, ...]:
    words, stems = _cues()
    found = words.get(lowered if len(lowered) <= 2 else sound, ())
    for length in range(2, len(sound) + 1):
        found += stems.get(sound[:length], ())
    return tuple(dict.fromkeys(found))


def _shape(word: str) -> str:
    if word.islower():
        return "x"
    if len(word.rstrip("'’‘ʻʼ`.")) <= 2 and word[0].isupper():
        return "I"
    if word.isupper():
        return "R" if _ROMAN.fullmatch(word) else "XX"
    return "Xx" if word[0].isupper() else "xX"


_NAME_LETTERS = {"x": "w", "I": "I", "XX": "A", "R": "A", "Xx": "W", "xX": "w"}
_NAME_CLASSES = {"and": "&", "etal": "E", "particle": "p", "patronymic": "q", "editor": "e"}


def _word_look(word: str) -> tuple[list[str], str, str]:
    sound = skeleton(word)
    lowered = word.lower()
    classes = _cue_classes(lowered, sound)
    shape = _shape(word)
    script = "c" if _CYRILLIC.search(word) else "l"
    features = [f"w={sound[:14]}", f"s={shape}{script}"]
    features += [f"p{n}={sound[:n]}" for n in (2, 3, 4) if len(sound) > n]
    features += [f"e{n}={sound[-n:]}" for n in (2, 3, 4) if len(sound) > n]
    features += [f"c={c}" for c in classes]
    letter = _NAME_LETTERS[shape]
    if letter == "w":
        letter = next((_NAME_CLASSES[c] for c in classes if c in _NAME_CLASSES), letter)
    return features, f"{classes[0] if classes else ''}{shape}", letter


def _number_kind(number: str) -> str:
    if _YEAR.fullmatch(number):
        return "Y"
    return f"d{min(len(number), 5)}{'z' if number.startswith('0') else ''}"


def _other_look(text: str) -> tuple[list[str], str, str]:
    if text.isdecimal():
        kind = _number_kind(text)
        return [f"k={kind}"], kind, "Y" if kind == "Y" else "d"
    if len(text) > 2:
        is_doi = text.startswith("10.") or "doi.org/" in text
        kind = "DOI" if is_doi else "URL" if "/" in text else "SITE"
        return [f"k={kind}"], kind, "u"
    text = _SAME.get(text, text)
    kind = text if text == "//" or text in _PUNCTUATION else "§"
    return [f"k={kind}"], kind, "-" if text in _DASHES else kind[0] if kind in ".,;&/" else "x"


@lru_cache(maxsize=1 << 16)
def look(text: str) -> Look:
    """What a token looks and sounds like, wherever it stands."""
    is_word = text[0].isalpha() and not (len(text) > 2 and ("." in text or "/" in text))
    features, kind, letter = _word_look(text) if is_word else _other_look(text)
    around = [f"{n}k={kind}" for n in (-3, -2, -1, 1, 2, 3)]
    sound = (f"-1{features[0]}", f"+1{features[0]}") if is_word else ()
    return Look((*features, "b"), (*around, *sound), kind, letter)


_NO_LOOK = Look((), tuple(f"{n}k={_EDGE}" for n in (-3, -2, -1, 1, 2, 3)), _EDGE, _EDGE)

# Names in the letters of `Look.letter`: W word, A word in capitals, I initial, p particle, q "qizi".
_FAMILY = r"(?:p{0,2}[WA](?:-[WAw])?)"
_INITIALS = r"(?:I\.?-?){1,4}"
_FAMILY_FIRST = re.compile(rf"{_FAMILY},?\.?{_INITIALS}")
_INITIALS_FIRST = re.compile(rf"{_INITIALS}{_FAMILY}")
_NAME = rf"(?:{_FAMILY},?\.?{_INITIALS}|{_INITIALS}{_FAMILY}|{_FAMILY},?[WA](?:[WA]?q|\.)?)"
_OPENING_NAMES = re.compile(rf"(?:[dx\[\]]\.?)?(?:{_NAME}[,;.]{{0,3}}[&x]?){{1,60}}(?:,?E(?:\.|E|w)*)?")


def _style(letters: str) -> str:
    """How the first name is written: family first, initials first, or neither."""
    start = 2 if letters[:1] in "dx" and letters[1:2] == "." else 1 if letters[:1] in "dx" else 0
    if _FAMILY_FIRST.match(letters, start):
        return "F"
    return "G" if _INITIALS_FIRST.match(letters, start) else "N"


def _name_marks(letters: str) -> list[list[str]]:
    """For each token, whether it opens or continues a name, and whether names that open the text hold it."""
    marks: list[list[str]] = [[] for _ in letters]
    style = _style(letters)
    for match in _FAMILY_FIRST.finditer(letters):
        _mark_name(marks, match, f"nf{style}")
    for match in _INITIALS_FIRST.finditer(letters):
        _mark_name(marks, match, f"ng{style}")
    opening = _OPENING_NAMES.match(letters)
    if opening:
        for i in range(opening.end()):
            marks[i].append("on")
        for i in range(opening.end(), min(opening.end() + 2, len(letters))):
            marks[i].append(f"on+{i - opening.end()}")
    return marks


def _mark_name(marks: list[list[str]], match: re.Match[str], mark: str) -> None:
    """Marks the first token of a name, those within, and the one after it."""
    marks[match.start()].append(mark + "B")
    for i in range(match.start() + 1, match.end()):
        marks[i].append(mark)
    if match.end() < len(marks):
        marks[match.end()].append(mark + "E")


def quoting(texts: Sequence[str]) -> list[str]:
    """For each token whether it stands in quotes (q) or brackets (b)."""
    states, closing, depth = [], "", 0
    for text in texts:
        if closing and text in closing:
            closing = ""
        elif not closing and text in _CLOSING:
            closing = _CLOSING[text]
        elif text in "([":
            depth += 1
        elif text in ")]":
            depth = max(0, depth - 1)
        states.append(("q" if closing else "") + ("b" if depth else ""))
    return states


def _pieces(looks: Sequence[Look], texts: Sequence[str]) -> list[list[str]]:
    """For each token the kind that opens its piece between marks, what closed the last one and this one."""
    rows: list[list[str]] = []
    first, before = _EDGE, _EDGE
    for look, text in zip(looks, texts, strict=True):
        if text in _PIECE_ENDS:
            rows.append([f"a={first}", f"l={before}"])
            first, before = "", f"{first[:2]}{text}"
            continue
        first = first if first and first != _EDGE else look.kind
        rows.append([f"a={first}", f"l={before}"])
    after = _EDGE
    for i in range(len(rows) - 1, -1, -1):
        rows[i] += (f"r={after}", f"lk={rows[i][1]}|{looks[i].kind}")
        if texts[i] in _PIECE_ENDS:
            after = f"{texts[i]}{looks[i + 1].kind if i + 1 < len(looks) else _EDGE}"
    return rows


def _places(texts: Sequence[str], looks: Sequence[Look]) -> list[list[str]]:
    """For each token where it stands: from the ends, before or after "//" and the year."""
    count = len(texts)
    slashes = texts.index("//") if "//" in texts else -1
    rows: list[list[str]] = []
    years, single = 0, False
    for i, look in enumerate(looks):
        side = "n" if slashes < 0 else "b" if i < slashes else "a"
        state = f"{side}{min(years, 2)}{'/' if single else ''}"
        rows.append([f"g={state}", f"gk={state}{look.kind}", f"t={10 * i // count}"])
        if i < 4:
            rows[i].append(f"i={i}")
        if count - i < 4:
            rows[i].append(f"j={count - i}")
        years += look.kind == "Y"
        single = single or texts[i] == "/"
    return rows


def _window(c: Look, b: Look, a: Look, look: Look, x: Look, y: Look, z: Look) -> list[str]:
    """The token's own features and those of the three tokens before it and after it."""
    k, ka, kx = look.kind, a.kind, x.kind
    return [
        *look.features,
        c.around[0],
        b.around[1],
        a.around[2],
        x.around[3],
        y.around[4],
        z.around[5],
        *a.around[6:7],
        *x.around[7:8],
        f"A{ka}|{k}",
        f"B{k}|{kx}",
        f"C{ka}|{k}|{kx}",
        f"D{b.kind}|{ka}|{k}",
        f"E{k}|{kx}|{y.kind}",
        f"F{ka}|{kx}",
    ]


def token_features(tokens: Sequence[Token]) -> list[list[str]]:
    """The features of each token of a reference, ready for the tagger; all of them are valid UTF-8."""
    if not tokens:
        return []
    texts = [token.text for token in tokens]
    looks = [look(text) for text in texts]
    states, places = quoting(texts), _places(texts, looks)
    pieces, names = _pieces(looks, texts), _name_marks("".join(look.letter for look in looks))
    padded = [_NO_LOOK, _NO_LOOK, _NO_LOOK, *looks, _NO_LOOK, _NO_LOOK, _NO_LOOK]
    rows = []
    for i, token in enumerate(tokens):
        row = _window(*padded[i : i + 7])
        row.append(f"q={states[i]}{looks[i].kind}")
        if i and tokens[i - 1].end == token.start:
            row.append(f"u={looks[i - 1].kind[:2]}{looks[i].kind[:2]}")
        rows.append(row + names[i] + places[i] + pieces[i])
    return rows
