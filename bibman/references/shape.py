"""What a line or a text looks like: item marks, how references begin, whether one is complete."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibman.text import clean_line

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
_URL = re.compile(r"https?:\s?/|www\.\w|\bdoi\b|\b10\.\d{4,}/", re.IGNORECASE)
_URL_AT_END = re.compile(r"(?:https?://|www\.)[^\s<>]*[^\s<>,:(–—-]>?\s*$", re.IGNORECASE)
_PAGES = re.compile(
    r"\b(?:С|с|Б|б|B|b|P|p|pp|рр|S|s|бет|bet|стр|Стр|səh)\s?\.?\s?\d+|"
    r"\d+\s?[-–—]?\s?(?:с|c|б|b|p|pp|s|бет|bet|стр|səh)\b",
)
_PLACE = re.compile(
    r"[–—-]\s?[^\W\d_][\w .-]{0,30}:|\b(?:М|М\.-Л|Л|СПб|СПБ|Т|T|Toshkent|Тошкент|Ташкент)\.?\s?:"
)
_SLASHES = re.compile(r"(?<!:)//?\s?[^\W\d_«“\"]")
_DASH_FIELD = re.compile(r"[.,:]?\s?[–—-]\s?[^\W_]")

_UP = r"[^\W\d_a-zа-яёўқғҳәөүұңһіїєґçğışöüñž]"
_INITIALS = rf"(?:{_UP}[\w’'ʻ‘]{{0,2}}\.\s?-?){{1,3}}"
_FAMILY = rf"{_UP}[\w’'ʻ‘ʼ`-]+(?:\s(?:-\s?)?{_UP}[\w’'ʻ‘ʼ`-]+)?"
_AUTHOR_START = re.compile(
    rf"(?:{_FAMILY},?\s{{0,2}}{_INITIALS}|{_INITIALS}\s{{0,2}}{_FAMILY}|{_FAMILY}\s{_UP}[.,])"
)
_NAME_COMMA_START = re.compile(rf"{_FAMILY}(?:\s{_FAMILY})?,\s{_UP}")
_SIGLUM_START = re.compile(r"[^\W\d_a-zа-я][\w.]{0,5}\s?\d{0,4}\s[–—-]\s")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣·∙○►❖✓➢\uf0b7\uf0a7\uf0d8]|[*+–—-](?=\s))\s*")
_EMPHASIS = re.compile(r"^[*_#>\s]+(?=[\[(]?\d)")
_MARK = re.compile(
    r"(?P<open>\[\^|[\[(]?)(?P<number>\d{1,3})(?P<space>\s?)\\?"
    r"(?:(?P<close>\]\s?[.:]?|\)\s?[.;]?|[.,](?!\d))[*_]{0,2}|(?P<dash>[-–—])(?=\s?[^\W\d_“\"«])|(?P<bare>\s|$))\s*"
)
_UPPER_OR_QUOTE = re.compile(r"[«“\"„'‘\[(<]|https?:|www\.|[*_]{1,2}\S")
_TERMINAL = re.compile(r"[.;!?»”\")\]/>\d]$|\b(?:с|c|б|b|p|pp|s|бет|bet|стр|səh|й|y)$")
_OPEN_END = re.compile(
    r"(?:[,:–—/&(«“№-]|\b(?:va|и|and|ва|ve|та|і|жана|No\.|Vol\.?|(?<!\d)(?<!\d\s)[ТтСЧчPБBVS]\.|[Вв]ып\.|pp\.|[Кк]н\.|ст\.|Bd\.|Nr\.))$"
)
_CLOSED = re.compile(r"\d[^\d]{0,12}$")
_GOES_ON = re.compile(
    r"(?:Режим(?: доступ|$)|URL|DOI|Retrieved|Available|Erişim|Доступно|ISBN|ISSN|№|[СБТPB]\.\s?\d|"
    r"[Вв]ып\.|Vol\b|No\.|pp?\.|Изд-во|Ред\.|\(|\[)",
    re.IGNORECASE,
)
_NAMES_START = re.compile(rf"{_FAMILY}(?:\s{_FAMILY})?\.\s")

# Less than this after "Author (2020)" and the title is still to come.
_SHORTEST_TITLE = 12

MARK_STYLES = {"]": "[]", ")": ")", ".": ".", ",": "."}


class Mark(NamedTuple):
    """An item mark: its number, its style, and where the text after it begins."""

    number: int
    style: str
    end: int


def read_mark(line: str) -> Mark | None:
    """The number a line begins with: "7.", "7)", "[7]", "[^7]:", "7-", or a bare "7" before a word or on its
    own.
    """
    start = len(line) - len(line.lstrip())
    emphasis = _EMPHASIS.match(line)
    bullet = _BULLET.match(line)
    if emphasis:
        start = emphasis.end()
    elif bullet and line[bullet.end() : bullet.end() + 1].isdigit():
        start = bullet.end()
    match = _MARK.match(line, start)
    if not match or not (number := int(match["number"])):
        return None
    close = (match["close"] or "")[:1]
    if match["open"].startswith("[") and close != "]":
        return None
    style = " " if match["bare"] is not None else "-" if match["dash"] else MARK_STYLES[close]
    return Mark(number, style, match.end())


def bullet_end(line: str) -> int:
    """Where the text after a bullet begins, 0 where the line begins with none."""
    match = _BULLET.match(line)
    return match.end() if match and match.end() < len(line) else 0


def bullet_of(line: str) -> str:
    """The bullet a line begins with, "" where it begins with none; all dashes are one bullet."""
    end = bullet_end(line)
    bullet = line[:end].strip()
    return "-" if bullet and bullet in "-–—" else bullet


def has_year(text: str) -> bool:
    """Whether a year of 1500 to 2099 stands in the text."""
    return bool(_YEAR.search(text))


def has_address(text: str) -> bool:
    """Whether a web address or a DOI stands in the text."""
    return bool(_URL.search(text))


def starts_like_reference(text: str) -> bool:
    """Whether the text begins as references do: with a name and initials, "Family, Given" or a siglum."""
    text = clean_line(text[:120])
    return bool(_AUTHOR_START.match(text) or _NAME_COMMA_START.match(text) or _SIGLUM_START.match(text))


def starts_with_author(text: str) -> bool:
    """Whether the text begins with a family name and initials, in either order."""
    return bool(_AUTHOR_START.match(clean_line(text[:120])))


def starts_anew(text: str) -> bool:
    """Whether the text begins with a capital letter, a quotation mark or an address."""
    text = text.lstrip()
    return bool(text) and (text[0].isupper() or bool(_UPPER_OR_QUOTE.match(text)))


def weight(text: str) -> int:
    """How many signs of a reference a text bears (0 to 7): year, address, pages, place, //, author, dash."""
    text = text[:2000]
    return (
        bool(_YEAR.search(text))
        + bool(_URL.search(text))
        + bool(_PAGES.search(text))
        + bool(_PLACE.search(text))
        + bool(_SLASHES.search(text))
        + starts_like_reference(text)
        + bool(_DASH_FIELD.search(text))
    )


