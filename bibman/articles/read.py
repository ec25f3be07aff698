"""A file made an article: the reader is chosen by what the file holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from bibman.articles.decode import decode
from bibman.articles.head import read_head
from bibman.articles.kinds import Kind, is_tex, kind_of
from bibman.articles.printed import Printed
from bibman.articles.repeats import find_repeats
from bibman.errors import UnreadableInputError
from bibman.model import Article

#: The largest file that is read, in bytes: a whole volume of proceedings as text is about a tenth of it.
LARGEST = 100_000_000

#: By kind: the media type, and the module and function that read it. Modules are imported when the first such
#: file comes, so that text is read without any of their libraries.
READERS: dict[Kind, tuple[str, str, str]] = {
    "pdf": ("application/pdf", "pdf", "read_pdf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "read_docx"),
    "odt": ("application/vnd.oasis.opendocument.text", "odt", "read_odt"),
    "rtf": ("application/rtf", "rtf", "read_rtf"),
    "html": ("text/html", "html", "read_html"),
    "mhtml": ("multipart/related", "html", "read_mhtml"),
    "epub": ("application/epub+zip", "epub", "read_epub"),
    "jats": ("application/jats+xml", "jats", "read_jats"),
    "tei": ("application/tei+xml", "tei", "read_tei"),
}

# What Office's files under a password hold, in UTF-16.
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_NOTE_MARK = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6} \S|\*\*?[^*\n]+\*\*?:?[ \t]*$|> \S|```)", re.MULTILINE)


def read_article(path: str | Path, *, encoding: str | None = None, data: bytes | None = None) -> Article:
    """The article in a file, with its lines and pages, its title and its authors.

    ``data`` stands for the file's bytes where they come from elsewhere (stdin); ``encoding`` is that of text
    and of HTML, other formats know their own. Raises UnreadableInputError with one sentence on what is wrong
    with the file, UsageError for an unknown ``encoding``.
    """
    name = str(path)
    data = _bytes(Path(path), name) if data is None else data
    if len(data) > LARGEST:
        raise UnreadableInputError(_too_large(name))
    media_type, printed = _read(data, name, encoding)
    title, authors = read_head(printed.lines, printed.pages)
    authors = printed.authors or authors
    return Article(
        path=name,
        lines=printed.lines,
        pages=printed.pages,
        title=(printed.title or title).rstrip(_NOTE_MARK),
        authors=authors,
        media_type=media_type,
        encoding=printed.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        repeats=find_repeats(printed.lines, authors),
    )


def _read(data: bytes, name: str, encoding: str | None) -> tuple[str, Printed]:
    """The media type of a file and what is printed in it."""
    kind = kind_of(data)
    if kind in READERS:
        return _read_format(kind, data, name, encoding)
    if kind in ("zip", "ole") or (kind == "xml" and not encoding):
        raise UnreadableInputError(_refusal(kind, data, name))
    text, encoding = decode(data, name, encoding)
    if is_tex(text):
        from bibman.articles.tex import read_tex

        return "text/x-tex", _with_text(read_tex(text, encoding), name)
    lines, pages = split_lines(text)
    media_type = "text/markdown" if _MARKDOWN.search(text[:100_000]) else "text/plain"
    return media_type, Printed(lines, pages, encoding=encoding)


def _read_format(kind: Kind, data: bytes, name: str, encoding: str | None) -> tuple[str, Printed]:
    media_type, module, function = READERS[kind]
    if encoding and kind == "html":  # UTF-8 is what it recognises for certain
        text, _ = decode(data, name, encoding)
        data = text.encode("utf-8", "replace")
    read = getattr(import_module(f"bibman.articles.{module}"), function)
    printed = cast("Callable[[bytes, str], Printed]", read)(data, name)
    return media_type, _with_text(printed, name)


def _with_text(printed: Printed, name: str) -> Printed:
    if not any(printed.lines):
        raise UnreadableInputError(f"{name} holds no text: nothing to read")
    return printed


def _refusal(kind: Kind, data: bytes, name: str) -> str:
    """Why a file that is no text is not read, and what to do."""
    if kind == "xml":
        return f"{name} is XML that is neither JATS nor TEI; save it as PDF, HTML or text"
    if kind == "ole":
        if _PROTECTED in data:
            return f"{name} is protected by a password; open it and save it without one"
        return f"{name} is in Word's old format (.doc), or no document; open it in Word and save it as DOCX"
    from bibman.articles.package import Package

    parts = Package(data, name).parts  # says so where the file is damaged
    folders = {part.partition("/")[0] for part in parts}
    kinds = {"xl": "a spreadsheet", "ppt": "a presentation", "Index": "a file of Apple's Pages"}
    other = next((kinds[folder] for folder in kinds if folder in folders), "")
    if other:
        return f"{name} is {other}, which bibman does not read; save it as PDF, DOCX or text"
    return f"{name} is a ZIP archive, no DOCX, ODT or EPUB; unpack it and name the files in it"


def split_lines(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The lines of a text without line ends (CR LF, CR or LF) and the page of each; a form feed starts a
    page.

    A form feed ends no line, so that the lines count as they do in an editor.
    """
    text = text.removeprefix("\ufeff")
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    if "\f" not in text:
        return tuple(lines), (1,) * len(lines)
    page, pages = 1, []
    for number, line in enumerate(lines):
        feeds = len(line) - len(line.lstrip("\f"))
        pages.append(page + feeds)
        page += line.count("\f")
        if "\f" in line:
            lines[number] = line.strip("\f").replace("\f", " ")
    return tuple(lines), tuple(pages)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableInputError(f"{name} is a folder, not a file; name the files in it")
        if path.stat().st_size > LARGEST:
            raise UnreadableInputError(_too_large(name))
        with path.open("rb") as file:
            return file.read(LARGEST + 1)  # a device may go on without end
    except FileNotFoundError as error:
        raise UnreadableInputError(f"{name}: there is no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableInputError(f"{name}: reading it is not permitted; check its permissions") from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError(f"{name} cannot be read: {error}; check the path") from error


def _too_large(name: str) -> str:
    return f"{name} has more than the {LARGEST // 1_000_000} MB bibman reads; split it"
