"""Authors named again: below the title in another language, in the summaries at the end, in a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bibman.articles.byline import begins_abstract, is_contact, is_label, is_post, names_in, plain
from bibman.articles.decode import repair_cp1251
from bibman.model import Name
from bibman.names import compare_names, read_names

#: An author's place in the byline (from 0) and another form of the name.
Repeat = tuple[int, Name]

# How many lines with text a byline stands before its abstract at most, and how far below the first byline the
# titles and bylines in other languages go.
_BEFORE_ABSTRACT = 12
_BELOW_BYLINE = 15
_SHORTEST_TITLE = 12
# How many lines below the first byline and above the end are searched: no more of an article are heads.
_HEAD, _END = 1500, 300
_LONGEST_LINE = 250
_MOST_REPEATS = 200
_PIECE = re.compile(r"\s*[,;]\s*|\s+[–—-]\s+")
# "/ В. Петренко, Л. Коваль // ", "/ Petrenko V. - Kyiv": who answers for the work, in GOST's order.
_RESPONSIBLE = re.compile(r"(?<!/)\s/\s?(?![/\s])")
_RESPONSIBILITY_ENDS = re.compile(r"//|[;\[:–—]|\s-\s")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.?[\s-]*)+")
_LONGEST_RESPONSIBILITY = 300


def find_repeats(lines: Sequence[str], authors: Sequence[Name]) -> tuple[Repeat, ...]:
    """Further printed forms of the authors, in the order of the lines: of bylines repeated in another
    language or script, and of names printed in broken letters.

    A line counts where it holds only names, all of them authors, and stands where bylines do.
    """
    if not authors:
        return ()
    found: list[Repeat] = []
    known = {name.form for name in authors}
    for n in _places(lines, authors):
        for place, name in _matched(authors, _names_at(lines[n])):
            for form in (name.form, _as_printed(name.form, lines[n])):
                if form not in known and len(found) < _MOST_REPEATS:
                    known.add(form)
                    found.append((place, replace(name, form=form)))
    return tuple(found)


def repeated_in(text: str, authors: Sequence[Name]) -> tuple[Repeat, ...]:
    """Further forms of a reference's authors: those printed again after the title, behind a slash."""
    if not authors or "/" not in text:
        return ()
    known = {"".join(name.form.split()) for name in authors}
    found = []
    for start in _RESPONSIBLE.finditer(text):
        piece = text[start.end() : start.end() + _LONGEST_RESPONSIBILITY]
        for name in read_names(_RESPONSIBILITY_ENDS.split(piece, maxsplit=1)[0].strip()).names:
            form = "".join(name.form.split())
            places = _places_of(authors, name, ("same",))
            if len(places) == 1 and form not in known and _INITIALS.fullmatch(name.given):
                known.add(form)
                found.append((places[0], name))
    return tuple(found)


def _names_at(line: str) -> tuple[Name, ...]:
    """The names of a line; posts behind the names are left out."""
    if len(line) > _LONGEST_LINE:
        return ()
    text = repair_cp1251(line)
    if names := names_in(text):
        return names
    kept = []
    for piece in _PIECE.split(text):
        if is_post(piece) and not names_in(piece):
            break
        kept.append(piece)
    return names_in(", ".join(kept))


def _as_printed(form: str, line: str) -> str:
    """The form in the letters of its line, where these had to be repaired."""
    if form in line:
        return form
    try:
        broken = form.encode("cp1251").decode("cp1252")
    except UnicodeError:
        return form
    return broken if broken in line else form


def _places(lines: Sequence[str], authors: Sequence[Name]) -> Iterator[int]:
    """The lines that may be bylines: below the first one, shortly before an abstract, next to a title."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    first = next((at for at, n in enumerate(filled) if _is_first(lines[n], authors)), None)
    if first is None:
        return
    middle = range(first + _HEAD, len(filled) - _END)
    searched = [at for at in range(first, len(filled)) if at not in middle]
    near = set(range(first, first + _BELOW_BYLINE))
    for at in searched:
        if begins_abstract(lines[filled[at]]):
            near.update(range(at - _BEFORE_ABSTRACT, at))
        if _is_title(lines[filled[at]]):
            near.update((at - 1, at + 1))
    yield from (filled[at] for at in searched if at in near)


def _is_first(line: str, authors: Sequence[Name]) -> bool:
    return any(name.form == authors[0].form for name in _names_at(line))


def _is_title(line: str) -> bool:
    """Whether the line is a title in capitals."""
    if len(line) > _LONGEST_LINE or not line.isupper():
        return False
    text = plain(repair_cp1251(line))
    return (
        len(text) >= _SHORTEST_TITLE
        and " " in text
        and not (is_contact(text) or is_label(text) or names_in(text))
    )


def _places_of(authors: Sequence[Name], name: Name, verdicts: Sequence[str]) -> list[int]:
    return [n for n, author in enumerate(authors) if compare_names(author, name).verdict in verdicts]


def _matched(authors: Sequence[Name], names: Sequence[Name]) -> list[Repeat]:
    """Each name with the author it is; nothing where one of them is none, or may be several.

    As many names as the byline has, none in another's place, are the authors in their order.
    """
    if len(names) == len(authors):
        verdicts = [compare_names(a, b).verdict for a, b in zip(authors, names, strict=True)]
        if "different" not in verdicts:
            return list(enumerate(names))
    matched = []
    for name in names:
        places = _places_of(authors, name, ("same",)) or _places_of(authors, name, ("possible",))
        if len(places) != 1:
            return []
        matched.append((places[0], name))
    return matched
