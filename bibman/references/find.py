"""Where an article's reference lists stand: their headings, and what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bibman.references.loose import split_by_shape
from bibman.references.rows import Row
from bibman.references.shape import bullet_end, looks_like_reference, read_mark
from bibman.text import read_table, skeleton

_LONGEST_HEADING = 120
_NUMBERING = re.compile(r"^[\s#>*_•▪–-]*(?:(?:\d{1,2}|[IVXІХ]{1,4})[.)]?(?:\s|(?=[^\W\d_])))?[\s*_]*")
_FIRST_MARK = re.compile(
    r"(?:^|[\s:.])(?:\[1\]|1[.)]|1\s?[-–](?!\d))\s*(?=[^\W\d_]|[\"«“„\[<*]|\d+\s[^\W\d_]|$)"
)
_BETWEEN_WORDS = re.compile(r"[\s/|,;:.()\[\]&*_–—-]+")
_SET_OFF_APOSTROPHE = re.compile(r"\s+(?=['’‘ʻʼ`]\w)")
_COLON = re.compile(r":[\s*_]+(?=\S)")
_ENDING_LABEL = re.compile(r"[\w’'ʻ‘ʼ`\s*]{1,40}?[*_\s]*[:.–—-]")
_MARKDOWN_HEADING = re.compile(r"\s*#{1,6}\s+\S")
_MARKDOWN_NOTE = re.compile(r"\s*\[\^[^\]\s]{1,20}\]:")
_SENTENCE_END = re.compile(r"[.!?;:)\]»”\"*_]\s*$")
# Enough lines to pass page furniture, a subheading and an item of two broken lines.
_LOOK_AHEAD = 6
# Enough lines for the first entries of an unmarked list in a narrow column, and how many are looked at.
_FIRST_LINES = 24
_FIRST_ENTRIES = 3


class Span(NamedTuple):
    """A list: lines ``start`` up to ``end`` (counted from 0), the first read from ``column`` on."""

    start: int
    end: int
    column: int = 0


def find_lists(lines: Sequence[str], furniture: frozenset[int] = frozenset()) -> list[Span]:
    """The reference lists of an article, without their headings, each as far as its end is certain.

    A list begins after a heading (a line of heading words alone, or such words before item 1) that something
    like a reference follows. It ends before the next heading of a list or a section, a note on the author,
    an abstract. ``furniture`` holds the indices of lines to look through.
    """
    starts = [found for n in range(len(lines)) if (found := _list_start(lines, n))]
    spans = []
    for at, (n, column) in enumerate(starts):
        stop = starts[at + 1][0] if at + 1 < len(starts) else len(lines)
        if at + 1 < len(starts) and starts[at + 1][1] == 0:
            stop -= 1  # the next list's heading line
        end = end_of_list(lines, n, stop)
        if _holds_references(lines, n, end, column, furniture):
            spans.append(Span(n, end, column))
    return spans


def heading_words(text: str) -> bool:
    """Whether a text is the heading of a reference list and nothing else, in any language and script."""
    return _heading_role(text) != ""


def _list_start(lines: Sequence[str], n: int) -> tuple[int, int] | None:
    """The line and column where the list's first item is looked for, if line ``n`` opens a list."""
    line = lines[n]
    role = _heading_role(line)
    if role and (_begins_high(line) or line.rstrip().endswith(":")):
        if role == "weak" and not _stands_alone(lines, n):
            return None
        return (n + 1, 0)
    if len(line) > 10_000_000:
        return None
    for match in _FIRST_MARK.finditer(line):
        before = line[: match.start() + 1].rstrip()
        if before and (_heading_role(before) or _ends_with_heading(before)):
            return (n, len(line[: match.end()]) - len(match.group().lstrip(" \t:.\u00a0")))
    colon = _COLON.search(line[:_LONGEST_HEADING])
    if colon and _heading_role(line[: colon.start()]) == "noun" and looks_like_reference(line[colon.end() :]):
        return (n, colon.end())
    return None


