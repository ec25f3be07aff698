"""Volume, issue, pages and extent out of the pieces that hold numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bibman.model import Segment
from bibman.references.cues import alternatives, without_start

_DASH = r"\s?[-\u2010-\u2015\u2212\u001a~÷]{1,2}\s?"
_ROMAN = r"[IVXLCivxlcІХ]{1,7}"
_PAGE = r"(?:[A-Za-zА-Я]{0,2}\d{1,7}[a-zа-я]?|[IVXLCivxlc]{1,7}(?!\w))"
_PAGES = rf"{_PAGE}(?:{_DASH}{_PAGE})?(?:\s?[,;]\s?{_PAGE}(?:{_DASH}{_PAGE})?(?!\w))*"
_ORDINAL = rf"(?:\d{{1,4}}[a-zа-я]?|{_ROMAN}(?!\w))"
_NUMBER = rf"{_ORDINAL}(?:(?:{_DASH}|\s?[/.\uf02f]\s?){_ORDINAL})?"
_BRACKET = r"\(\s*(?:№|no\.?|n)?\s*([^()]{1,25}?)\s*\)"

# A bare volume with what journals pack behind it: 15(2), 10/35, 2.3, 14(18):8449.
_PACKED = re.compile(
    rf"\W*(\d{{1,4}}|{_ROMAN}(?!\w))(?:\s?{_BRACKET}|\s?/\s?(\w{{1,9}})|\s?\.\s?([^\W_].{{0,25}}))?"
    rf"(?:\s?[,:;]\s?({_PAGES}))?\W*",
    re.IGNORECASE,
)
_PACKED_ISSUE = re.compile(r"(\d{1,4})\s?\(\s?(\d{1,3}(?:[-–]\d{1,3})?)\s?\)")
_EXTENT = re.compile(r"\W*(?:[IVXLC]+|\d+)\s?(?:\+\s?(?:[IVXLC]+|\d+)\s?)+\D*|\W*\[\d+\],?\s?\d+\D*")
_ISSUE_AND_PAGES = re.compile(rf"\W*(\d{{1,4}})\)?\s?[:,]\s?({_PAGES})\W*")
_NUMBER_AND_RANGE = re.compile(rf"(\d{{1,4}})\s?,\s?({_PAGE}{_DASH}{_PAGE})")
_SPECIAL = re.compile(r"\W*(?:special|спец|maxsus|махсус|özel|suppl)", re.IGNORECASE)
_AMBIGUOUS = re.compile(r"[scSC]\b")
_EDGES = " \t.,;:–—-―/|\"«»“”„'"


@dataclass(slots=True)
class Numbers:
    """The numbers of a reference as printed, and the pieces that could not be read."""

    volume: str = ""
    issue: str = ""
    page: str = ""
    number_of_pages: str = ""
    rest: str = ""


@cache
def _scanner() -> re.Pattern[str]:
    """A cue and its number, or a number and its cue; group names tell which."""
    volume, issue, pages = (alternatives(k) for k in ("volume", "issue", "pages"))
    after = {k: alternatives(f"{k} after") for k in ("volume", "issue", "pages")}
    end = r"(?![^\W\d_])"
    return re.compile(
        rf"(?<!\w)(?:"
        rf"(?P<ordinal>\d{{1,4}})\s?[-\u2010-\u2015]\s?(?:{after['pages']}){end}"
        rf"|(?P<span>{_PAGE}{_DASH}{_PAGE})\s?-?(?:{after['pages']}){end}"
        rf"|(?P<extent>\d{{1,5}})\s?(?:{after['pages']})\b\.?(?!\s?\d)(?!\w)"
        rf"|(?P<issue_before>{_NUMBER}(?:\s?\(\d{{1,4}}\))?)\s?-?\s?(?:{after['issue']}){end}(?!\s?№)"
        rf"|(?P<volume_before>{_NUMBER})\s?-?\s?(?:{after['volume']}){end}(?!\.?\s?\d)"
        rf"|(?:{issue}){end}[\s.:,№]{{0,4}}(?P<issue>{_NUMBER}(?:\s?\([^()]{{1,20}}\))?)"
        rf"|(?:{pages}){end}[\s.:,]{{0,4}}(?P<page>{_PAGES})"
        rf"|(?:{volume}){end}[\s.:,№]{{0,4}}(?P<volume>{_NUMBER})(?:\s?{_BRACKET})?"
        rf")",
        re.IGNORECASE,
    )


@cache
def volume_at_end() -> re.Pattern[str]:
    """A volume with its cue at the end of a title, after a mark or a space."""
    before, after = alternatives("volume"), alternatives("volume after")
    number = r"(?:\d{1,2}|[IVX]{1,5})"
    return re.compile(
        rf"(?:[\s,:–—-]|[.)\]»”]\s?)\s?((?:{number}\s?-?\s?(?:{after})|(?:{before})[.\s]\s?{number}"
        rf"(?:{_DASH}{number})?)(?!\w)[\s.–—:,-]{{0,4}})\Z",
        re.IGNORECASE,
    )


def is_volume(text: str) -> bool:
    """Whether a text is nothing but a volume with its cue: "(2-jild)", "C. I.", "Cilt 1"."""
    return len(text) < 30 and volume_at_end().fullmatch(f" {text.strip(_EDGES + '()[]')}") is not None


def read_numbers(segments: Iterable[Segment]) -> Numbers:
    """The numbers in the segments labelled volume, issue and pages, wherever among them each was cut."""
    found, rest = Numbers(), []
    pieces = [(label, text[:300]) for label, text in segments]
    labels = {label for label, _ in pieces}
    for label, text in pieces:
        if label == "issue" and _SPECIAL.match(text):
            left = text
        elif label == "volume" and "issue" in labels and len(_scanner().findall(text)) == 1:
            # Two pieces may carry one cue: "вип. 55, вип. 4" is volume 55, issue 4.
            left = without_start(text, "issue")
        else:
            left = _read_marked(label, text, found)
        if left.strip(_EDGES + "()[]"):
            rest.append((label, left))
    for label, left in rest:
        _read_bare(label, left, found)
    return found


def _read_marked(label: str, text: str, found: Numbers) -> str:
    """Take the numbers that stand with a cue; the text without them comes back."""
    if label == "pages" and _EXTENT.fullmatch(text):
        found.number_of_pages = found.number_of_pages or re.sub(r"[^\dIVXLC+\[\]]", "", text)
        return ""
    left, position = [], 0
    for match in _scanner().finditer(text):
        if not _take(label, match, found):
            continue
        left.append(text[position : match.start()])
        position = match.end()
    left.append(text[position:])
    return "".join(left)


def _take(label: str, match: re.Match[str], found: Numbers) -> bool:
    kind, value = match.lastgroup or "volume", ""
    value = match[kind].strip(_EDGES)
    field = {
        "ordinal": "page", "span": "page", "extent": "number_of_pages",
        "issue_before": "issue", "volume_before": "volume",
    }.get(kind, kind)  # fmt: skip
    # "s" and "c" announce several fields (sayı, sayfa; cilt, страница): the piece's own label decides.
    if kind in ("page", "issue", "volume") and _AMBIGUOUS.match(match.group()):
        field = label.replace("pages", "page")
    if getattr(found, field):
        return False
    setattr(found, field, value)
    if kind == "volume" and (bracket := match[match.re.groups]) and not found.issue:
        found.issue = bracket
    return True


def _read_bare(label: str, text: str, found: Numbers) -> None:
    """Numbers without a cue, taken for what their label says."""
    text = without_start(text, label).strip(_EDGES)
    if label == "volume":
        _read_volume(text, found)
    elif label == "issue":
        _read_issue(text, found)
    elif found.volume and not found.issue and not found.page and (both := _NUMBER_AND_RANGE.fullmatch(text)):
        found.issue, found.page = both[1], both[2]
    elif not found.page:
        found.page = text.strip("()[]" + _EDGES)
    else:
        found.rest = f"{found.rest} {text}".strip()


def _read_volume(text: str, found: Numbers) -> None:
    packed = _PACKED.fullmatch(text)
    if found.volume or not packed:
        _keep("issue" if found.volume else "volume", text, found)
        return
    found.volume = packed[1]
    found.issue = found.issue or (packed[2] or packed[3] or packed[4] or "").strip(_EDGES)
    found.page = found.page or packed[5] or ""


def _read_issue(text: str, found: Numbers) -> None:
    if (both := _ISSUE_AND_PAGES.fullmatch(text)) and not found.issue and not found.page:
        found.issue, found.page = both[1], both[2]
        return
    packed = _PACKED_ISSUE.fullmatch(text)
    if packed and not found.volume and not found.issue and not _is_running_number(packed[1], packed[2]):
        found.volume, found.issue = packed[1], packed[2]
        return
    _keep("issue", text, found)


def _is_running_number(number: str, bracket: str) -> bool:
    """Whether the bracket counts the issues since the journal's first: 4(142), not 12(3)."""
    return int(number) <= 12 and int(re.split(r"\D", bracket)[0]) > 24


def _keep(field: str, text: str, found: Numbers) -> None:
    if text.startswith("(") and text.endswith(")") and text.rfind("(") < text.find(")"):
        text = text[1:-1].strip(_EDGES)
    text = text.strip(_EDGES)
    if text.count("(") != text.count(")"):
        text = text.strip("()[]" + _EDGES)
    if not getattr(found, field):
        setattr(found, field, text)
    elif text != getattr(found, field):
        found.rest = f"{found.rest} {text}".strip()