def looks_like_reference(text: str) -> bool:
    """Whether a text bears at least two signs of a reference."""
    return weight(text) >= 2


def ends_openly(text: str) -> bool:
    """Whether the text breaks off where something must follow: a comma, a dash, "and", "№"."""
    return not _URL_AT_END.search(text[-200:]) and bool(_OPEN_END.search(text[-12:].rstrip()))


def is_closed(text: str) -> bool:
    """Whether a complete reference ends on its imprint: a year, pages or an address."""
    text = text[-200:]
    return bool(_CLOSED.search(text) or _URL_AT_END.search(text))


def goes_on(text: str) -> bool:
    """Whether a line can only go on with a reference: it begins low, with pages, a volume or "URL"."""
    text = text.lstrip()
    return not starts_anew(text) or bool(_GOES_ON.match(text))


def starts_with_names(text: str) -> bool:
    """Whether the text begins with one to four capitalised words and a full stop, as "Given Family." does."""
    return bool(_NAMES_START.match(text[:120]))


def is_capitals(line: str) -> bool:
    """Whether a line is a heading in capitals: two words or more, no figures, no marks of references."""
    return line.isupper() and len(line.split()) > 1 and not any(c.isdigit() or c in ":/–—" for c in line)


def is_complete(text: str) -> bool:
    """Whether a reference may end here: it has a year or an address and stops at a stop, number or unit."""
    text = text.rstrip()
    tail = text[-12:]
    if _URL_AT_END.search(text[-200:]):
        return True
    if not _TERMINAL.search(tail) or ends_openly(text):
        return False
    if _URL.search(text):
        return True
    years = list(_YEAR.finditer(text))
    if not years:
        return False
    bracketed = "(" in text[max(0, years[-1].start() - 3) : years[-1].start()]
    rest = text[years[-1].end() :]
    untitled = len(rest) < _SHORTEST_TITLE and not any(c.isdigit() for c in rest)
    return not (bracketed and len(years) == 1 and untitled)
