"""Labelled pieces put right where the tagger cut a word too early or too late.

Each rule moves text between neighbours on the strength of what is printed (a slash, a colon, initials without
a family name), never on what a work is known to be called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from bibman.model import LABELS, Segment
from bibman.names.words import family_weight
from bibman.references.cues import alternatives, anywhere
from bibman.text import clean_line

_INITIALS_ONLY = re.compile(r"[\s,;/&\[(]*(?:[^\W\d_]{1,2}\s?\.\s?-?){1,3}[\s,]*")
_FIRST_WORD = re.compile(r"\s*[^\W\d_][\w’'‘ʻ`-]+[\s.,\])]{0,3}")
# In Cyrillic print alone: there a title has capitals at its start and in names.
_INITIALS_AND_COMMA = re.compile(r"[А-ЯЎҚҒҲІЇЄ]\s?\.\s?,\s?\Z")
_FAMILY_BEFORE_TITLE = re.compile(
    r"\s?([А-ЯЎҚҒҲІЇЄ][а-яёўқғҳіїє]{3,20})\s(?=[«“„\"]?[А-ЯЎҚҒҲІЇЄ][\sа-яёўқғҳіїє])"
)
_WORD = re.compile(r"[^\W_]")
_YEAR_WORD = re.compile(r"\s*-?(?:йил|yil|жыл|год|күн|kun)\w{0,10}\s", re.IGNORECASE)
_TOWN_AT_END = re.compile(
    r"(?:[.,\])»”\"]\s?|\s)[–—-]?\s?((?:(?:T|Т|М|M|Л|К|Х|А|A|Н|Мн|СПб|Спб|SPb)\s?\.?\s?[;,]?\s?){1,2})\s?(:?)\s?[–—-]?\s?\Z"
)
_DASHED = re.compile(r"(.*\S)\s?[–—]\s?(\S.{0,40})", re.DOTALL)
_INITIALS = re.compile(r"(?<!\w)[^\W\d_]{1,2}\s?\.\s?(?:[^\W\d_]{1,2}\s?\.)?")
_TOWN_BEHIND = re.compile(
    r"(.*[.)\]»”]\s?[–—-]?\s?)([A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][\w’'‘ʻ-]{0,20}\.?)\s?,?\s?", re.DOTALL
)
_IMPRINT_AT_END = re.compile(
    r"\s?[–—-]\s?([A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][\w’'‘ʻ-]{0,20}\.?)\s?:\s?([«“„\"A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][^:]{1,80})\Z"
)
_DASHED_TOWN = re.compile(r"[.»”]\s?[–—-]\s([A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][\w’'‘ʻ-]{2,20}),\s?\Z")
_SLASH_TAIL = re.compile(r"\s?/\s?([^/]{2,120})\Z")
_SPACED_NAME = re.compile(r"(?:[^\W\d_]\s){3,20}[^\W\d_]\s(?:[^\W\d_]{1,2}\s?\.\s?){1,3}")
_LONE_PAGE = re.compile(r"[\s.–—-]{0,4}(?:[PpСсCcBbБб]{1,2}|стр|bet|бет)\s?\.?\s?\d{1,5}[\s.,]{0,3}")
_PAGE_RANGE = re.compile(r"(?<!\w)(?:[PpСсCcBbБб]{1,2}|стр|bet|бет)\s?\.?\s?\d{1,5}\s?[-–—]\s?\d{1,5}(?!\w)")

_DEGREE = re.compile(r"(?<!\w)(?:фан|наук|fan|ғыл|илим|канд|докт|д-р|kand|dokt|phd)", re.IGNORECASE)
_SIGLUM = re.compile(
    r"[A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ]{2,6}(?:\s?\d{4})?\s?[–—-]\s?(?=[‘’'“«]?[A-ZА-ЯЎҚҒҲІЇЄÇİÖŞÜ][\w’'‘ʻ-]*[a-zа-яўқғҳ])"
)
_NUMERAL = re.compile(r"\W*(?:[IVXІХ]{2,5}|[IІV])\W*")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s")

_Pieces = list[Segment]
#: What follows after so many characters of one piece is no part of a reference any more.
LONGEST = 4000


def repair(segments: Sequence[Segment]) -> _Pieces:
    """The segments on clean lines with known labels, neighbours of one label joined, cuts put right."""
    known = ((label if label in LABELS else "other", clean_line(text[:LONGEST])) for label, text in segments)
    pieces = _joined(known)
    for rule in _RULES:
        changed = rule(pieces)
        if changed is not pieces and changed != pieces:
            pieces = _joined((label, text.strip()) for label, text in changed)
    return pieces


def _joined(pieces: Iterable[Segment]) -> _Pieces:
    """Neighbours of one label as one piece; pieces without text dropped."""
    joined: _Pieces = []
    for label, text in pieces:
        if joined and text and joined[-1][0] == label:
            text = f"{joined.pop()[1]} {text}"
        if text and (label != "other" or _WORD.search(text)):
            joined.append((label, text))
    return joined


def _close_marks(pieces: _Pieces) -> _Pieces:
    """A colon, full stop or closing quote at the start of a piece belongs to the piece before."""
    closed: _Pieces = []
    for label, text in pieces:
        marks = re.match(r"[\s.,:;»”)\]]*", text)
        end = marks.end() if marks else 0
        if closed and end and end < len(text):
            closed[-1] = (closed[-1][0], closed[-1][1] + text[:end])
            text = text[end:]
        closed.append((label, text))
    return closed


def _years_in_titles(pieces: _Pieces) -> _Pieces:
    """A year whose word opens the title ("2026 йилда солиқ ...") is part of the title."""
    out = list(pieces)
    for n in range(len(out) - 1):
        if out[n][0] == "date" and out[n + 1][0] == "title" and _YEAR_WORD.match(out[n + 1][1]):
            out[n] = ("title", out[n][1])
    return out


def _sigla(pieces: _Pieces) -> _Pieces:
    """The siglum by which an article cites a work ("ДЛТ 2017 – Кошғарий, Маҳмуд") is no part of the name."""
    found = _SIGLUM.match(pieces[0][1]) if pieces and pieces[0][0] == "author" else None
    if not found:
        return pieces
    return [("other", found.group()), ("author", pieces[0][1][found.end() :]), *pieces[1:]]


def _titles_behind_names(pieces: _Pieces) -> _Pieces:
    """Where nothing is the title, the sentence behind the names is ("Family Given. TITLE. (2024).")."""
    if any(label == "title" for label, _ in pieces):
        return pieces
    out: _Pieces = []
    for label, text in pieces:
        end = _SENTENCE_END.search(text) if label == "author" else None
        rest = text[end.end() :] if end else ""
        if end and len(rest.split()) > 1 and not _INITIALS.search(rest):
            out += [(label, text[: end.end()]), ("title", rest)]
        else:
            out.append((label, text))
    return out


def _slashes(pieces: _Pieces) -> _Pieces:
    """What stands before "//" inside a container belongs to the piece before it."""
    out: _Pieces = []
    for label, text in pieces:
        before, slashes, after = text.partition("//")
        if label == "container" and before.strip(" .,–—-") and slashes and out and after.strip():
            previous = out[-1][0]
            out.append((previous if previous in ("title", "author") else "other", before))
            text = slashes + after
        out.append((label, text))
    return out


def _lone_initials(pieces: _Pieces) -> _Pieces:
    """Initials without a family name take the first word of the title behind them ("M." "Isroilov Usul")."""
    out = list(pieces)
    for n in range(len(out) - 1):
        label, text = out[n]
        if (
            label not in ("author", "editor")
            or out[n + 1][0] != "title"
            or not _INITIALS_ONLY.fullmatch(text)
        ):
            continue
        if n and out[n - 1][0] == "title":
            continue
        if word := _FIRST_WORD.match(out[n + 1][1]):
            out[n] = (label, f"{text} {word.group()}")
            out[n + 1] = ("title", out[n + 1][1][word.end() :])
    return out


def _lone_families(pieces: _Pieces) -> _Pieces:
    """A family name between a comma and a title's capital is an author ("Алиев С., Каримов К вопросу о")."""
    out = list(pieces)
    for n in range(len(out) - 1):
        (label, text), (following, title) = out[n], out[n + 1]
        if label != "author" or following != "title" or not _INITIALS_AND_COMMA.search(text):
            continue
        found = _FAMILY_BEFORE_TITLE.match(title)
        if found and family_weight(found[1]) > 0:
            out[n], out[n + 1] = (label, f"{text} {found[1]}"), (following, title[found.end() :])
    return out


