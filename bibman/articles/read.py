"""A text or Markdown file made an article."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from bibman.articles.decode import decode
from bibman.articles.head import read_head
from bibman.articles.repeats import find_repeats
from bibman.errors import UnreadableInputError
from bibman.model import Article

#: The largest file that is read, in bytes: a whole volume of proceedings as text is about a tenth of it.
LARGEST = 100_000_000

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6} \S|\*\*?[^*\n]+\*\*?:?[ \t]*$|> \S|```)", re.MULTILINE)


def read_article(path: str | Path, *, encoding: str | None = None, data: bytes | None = None) -> Article:
    """The article in a file, with its lines and pages, its title and its authors.

    ``data`` stands for the file's bytes where they come from elsewhere (stdin). Raises UnreadableInputError
    with one sentence on what is wrong with the file, UsageError for an unknown ``encoding``.
    """
    name = str(path)
    data = _bytes(Path(path), name) if data is None else data
    if len(data) > LARGEST:
        raise UnreadableInputError(_too_large(name, len(data)))
    text, encoding = decode(data, name, encoding)
    lines, pages = split_lines(text)
    title, authors = read_head(lines, pages)
    return Article(
        path=name,
        lines=lines,
        pages=pages,
        title=title,
        authors=authors,
        media_type="text/markdown" if _MARKDOWN.search(text[:100_000]) else "text/plain",
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        repeats=find_repeats(lines, authors),
    )


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
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableInputError(_too_large(name, size))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableInputError(f"{name}: there is no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableInputError(f"{name}: reading it is not permitted; check its permissions") from error
    except (OSError, ValueError) as error:
        raise UnreadableInputError(f"{name} cannot be read: {error}; check the path") from error


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size // 1_000_000} MB, more than the {LARGEST // 1_000_000} MB bibman reads; split it"
    )
