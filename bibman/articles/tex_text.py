"""A piece of LaTeX as a reader sees it: letters for commands, addresses whole, no comments."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from itertools import pairwise

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*(?=\S))?")
_ADDRESS = re.compile(r"\\(?:url|path|nolinkurl|doi)\s*(?:\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}|\|([^|\n]*)\|)")
_LINK = re.compile(r"\\href\s*\{(?:[^{}\\]|\\.|\{[^{}]*\})*\}")
_ESCAPED = re.compile(r"\\([%&#_~{}$^])(?:\{\})?")
# Where an address stood while the text around it is read.
_PLACE = re.compile("\ue0f3(\\d{1,9})\ue0f4")
_SHORTHANDS = {'"---': "—", '"--~': "—", '"<': "«", '">': "»", '"=': "-", '"~': "-", "<<": "«", ">>": "»"}
_SHORTHAND = re.compile("|".join(map(re.escape, _SHORTHANDS)))
#: Commands whose first argument says how something is set, not what.
_DROPPED = re.compile(
    r"\\(?:foreignlanguage|selectlanguage|textcolor|color|fontencoding|fontsize|fontfamily|hspace|vspace|label"
    r"|hypertarget|hyperlink|phantomsection|setcounter|addtocounter|setlength|begin|end|pagestyle"
    r"|thispagestyle|addcontentsline|bibliographystyle|bibliography|usepackage|providecommand|def\\[a-zA-Z@]+)"
    r"\*?\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}"
)
_SUPER = re.compile(r"\\textsuperscript\s*\{\s*(\d{1,3}(?:[,-]\s?\d{1,3})*)\s*\}|\$\^\{?(\d{1,3})\}?\$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PRINTED = str.maketrans("~`'", " ‘’")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# No paragraph is so long; of what is, only the letters are kept.
_LONGEST = 200_000


def protect(source: str) -> tuple[str, list[str]]:
    """Source without comments, its addresses kept apart: a percent sign in them begins no comment."""
    addresses: list[str] = []

    def keep(match: re.Match[str]) -> str:
        addresses.append(_ESCAPED.sub(r"\1", match[1] if match[1] is not None else match[2]).strip())
        return f"\ue0f3{len(addresses) - 1}\ue0f4"

    source = _LINK.sub("", _ADDRESS.sub(keep, source))
    return _COMMENT.sub(r"\1", source), addresses


def plain(source: str, addresses: list[str]) -> str:
    """The text of a protected piece of source."""
    source = _SHORTHAND.sub(lambda match: _SHORTHANDS[match[0]], _DROPPED.sub(" ", source))
    source = _SUPER.sub(lambda match: (match[1] or match[2]).translate(_RAISED), source)
    source = _balanced(source)
    if "\\" in source or "$" in source or "{" in source or "`" in source or "--" in source or "''" in source:
        source = _read(source)
    text = source.translate(_PRINTED)
    return _PLACE.sub(lambda match: addresses[int(match[1])] if int(match[1]) < len(addresses) else "", text)


def _read(source: str) -> str:
    if len(source) <= _LONGEST:
        with suppress(Exception):  # pylatexenc lets errors of any kind through on broken source
            return str(_READER.latex_to_text(source, tolerant_parsing=True))
    return re.sub(r"\\[a-zA-Z]+\*?|[{}$]", "", source)


def _reader() -> LatexNodes2Text:
    commands = get_default_latex_context_db()
    commands.add_context_category(
        "bibman",
        prepend=True,
        macros=[
            MacroTextSpec("newblock", " "),
            # pylatexenc would put a date of its own here.
            MacroTextSpec("today", ""),
            MacroTextSpec("maketitle", ""),
            MacroTextSpec("tableofcontents", ""),
            MacroTextSpec("textquoteleft", "‘"),
            MacroTextSpec("newline", "\n"),
            MacroTextSpec("linebreak", "\n"),
            MacroTextSpec("No", "№"),
            MacroTextSpec("textnumero", "№"),
            MacroTextSpec("cyrdash", "—"),
        ],
    )
    return LatexNodes2Text(latex_context=commands, math_mode="text", keep_comments=True)


# Broken source is read as far as it goes; pylatexenc would tell the user of every command.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
_READER = _reader()


def _balanced(source: str) -> str:
    """Source without braces that have no counterpart: a command that was read already took it."""
    opened: list[int] = []
    lone: list[int] = []
    for brace in _BRACE.finditer(source):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            opened.pop()
        elif brace[0] == "}":
            lone.append(brace.start())
    lone += opened
    if not lone:
        return source
    cuts = [-1, *sorted(lone), len(source)]
    return "".join(source[a + 1 : b] for a, b in pairwise(cuts))


def argument(source: str, at: int) -> tuple[str, int]:
    """The text in the braces that open at ``at`` and where to read on; "" and ``at`` where none do."""
    if not source.startswith("{", at):
        return "", at
    depth = 0
    for brace in _BRACE.finditer(source, at):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return source[at + 1 : brace.start()], brace.end()
    return source[at + 1 :], len(source)