@cache
def _thesis_tail() -> re.Pattern[str]:
    return re.compile(rf"[.:,]\s{{0,2}}(?:{alternatives('thesis')})(?!\w)", re.IGNORECASE)


def _thesis_words(pieces: _Pieces) -> _Pieces:
    """Words between the title and "дис." are the title's end; the town behind the degree is the place."""
    out: _Pieces = []
    placed = any(label == "place" for label, _ in pieces)
    for label, text in pieces:
        tail = _thesis_tail().search(text) if label == "other" else None
        before = text[: tail.start()] if tail else ""
        if (
            tail
            and out
            and out[-1][0] in ("title", "author")
            and "[" not in before
            and not _DEGREE.search(before)
            and not anywhere("thesis").search(before)  # "дис. ... канд. наук" is one
        ):
            out.append(("title", before))
            text = text[tail.start() :]
        if (
            label == "other"
            and not placed
            and anywhere("thesis").search(text)
            and (found := _TOWN_BEHIND.fullmatch(text))
        ):
            out += [(label, found[1]), ("place", found[2])]
            continue
        out.append((label, text))
    return out


def _slash_people(pieces: _Pieces) -> _Pieces:
    """People behind a slash at the title's end are authors; "/ Отв." belongs to the editors behind it."""
    out: _Pieces = []
    for n, (label, text) in enumerate(pieces):
        found = _SLASH_TAIL.search(text) if label in ("title", "place", "publisher") else None
        if found and found.start() and (_INITIALS.search(found[1]) or _is_editor_word(pieces, n, found[1])):
            out += [("title" if label == "title" else "other", text[: found.start()])]
            out += [
                (
                    label if label != "title" else "author" if _INITIALS.search(found[1]) else "editor",
                    found[1],
                )
            ]
        else:
            out.append((label, text))
    return out


