"""Title and authors, from the head of an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bibman.articles.byline import begins_abstract, is_contact, is_label, is_post, names_in, plain
from bibman.articles.decode import repair_cp1251
from bibman.articles.furniture import furniture_lines
from bibman.model import Name
from bibman.names import compare_names
from bibman.text import script_of

# How far an article may begin in its file (issues open with boards and contents), and how long its head may
# be.
_FARTHEST = 1500
_LONGEST_HEAD = 40
_FIRST_LINES = 15
_LONGEST_TITLE = 400
_TITLE_LINES = 8
_MOST_HEADS = 6
_LONGEST_POST = 160


def read_head(lines: Sequence[str], pages: Sequence[int] = ()) -> tuple[str, tuple[Name, ...]]:
    """The article's title and authors; empty where its head names none.

    The head is what stands on a page before the abstract (or at the top of the file, where none is marked).
    The first head with a byline counts; without any byline a title in capitals or markdown's heading is
    taken.
    """
    lines = [repair_cp1251(line) for line in lines[:_FARTHEST]]
    furniture = furniture_lines(lines, pages[:_FARTHEST])
    title = ""
    repeated = _repeated(lines)
    for head in _heads(lines, furniture):
        found, names = _read(head, repeated)
        if names:
            return found, names
        title = title or found
    return title, ()


def _repeated(lines: Sequence[str]) -> frozenset[str]:
    """Lines in capitals that stand more than once, as rubrics do in the contents and above each article."""
    counts = Counter(plain(line) for line in lines if line.isupper())
    return frozenset(line for line, count in counts.items() if count > 1)


def _heads(lines: Sequence[str], furniture: frozenset[int]) -> Iterator[list[str]]:
    """The stretches that may be heads: the file's top, then what stands before an abstract on its page."""
    marks = [n for n, line in enumerate(lines) if n not in furniture and begins_abstract(line)]
    if not marks or any(n in furniture for n in range(marks[0])) or marks[0] > _LONGEST_HEAD:
        top = _kept(lines, 0, _FIRST_LINES, furniture)
        if top and not names_in(top[0]):
            yield top
    for n in marks[:_MOST_HEADS]:
        start = n
        while start > max(0, n - _LONGEST_HEAD) and start - 1 not in furniture:
            start -= 1
        yield _kept(lines, start, n, furniture)


def _kept(lines: Sequence[str], start: int, end: int, furniture: frozenset[int]) -> list[str]:
    return [lines[n] for n in range(start, min(end, len(lines))) if n not in furniture and lines[n].strip()]


def _read(head: list[str], repeated: frozenset[str]) -> tuple[str, tuple[Name, ...]]:
    at = next((n for n, line in enumerate(head) if names_in(line) and not _is_title_part(head, n)), None)
    if at is None:
        return _title_alone(head), ()
    names: list[Name] = list(names_in(head[at]))
    title = _title_before(head[:at], repeated)
    after = at + 1
    while after < len(head):
        more = names_in(head[after])
        if not more and _ends_byline(head[after]):
            break
        names.extend(name for name in more if not any(_is_same(name, known) for known in names))
        after += 1
    return title or _title_after(head[after:]), tuple(names)


def _ends_byline(line: str) -> bool:
    """Whether a line after the names opens something else: a second title, or prose."""
    if is_post(line) or is_contact(line):
        return False
    return _is_capitals(line) or len(plain(line)) > _LONGEST_POST


def _is_same(a: Name, b: Name) -> bool:
    """Whether a byline repeats a name in another script."""
    return a == b or compare_names(a, b).verdict == "same"


def _is_title_part(head: list[str], n: int) -> bool:
    """Whether a line that reads as a name is a title's last: in capitals below such, above a byline."""
    above = n > 0 and _is_capitals(head[n - 1]) and not names_in(head[n - 1])
    below = n + 1 < len(head) and bool(names_in(head[n + 1])) and not is_post(head[n + 1])
    return above and _is_capitals(head[n]) and below


def _is_capitals(line: str) -> bool:
    return plain(line).isupper()


def _is_title_line(line: str) -> bool:
    text = plain(line)
    return (
        any(c.isalpha() for c in text)
        and not is_contact(line)
        and not is_label(line)
        and not begins_abstract(line)
    )


def _title_before(head: list[str], repeated: frozenset[str]) -> str:
    """The title above a byline: the lines next to it, without what journals print above."""
    lines: list[str] = []
    for line in reversed(head):
        if is_label(line):
            continue
        if not _is_title_line(line) or len(lines) == _TITLE_LINES:
            break
        if lines and _is_capitals(lines[0]) and not _is_capitals(line):
            break
        lines.insert(0, line)
        if line.lstrip().startswith("#"):
            break
    if len(lines) > 1 and _is_rubric(lines[0], lines[1], repeated):
        del lines[0]
    return _joined(lines)


def _is_rubric(line: str, following: str, repeated: frozenset[str]) -> bool:
    """Whether a title's first line is the journal's rubric: in another script, or printed more than once."""
    if not _is_capitals(line):
        return False
    return script_of(line) != script_of(following) or (
        plain(line) in repeated and plain(following) not in repeated
    )


def _title_after(head: list[str]) -> str:
    lines: list[str] = []
    for line in head:
        if not lines and not _is_capitals(line):
            continue
        if not _is_capitals(line) or not _is_title_line(line):
            break
        lines.append(line)
    return _joined(lines)


def _title_alone(head: list[str]) -> str:
    """A title without a byline: markdown's heading, or the capitals right above the abstract."""
    for line in head:
        if line.lstrip().startswith("#"):
            return _joined([line])
    lines: list[str] = []
    for line in reversed(head):
        if not _is_capitals(line) or not _is_title_line(line):
            break
        lines.insert(0, line)
    title = _joined(lines)
    return title if " " in title else ""


def _joined(lines: list[str]) -> str:
    title = " ".join(plain(line) for line in lines)
    return title.rstrip(" .,*") if len(title) <= _LONGEST_TITLE else ""
