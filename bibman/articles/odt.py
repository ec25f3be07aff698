"""ODT: paragraphs, lists with their numbers, tables and text boxes, footnotes and endnotes, pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bibman.articles.counting import Count, Level, whole
from bibman.articles.package import Package, protected
from bibman.articles.printed import Printed, Sheet, marked, raised
from bibman.articles.trees import Element, attribute, child, children, inside, local, parse_xml
from bibman.errors import UnreadableInputError

_MANIFEST = "META-INF/manifest.xml"
_FIGURES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SKIPPED = {
    "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls",
    "user-field-decls", "bookmark", "ruby-text", "index-title-template", "table-of-content-source",
    "bibliography-source",
}  # fmt: skip
_TEXTS = ("p", "h")
# Lists have ten levels in ODF.
_DEEPEST = 10


@dataclass(slots=True)
class _Lists:
    """The list styles of a document, and how far the lists were counted."""

    styles: dict[str, dict[int, Level]] = field(default_factory=dict)
    last: dict[str, Count] = field(default_factory=dict)
    """The latest count of each list style."""
    named: dict[str, Count] = field(default_factory=dict)
    """The counts of lists that others may go on with, by their ids."""


def read_odt(data: bytes, name: str) -> Printed:
    """The text of an ODT file (or of the same document as one XML file), without headers, footers and
    deleted text.

    Raises UnreadableInputError where it is damaged or protected.
    """
    if not data.startswith(b"PK"):
        root = parse_xml(data, name)
        return _Reader([root], root, name).read()
    package = Package(data, name)
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise UnreadableInputError(protected(name))
    root = parse_xml(package.read("content.xml"), name, "content.xml")
    roots = [root]
    if "styles.xml" in package:
        roots.insert(0, parse_xml(package.read("styles.xml"), name, "styles.xml"))
    return _Reader(roots, root, name).read()


class _Reader:
    """One pass over a document; lists, notes and pages are counted on the way."""

    def __init__(self, roots: list[Element], root: Element, name: str) -> None:
        self.body = child(root, "body", "text")
        if self.body is None:
            raise UnreadableInputError(f"{name} holds no text document; save it as ODT, DOCX or text")
        self.lists = _Lists()
        self.high: set[str] = set()
        self.broken: set[str] = set()
        self.upper: set[str] = set()
        for found in roots:
            self._read_styles(found)
        self.sheet = Sheet()
        self.has_soft = next(inside(self.body, "soft-page-break"), None) is not None
        self.endnotes: list[tuple[str, str]] = []

    def _read_styles(self, root: Element) -> None:
        for style in inside(root, "list-style"):
            self.lists.styles[attribute(style, "name")] = _levels(style)
        for style in inside(root, "style"):
            name = attribute(style, "name")
            letters, paragraph = child(style, "text-properties"), child(style, "paragraph-properties")
            if letters is not None:
                position = attribute(letters, "text-position").split(" ")[0]
                if position == "super" or (position.endswith("%") and not position.startswith(("-", "0%"))):
                    self.high.add(name)
                if attribute(letters, "text-transform") == "uppercase":
                    self.upper.add(name)
            if paragraph is not None and attribute(paragraph, "break-before") == "page":
                self.broken.add(name)

    def read(self) -> Printed:
        self._blocks(self.body)
        self.sheet.write_notes()
        if self.endnotes:
            self.sheet.gap()
            for label, text in self.endnotes:
                self.sheet.write(marked(label, text))
        return self.sheet.printed()

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            kind = local(element)
            if kind in _TEXTS:
                self._paragraph(element)
            elif kind == "list":
                self._list(element, None, "", 0)
            elif kind == "table":
                self._table(element)
            elif kind == "soft-page-break":
                self.sheet.page += 1
            elif kind and kind not in _SKIPPED:
                self._blocks(element)

    def _paragraph(self, element: Element, label: str = "") -> None:
        text, page = self._read(element)
        if not text.strip():
            return
        if local(element) == "h" and not label:
            self.sheet.head(text, whole(attribute(element, "outline-level"), 1))
        else:
            self.sheet.write(marked(label, text), page)

    def _read(self, element: Element) -> tuple[str, int]:
        """A paragraph's text and the page it begins on; its text boxes are written after it."""
        if not self.has_soft and attribute(element, "style-name") in self.broken:
            self.sheet.page += 1
        page = self.sheet.page
        parts: list[str] = []
        boxes: list[Element] = []
        self._gather(element, parts, boxes)
        if parts and not parts[0].strip() and page != self.sheet.page:
            page = self.sheet.page
        for box in boxes:
            self._blocks(box)
        text = "".join(parts)
        return (text.upper() if attribute(element, "style-name") in self.upper else text), page

    def _gather(self, element: Element, parts: list[str], boxes: list[Element]) -> None:
        parts.append(_spaced(element.text))
        for inner in element:
            self._piece(inner, parts, boxes)
            parts.append(_spaced(inner.tail))

    def _piece(self, element: Element, parts: list[str], boxes: list[Element]) -> None:
        kind = local(element)
        if kind in ("s", "tab"):
            parts.append(" ")
        elif kind == "line-break":
            parts.append("\n")
        elif kind == "soft-page-break":
            self.sheet.page += 1
        elif kind == "note":
            self._note(element, parts)
        elif kind == "text-box":
            boxes.append(element)
        elif kind not in _SKIPPED:
            before = len(parts)
            self._gather(element, parts, boxes)
            if kind == "span":
                parts[before:] = [self._styled(element, "".join(parts[before:]))]

    def _styled(self, span: Element, text: str) -> str:
        style = attribute(span, "style-name")
        text = raised(text) if style in self.high else text
        return text.upper() if style in self.upper else text

    def _note(self, note: Element, parts: list[str]) -> None:
        citation, body = child(note, "note-citation"), child(note, "note-body")
        mark = "".join(citation.itertext()).strip() if citation is not None else ""
        parts.append(raised(mark))
        if body is None:
            return
        text = "\n".join(filter(None, (self._read(p)[0].strip() for p in inside(body, *_TEXTS))))
        if attribute(note, "note-class") == "endnote":
            self.endnotes.append((f"{mark}.", text))
        else:
            self.sheet.note(mark, text)

    def _list(self, element: Element, count: Count | None, style: str, depth: int) -> None:
        style = attribute(element, "style-name") or style
        if count is None:
            count = self._count(element, style)
        for item in element:
            if local(item) == "list-item":
                start = whole(attribute(item, "start-value"), 0)
                if start:
                    count.set(depth, start)
                self._item(item, count, style, depth)
            elif local(item) == "list-header":
                self._blocks(item)

    def _count(self, element: Element, style: str) -> Count:
        """The count a list goes on with, or a new one."""
        other = attribute(element, "continue-list")
        if other in self.lists.named:
            count = self.lists.named[other]
        elif attribute(element, "continue-numbering") == "true" and style in self.lists.last:
            count = self.lists.last[style]
        else:
            count = Count(self.lists.styles.get(style, {}))
        self.lists.last[style] = count
        if name := attribute(element, "id"):
            self.lists.named[name] = count
        return count

    def _item(self, item: Element, count: Count, style: str, depth: int) -> None:
        label = ""
        if next(children(item, *_TEXTS), None) is not None:
            label = count.next(depth)
        for element in item:
            if local(element) in _TEXTS:
                self._paragraph(element, label)
                label = ""
            elif local(element) == "list":
                self._list(element, count, style, depth + 1)
            else:
                self._blocks([element])

    def _table(self, table: Element) -> None:
        """The rows in order: one line for a row whose cells hold a paragraph each, else cell after cell."""
        for row in _rows(table):
            cells = [list(self._cell(cell)) for cell in children(row, "table-cell")]
            if all(len(cell) < 2 for cell in cells):
                self.sheet.write("\t".join(text for cell in cells for text in cell))
            else:
                for text in (text for cell in cells for text in cell):
                    self.sheet.write(text)

    def _cell(self, cell: Element) -> Iterator[str]:
        """The lines of a cell, those of lists and tables within it in their order."""
        outer, self.sheet = self.sheet, Sheet(page=self.sheet.page)
        self._blocks(cell)
        written, self.sheet = self.sheet, outer
        self.sheet.page = written.page
        self.sheet.waiting.extend(written.waiting)
        return (line for line in written.lines if line)


