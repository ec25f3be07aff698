"""Titles, containers, publishers and places: the name itself out of the piece that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bibman.references.cues import alternatives, anywhere, at_end, at_start

_EDGES = " \t.,;:–—―-/|_"
_QUOTES = '«»“”„"‹›″'
_INITIALS = r"(?:[A-ZА-ЯЁЎҚҒҲІЇЄӘӨҰҮҢİŞÇÖÜ][’'‘ʻ]?[a-zа-я]{0,2}\s?\.\s?-?){1,3}"
_FAMILY = r"[A-ZА-ЯЁЎҚҒҲІЇЄӘӨҰҮҢİŞÇÖÜ][\w’'‘ʻ-]{2,24}"
_HOST_AUTHOR = re.compile(
    # "A.Ü. Türkiyat ..." is a university's journal: a family name after initials needs a mark behind it.
    rf"(?:(?:{_FAMILY},?\s{_INITIALS}\s?|{_INITIALS}\s?{_FAMILY}[.,:–—])[\s.,:–—]{{0,3}}(?:(?:и|va|ва|and)\s)?){{1,4}}"
    r"(?=[«“\"„]?\w{4})"
)
_HOST = re.compile(r"(?:In|IN|in|В|У|Im|Dans)(?::\s*|\s+(?=[A-ZА-ЯЎҚҒҲ«“\"„(]))")
_AFTER_QUOTE = re.compile(r"([«“„\"])([^«»“”\"]{3,200})[»”“\"][\s,–—-]{0,3}(\w.*)", re.DOTALL)
_BEFORE_QUOTE = re.compile(r"([^«»“”„\"]{3,60}?)[\s:]{0,2}([«“„\"].{2,200}[»”“\"])[\s.]{0,3}", re.DOTALL)
_ISSN = re.compile(r"[\s(,.;-]{0,4}\be?-?IS[SB]N\b.*", re.IGNORECASE | re.DOTALL)
_EDITION_BEFORE = re.compile(
    r"\A(?:\d{1,2}|[IVX]{1,4})[\s-]{0,2}\w{0,4}\.?\s(?:ed|edition|изд|издание|nashr|нашр|baskı)\b\.?[\s.,;:–—-]{1,4}",
    re.IGNORECASE,
)
_BRACKET_BEFORE = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]][\s.,:;–—-]{1,5}(?=[^\s.,:;–—-]{3})")
_COUNTRY_CODE = re.compile(r",\s?[A-Z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title or container, what kind of work stood behind it, and what else was taken off."""

    text: str = ""
    genre: str = ""
    rest: str = ""


def trim(text: str) -> str:
    """Without punctuation and lone brackets and quotes at the ends; question and exclamation marks stay."""
    text = text.strip(_EDGES)
    while text and (text[0] in ")]»" or (text[0] in "([" and not _closed(text))):
        text = text[1:].lstrip(_EDGES)
    while text and (text[-1] in "([«„" or (text[-1] in ")]" and not _opened(text))):
        text = text[:-1].rstrip(_EDGES)
    return text


def _closed(text: str) -> bool:
    return text.count(text[0]) <= text.count(")" if text[0] == "(" else "]")


def _opened(text: str) -> bool:
    return text.count(text[-1]) <= text.count("(" if text[-1] == ")" else "[")


def unquote(text: str) -> str:
    """Without a pair of quotes around the whole, and without a quote at an end that has no partner."""
    text = trim(text)
    for _ in range(3):
        if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES and _is_pair(text):
            text = trim(text[1:-1])
        elif text and text[0] in _QUOTES and not any(q in text[1:] for q in _QUOTES):
            text = trim(text[1:])
        elif text and text[-1] in _QUOTES and not any(q in text[:-1] for q in _QUOTES):
            text = trim(text[:-1])
        else:
            break
    return text


def _is_pair(text: str) -> bool:
    """Whether the first quote is closed by the last character and not before."""
    depth = 0
    inner = text[1:-1]
    for character in inner:
        if character in "«„‹":
            depth += 1
        elif character in "»›":
            depth -= 1
        if depth < 0:
            return False
    return depth == 0 and not _splits(text[0], inner)


def _splits(opener: str, inner: str) -> bool:
    """Whether quotes inside the same kind of quotes close the first and open another: "A" and "B"."""
    inside = [c for c in inner if c in '"“”']
    if opener in '"“”' and inside:
        first = next(i for i, c in enumerate(inner) if c in '"“”')
        return first > 0 and not inner[first - 1].isspace() and inner[first - 1] not in "(-"
    return False


@cache
def _genre() -> re.Pattern[str]:
    names, audience = alternatives("genre"), r"(?:uchun|учун|үчүн|үшін)"
    return re.compile(
        rf"(?:[.:;,!?)»”\"]\s{{0,3}}(?:[–—-]\s{{0,2}})?|\s[–—-]\s{{0,2}}|\s{{0,3}}[(\[]\s?|\s(?=(?-i:[A-ZА-ЯЎҚҒҲO])\S+\s\S))"
        rf"((?:[^.:;()\[\]»”\"]{{2,90}}\s{audience}\s|(?:an?|учебный|научная|ilmiy)\s)?(?:{names})(?!\w)"
        rf"(?:\s(?:для|к\s|for|по\s)[^.:;()]{{1,90}})?)[\s.,;:)\]]{{0,4}}\Z",
        re.IGNORECASE,
    )


