"""What kind of file it is, by its content: names and suffixes play no part."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Kind = Literal["pdf", "docx", "odt", "epub", "rtf", "html", "mhtml", "jats", "tei", "zip", "ole", "xml", ""]

_PDF_START = 1024  # where PDF readers look for its mark
_XML_START = 20_000
_UTF16 = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BEFORE_ROOT = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^>\[]*(?:\[.*?\]\s*)?>|<!\[.*?\]>)*",
    re.DOTALL | re.IGNORECASE,
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)(?=[\s/>])")
_HTML = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*<!doctype\s+html", re.DOTALL | re.IGNORECASE)
_PAGE = {"html", "head", "body", "meta", "title"}
_FRAGMENT = {
    "div",
    "p",
    "table",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "ol",
    "ul",
    "span",
    "center",
}
_MIME = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_TEX_START = 200_000
_TEX = re.compile(
    r"^[ \t]*\\(?:documentclass\b|documentstyle\b|begin\{(?:document|thebibliography)\}|bibitem\b"
    r"|refsection\{|datalist\[|sortlist\[)",
    re.MULTILINE,
)
#: Kinds of XML by the name of the root element.
_ROOTS: dict[str, Kind] = {"TEI": "tei", "TEI.2": "tei", "teiCorpus": "tei"}
#: Kinds of ZIP files by the type that they state first.
_TYPES: dict[bytes, Kind] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/epub+zip": "epub",
}


def kind_of(data: bytes) -> Kind:
    """The format of a file that is no plain text, "" for all others.

    "zip", "xml" and "ole" (what Word 97 wrote, and what holds documents under a password) are no formats
    that are read.
    """
    if b"%PDF-" in data[:_PDF_START]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "ole"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if _MIME.match(data[:_PDF_START]) and b"multipart/related" in data[: 2 * _PDF_START]:
        return "mhtml"
    return _markup_kind(data)


def may_be_article(start: bytes) -> bool:
    """Whether a file that begins so may be an article: a document of a kind that is read, or text."""
    if start.startswith(b"PK\x03\x04"):
        return any(part in start for part in (b"word/", *_TYPES))
    kind = kind_of(start)
    return kind not in ("zip", "ole", "xml") and (kind != "" or b"\0" not in start)


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            stated = package.open("mimetype").read(100).strip() if "mimetype" in names else b""
    except Exception:  # zipfile lets many kinds through; opening it as a package says what is wrong
        return "zip"
    if stated in _TYPES:
        return _TYPES[stated]
    if "META-INF/container.xml" in names:
        return "epub"
    return "docx" if "word/document.xml" in names or _has_word(names) else "zip"


def _has_word(names: set[str]) -> bool:
    """Whether there is a main part of Word's under another name, as some programs write it."""
    return "[Content_Types].xml" in names and any(re.match(r"word/document\d*\.xml", name) for name in names)


def _markup_kind(data: bytes) -> Kind:
    encoding = next((name for bom, name in _UTF16 if data.startswith(bom)), "latin-1")
    start = data[:_XML_START].decode(encoding, "replace").removeprefix("ï»¿")
    if not start.lstrip("\ufeff \t\r\n").startswith("<"):
        return ""
    if _HTML.match(start):
        return "html"
    before = _BEFORE_ROOT.match(start)
    root = _ROOT.match(start, before.end() if before else 0)
    if not root:
        return ""
    name = root[1].rpartition(":")[2]
    if name.lower() in _PAGE:
        return "html"
    if name in _ROOTS:
        return _ROOTS[name]
    if name in ("document", "document-content") and "opendocument" in start:
        return "odt"
    if name == "article" and _is_jats(start):
        return "jats"
    if name.lower() in _FRAGMENT and data.rstrip().endswith(b">"):
        return "html"
    return "xml" if start.lstrip("\ufeff \t\r\n").startswith("<?xml") else ""


def _is_jats(start: str) -> bool:
    """JATS and its forerunner NLM name themselves, or open with the journal's and article's data."""
    return bool(
        re.search(r"JATS|NLM|<(?:front|article-meta|journal-meta)\b|article-type=|dtd-version=", start)
    )


def is_tex(text: str) -> bool:
    """Whether a text is LaTeX, or a list of references as BibTeX or biblatex leave it for LaTeX."""
    return bool(_TEX.search(text[:_TEX_START]))
