"""The HTML and XML that catalogues leave in titles and names: marks go, entities become letters."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

#: Scopus and others escape what is escaped already: &amp;amp;, &amp;lt;.
_ENTITY = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?(/?)>")
#: Elements that words never run through.
_BLOCKS = frozenset({"p", "br", "div", "li", "sec", "title"})
_SHIFTED = re.compile(r"<(su[bp])>([^<>]*)</\1>")
RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def without_markup(text: str) -> str:
    """The text as HTML prints it: H<sub>2</sub>O is H₂O, &amp;uuml; is ü, <i> and <jats:italic> are nothing.

    A mark that is never closed is a part of the text ("The <title> element", "p<q").
    """
    if "&" in text:
        text = _ENTITY.sub(_letter, text)
    return _without_tags(text) if "<" in text and ">" in text else text


def _letter(entity: re.Match[str]) -> str:
    name = entity[1]
    return unescape(f"&{name};") if name[0] == "#" else html5.get(f"{name};", f"&{name};")


def _without_tags(text: str) -> str:
    closed = {tag[2] for tag in _TAG.finditer(text) if tag[1] or tag[3]} | {"br"}

    def printed(tag: re.Match[str]) -> str:
        name = tag[2].rpartition(":")[2].lower()
        if tag[2] not in closed:
            return tag.group()
        if name in ("sub", "sup"):
            return f"<{tag[1]}{name}>"
        return " " if name in _BLOCKS else ""

    return _SHIFTED.sub(_shifted, _TAG.sub(printed, text))


def _shifted(match: re.Match[str]) -> str:
    return shifted(match[2], RAISED if match[1] == "sup" else LOWERED)


def shifted(text: str, table: dict[int, int]) -> str:
    """Raised or lowered signs where Unicode has all of them: 10³, but 2nd."""
    return text.translate(table) if all(ord(sign) in table for sign in text) else text
