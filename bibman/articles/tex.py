"""LaTeX: the text of a .tex file, and the lists that BibTeX and biblatex leave in .bbl files."""

from __future__ import annotations

import re

from bibman.articles.bbl import biblatex_items
from bibman.articles.counting import BULLET
from bibman.articles.printed import Printed, Sheet, marked, marked_items, raised
from bibman.articles.tex_text import argument, plain, protect
from bibman.names import read_names

_HEADINGS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6,
}  # fmt: skip
#: Environments whose content is no text.
_DROPPED = frozenset(("tikzpicture", "comment", "filecontents", "filecontents*", "picture", "pspicture"))
_STEP = re.compile(
    r"\\(?P<heading>part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\begin\s*\{(?P<begin>[a-zA-Z*]+)\}(?:\[[^\]]*\])?"
    r"|\\end\s*\{(?P<end>[a-zA-Z*]+)\}"
    r"|\\(?P<item>item)(?![a-zA-Z])\s*(?:\[(?P<own>[^\]]*)\])?"
    r"|\\(?P<note>footnote)(?![a-zA-Z])\s*(?:\[[^\]]*\])?\s*(?=\{)"
    r"|\\(?P<cite>(?!nocite)[a-zA-Z]*cite[a-zA-Z]*)\*?\s*(?P<options>(?:\[[^\]]*\]\s*){0,2})\{(?P<keys>[^{}]*)\}"
    r"|\\(?P<passed>title|author|date|thanks|input|include|nocite|def\s*\\[a-zA-Z@]+|(?:re)?newcommand\*?"
    r"|graphicspath|includegraphics)(?![a-zA-Z])\s*(?:\[[^\]]*\])*\s*(?:\\[a-zA-Z]+\s*)?(?=\{)"
    r"|\\(?P<page>newpage|clearpage|cleardoublepage|pagebreak)(?![a-zA-Z])"
    r"|\\(?P<line>\\|newline(?![a-zA-Z])|tabularnewline(?![a-zA-Z]))(?:\[[^\]]*\])?"
    r"|(?P<paragraph>\n[ \t]*\n\s*|\\par(?![a-zA-Z]))"
    r"|(?P<cell>(?<!\\)&)"
)
_BODY = re.compile(r"\\begin\s*\{document\}")
_ITEM = re.compile(
    r"\\bibitem(?![a-zA-Z])\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{([^{}]*)\}"
)
_AND = re.compile(r"\\and(?![a-zA-Z])|\\\\")
_FOOTED = re.compile(r"\\(?:thanks|footnote|inst|affil|orcid|email|textsuperscript)(?![a-zA-Z])\s*")


def read_tex(source: str, encoding: str) -> Printed:
    """The text that a LaTeX file prints, with the title and the authors it states.

    No other file is opened, and no command is run.
    """
    source, addresses = protect(source)
    entries = biblatex_items(source, addresses)
    if entries:
        sheet = Sheet()
        _write_list(sheet, [("", text) for text in entries])
        return sheet.printed(encoding=encoding)
    title = " ".join(plain(_without_notes(_stated(source, "title")), addresses).split())
    people = " ".join(plain(_AND.sub(", ", _without_notes(_stated(source, "author"))), addresses).split())
    body = _BODY.search(source)
    writer = _Writer(source[body.end() :] if body else source, addresses)
    writer.sheet.head(title, 1)
    writer.sheet.write(people)
    writer.write()
    return writer.sheet.printed(title, read_names(people).names, encoding)


def _stated(source: str, command: str) -> str:
    found = re.search(rf"\\{command}\s*(?:\[[^\]]*\])?\s*(?=\{{)", source)
    return argument(source, found.end())[0] if found else ""


def _without_notes(source: str) -> str:
    parts, at = [], 0
    for found in _FOOTED.finditer(source):
        if found.start() >= at:
            parts.append(source[at : found.start()])
            at = argument(source, found.end())[1]
    return "".join([*parts, source[at:]])


def _write_list(sheet: Sheet, items: list[tuple[str, str]]) -> None:
    sheet.head("References")
    for line in marked_items(items):
        sheet.write(" ".join(line.split()))


