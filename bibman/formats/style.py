"""Citation styles (CSL files): those that come with bibman, and those a user has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

from bibman.errors import UnreadableInputError, UsageError

#: The styles that come with bibman, by their short names.
STYLES = ("gost-r-7-0-5", "apa")

_LARGEST = 2_000_000
_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Style:
    """A style as pandoc takes it: the text of its CSL file, without an order of its own.

    ``localised``: its terms may be those of each entry's language, since it names no language for all.
    ``locales``: the languages that it brings terms for.
    ``together``: what an entry looks like depends on the others (numbers, 2020a).
    """

    text: str
    localised: bool
    locales: frozenset[str]
    together: bool


def find_style(name: str) -> Style:
    """The style of a short name, or that of the CSL file of this name.

    Raises UsageError, UnreadableInputError for what is neither. Nothing is fetched: a style that only
    points to another is told with the name of that other.
    """
    if name in STYLES:
        return _shipped(name)
    if not name.lower().endswith(".csl"):
        raise UsageError(
            f"no style {name!r}: take {' or '.join(STYLES)}, or the path of a CSL file "
            "(there are thousands at zotero.org/styles)"
        )
    return read_style(_read(name), name)


@cache
def _shipped(name: str) -> Style:
    return read_style(files("bibman").joinpath("formats", "styles", f"{name}.csl").read_text("utf-8"), name)


def _read(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableInputError(f"{path} cannot be read ({reason}); check the path") from error
    if len(content) > _LARGEST:
        raise UnreadableInputError(f"{path} is too large for a CSL style; check the path")
    return content.decode("utf-8-sig", errors="replace")


def read_style(text: str, source: str) -> Style:
    """The style in the text of a CSL file; UnreadableInputError where it is none that can be used."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableInputError(f"{source} defines entities, which no CSL style does; take another")
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        root = None
    if root is None or root.tag != f"{_CSL}style":
        raise UnreadableInputError(f"{source} is no CSL style; take one from zotero.org/styles")
    for link in root.iter(f"{_CSL}link"):
        if link.get("rel") == "independent-parent":
            other = link.get("href", "").rpartition("/")[2]
            raise UnreadableInputError(f"{source} only points to another style: take {other}.csl instead")
    if root.find(f"{_CSL}bibliography") is None:
        raise UnreadableInputError(f"{source} has no form for bibliographies; take another style")
    locales = frozenset(locale.get(_LANG, "") for locale in root.iter(f"{_CSL}locale"))
    localised = "default-locale" not in root.attrib
    return Style(_without_order(text), localised, locales, _is_told_together(root))


def _is_told_together(root: ElementTree.Element) -> bool:
    return any(
        part.get("variable") in ("citation-number", "year-suffix")
        or "subsequent-author-substitute" in part.attrib
        for part in root.iter()
    )


def _without_order(text: str) -> str:
    """The style without what sorts its bibliography."""
    head, tag, rest = _COMMENT.sub("", text).partition("<bibliography")
    attributes, _, body = rest.partition(">")
    if body.lstrip().startswith("<sort>"):
        body = body.partition("</sort>")[2]
    return f"{head}{tag}{attributes}>{body}"
