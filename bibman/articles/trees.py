"""XML read without entities and without the network."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree

from bibman.errors import UnreadableInputError

#: An element of lxml, which has no types of its own.
Element = Any


def parse_xml(data: bytes, name: str, part: str = "") -> Element:
    """The root element; UnreadableInputError for XML that is damaged, nested too deep or defines entities.

    ``part`` names the part of a package that is read.
    """
    where = f"{name}: its part {part}" if part else name
    if b"<!ENTITY" in data:
        raise UnreadableInputError(_entities(where))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split("\n")[0]
        raise UnreadableInputError(
            f"{where} is damaged XML ({reason}); save it anew, or get it anew"
        ) from error
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and next(iter(subset.iterentities()), None) is not None:
        raise UnreadableInputError(_entities(where))
    _write_out_entities(root)
    return root


def _entities(where: str) -> str:
    return f"{where} defines XML entities, which are not read; save it without them"


def local(element: Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name, whatever its namespace; "" where it is missing."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _write_out_entities(root: Element) -> None:
    """Put the characters that named entities of HTML stand for (JATS has such) into the text."""
    for entity in list(root.iter(etree.Entity)):
        text = unescape(entity.text or "")
        text = ("" if text.startswith("&") else text) + (entity.tail or "")
        before, parent = entity.getprevious(), entity.getparent()
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        entity.tail = None
        parent.remove(entity)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The child elements of these names, in order."""
    return (child for child in element if local(child) in names)


def child(element: Element, *path: str) -> Element | None:
    """The first element down a path of names, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
        if element is None:
            return None
    return element


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names within an element, at any depth, in order."""
    return (found for found in element.iter() if local(found) in names)


def text_of(element: Element | None) -> str:
    """All the text in an element on one line; "" for None."""
    if element is None:
        return ""
    return " ".join("".join(element.itertext()).split())
