"""DOCX: paragraphs, tables and text boxes in reading order, footnotes and endnotes, list numbers, pages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bibman.articles.docx_styles import Lists, Style, is_on, own_style, read_lists, read_styles, value
from bibman.articles.package import Package
from bibman.articles.printed import Printed, Sheet, marked, raised
from bibman.articles.trees import Element, attribute, child, children, inside, local, parse_xml
from bibman.errors import UnreadableInputError

#: Where a DOCX says which part is its main one, and the kind of relation that names it.
_RELATIONS = "_rels/.rels"
_MAIN = "word/document.xml"

# What wraps paragraphs or runs without adding anything.
_WRAPPERS = {
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "ins",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
}
_MATHS = {"oMath", "oMathPara"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# A title in the document's properties counts where it is printed within its first lines.
_HEAD = 30
_SHORTEST_TITLE = 12


@dataclass(slots=True)
class _Text:
    """A paragraph as it is gathered: its text, the page its text begins on, the text boxes anchored in it."""

    parts: list[str] = field(default_factory=list)
    page: int = 0
    boxes: list[Element] = field(default_factory=list)


def read_docx(data: bytes, name: str) -> Printed:
    """The text of a DOCX file as Word shows it: without headers, footers and deleted text.

    Raises UnreadableInputError where it is damaged or protected.
    """
    package = Package(data, name)
    main = _main_part(package)
    folder = posixpath.dirname(main)
    return _Reader(package, main, folder).read()


def _main_part(package: Package) -> str:
    if _RELATIONS in package:
        for relation in parse_xml(package.read(_RELATIONS), package.name, _RELATIONS):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return _MAIN


class _Reader:
    """One pass over a document; lists, notes and pages are counted on the way."""

    def __init__(self, package: Package, main: str, folder: str) -> None:
        self.package, self.folder = package, folder
        root = parse_xml(package.read(main), package.name, main)
        body = child(root, "body")
        if body is None:
            raise UnreadableInputError(f"{package.name}: its part {main} holds no document; save it anew")
        self.body = body
        self.styles = read_styles(self._part("styles"))
        self.lists: Lists = read_lists(self._part("numbering"))
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.on_each_page = self._restarts_on_each_page(root)
        self.has_rendered = next(inside(body, "lastRenderedPageBreak"), None) is not None
        self.sheet = Sheet()
        self.numbers = {"footnote": 0, "endnote": 0}
        self.note_page = 1
        self.endnotes: list[tuple[str, str]] = []

    def read(self) -> Printed:
        self._blocks(self.body)
        self.sheet.write_notes()
        if self.endnotes:
            self.sheet.gap()
            for label, text in self.endnotes:
                self.sheet.write(marked(label, text))
        return replace(self.sheet.printed(), title=self._title())

    def _part(self, part: str) -> Element | None:
        path = posixpath.join(self.folder, f"{part}.xml")
        return parse_xml(self.package.read(path), self.package.name, path) if path in self.package else None

    def _notes(self, kind: str) -> dict[str, Element]:
        root = self._part(f"{kind}s")
        if root is None:
            return {}
        return {
            attribute(note, "id"): note
            for note in children(root, kind)
            if attribute(note, "type") in ("", "normal")
        }

    def _restarts_on_each_page(self, root: Element) -> bool:
        settings = self._part("settings")
        places = [root] if settings is None else [settings, root]
        properties = (found for place in places for found in inside(place, "footnotePr"))
        return any(value(child(found, "numRestart")) == "eachPage" for found in properties)

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            kind = local(element)
            if kind == "p":
                self._paragraph(element)
            elif kind == "tbl":
                self._table(element)
            elif kind in _WRAPPERS:
                self._blocks(element)

    def _paragraph(self, element: Element) -> None:
        style, text, page = self._read(element)
        label = self.lists.label(style.list, style.depth, self._style_name(element)) if style.list else ""
        if text.strip() and style.heading and not label:
            self.sheet.page, here = page, self.sheet.page
            self.sheet.head(text, style.heading)
            self.sheet.page = here
        elif text.strip():
            self.sheet.write(marked(label, text), page)

    def _read(self, element: Element) -> tuple[Style, str, int]:
        """A paragraph's style, its text and the page it begins on; its text boxes are written."""
        style = self._style(element)
        properties = child(element, "pPr")
        if not self.has_rendered and is_on(properties, "pageBreakBefore"):
            self.sheet.page += 1
        found = _Text()
        self._runs(element, found, style.capitals)
        for box in found.boxes:
            self._blocks(box)
        return style, "".join(found.parts), found.page or self.sheet.page

    def _style_name(self, element: Element) -> str:
        properties = child(element, "pPr")
        return "" if properties is None else value(child(properties, "pStyle"))

    def _style(self, element: Element) -> Style:
        return own_style(element, self.styles.get(self._style_name(element), Style()))

    def _runs(self, parent: Element, found: _Text, capitals: bool) -> None:
        for element in parent:
            kind = local(element)
            if kind == "r":
                self._run(element, found, capitals)
            elif kind in _WRAPPERS:
                self._runs(element, found, capitals)
            elif kind in _MATHS:
                self._say(found, "".join(part.text or "" for part in inside(element, "t")))

    def _run(self, run: Element, found: _Text, capitals: bool) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            return
        before = len(found.parts)
        for element in run:
            self._piece(element, found)
        if properties is None:
            return
        own = self.styles.get(value(child(properties, "rStyle")), Style())
        upper = is_on(properties, "caps", capitals or own.capitals)
        high = value(child(properties, "vertAlign")) == "superscript"
        if upper or high:
            text = "".join(found.parts[before:])
            found.parts[before:] = [raised(text) if high else text.upper()]

    def _piece(self, element: Element, found: _Text) -> None:
        kind = local(element)
        if kind == "t":
            self._say(found, (element.text or "").replace("\n", " "))
        elif kind in _SIGNS:
            self._say(found, _SIGNS[kind])
        elif kind == "lastRenderedPageBreak":
            self.sheet.page += 1
        elif kind == "br":
            self._break(element, found)
        elif kind in ("footnoteReference", "endnoteReference"):
            self._note(element, kind.removesuffix("Reference"), found)
        elif kind in ("drawing", "pict", "AlternateContent", "object"):
            found.boxes.extend(_text_boxes(element))

    def _say(self, found: _Text, text: str) -> None:
        found.parts.append(text)
        if not found.page and text.strip():
            found.page = self.sheet.page

    def _break(self, element: Element, found: _Text) -> None:
        if attribute(element, "type") != "page":
            self._say(found, "\n")
        elif not self.has_rendered:
            self.sheet.page += 1

    def _note(self, reference: Element, kind: str, found: _Text) -> None:
        note = self.notes[kind].get(attribute(reference, "id"))
        if note is None:
            return
        if kind == "footnote" and self.on_each_page and self.sheet.page != self.note_page:
            self.numbers[kind], self.note_page = 0, self.sheet.page
        if not _has_own_mark(reference):
            self.numbers[kind] += 1
        number = str(self.numbers[kind])
        self._say(found, raised(number))
        text = "\n".join(filter(None, (self._read(p)[1].strip() for p in _paragraphs(note))))
        if kind == "footnote":
            self.sheet.note(number, text)
        else:
            self.endnotes.append((f"{number}.", text))

    def _table(self, table: Element) -> None:
        """The rows in order: one line for a row whose cells hold a paragraph each, else cell after cell."""
        for row in _rows(table):
            start = latest = self.sheet.page
            cells = []
            for cell in children(row, "tc"):
                self.sheet.page = start
                cells.append(self._cell(cell))
                latest = max(latest, self.sheet.page)
            self.sheet.page = latest
            if all(len(cell) < 2 for cell in cells):
                self.sheet.write("\t".join(text for cell in cells for text in cell), start)
            else:
                for text in (text for cell in cells for text in cell):
                    self.sheet.write(text, start)

    def _cell(self, cell: Element) -> list[str]:
        """The paragraphs of a cell with their list labels; those of a table within it in their order."""
        texts = []
        for element in _paragraphs(cell):
            style, text, _ = self._read(element)
            label = self.lists.label(style.list, style.depth, self._style_name(element)) if style.list else ""
            texts.append(marked(label, text.strip()))
        return [text for text in texts if text.strip()]

    def _title(self) -> str:
        """The title in the document's properties, if it is printed in the head: most are leftovers."""
        path = "docProps/core.xml"
        if path not in self.package:
            return ""
        title = child(parse_xml(self.package.read(path), self.package.name, path), "title")
        words = " ".join((title.text or "").split()) if title is not None else ""
        head = " ".join(self.sheet.lines[:_HEAD]).casefold()
        return words if len(words) >= _SHORTEST_TITLE and words.casefold() in head else ""


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _paragraphs(parent: Element) -> Iterator[Element]:
    """The paragraphs in a cell or a note, those of tables within it too."""
    for element in parent:
        if local(element) == "p":
            yield element
        elif local(element) in _WRAPPERS or local(element) in ("tbl", "tr", "tc"):
            yield from _paragraphs(element)


def _has_own_mark(reference: Element) -> bool:
    """Whether a note has a mark of its own, such as an asterisk, and takes no number."""
    return attribute(reference, "customMarkFollows") not in ("", "0", "false")


def _text_boxes(element: Element) -> list[Element]:
    """The contents of the text boxes in a drawing; of the two forms Word may write, the first."""
    if local(element) == "AlternateContent":
        choice = child(element, "Choice")
        choice = child(element, "Fallback") if choice is None else choice
        return [] if choice is None else list(_outermost(choice))
    return list(_outermost(element))


def _outermost(element: Element) -> Iterator[Element]:
    for inner in element:
        if local(inner) == "txbxContent":
            yield inner
        elif local(inner) == "AlternateContent":
            yield from _text_boxes(inner)
        else:
            yield from _outermost(inner)
