"""Lines of an article's head told apart: names, posts and addresses, titles, the begin of the abstract."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bibman.model import Name
from bibman.names import read_names
from bibman.names.words import ending, family_weight, is_given_name, is_kind, is_organisation, is_patronymic
from bibman.text import clean_line, read_table, skeleton

_MARKUP = re.compile(r"^[\s#>*_]+|[\s*_]+$")
# Emphasis inside a line opens before a word; where it closes, it goes as a footnote's mark does.
_EMPHASIS = re.compile(r"(?<![^\W_])[*_]+(?=[^\W\d_])")
_FOOTNOTE_MARKS = re.compile(r"[\d¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§]+(?=\s*(?:,|;|$|\())|(?<=\w)[¹²³⁴⁵⁶⁷⁸⁹⁰†‡§]+")
_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_LABEL = re.compile(
    r"^(?:(?:scientific )?(?:author|authors|advisor|supervisor)|muallif(?:lar)?|автор[ы]?|"
    r"ilmiy rahbar|илмий раҳбар|научный руководитель)\s*:\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|https?:|www\.|orcid|\d{4}-\d{4}|\+\d", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'ʻ‘ʼ`-][^\W\d_]+)*\.?")
_NOT_IN_NAMES = re.compile(r"[:!?«»“”\"/|=<>_@\d…]")
_INITIAL = re.compile(r"(?:[^\W\d_]|[^\W\d_a-zа-я][a-zа-яʻ‘’']{1,2})\.")
_LONGEST = 250


def plain(line: str) -> str:
    """The line without markdown's marks and outer spaces."""
    return clean_line(_MARKUP.sub("", line))


@cache
def _words(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words or phrases, and starts of words, of one kind."""
    listed = [row["word"] for row in read_table("byline_words") if row["kind"] == kind]
    starts = tuple(sorted({skeleton(word) for word in listed if word.endswith("-")}))
    return frozenset(skeleton(word) for word in listed if not word.endswith("-")), starts


def begins_abstract(line: str) -> bool:
    """Whether the line opens the abstract, the keywords or the introduction."""
    text = plain(line[:80])
    if not text[:1].isalpha():
        return False
    words = skeleton(text).split()[:3]
    phrases, _ = _words("abstract")
    found = next((n for n in (3, 2, 1) if " ".join(words[:n]) in phrases), 0)
    if not found or not text[0].isupper():
        return False
    rest = re.match(rf"(?:[^\W\d_]+[’'ʻ‘ʼ`]*[^\W\d_]*[\s*_]*){{{found}}}", text)
    after = text[rest.end() :].lstrip(" *_") if rest else "-"
    return not after or after[0] in ".:–—-(" or (len(line) > 60 and after[0].isupper())


def is_contact(line: str) -> bool:
    """Whether the line gives an address, a number or a classification (UDC, DOI, ORCID)."""
    if _ADDRESS.search(line):
        return True
    words = skeleton(plain(line[:60])).split()
    return bool(words) and words[0] in _words("contact")[0] and len(words) < 12


def is_label(line: str) -> bool:
    """Whether the line is only a label such as "Main Article Content"."""
    return skeleton(plain(line[:60])) in _words("label")[0]


def is_post(line: str) -> bool:
    """Whether the line says what somebody is or where he works."""
    text = plain(line[:_LONGEST])
    whole, starts = _words("post")
    words = skeleton(text).split()
    return any(word in whole or word.startswith(starts) for word in words)


@lru_cache(maxsize=256)
def names_in(line: str) -> tuple[Name, ...]:
    """The people a byline names; empty where the line is anything but names.

    Every word must be able to stand in a name, and each person must be known by something: initials, a given
    name, a family name's or a patronymic's ending, or a family name in capitals beside a given name that is
    not.
    """
    text = _LABEL.sub("", _EMPHASIS.sub("", plain(line))) if len(line) <= _LONGEST else ""
    text = _without_titles(_FOOTNOTE_MARKS.sub("", _BRACKETS.sub("", text)).strip(" ,;*–—-"))
    if not text or _NOT_IN_NAMES.search(text) or not text[0].isupper():
        return ()
    words = _WORD.findall(text)
    if not 2 <= len(words) <= 40 or not all(map(_may_stand_in_name, words)):
        return ()
    names = read_names(text).names
    known = _is_surely_person if text.isupper() else _is_person
    return names if names and all(map(known, names)) else ()


def _without_titles(text: str) -> str:
    """The text without degrees and posts before it, nor a full stop that ends a sentence and no initial."""
    first, _, rest = text.partition(" ")
    while rest and (is_kind(first.strip(".,"), "title") or (is_post(first) and not text.isupper())):
        text = rest.lstrip()
        first, _, rest = text.partition(" ")
    stops = text.endswith(".") and len(text.rsplit(None, 1)[-1]) > 4 and "." not in text[-5:-1]
    return text[:-1] if stops else text


def _may_stand_in_name(word: str) -> bool:
    return (
        word[0].isupper()
        or any(is_kind(word, kind) for kind in ("descent", "particle", "and", "title", "et_al"))
        or bool(ending(word, "descent")[0])
    )


def _is_person(name: Name) -> bool:
    if not name.family or name.literal:
        return not name.literal and bool(name.given and name.patronymic)
    words = _WORD.findall(name.form)
    if not name.given and len(words) < 2:
        return False
    if len(words) > 6 or is_organisation(name.form):
        return False
    return _is_known(name, words)


def _is_surely_person(name: Name) -> bool:
    """In capitals, titles look like names: only a patronymic, dotted initials or two known names tell."""
    words = _WORD.findall(name.form)
    if not name.family or not _is_person(name):
        return False
    if any(is_patronymic(word) or ending(word, "descent")[0] for word in words) and len(words) <= 5:
        return not any(len(word) == 1 for word in words)
    dotted = [word for word in words if _INITIAL.fullmatch(word)]
    if dotted:
        return len(words) - len(dotted) <= 1
    return len(words) == 2 and is_given_name(name.given) and family_weight(name.family) > 2


def _is_known(name: Name, words: list[str]) -> bool:
    if _INITIAL.match(name.given):
        return len(name.family) > 2
    capitals = [word.isupper() and len(word) > 2 for word in words]
    if any(capitals) and not all(capitals) and len(words) <= 4:
        return True
    return (
        bool(name.patronymic)
        or any(is_patronymic(word) or bool(ending(word, "descent")[0]) for word in words)
        or (is_given_name(name.given.split(" ")[0]) and len(words) <= 3)
        or (family_weight(name.family) > 2 and len(words) <= 3)
    )
