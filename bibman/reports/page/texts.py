"""What the page says, in every language it speaks.

An element says which text it holds (``data-t``) or is named by (``data-t-label``, ``data-t-hint``): the page
is filled in one language when it is made, and the script fills it anew when another is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from bibman.text import read_table

LANGUAGES = ("en", "ru", "uz")
#: The attribute that the script and screen readers know each of ours by.
_ATTRIBUTES = {"label": "aria-label", "hint": "placeholder"}

_HELD = re.compile(r'data-t="([^"]*)"((?: data-v-[a-z]+="[^"]*")*)>')
_VALUE = re.compile(r'data-v-([a-z]+)="([^"]*)"')
_NAMED = re.compile(r'data-t-(label|hint)="([^"]*)"')
# What no HTML file may hold: control characters and halves of surrogate pairs.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The texts by language and key."""
    rows = read_table("report_texts")
    return {language: {row["key"]: row[language] for row in rows} for language in LANGUAGES}


@cache
def reasons() -> Mapping[str, Mapping[str, str]]:
    """The phrases that reasons are made of, in the languages other than English, by the English ones."""
    rows = read_table("report_reasons")
    return {language: {row["en"]: row[language] for row in rows} for language in LANGUAGES[1:]}


def letters() -> Mapping[str, str]:
    """The Latin letters that each letter of another alphabet is found by."""
    return {row["letter"]: row.get("latin", "") for row in read_table("romanisation")}


def shown(text: str) -> str:
    """Any text as HTML that shows it."""
    return escape(_UNSEEN.sub("�", text))


def number(value: int) -> str:
    """A number with its thousands apart, as every language of the page reads it."""
    return f"{value:,}".replace(",", "\u202f")


def percent(share: float) -> str:
    """A share 0..1 in percent; what is little but not nothing, or nearly all, does not look like it."""
    rounded = round(100 * share)
    if share and not rounded:
        return "< 1 %".replace(" ", "\u00a0")
    return f"{99 if rounded == 100 and share < 1 else rounded}\u00a0%"


def said(key: str, **values: str | int) -> str:
    """An element that holds a text of the table, with values for what stands in braces there."""
    given = "".join(
        f' data-v-{name}="{shown(number(value) if isinstance(value, int) else value)}"'
        for name, value in values.items()
    )
    return f'<span data-t="{key}"{given}></span>'


def said_or(key: str, text: str) -> str:
    """The same, or the text as it is where the table has no such key."""
    return said(key) if key in texts()["en"] else shown(text)


def fill(html: str, language: str) -> str:
    """The page with its texts in this language."""
    words = texts()[language]

    def held(match: re.Match[str]) -> str:
        text = escape(words[match[1]])
        for name, value in _VALUE.findall(match[2]):
            text = text.replace(f"{{{name}}}", value)
        return match[0] + text

    def named(match: re.Match[str]) -> str:
        return f'{match[0]} {_ATTRIBUTES[match[1]]}="{escape(words[match[2]])}"'

    return _NAMED.sub(named, _HELD.sub(held, html))
