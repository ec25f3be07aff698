"""Labelled references from files, brought to one convention.

The convention: punctuation ends the segment before it, opening brackets and quotes open the segment they
hold, and cue words ("Vol.", "№", "С.", "In", "//", "Retrieved from") stand in the field they announce. Texts
of segments carry the space that parts them from the next one: together they are the reference. GROBID's
corpus keeps punctuation and cue words apart as "other"; AnyStyle's joins volume and issue in one segment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bibman.model import LABELS, Segment
from bibman.references.tokens import tokenize

_OPENERS = frozenset("([{«“„‘<")
_QUOTES = frozenset("\"'")
# Cue words and the field they announce, where they stand alone between two marks.
_CUES = {
    "volume": "vol vols volume v bd band tome t jg jahrgang том т",
    "issue": "no nr number num issue iss n heft h № вып",
    "pages": "p pp pg page pages pag s seiten с стр art article id",
    "container": "in im dans proceedings to appear",
    "editor": "ed eds edited by in editor editors hrsg",
    "url": "url available at from retrieved online http https www see accessed via",
    "doi": "doi digital object identifier",
    "publisher": "publ publisher published by",
    "author": "by and",
    "date": "published year on",
}
_CUE_WORDS = {label: frozenset(words.split()) for label, words in _CUES.items()}
_ISSUE_MARK = r"(?<!\w)(?:(?:nos?|nr|n|num|numbers?|issue|iss|heft|h|fasc|č|br|вып|выпуск)\b\.?|№|n?[º°]|#)"
_ISSUE = re.compile(
    rf"(?P<volume>.*?\d[\w–-]*\s*[.,;:]?\s*)"
    rf"(?P<issue>(?:\(\s*[^()]+\)|(?:[-–/]\s*)?{_ISSUE_MARK}).*|(?:(?<=[:/,])|(?<=[:,]\s))\d+\D*)",
    re.IGNORECASE | re.DOTALL,
)
_ISSUE_ALONE = re.compile(rf"\(?{_ISSUE_MARK}\s*\d", re.IGNORECASE)
_YEAR_VOLUME = re.compile(r"(?P<date>(?:19|20)\d\d\s*[;:]\s*)(?P<volume>.+)", re.DOTALL)
_VOLUME_COUNT = re.compile(r"\d+\s+(?:vols|volumes)\b", re.IGNORECASE)
_NOT_ISSUE = re.compile(r"\(\s*(?:1[5-9]|20)\d\d\s*\)")
_PERSON = re.compile(r"(?:[^\W\d_]\.\s*){1,3}[^\W\d_]{3,}|[^\W\d_]{3,}\s+(?:[^\W\d_]\.\s*){1,3}")
_SLASH_END = re.compile(r"/{1,2}\s*$")
_COLLABORATION = re.compile(r"collaboration\W*$", re.IGNORECASE)
_EDITED = re.compile(r"(?:под|отв|общ)\w*\.?\s.*ред|tahrir|таҳрир|\beds?\b", re.IGNORECASE)


def read_corpus(path: Path, *, without_every: int = 0, only_every: int = 0) -> list[list[Segment]]:
    """The usable references of a JSON Lines file of ``{"segments": [[label, text], ...]}``.

    ``without_every`` and ``only_every`` part a file for training and testing: they leave out, or keep alone,
    every Nth line.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            dropped = without_every and number % without_every == 0
            if line.strip() and not dropped and not (only_every and number % only_every):
                row = json.loads(line)
                segments = [(str(label), str(text)) for label, text in row["segments"]]
                found.append(normalise(segments, str(row.get("raw", ""))))
    return [segments for segments in found if is_usable(segments)]


def normalise(segments: Iterable[Segment], raw: str = "") -> list[Segment]:
    """The segments in the one convention; ``raw`` gives the spaces between them as printed."""
    spaced = _with_spaces(list(segments), raw)
    shared = _share_others(spaced)
    people = _people_after_slash(_slashes_forward(shared))
    return _merged(list(_split_volumes(people)))


def is_usable(segments: list[Segment]) -> bool:
    """Whether a reference teaches anything: known labels, more than one of them, and not a page of text."""
    labels = {label for label, _ in segments}
    return (
        labels <= set(LABELS)
        and len(labels) > 1
        and labels != {"other", "date"}
        and sum(len(text) for _, text in segments) < 1500
    )


