"""XML that marks up text (JATS, TEI) written down as lines; each format says what its elements are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bibman.articles.counting import BULLET, figure, whole
from bibman.articles.printed import Sheet, marked, marked_items, raised
from bibman.articles.trees import Element, attribute, child, local, text_of

#: What an element is for the lines: "skip" is not written, "block" and "head" stand on lines of their own,
#: "section" makes the headings within it deeper, "link" may lead to a note. Any other element is part of the
#: line it stands in.
Role = Literal[
    "skip", "block", "section", "head", "names", "list", "item", "row", "cell", "raised", "break", "page",
    "note", "link", "references", "quoted",
]  # fmt: skip

_FIGURES = {
    "order": "decimal", "ordered": "decimal", "numbered": "decimal", "alpha-lower": "lowerLetter",
    "alpha-upper": "upperLetter", "roman-lower": "lowerRoman", "roman-upper": "upperRoman",
    "bullet": "bullet", "bulleted": "bullet", "unordered": "bullet",
}  # fmt: skip
_MOST_LEVELS = 6
_QUOTES = tuple("«“„\"‘'‹")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the elements of a format are, and how its lists of references and of names are read."""

    roles: Mapping[str, Role]
    items: Callable[[Element], list[tuple[str, str]]]
    """The label and the text of each reference in an element whose role is "references"."""
    names: Callable[[Element], str]
    """The people in an element whose role is "names", on one line."""


class MarkupWriter:
    """One pass over a document: text gathers in a line until a block begins or ends."""

    def __init__(self, root: Element, words: Vocabulary) -> None:
        self.words = words
        self.sheet = Sheet()
        self.parts: list[str] = []
        self.label = ""
        self.level = 0
        self.lists: list[tuple[str, int]] = []
        self.told: set[Element] = set()
        self.notes = {
            attribute(element, "id"): element for element in root.iter() if self._role(element) == "note"
        }
        self.linked = {
            target for element in root.iter() if (target := self._target(element)) and target in self.notes
        }

    def _role(self, element: Element) -> str:
        return self.words.roles.get(local(element), "")

    def _target(self, element: Element) -> str:
        """The id of what a link leads to, "" for what is no link."""
        if self._role(element) != "link":
            return ""
        return attribute(element, "rid") or attribute(element, "target").removeprefix("#")

    def write(self, element: Element) -> None:
        """Write an element and all in it."""
        act = getattr(self, f"_write_{self._role(element)}", None)
        if act is not None:
            act(element)
        elif local(element) and self._role(element) != "skip":
            self._inside(element)

    def _inside(self, element: Element) -> None:
        self._say(element.text)
        for inner in element:
            self.write(inner)
            self._say(inner.tail)

    def _say(self, text: str | None) -> None:
        """Text as it is, but line ends in the source are only spaces."""
        if text:
            self.parts.append(text.replace("\n", " "))

    def flush(self) -> None:
        """End the line that is gathered."""
        text = "".join(self.parts)
        self.parts.clear()
        if text.strip():
            self.sheet.write(marked(self.label, text.strip()))
            self.label = ""

    def _write_block(self, element: Element) -> None:
        self.flush()
        self._inside(element)
        self.flush()

    def _write_section(self, element: Element) -> None:
        self.level += 1
        self._write_block(element)
        self.level -= 1

    def _write_head(self, element: Element) -> None:
        self.flush()
        self._inside(element)
        text = " ".join("".join(self.parts).split())
        self.parts.clear()
        self.sheet.head(text, min(self.level + 1, _MOST_LEVELS))

    def _write_names(self, element: Element) -> None:
        self.flush()
        self.sheet.write(self.words.names(element))

    def _write_list(self, element: Element) -> None:
        self.flush()
        kind = attribute(element, "list-type") or attribute(element, "type") or attribute(element, "rend")
        self.lists.append((_FIGURES.get(kind.partition(":")[0], ""), 1))
        self._write_block(element)
        self.lists.pop()

    def _write_item(self, element: Element) -> None:
        self.flush()
        own = text_of(child(element, "label")) or attribute(element, "n")
        if self.lists:
            figures, number = self.lists[-1]
            number = whole(own, number)
            self.lists[-1] = (figures, number + 1)
            counted = BULLET if figures == "bullet" else f"{figure(number, figures)}."
            own = counted if figures and (not own or own.isdecimal()) else own
        self.label = own
        self._write_block(element)
        self.label = ""

    def _write_row(self, element: Element) -> None:
        self._write_block(element)

    def _write_cell(self, element: Element) -> None:
        self.parts.append("\t")
        self._inside(element)

    def _write_raised(self, element: Element) -> None:
        before = len(self.parts)
        self._inside(element)
        self.parts[before:] = [raised("".join(self.parts[before:]))]

    def _write_quoted(self, element: Element) -> None:
        """A quotation: a block where it stands between blocks, else in quotation marks, its own or ours."""
        if self._role(element.getparent()) in ("section", "block") and not "".join(self.parts).strip():
            self._write_block(element)
            return
        before = len(self.parts)
        self._inside(element)
        text = "".join(self.parts[before:])
        self.parts[before:] = [text if text.strip()[:1] in _QUOTES else f"“{text}”"]

    def _write_break(self, element: Element) -> None:
        self.parts.append("\n")

    def _write_page(self, element: Element) -> None:
        begun = bool(self.sheet.lines) or any(map(str.strip, self.parts))
        self.sheet.page = max(self.sheet.page + begun, whole(attribute(element, "n"), 0))

    def _write_link(self, element: Element) -> None:
        target = self._target(element)
        if target not in self.linked:
            self._inside(element)
            return
        mark = " ".join("".join(element.itertext()).split())
        if self.notes[target] in self.told:
            self.parts.append(raised(mark))
        else:
            self._tell(self.notes[target], mark)

    def _write_note(self, element: Element) -> None:
        """A note where it stands in the text; those that links lead to are told there."""
        if attribute(element, "id") not in self.linked and element not in self.told:
            self._tell(
                element,
                attribute(element, "n") or text_of(child(element, "label")) or str(len(self.told) + 1),
            )

    def _tell(self, note: Element, mark: str) -> None:
        self.told.add(note)
        self.parts.append(raised(mark))
        label = child(note, "label")
        text = " ".join("".join(note.itertext()).split())
        self.sheet.note(mark, text.removeprefix(text_of(label)).strip())

    def _write_references(self, element: Element) -> None:
        """A list of references under a heading that says so in one language, whatever its own says."""
        self.flush()
        items = self.words.items(element)
        if items:
            self.sheet.head("References")
            for line in marked_items(items):
                self.sheet.write(line)


def spaced_text(element: Element) -> str:
    """The text of an element on one line, with a space between elements that have no text between them."""
    parts = [element.text or ""]
    for inner in element:
        if parts and not parts[-1]:
            parts.append(" ")
        parts.append(spaced_text(inner) if isinstance(inner.tag, str) else "")
        parts.append(inner.tail or "")
    return " ".join("".join(parts).split())