def _is_editor_word(pieces: _Pieces, n: int, words: str) -> bool:
    return len(words) < 12 and n + 1 < len(pieces) and pieces[n + 1][0] == "editor"


def _spaced_names(pieces: _Pieces) -> _Pieces:
    """A letter-spaced name at the start is the author ("К а р к а ч П. ..."), however it was labelled."""
    if not pieces or pieces[0][0] != "title" or not (found := _SPACED_NAME.match(pieces[0][1])):
        return pieces
    rest = pieces[0][1][found.end() :]
    return [("author", found.group()), ("title", rest), *pieces[1:]]


def _towns(pieces: _Pieces) -> _Pieces:
    """The town out of a title that ends in it ("... asoslari. – T."), and out of the people before it."""
    out: _Pieces = []
    labels = [label for label, _ in pieces]
    for n, (label, text) in enumerate(pieces):
        following = labels[n + 1] if n + 1 < len(pieces) else ""
        if label == "title" and "place" not in labels:
            out += _without_town(text, following)
        elif (
            label in ("place", "publisher", "author")
            and (cut := _DASHED.fullmatch(text))
            and _INITIALS.search(cut[1])
        ):
            is_town = label == "place" or (following in ("publisher", "date", "title") and len(cut[2]) < 20)
            out += [("author", cut[1]), ("place", cut[2])] if is_town else [(label, text)]
        else:
            out.append((label, text))
    return out


def _without_town(title: str, following: str) -> _Pieces:
    if found := _IMPRINT_AT_END.search(title):
        return [("title", title[: found.start()]), ("place", found[1] + ":"), ("publisher", found[2])]
    if (found := _TOWN_AT_END.search(title)) and (found[2] or following in ("publisher", "date")):
        return [("title", title[: found.start() + 1]), ("place", found[1])]
    if following == "date" and (found := _DASHED_TOWN.search(title)):
        return [("title", title[: found.start()]), ("place", found[1])]
    return [("title", title)]


def _numerals(pieces: _Pieces) -> _Pieces:
    """A roman numeral is no publisher: it is the volume ("Тошкент: II. Тошкент: Фан")."""
    return [
        ("volume" if label == "publisher" and _NUMERAL.fullmatch(text) else label, text)
        for label, text in pieces
    ]


def _publishers(pieces: _Pieces) -> _Pieces:
    """A second "title" behind the place is the publisher, unless another piece is or tells of a serial."""
    labels = [label for label, _ in pieces]
    if "place" not in labels or not {"publisher", "volume", "issue"}.isdisjoint(labels):
        return pieces
    n = labels.index("place") + 1
    if n == len(pieces) or "title" not in labels[:n]:
        return pieces
    if labels[n] == "title" or (labels[n] == "container" and ":" in pieces[n - 1][1]):
        return [*pieces[:n], ("publisher", pieces[n][1]), *pieces[n + 1 :]]
    return pieces


def _pages(pieces: _Pieces) -> _Pieces:
    """A range of pages that stands among other words, where no piece holds pages."""
    if any(label == "pages" for label, _ in pieces):
        return pieces
    out: _Pieces = []
    for label, text in pieces:
        found = _PAGE_RANGE.search(text) if label in ("other", "date", "issue", "container") else None
        found = found or (_LONE_PAGE.fullmatch(text) if label == "other" else None)
        if found:
            out += [(label, text[: found.start()]), ("pages", found.group()), (label, text[found.end() :])]
        else:
            out.append((label, text))
    return out


_RULES = (
    _close_marks, _sigla, _spaced_names, _titles_behind_names, _years_in_titles, _slashes, _slash_people,
    _lone_initials, _lone_families, _thesis_words, _towns, _numerals, _publishers, _pages,
)  # fmt: skip
