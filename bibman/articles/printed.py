"""What every reader makes of a file: its lines, their pages, and what the format itself states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bibman.model import Name

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ONLY_NUMBERS = re.compile(r"\s*\[?\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]?\s*")
_MARKED = re.compile(r"[\[(]?(\d{1,3})[\]).](?!\d)")
_LONGEST_HEADING = 200
# A paragraph of this length is running text: the notes that wait may follow it.
_RUNNING = 200


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of a file as it was printed.

    ``lines`` hold no line ends and ``pages`` the page of each line, counted from 1. ``title`` and ``authors``
    are filled only where the format states them apart from the text; ``encoding`` is the one the file's bytes
    were read in, where it matters.
    """

    lines: tuple[str, ...]
    pages: tuple[int, ...]
    title: str = ""
    authors: tuple[Name, ...] = ()
    encoding: str = "utf-8"


@dataclass(slots=True)
class Sheet:
    """Lines as a reader writes them down, paragraph after paragraph; ``page`` is the page that is written on.

    Headings get Markdown's mark, so that titles and the ends of lists are found in every format alike.
    Footnotes wait until the running text they belong to is written: between a title and the authors, or
    among the items of a list, they would part what belongs together.
    """

    page: int = 1
    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    is_running: bool = False
    """Whether running text has begun: what comes before is titles and names."""
    is_headed: bool = False
    """Whether there was a heading."""

    def write(self, text: str, page: int = 0) -> None:
        """Write a paragraph, one line for each that it holds, without spaces around or in runs."""
        written = [" ".join(line.split()) for line in text.split("\n")]
        if not any(written):
            return
        self._put(written, page or self.page)
        if sum(map(len, written)) >= _RUNNING:
            self.is_running = True
            self.write_notes()

    def head(self, text: str, level: int = 2) -> None:
        """Write a heading; what is too long for one is a paragraph."""
        if level > 1 or self.is_running or (self.is_headed and not self.lines[-1].startswith("#")):
            self.write_notes()
        text = " ".join(text.split())
        marked = text and len(text) <= _LONGEST_HEADING
        self.is_headed = self.is_headed or bool(text)
        self.write(f"{'#' * min(max(level, 1), 6)} {text}" if marked else text)

    def gap(self) -> None:
        """Leave a blank line, one at most."""
        if self.lines and self.lines[-1]:
            self._put([""], self.page)

    def note(self, mark: str, text: str) -> None:
        """Keep a footnote for after the next running text."""
        self.waiting.append(f"{mark} {text.strip()}")

    def write_notes(self) -> None:
        """Write the footnotes that wait, apart from the text around them."""
        if self.waiting:
            self.gap()
            for note in self.waiting:
                self._put([" ".join(line.split()) for line in note.split("\n")], self.page)
            self.gap()
            self.waiting.clear()

    def _put(self, lines: Sequence[str], page: int) -> None:
        page = max(page, self.pages[-1]) if self.pages else page  # a text box may stand on a later page
        self.lines.extend(lines)
        self.pages.extend([page] * len(lines))

    def printed(self, title: str = "", authors: Sequence[Name] = (), encoding: str = "utf-8") -> Printed:
        """What was written, without blank lines at the end."""
        self.write_notes()
        while self.lines and not self.lines[-1]:
            self.lines.pop()
            self.pages.pop()
        title = " ".join(title.split())
        return Printed(tuple(self.lines), tuple(self.pages), title, tuple(authors), encoding)


def raised(text: str) -> str:
    """A superscript: marks of notes and citations in raised figures, anything else as it is."""
    return text.translate(_RAISED) if _ONLY_NUMBERS.fullmatch(text) else text


def marked(label: str, text: str) -> str:
    """A list item behind its mark, if it does not bear the same number already."""
    own = _MARKED.match(text)
    if not label or (own and own[1] == label.strip("[]().")):
        return text
    return f"{label} {text}"


def marked_items(items: Sequence[tuple[str, str]]) -> list[str]:
    """The items of a reference list (label and text), one a line; all get a mark, which tells them apart.

    Labels that count from 1 are kept; any others, and none, become bullets.
    """
    numbers = [label.strip("[](). ") for label, _ in items]
    if numbers != [str(n) for n in range(1, len(items) + 1)]:
        return [f"• {text}" for _, text in items]
    return [marked(f"{label}." if label.isdigit() else label, text) for label, text in items]
