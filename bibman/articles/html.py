"""HTML: saved pages and journals' pages of articles, without their menus and scripts."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bibman.articles.decode import decode
from bibman.articles.html_lines import drop_page_parts, write_nodes
from bibman.articles.printed import Printed, Sheet, marked_items
from bibman.errors import UnreadableInputError
from bibman.model import Name
from bibman.names import read_names

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)")
_CHARSET_PLACE = 8192
# Parsers take quadratic time over elements within elements; no page goes so deep.
_DEEPEST = 2000
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSE_THEMSELVES = frozenset(
    b"area base br col embed hr img input link meta source track wbr param "
    b"p li dt dd td th tr thead tbody tfoot option colgroup".split()
)
_TITLES = ("citation_title", "dc.title", "eprints.title")
_AUTHORS = ("citation_author", "citation_authors", "dc.creator.personalname", "dc.creator")
_REFERENCES = "citation_reference"
_FIELD = re.compile(r"\s*;?\s*\bcitation_\w+=")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_html(data: bytes, name: str) -> Printed:
    """The text of a page, with the title and the authors that its head states for catalogues."""
    text, encoding = _text(data, name)
    tree = parse_page(text, name)
    named = _meta(tree)
    sheet = Sheet()
    if tree.body is not None:
        drop_page_parts(tree.body)
        write_nodes(tree.body, sheet)
    _write_stated_references(sheet, named.get(_REFERENCES, []))
    title = next((named[key][0] for key in _TITLES if key in named), "")
    return sheet.printed(title, _authors(named), encoding)


def read_mhtml(data: bytes, name: str) -> Printed:
    """The page in a web archive (.mht, .mhtml)."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in _pages(message):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            charset = part.get_content_charset()
            if charset:
                content, _ = _as_utf8(content, charset)
            return read_html(content, name)
    raise UnreadableInputError(f"{name} is a web archive without a page in it; save the page anew as HTML")


def parse_page(text: str, name: str) -> LexborHTMLParser:
    """The tree of a page; UnreadableInputError where its elements are nested deeper than any page's."""
    data = text.encode("utf-8", "replace")
    depth = 0
    for tag in _TAG.finditer(data):
        if tag[2].lower() not in _CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _DEEPEST:
                raise UnreadableInputError(
                    f"{name} nests its elements over {_DEEPEST} deep, as no page does; save it as text"
                )
    return LexborHTMLParser(data)


def _pages(message: Message) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() in _PAGE_TYPES)


def _text(data: bytes, name: str) -> tuple[str, str]:
    """A page decoded: as UTF-8 where it is such, whatever it says of itself, else as it says."""
    stated = _XML_ENCODING.match(data[:_CHARSET_PLACE]) or _CHARSET.search(data[:_CHARSET_PLACE])
    if stated and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        text, encoding = _as_utf8(data, stated[1].decode("ascii"))
        if encoding:
            return text.decode("utf-8"), encoding
    return decode(data, name, markup=True)


def _as_utf8(data: bytes, charset: str) -> tuple[bytes, str]:
    """Bytes turned into UTF-8, and the encoding they were in; "" where there is no such encoding."""
    try:
        data.decode("utf-8")
        return data, "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(charset, "replace")
    except (LookupError, ValueError):
        return data, ""
    if charset.lower().replace("-", "") in ("utf8", "utf16"):
        return data, ""
    return text.encode("utf-8", "replace"), charset.lower()


def _meta(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """What the page's head states, by name in lower case."""
    named: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        key = (node.attributes.get("name") or "").lower()
        content = " ".join((node.attributes.get("content") or "").split())
        if key and content:
            named.setdefault(key, []).append(content)
    return named


def _authors(named: dict[str, list[str]]) -> tuple[Name, ...]:
    for key in _AUTHORS:
        if key in named:
            names = [name for text in named[key] for name in read_names(text).names if name.family]
            return tuple(dict.fromkeys(names))
    return ()


def _write_stated_references(sheet: Sheet, references: list[str]) -> None:
    """The references that only the page's head states, as a list of its own."""
    texts = [_FIELD.sub(". ", text).strip(". ") if _FIELD.match(text) else text for text in references]
    shown = "".join(_letters(line) for line in sheet.lines)
    if texts and sum(_letters(text)[:60] in shown for text in texts) * 2 < len(texts):
        sheet.head("References")
        for line in marked_items([("", text) for text in texts]):
            sheet.write(line)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


__all__ = ["LexborNode", "parse_page", "read_html", "read_mhtml"]
