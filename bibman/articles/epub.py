"""EPUB: its chapters in the order of reading."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from bibman.articles.decode import decode
from bibman.articles.html import parse_page
from bibman.articles.html_lines import write_nodes
from bibman.articles.package import Package, protected
from bibman.articles.printed import Printed, Sheet
from bibman.articles.trees import attribute, inside, parse_xml
from bibman.errors import UnreadableInputError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html")
#: Fonts may be scrambled in a book that anybody can read; text may not.
_FONTS = (".otf", ".ttf", ".woff", ".woff2")


def read_epub(data: bytes, name: str) -> Printed:
    """The text of an EPUB file; each of its chapters begins a page.

    Raises UnreadableInputError where it is damaged or protected.
    """
    package = Package(data, name)
    sheet = Sheet(page=0)
    locked = _locked(package)
    for path in _chapters(package):
        if path in locked:
            raise UnreadableInputError(protected(name))
        text, _ = decode(package.read(path), f"{name}: its part {path}", markup=True)
        sheet.page += 1
        body = parse_page(text, name).body
        if body is not None:
            write_nodes(body, sheet)
            sheet.write_notes()
    return sheet.printed()


def _chapters(package: Package) -> Iterator[str]:
    """The parts that hold the text, in order; those that are missing are passed over."""
    container = parse_xml(package.read(_CONTAINER), package.name, _CONTAINER)
    for root_file in inside(container, "rootfile"):
        content = attribute(root_file, "full-path")
        book = parse_xml(package.read(content), package.name, content)
        folder = posixpath.dirname(content)
        paths = {
            attribute(item, "id"): posixpath.normpath(
                posixpath.join(folder, unquote(attribute(item, "href")))
            )
            for item in inside(book, "item")
            if attribute(item, "media-type") in _PAGES and "nav" not in attribute(item, "properties").split()
        }
        spine = [paths.get(attribute(place, "idref"), "") for place in inside(book, "itemref")]
        yield from (path for path in dict.fromkeys(spine) if path in package)
        return


def _locked(package: Package) -> frozenset[str]:
    if _ENCRYPTION not in package:
        return frozenset()
    root = parse_xml(package.read(_ENCRYPTION), package.name, _ENCRYPTION)
    paths = (unquote(attribute(found, "URI")) for found in inside(root, "CipherReference"))
    return frozenset(path for path in paths if not path.lower().endswith(_FONTS))