def _spaced(text: str | None) -> str:
    """Text whose line ends are only spaces, as ODF has it."""
    return (text or "").replace("\n", " ")


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "table-row":
            yield element
        elif local(element) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(element)


def _levels(style: Element) -> dict[int, Level]:
    levels = {}
    for level in style:
        depth = whole(attribute(level, "level"), 0)
        if 0 < depth <= _DEEPEST:
            numbered = local(level) == "list-level-style-number"
            figures = _FIGURES.get(attribute(level, "num-format"), "none") if numbered else "bullet"
            start = whole(attribute(level, "start-value"), 1)
            levels[depth - 1] = Level(start, figures, _pattern(level, depth))
    return levels


def _pattern(level: Element, depth: int) -> str:
    """How a level's numbers are printed, as Word writes it ("[%1]"; LibreOffice has "[%1%]")."""
    pattern = attribute(level, "num-list-format")
    if pattern:
        for n in range(1, _DEEPEST + 1):
            pattern = pattern.replace(f"%{n}%", f"%{n}")
        return pattern
    first = max(1, depth - whole(attribute(level, "display-levels"), 1) + 1)
    numbers = ".".join(f"%{n}" for n in range(first, depth + 1))
    return f"{attribute(level, 'num-prefix')}{numbers}{attribute(level, 'num-suffix')}"