def _with_spaces(segments: list[Segment], raw: str) -> list[Segment]:
    """Each text with the space that follows it in ``raw``, or one space where that can't be told."""
    spaced, at = [], 0
    for number, (label, text) in enumerate(segments):
        text = text.strip()
        if not text:
            continue
        start = raw.find(text, at)
        at = start + len(text) if start >= 0 else at
        rest = raw[at:]
        space = rest[: len(rest) - len(rest.lstrip())] if start >= 0 else " "
        spaced.append((label, text + (space if number < len(segments) - 1 else "")))
    return spaced


def _share_others(segments: list[Segment]) -> list[Segment]:
    """Punctuation and cue words labelled "other" given to the neighbours they belong to."""
    shared: list[Segment] = []
    carried = ""
    for number, (label, text) in enumerate(segments):
        if label != "other":
            shared.append((label, carried + text))
            carried = ""
            continue
        following = segments[number + 1][0] if number + 1 < len(segments) else ""
        quoted = bool(shared) and shared[-1][1].count('"') % 2 == 1
        back, middle, forward = _shares(carried + text, following, quoted=quoted)
        carried = ""
        if back and shared:
            shared[-1] = (shared[-1][0], shared[-1][1] + back)
        elif back:
            middle, forward = (back + middle, forward) if middle else (middle, back + forward)
        if middle:
            is_author = not shared and _COLLABORATION.search(middle)
            shared.append(("author" if is_author else "other", middle))
        carried = forward
    if carried:
        shared.append(("other", carried))
    return shared


def _shares(text: str, following: str, *, quoted: bool) -> tuple[str, str, str]:
    """What of an "other" segment goes to the segment before, stays, and goes to the segment after."""
    tokens = tokenize(text)
    first = 0
    if quoted and tokens and tokens[0].text == '"':
        first = 1
    while first < len(tokens) and _is_mark(tokens[first].text) and not _opens(text, tokens[first].start):
        first += 1
    cut = tokens[first].start if first < len(tokens) else len(text)
    rest = [token.text.lower() for token in tokens[first:]]
    cues = _CUE_WORDS.get(following, frozenset())
    if all(_is_mark(word) or word in cues for word in rest) and following:
        return text[:cut], "", text[cut:]
    last = len(tokens)
    while following and last > first and _opens(text, tokens[last - 1].start):
        last -= 1
    end = tokens[last].start if last < len(tokens) else len(text)
    return text[:cut], text[cut:end], text[end:]


def _is_mark(token: str) -> bool:
    return not any(c.isalnum() for c in token) and token != "№"


def _opens(text: str, at: int) -> bool:
    """Whether the mark at this place opens what follows: a bracket, or a quote that stands after a space."""
    if text[at] in _OPENERS:
        return True
    return text[at] in _QUOTES and (at == 0 or text[at - 1].isspace()) and not text[at + 1 : at + 2].isspace()


def _people_after_slash(segments: list[Segment]) -> list[Segment]:
    """Statements of responsibility ("Title / I. I. Ivanov //") labelled as the people they are."""
    people = []
    for label, text in segments:
        if label == "other" and text.startswith("/") and _PERSON.search(text):
            label = "editor" if _EDITED.search(text) else "author"
        people.append((label, text))
    return people


def _slashes_forward(segments: list[Segment]) -> list[Segment]:
    """The segments with "/" and "//" at the end of one moved to the next, which they announce."""
    moved: list[Segment] = []
    carried = ""
    for number, (label, text) in enumerate(segments):
        text, carried = carried + text, ""
        slash = _SLASH_END.search(text)
        if slash and slash.start() and number < len(segments) - 1:
            text, carried = text[: slash.start()], slash.group()
        moved.append((label, text))
    return moved


def _split_volumes(segments: list[Segment]) -> Iterator[Segment]:
    for label, text in segments:
        if label == "volume":
            yield from _split_volume(text)
        else:
            yield label, text


def _split_volume(text: str) -> Iterator[Segment]:
    """A volume segment parted from the year before it and the issue after it."""
    dated = _YEAR_VOLUME.fullmatch(text)
    if dated:
        yield "date", dated["date"]
        text = dated["volume"]
    issue = _ISSUE.fullmatch(text)
    if issue and not _NOT_ISSUE.search(issue["issue"]):
        yield "volume", issue["volume"]
        yield "issue", issue["issue"]
    elif _ISSUE_ALONE.match(text):
        yield "issue", text
    else:
        yield "other" if _VOLUME_COUNT.match(text) else "volume", text


def _merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours labelled "other", "author" or "editor" joined to one segment."""
    merged: list[Segment] = []
    for label, text in segments:
        if merged and merged[-1][0] == label and label in ("other", "author", "editor"):
            merged[-1] = (label, merged[-1][1] + text)
        else:
            merged.append((label, text))
    return merged
