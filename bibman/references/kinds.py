"""What kind of work a record is of, as a CSL type."""

from __future__ import annotations

import re

from bibman.model import Record
from bibman.references.cues import anywhere
from bibman.references.links import is_site
from bibman.text import fold

_ISSUER = re.compile(
    r"республик|respublik|президент|prezident|кабинет|vazirlar|вазирлар|federa|федер|україни|"
    r"тўғрисида|to.{1,2}g.{1,2}risida|туралы|жөнүндө|united nations|general assembly|"
    r"№\s?\S*\d|\b[A-ZА-ЯЎҚ]{2,3}-\d",
    re.IGNORECASE,
)
_LAW_AT_EDGE = 40
_PAGE_RANGE = re.compile(r"\d\D+\d")


def kind_of(record: Record, words: str = "") -> str:
    """The CSL type of the record; ``words`` is what was read beside its fields (genre words, notes)."""
    if record.genre and anywhere("thesis").search(record.genre):
        return "thesis"
    if _is_law(record, words):
        return "legislation"
    if record.container_title:
        return _kind_of_part(record)
    if anywhere("report").search(f"{record.genre} {words}"):
        return "report"
    if record.URL and not (record.publisher or record.publisher_place or record.number_of_pages):
        return "webpage"
    if anywhere("online").search(words) and not (record.publisher or record.publisher_place):
        return "webpage"
    return "book" if _is_book(record) else "document"


def _is_law(record: Record, words: str) -> bool:
    """A law names no person as its author, and its title or what follows it names its kind and issuer."""
    if any(name.family and name.given for name in record.author) or record.genre:
        return False
    title = record.title
    if not (anywhere("law").search(title) or anywhere("law").search(words[:200])):
        return False
    if record.container_title and record.page and not record.number:
        return False
    edges = f"{title[:_LAW_AT_EDGE]} | {title[-_LAW_AT_EDGE:]}"
    return bool(record.number or _ISSUER.search(f"{title} {words}") or anywhere("law").search(edges))


def _kind_of_part(record: Record) -> str:
    container = record.container_title
    numbered = record.page or record.issue or record.volume or record.DOI
    if not numbered and (is_site(container) or _is_page_of(container, record)):
        return "webpage"
    if anywhere("conference").search(container):
        return "paper-conference"
    if anywhere("newspaper").search(container) and not _is_of_journal(record):
        return "article-newspaper"
    if record.issue or anywhere("serial").search(container):
        return "article-journal"
    if anywhere("collection").search(container) or record.publisher or record.editor:
        return "chapter"
    if record.volume or record.page or record.URL or record.DOI:
        return "article-journal"
    return "chapter" if record.publisher_place else _kind_by_date(record)


def _is_of_journal(record: Record) -> bool:
    """Whether a part is cited as of a journal, whatever its name: "Известия вузов" has volumes and pages."""
    return bool(record.volume or record.DOI or _PAGE_RANGE.search(record.page))


def _is_page_of(container: str, record: Record) -> bool:
    """Whether a work on the web was looked up on a day, or stands on its author's own site."""
    own = any(fold(name.literal) == fold(container) for name in record.author)
    return bool(record.URL) and (own or (record.accessed != "" and not anywhere("serial").search(container)))


def _kind_by_date(record: Record) -> str:
    """A newspaper is cited by the day."""
    return "article-newspaper" if len(record.issued) == len("2020-01-01") else "article-journal"


def _is_book(record: Record) -> bool:
    return bool(
        record.publisher
        or record.publisher_place
        or record.number_of_pages
        or record.page
        or record.volume
        or record.genre
        or record.editor
        or (record.title and (record.issued or record.author))
    )
