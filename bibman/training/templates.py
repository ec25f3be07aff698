"""Ways to print a reference, one a line of ``facts/styles_*.tsv``, and the segments they give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from bibman.model import Segment
from bibman.training.draft import FIRST_LETTER, Draft, expand
from bibman.training.facts import Phrase, compile_phrase
from bibman.training.tables import read_rows

#: Letters that stand for labels in the tables.
LABEL_OF = {
    "A": "author", "T": "title", "C": "container", "E": "editor", "P": "place", "U": "publisher", "D": "date",
    "V": "volume", "I": "issue", "G": "pages", "O": "doi", "L": "url", "X": "other",
}  # fmt: skip
#: Groups of languages the tables name.
GROUPS = {
    "cyr": ("ru", "uz", "kk", "ky", "tg", "uk"),
    "post": ("ru", "uz", "uzl", "kk", "ky", "tg", "uk", "az", "tk", "rul"),
    "lat": ("en", "tr", "uzl", "rul", "az", "tk", "de", "fr"),
    "west": ("en", "de", "fr"),
}
TABLES = (
    "styles_gost",
    "styles_uz",
    "styles_apa",
    "styles_world",
    "styles_turkish",
    "styles_law",
    "styles_web",
    "styles_misc",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment of a template: its label, how often it is printed, what it says."""

    label: str
    share: float
    phrase: Phrase

    @property
    def tail(self) -> str:
        """What parts the segment from the next one: ", " of "({issue}), "."""
        last = self.phrase[-1]
        return last.lstrip(")]") if isinstance(last, str) else ""


@dataclass(frozen=True, slots=True)
class Template:
    """One way to print a kind of reference in some languages."""

    style: str
    kind: str
    languages: frozenset[str]
    weight: float
    pieces: tuple[Piece, ...]


@cache
def templates() -> tuple[Template, ...]:
    """All templates of all tables."""
    return tuple(_template(row) for table in TABLES for row in read_rows(table))


def _template(row: tuple[str, ...]) -> Template:
    style, kind, languages, weight, text = row
    named = [code for word in languages.split() for code in GROUPS.get(word, (word,))]
    return Template(
        style, kind, frozenset(named), float(weight), tuple(_piece(part) for part in text.split("|"))
    )


def _piece(text: str) -> Piece:
    mark, _, phrase = text.partition(":")
    share = float(mark[2:] or 50) / 100 if mark[1:2] == "?" else 1.0
    return Piece(LABEL_OF[mark[0]], share, compile_phrase(phrase))


@cache
def choices(kind: str, language: str) -> tuple[tuple[Template, ...], tuple[float, ...]]:
    """The templates for a kind of work in a language, with running totals of their weights."""
    found = tuple(
        t for t in templates() if t.kind == kind and (language in t.languages or "*" in t.languages)
    )
    return found, tuple(accumulate(t.weight for t in found))


def print_template(draft: Draft, template: Template) -> list[Segment]:
    """The segments of one reference; what comes out empty is left out, neighbours of a label are joined."""
    segments: list[Segment] = []
    for piece in template.pieces:
        if piece.share < 1 and draft.rng.random() >= piece.share:
            if segments:
                segments[-1] = _closed(draft, segments[-1], piece)
            continue
        text = expand(draft, piece.phrase)
        if not text.strip():
            continue
        if piece.label == "title":
            text = FIRST_LETTER.sub(lambda match: match[0].upper(), text, count=1)
        if segments and segments[-1][0] == piece.label:
            segments[-1] = (piece.label, segments[-1][1] + text)
        else:
            segments.append((piece.label, text))
    return segments


def _closed(draft: Draft, before: Segment, left_out: Piece) -> Segment:
    """The segment before one that is left out, with the mark it now needs: "Tashkent: " is "Tashkent, "."""
    label, text = before
    if text[-1].isalnum():
        return label, text + left_out.tail
    if left_out.label == "publisher" and text.rstrip().endswith(":") and draft.rng.random() < 0.85:
        return label, text.rstrip(": ") + ", "
    return before
