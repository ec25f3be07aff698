"""The text of .bib fields without its TeX: commands become the letters they print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from pylatexenc.latexencode import get_builtin_uni2latex_dict

from bibman.formats.markup import LOWERED, RAISED, shifted, without_markup
from bibman.text import clean_line, read_table

_SPECIAL = re.compile(r"[\\{}~$<>\"`]|--|''")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ \t]*)|\\(?P<sign>[^A-Za-z])"
    r"|(?P<brace>[{}])|(?P<mark>[~$^_])"
    r"|(?P<ligature>---|--|``|''|<<|>>|\"---|\"[<>=~])"
    r"|(?P<text>[^\\{}~$^_`'<>\"-]+|.)",
    re.DOTALL,
)
_LIGATURES = {
    "---": "—", "--": "–", "``": "“", "''": "”", "<<": "«", ">>": "»",
    '"---': "—", '"<': "«", '">': "»", '"=': "-", '"~': "-",
}  # fmt: skip
_FIRST_ARGUMENT = re.compile(r"\s*\{[^{}]*\}")
#: What a backslash makes of a sign that is no accent; a space of those that end lines or leave a gap.
_SIGNS = {sign: sign for sign in "&%$#_{}"} | dict.fromkeys(" ,;:\\\n\t", " ")
_NO_LETTER = {"\u0303": "~", "\u0302": "^"}
_RAISED = RAISED | {ord("∘"): ord("°")}
_DOTLESS = str.maketrans("ıȷ", "ij")
_REVERSED_E = str.maketrans("ѐЀ", "эЭ")
_ONE_NAME = re.compile(r"(?:\\ensuremath\{|\\cyrchar)?\\([A-Za-z]+)\}?")
_ESCAPED = re.compile(r"\\([%&#_~{}$^ ])(?:\{\})?")


def plain_text(tex: str) -> str:
    """The text on one line as a reader sees it: letters for commands, no braces, dashes for double hyphens.

    A command that is not known stays as it stands, and nothing is ever run. A percent sign is one: there are
    no comments inside a .bib value. HTML that catalogues put there (``\\&amp;``, ``<i>``) is read too.
    """
    if not tex:
        return ""
    if not _SPECIAL.search(tex):
        return clean_line(without_markup(tex))
    if tex.startswith("{") and tex.endswith("}") and not _SPECIAL.search(tex, 1, len(tex) - 1):
        return clean_line(without_markup(tex[1:-1]))
    # Tags may hold quotes, which mean something else in TeX, and may themselves be written in TeX.
    return clean_line(without_markup(_Reader(without_markup(tex)).read()))


def plain_link(tex: str) -> str:
    """A URL or DOI with the few escapes that BibTeX needs taken out, everything else as it stands."""
    link = tex.strip().removeprefix("\\url").strip()
    while link.startswith("{") and link.endswith("}"):
        link = link[1:-1].strip()
    return clean_line(_ESCAPED.sub(r"\1", link).replace("{\\textasciitilde}", "~"))


@cache
def _commands() -> dict[str, tuple[str, str]]:
    """What each command is and what it prints."""
    named: dict[str, tuple[str, str]] = {}
    for code, tex in get_builtin_uni2latex_dict().items():
        if match := _ONE_NAME.fullmatch(tex):
            named.setdefault(match[1], ("print", chr(code)))
    return named | {row["command"]: (row["kind"], row.get("value", "")) for row in read_table("tex_commands")}


@cache
def _ot2_letters() -> dict[str, str]:
    return {row["latin"]: row["letter"] for row in read_table("ot2_letters")}


@cache
def _ot2() -> re.Pattern[str]:
    return re.compile("|".join(_ot2_letters()), re.IGNORECASE)


def _ot2_letter(match: re.Match[str]) -> str:
    letter = _ot2_letters()[match.group().lower()]
    return letter.upper() if match.group()[0].isupper() else letter


@dataclass
class _Style:
    """How text is set between two braces."""

    cyrillic: bool = False
    table: dict[int, int] | None = None
    """Letters raised or lowered in formulas."""
    closing: str = ""
    """The brace itself, where a command that is not known needs it."""


class _Reader:
    """One pass over the tokens; open groups are on a stack, so any depth of them takes linear time."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.printed: list[str] = []
        self.outer: list[_Style] = []
        self.style = _Style()
        self.accents: list[str] = []
        self.next_table: dict[int, int] | None = None
        self.keeps_braces = False
        self.formula = False
        self.dollars = (tex.count("$") - tex.count("\\$")) % 2 == 0
        self.curly = "``" in tex

    def read(self) -> str:
        at = 0
        while match := _TOKEN.match(self.tex, at):
            at = match.end()
            kind = match.lastgroup or ""
            text = match.group()
            if kind == "gap":
                at = self._command(match["word"], text, at)
            elif kind == "sign":
                at = self._command(match["sign"], text, at)
            elif kind == "brace":
                self._brace(text, at)
            elif kind == "mark":
                self._mark(text)
            elif kind == "ligature" and (text != "''" or self.curly):
                self._print(_LIGATURES[text])
            else:
                self._print(text)
        return "".join(self.printed)

    def _command(self, name: str, text: str, at: int) -> int:
        """Do what the command says; gives where to read on."""
        kind, value = _commands().get(name, ("", ""))
        if kind == "accent":
            self.accents.append(chr(int(value, 16)))
        elif kind in ("print", "space"):
            self._print(value or " ")
        elif kind == "cyrillic":
            self.style.cyrillic = True
        elif kind == "skip":
            argument = _FIRST_ARGUMENT.match(self.tex, at)
            return argument.end() if argument else at
        elif not kind and name in _SIGNS:
            self._print(_SIGNS[name])
        elif not kind and name.isalpha() and name.isascii():
            self.printed.append(text)
            self.keeps_braces = self.tex.startswith("{", at)
        return at

    def _brace(self, brace: str, at: int) -> None:
        if brace == "{":
            self.outer.append(self.style)
            closing = "}" if self.keeps_braces else ""
            table = self.next_table or self.style.table
            self.style = _Style(self.style.cyrillic, table, closing)
            if closing:
                self.printed.append("{")
            self.keeps_braces, self.next_table = False, None
            return
        if self.accents:  # an accent on nothing
            self.printed.append(_NO_LETTER.get(self.accents[-1], ""))
            self.accents = []
        self.printed.append(self.style.closing)
        self.keeps_braces = bool(self.style.closing) and self.tex.startswith("{", at)
        self.style = self.outer.pop() if self.outer else _Style()

    def _mark(self, mark: str) -> None:
        if mark == "~":
            self._print(" ")
        elif mark == "$" and self.dollars:
            self.formula = not self.formula
        elif mark in "^_" and self.formula:
            self.next_table = _RAISED if mark == "^" else LOWERED
        else:
            self._print(mark)

    def _print(self, text: str) -> None:
        if self.accents:
            text = text.lstrip()
            if not text:
                return
        if self.style.cyrillic:
            text = _ot2().sub(_ot2_letter, text)
        if self.accents:
            marks = "".join(reversed(self.accents))
            text = normalize("NFC", text[0].translate(_DOTLESS) + marks) + text[1:]
            text = text.translate(_REVERSED_E) if self.style.cyrillic else text
            self.accents = []
        if self.next_table:
            text = text[0].translate(self.next_table) + text[1:]
            self.next_table = None
        self.printed.append(shifted(text, self.style.table) if self.style.table else text)