@cache
def _thesis() -> re.Pattern[str]:
    field = r"(?:\w{2,9}\.?\s?(?:фан|fan|наук|f\.|ф\.)\w{0,8}\.?\s?)?"
    return re.compile(
        rf"(?:[.:;,!?)»”\"]\s{{0,3}}(?:[–—-]\s{{0,2}})?|\s[–—-]\s{{0,2}}|\s{{0,3}}[(\[]\s?)"
        rf"({field}(?:\w{{1,12}}['’]?s?\s){{0,2}}(?:{alternatives('thesis')})(?![\w]).{{0,200}})\Z",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(
        r"(?:[.,:;(\[]|\s[–—-])\s{0,3}((?:\d{1,2}|[IVX]{1,4}|\w{3,14})[\s-]{0,2}\w{0,4}\.?\s{0,2}"
        r"(?<!\w)(?:изд|издание|вид|видання|nashr|nashri|нашр|нашри|edition|ed|baskı|басылым|басылыш|басылуы)"
        r"(?!\w)[^:]{0,60})\Z",
        re.IGNORECASE,
    )


@cache
def _media() -> re.Pattern[str]:
    return re.compile(
        rf"\s{{0,2}}[\[(][^\[\]()]{{0,12}}(?<!\w)(?:{alternatives('online')})(?!\w)[^\[\]()]{{0,25}}[\])]",
        re.IGNORECASE,
    )


def read_title(text: str) -> Heading:
    """The title without quotes, end marks, genre words, edition and medium ([Electronic resource])."""
    rest = [m.group().strip(" []()") for m in _media().finditer(text)]
    text = trim(_media().sub(" ", text) if rest else text)
    genres: list[str] = []
    for pattern, kept in ((_edition(), rest), (_thesis(), genres), (_genre(), genres), (_genre(), genres)):
        found = pattern.search(text)
        if found and len(found[1]) < len(text) and len(trim(text[: found.start(1)])) > 2:
            kept.append(trim(found[1]))
            text = trim(text[: found.start(1)])
    return Heading(unquote(text), "; ".join(reversed(genres)), "; ".join(rest))


def read_container(text: str) -> Heading:
    """The name of the journal, collection or conference, without what announces or describes it."""
    text, rest = _unbracketed(trim(text))
    before, slashes, after = text.rpartition("//")
    if slashes and len(after) > 2:
        text, rest = trim(after), [*rest, trim(before)]
    if found := _HOST.match(text):
        text = text[found.end() :]
    if found := at_start("host").match(text):
        tail = found.group().rstrip()
        text = text[found.end() :] if tail.endswith((":", ".")) and len(tail) > 2 else text
    for pattern in (_ISSN, _media()):
        rest += [m.group().strip(_EDGES) for m in pattern.finditer(text)]
        text = pattern.sub(" ", text)
    if (author := _HOST_AUTHOR.match(text)) and len(text) - author.end() > 3:
        rest.append(trim(author.group()))
        text = text[author.end() :]
    text, described = _undescribed(trim(text))
    if (found := at_start("describing before").match(text)) and len(text[found.end() :].split()) > 1:
        described = trim(found.group())
        text = text[found.end() :]
    return Heading(unquote(text), "", "; ".join(filter(None, [*rest, described])))


def _unbracketed(text: str) -> tuple[str, list[str]]:
    """The text without a bracket before it, which belongs to what stood there: a gloss, a genre word."""
    found = _BRACKET_BEFORE.match(text)
    return (text[found.end() :], [found[1]]) if found else (text, [])


def _undescribed(text: str) -> tuple[str, str]:
    """The name out of words around its quotes (Научный журнал «X», «X» илмий журнали), and those words."""
    if found := _AFTER_QUOTE.fullmatch(text):
        words = found[3]
        if (words[0].islower() and anywhere("describing", "conference").search(words)) or anywhere(
            "describing"
        ).fullmatch(words.strip(_EDGES)):
            return found[2], words
    if (found := _BEFORE_QUOTE.fullmatch(text)) and _is_description(found[1].strip(_EDGES)):
        return found[2], found[1]
    return text, ""


def _is_description(words: str) -> bool:
    # "Asian Journal "X"" is a name; a description is made of describing words alone.
    if words.endswith(("ning", "нинг")):
        return True
    return bool(anywhere("describing").fullmatch(words)) and not words.isascii()


def read_publisher(text: str) -> str:
    """The publisher; words after a quoted name go (“X” nashriyoti), words before it stay (Изд-во «X»)."""
    text = _unbracketed(trim(text))[0]
    text = _EDITION_BEFORE.sub("", text, count=1)
    if (found := at_start("publisher before").match(text)) and ":" in found.group():
        text = text[found.end() :]
    if (found := _AFTER_QUOTE.fullmatch(text)) and at_end("publisher after").search(text):
        return trim(found[2])
    return unquote(text)


def read_place(text: str) -> tuple[str, str]:
    """The town as printed, without country or state, and what stood behind its colon (a publisher)."""
    town, _, publisher = text.strip(' \t,;–—―-/|(["«“').partition(":")
    town = _COUNTRY_CODE.sub("", town.strip(' \t,;–—―-/|)]"»”'))
    first, _, second = town.partition(",")
    if second and anywhere("country").fullmatch(second.strip(" .")):
        town = first
    return town.strip(), publisher.strip(" \t,;:–—―-/|")