class _Writer:
    """One pass over the body from one structural command to the next."""

    def __init__(self, source: str, addresses: list[str]) -> None:
        self.source, self.addresses = source, addresses
        self.sheet = Sheet()
        self.parts: list[str] = []
        self.lists: list[int] = []
        """The open lists: the number of the next item, 0 where items get bullets."""
        self.label = ""
        self.notes = 0
        keys = (match[1].strip() for match in _ITEM.finditer(source))
        self.numbers = {key: str(n) for n, key in enumerate(keys, 1)}

    def write(self) -> None:
        at = 0
        while step := _STEP.search(self.source, at):
            self.parts.append(self.source[at : step.start()])
            at = self._step(step)
        self.parts.append(self.source[at:])
        self._flush()

    def _step(self, step: re.Match[str]) -> int:
        """Do what a command says; gives where to read on."""
        kind = next((name for name, found in step.groupdict().items() if found is not None), "")
        if kind == "cite":
            self.parts.append(self._citation(step))
        elif kind in ("line", "cell"):
            self.parts.append("\ue0f5" if kind == "line" else "\t")
        elif kind == "note":
            return self._note(step.end())
        elif kind == "passed":
            return argument(self.source, step.end())[1]
        else:
            self._flush()
            return self._block(kind, step)
        return step.end()

    def _block(self, kind: str, step: re.Match[str]) -> int:
        if kind == "heading":
            text, end = argument(self.source, step.end())
            self.sheet.head(plain(text, self.addresses), _HEADINGS[step["heading"]])
            return end
        if kind == "begin":
            return self._begin(step["begin"], step.end())
        if kind == "end" and step["end"] in ("enumerate", "itemize", "description") and self.lists:
            self.lists.pop()
        elif kind == "item":
            self._item(step["own"])
        elif kind == "page":
            self.sheet.page += 1
        return step.end()

    def _begin(self, environment: str, at: int) -> int:
        if environment in ("enumerate", "itemize", "description"):
            self.lists.append(1 if environment == "enumerate" else 0)
        elif environment == "thebibliography" or environment in _DROPPED:
            end = self.source.find(f"\\end{{{environment}}}", at)
            end = len(self.source) if end < 0 else end
            if environment == "thebibliography":
                self._bibliography(self.source[at:end])
            return end
        elif environment.startswith(("tabular", "longtable", "minipage", "array", "multicols")):
            return argument(self.source, at)[1]
        return at

    def _bibliography(self, source: str) -> None:
        """The items with the numbers that LaTeX prints."""
        starts = list(_ITEM.finditer(source))
        ends = [*(found.start() for found in starts[1:]), len(source)][: len(starts)]
        texts = [
            plain(source[found.end() : end], self.addresses) for found, end in zip(starts, ends, strict=True)
        ]
        _write_list(self.sheet, [(f"[{n}]", " ".join(text.split())) for n, text in enumerate(texts, 1)])

    def _item(self, own: str | None) -> None:
        if own is not None:
            self.label = plain(own, self.addresses).strip()
        elif self.lists:
            self.label = f"{self.lists[-1]}." if self.lists[-1] else BULLET
            self.lists[-1] += bool(self.lists[-1])

    def _citation(self, step: re.Match[str]) -> str:
        """The numbers of the works that are cited, "?" for one that is in no list."""
        numbers = ", ".join(self.numbers.get(key.strip(), "?") for key in step["keys"].split(","))
        options = [option for option in re.findall(r"\[([^\]]*)\]", step["options"]) if option.strip()]
        return f"[{', '.join([numbers, *options[-1:]])}]"

    def _note(self, at: int) -> int:
        text, end = argument(self.source, at)
        self.notes += 1
        self.parts.append(raised(str(self.notes)))
        self.sheet.note(str(self.notes), " ".join(plain(text, self.addresses).split()))
        return end

    def _flush(self) -> None:
        source = "".join(self.parts)
        self.parts.clear()
        text = (
            " ".join(plain(source, self.addresses).split()).replace("\ue0f5", "\n") if source.strip() else ""
        )
        if text.strip():
            self.sheet.write(marked(self.label, text.strip()))
            self.label = ""