def _begins_high(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and letters[0].isupper()


def _stands_alone(lines: Sequence[str], n: int) -> bool:
    """Whether the line is a heading by its place: the text before it has ended."""
    return n == 0 or not lines[n - 1].strip() or bool(_SENTENCE_END.search(lines[n - 1]))


def _ends_with_heading(text: str) -> bool:
    """Whether heading words, the first with a capital letter, close a running line after a sentence end."""
    words = text[-_LONGEST_HEADING:].split()
    for count in range(1, min(8, len(words))):
        if (
            words[-count][:1].isupper()
            and words[-count - 1][-1:] in ".!?;:)]»”*"
            and _heading_role(" ".join(words[-count:]))
        ):
            return True
    return False


@cache
def _roles() -> dict[str, str]:
    roles: dict[str, str] = {}
    for row in read_table("headings"):
        for word in skeleton(row["word"]).split():
            roles.setdefault(word, row["role"])
    return roles


@cache
def _near_roles() -> dict[str, str]:
    """Heading words of eight letters and more, and their nouns with a letter lost, as misprints have them."""
    near: dict[str, str] = {}
    for word, role in _roles().items():
        if len(word) >= 8:
            for n in range(len(word)):
                near.setdefault(word[:n] + word[n + 1 :], role)
    return near


def _role(word: str) -> str:
    role = _roles().get(word)
    if role or len(word) < 7:
        return role or ""
    near = _near_roles()
    for n in range(len(word)):
        shorter = word[:n] + word[n + 1 :]
        if shorter in near or shorter in _roles():
            return near.get(shorter) or _roles()[shorter]
    return near.get(word, "") or _glued(word)


@lru_cache(maxsize=4096)
def _word_role(printed: str) -> str:
    roles = [_role(word) for word in skeleton(printed).split()]
    return roles[0] if len(roles) == 1 else ""


def _glued(word: str) -> str:
    """The role of two heading words that lost the space between them."""
    for n in range(4, len(word) - 3):
        first, second = _roles().get(word[:n]), _roles().get(word[n:])
        if first and second:
            return "noun" if "noun" in (first, second) else first
    return ""


def _heading_role(line: str) -> str:
    """ "noun" or "weak" where the line consists of heading words alone, else ""."""
    if not len(line) >= 5 or len(line) > _LONGEST_HEADING * 2:
        return ""
    text = _NUMBERING.sub("", line, count=1).strip(" *_#:.\t()\u00a0")
    if not 5 <= len(text) <= _LONGEST_HEADING or text[0].isdigit():
        return ""
    words = _BETWEEN_WORDS.split(_SET_OFF_APOSTROPHE.sub("", text))
    if len(words) > 20:
        return ""
    if len(words) >= 6 and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    roles = []
    for word in words:
        role = _word_role(word)
        if not role:
            return ""
        roles.append(role)
    return "noun" if "noun" in roles else "weak" if "weak" in roles else ""


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """By first word: the phrases that end a list, and how they do."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_table("endings"):
        phrase = skeleton(row["phrase"])
        found[phrase.split()[0]] = (*found.get(phrase.split()[0], ()), (phrase, row["match"]))
    return found


def is_ending(line: str) -> bool:
    """Whether a line begins what stands after a list: a note on the author, an abstract, a UDC number."""
    head = line.strip(" \t*_#>")[:80]
    if not head[:1].isalpha():
        return False
    words = skeleton(head)
    return any(_ends_by(head, words, *ending) for ending in _endings().get(words.partition(" ")[0], ()))


def _ends_by(head: str, words: str, phrase: str, match: str) -> bool:
    if words == phrase:
        return True
    if not words.startswith(phrase + " ") or match == "line":
        return False
    label = _ENDING_LABEL.match(head)
    return match == "start" or bool(label and skeleton(label.group()) == phrase)


def end_of_list(lines: Sequence[str], start: int, stop: int) -> int:
    """Where a list that begins at line ``start`` ends for certain, ``stop`` at the latest."""
    first = next((line for line in lines[start:stop] if line.strip()), "")
    of_notes = _is_markdown_note(first)
    for n in range(start + 1, stop):
        line = lines[n]
        if is_ending(line) or (_is_markdown_note(line) and not of_notes):
            return n
        if is_markdown_heading(line) and not read_mark(line) and not heading_words(line):
            return n
    return stop


def is_markdown_heading(line: str) -> bool:
    """Whether a line is marked as a heading: "## Xulosa"."""
    return bool(_MARKDOWN_HEADING.match(line))


def _is_markdown_note(line: str) -> bool:
    """Whether a line begins the text of a footnote in Markdown: "[^1]: ..."."""
    return bool(_MARKDOWN_NOTE.match(line))


def _holds_references(
    lines: Sequence[str], start: int, end: int, column: int, furniture: frozenset[int]
) -> bool:
    """Whether the first lines after a heading are items: marked from 1, bulleted, or like references."""
    rows = _first_rows(lines, start, end, column, furniture)
    seen = [row.text for row in rows if row.text.strip()][:_LOOK_AHEAD]
    for at, text in enumerate(seen):
        mark = read_mark(text)
        if mark and mark.number == 1 and mark.style != " ":
            return True
        if at == 0 and (bullet_end(text) or looks_like_reference(" ".join(seen[:3]))):
            return True
        if mark and at == 0 and looks_like_reference(" ".join(seen)):
            return True
    return _begins_with_entries(rows)


def _first_rows(
    lines: Sequence[str], start: int, end: int, column: int, furniture: frozenset[int]
) -> list[Row]:
    """The first lines after a heading, blank ones between them, without furniture and more of the heading."""
    rows: list[Row] = []
    printed = 0
    for n in range(start, end):
        text = lines[n][column:] if n == start else lines[n]
        if n in furniture or _is_rest_of_heading(text):
            continue
        rows.append(Row(n + 1, text))
        printed += bool(text.strip())
        if printed == _FIRST_LINES:
            break
    return rows


def _begins_with_entries(rows: Sequence[Row]) -> bool:
    """Whether the lines fall into entries that mostly look like references, however short the lines are."""
    entries = split_by_shape(rows)[:_FIRST_ENTRIES]
    texts = [" ".join(row.text.strip() for row in entry) for entry in entries]
    return sum(map(looks_like_reference, texts)) > 1


def _is_rest_of_heading(line: str) -> bool:
    words = _BETWEEN_WORDS.split(line.strip(" *_#:.\t()\u00a0")) if len(line) < 60 else []
    return 1 <= len(words) <= 4 and all(_word_role(word) for word in words)
