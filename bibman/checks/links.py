"""DOIs and web addresses that lead nowhere as they are written. Nothing is asked of the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript
from bibman.references.links import read_doi, read_url


class Fault(NamedTuple):
    """A malformed piece: its rule, where it stands in the text, what is wrong, what would be right."""

    rule: str
    start: int
    end: int
    message: str
    right: str = ""


_PREFIX_ALONE = re.compile(
    r"(?<![\w./])(?:doi\.org/|doi:?\s?)10\.\d{4,9}(?:/(?!\s[^\s,;]*\d))?(?=[\s,;)\]]|\.?$)(?!\s?/)",
    re.IGNORECASE,
)
_SHORT_PREFIX = re.compile(r"(?:doi\.org/|doi:?\s?)10\.\d{1,3}/\S+", re.IGNORECASE)
_NO_PREFIX = re.compile(
    r"(?:\bdoi\.org/|\bdoi:\s?)(?!\s|https?|www|10|dx|doi)[^\s,;\[]{1,200}+(?!\s?\[pii)", re.IGNORECASE
)
_GAPPED_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}(?:\s/\s?|/\s)\w\S*")
_GAPPED_RESOLVER = re.compile(
    r"(?:dx\s?\.\s?)?doi(?:\s\.\s?|\s?\.\s)org\s?/\s?10\.\d{4,9}/\S+", re.IGNORECASE
)
_OLD_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)|http://|(?<![\w./])dx\.)doi\.org/10\.\d{4,9}/\S+", re.IGNORECASE
)

_GAPPED_SCHEME = re.compile(r"https?(?=\s?:\s?/\s?/)(?!://\S)\s?:\s?/\s?/\s?(?=\w)", re.IGNORECASE)
_MISSPELT_SCHEME = re.compile(
    r"(?<![\w/])(?:(?:h{2,}ttps?|ht{3,}ps?|htps?|htp{2,}s?|http{2,}s?|ttps?|hhtps?)://?|https?(?:;//?|//|:/(?!/)|:{2,}/*))(?=\w)",
    re.IGNORECASE,
)
_TWO_SCHEMES = re.compile(r"https?://(?:https?:?/{0,2})(?=\w)", re.IGNORECASE)
_NO_HOST = re.compile(
    r"https?://(?!localhost)[^\s/.:@\[\]<>()\"']{0,63}(?:/|(?=[\s,;)>\"']|$))", re.IGNORECASE
)
_GAPPED_HOST = re.compile(
    r"(?:https?://(?:[\w-]+\.){0,3}[\w-]+|www(?:\.[\w-]+){0,3})\s?\.\s[a-z0-9-]{2,}(?:\.[a-z]{2,})*/\S+|"
    r"\bwww(?:\s\.\s?|\.\s)[\w-]+\.[\w./-]+",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"file:///?\S+|\b[A-Z]:\\\S+|https?://(?:localhost|127\.0|192\.168|10\.0)\S*|https?://goo\.gl/\S+|"
    r"https?://(?:www\.)?google\.[a-z.]{2,6}/(?:url|search)\?\S+|https?://webcache\.\S+|"
    r"https?://translate\.google\.\S+",
    re.IGNORECASE,
)
_NO_GAP = re.compile(r"\S*")
_GAPS = "has spaces in it"
#: Longer addresses are none.
_LONGEST = 500


def check_links(manuscript: Manuscript) -> Iterator[Finding]:
    """Malformed DOIs and addresses, and forms that do not last, with the right form where it is known."""
    for n, reference, _ in manuscript.entries():
        for fault in link_faults(reference.text):
            printed = reference.text[fault.start : fault.end]
            yield manuscript.about(fault.rule, n, f"{printed} {fault.message}", fault.right, printed[:12])


def link_faults(text: str) -> list[Fault]:
    """The malformed addresses of a text in order, none within another."""
    kept: list[Fault] = []
    for fault in sorted(_faults(text), key=lambda fault: (fault.start, -fault.end)):
        if not kept or fault.start >= kept[-1].end:
            end = fault.start + len(text[fault.start : fault.end].rstrip(".,;"))
            kept.append(fault._replace(end=end))
    return kept


def _faults(text: str) -> Iterator[Fault]:
    yield from _doi_faults(text)
    for pattern in (_GAPPED_SCHEME, _GAPPED_HOST):
        for found in pattern.finditer(text):
            yield _gapped("bad-url", text, found, read_url(text[found.start() : found.start() + _LONGEST]))
    for pattern, message in (
        (_MISSPELT_SCHEME, "does not begin with http:// or https://"),
        (_TWO_SCHEMES, "begins twice"),
    ):
        for found in pattern.finditer(text):
            scheme = "https://" if "s" in found.group().lower() else "http://"
            end = _end_of_word(text, found.end())
            right = read_url(scheme + text[found.end() : end])
            yield Fault("bad-url", found.start(), end, message, right)
    for found in _NO_HOST.finditer(text):
        if not _TWO_SCHEMES.match(text, found.start()):
            yield Fault("bad-url", found.start(), found.end(), "names no site")
    for found in _PASSING.finditer(text):
        yield Fault("passing-url", found.start(), found.end(), "works for its writer only, or no more")


def _doi_faults(text: str) -> Iterator[Fault]:
    for pattern, message in (
        (_PREFIX_ALONE, "is only the publisher's part of a DOI"),
        (_SHORT_PREFIX, "is no DOI: four figures or more stand after 10."),
        (_NO_PREFIX, "is no DOI: each begins with 10."),
    ):
        for found in pattern.finditer(text):
            yield Fault("bad-doi", found.start(), found.end(), message)
    for found in _GAPPED_DOI.finditer(text):
        yield _gapped("bad-doi", text, found, read_doi(text[found.start() : found.start() + _LONGEST]))
    for found in _GAPPED_RESOLVER.finditer(text):
        yield Fault("bad-doi", found.start(), found.end(), _GAPS, _resolved(found.group()))
    for found in _OLD_DOI.finditer(text):
        message = "is an old form; the registry now asks for https://doi.org/"
        yield Fault("old-doi", found.start(), found.end(), message, _resolved(found.group()))


def _resolved(text: str) -> str:
    return f"https://doi.org/{read_doi(text)}"


def _gapped(rule: str, text: str, found: re.Match[str], right: str) -> Fault:
    """A fault of gaps: it reaches as far as what is right without them, if that is what is printed."""
    at, start = found.start(), found.start()
    for letter in right:
        while text[at : at + 1].isspace():
            at += 1
        if text[at : at + 1].lower() != letter.lower():
            return Fault(rule, start, _end_of_word(text, found.end()), _GAPS)
        at += 1
    return Fault(rule, start, at, _GAPS, right) if right else Fault(rule, start, found.end(), _GAPS)


def _end_of_word(text: str, start: int) -> int:
    found = _NO_GAP.match(text, start)
    return found.end() if found else start
