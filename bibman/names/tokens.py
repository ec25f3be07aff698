"""A printed name cut into its words and initials, with the print's accidents put right."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bibman.names.words import Word, is_kind, word_of
from bibman.text import clean_line
from bibman.text.scripts import is_plain

APOSTROPHES = "'’‘ʻʼ`´ʹˈ′"
_PART = re.compile(rf"[{APOSTROPHES}]?[^\W\d_][\w{APOSTROPHES}\u0300-\u036f‐‑-]*\.?|\.")
_BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
_PREFIXES = frozenset({"mac", "fitz", "van", "von", "del", "des", "dos", "san", "мак", "фиц"})
_SPACED = re.compile(r"(?:^|\s)[^\W\d_]\s[^\W\d_]\s[^\W\d_](?:\s|$)")
_MARKS = re.compile(rf"[{APOSTROPHES}.‐‑-]")
#: Two letters that stand for one in an initial.
_DIGRAPHS = frozenset(
    [
        "sh",
        "ch",
        "zh",
        "kh",
        "yu",
        "ya",
        "yo",
        "ye",
        "ts",
        "gh",
        "ph",
        "th",
        "dj",
        "dz",
        "iu",
        "ia",
        "dzh",
        "shch",
        "дж",
        "дз",
        "ju",
        "ja",
        "je",
        "jo",
        "sch",
        "cz",
        "sz",
        "vl",
        "хо",
    ]
)


class Token(NamedTuple):
    """A word or an initial of a printed name; ``glued`` where no space stands before it."""

    word: Word
    is_initial: bool
    glued: bool = False

    @property
    def text(self) -> str:
        """The token as printed."""
        return self.word.text


def letters_of(text: str) -> str:
    """The text without apostrophes, dots and hyphens."""
    return _MARKS.sub("", text)


def close_up(text: str) -> str:
    """The text with letter-spaced words ("П ш о н к а В . П .") closed up."""
    out: list[str] = []
    words = text.split(" ")
    n = 0
    while n < len(words):
        end = n + 1
        if len(words[n]) == 1 and words[n].isalpha():
            while end < len(words) and len(words[end]) == 1 and words[end].islower():
                end += 1
        if end - n >= 3:
            out.append("".join(words[n:end]))
        else:
            out.extend(words[n:end])
        n = end
    return " ".join(out)


def tidy(text: str) -> str:
    """The text on one line, without brackets and letter-spacing; the letters stay as printed."""
    line = clean_line(text)
    if "(" in line or "[" in line:
        line = clean_line(_BRACKETS.sub(" ", line))
    return close_up(line) if _SPACED.search(line) else line


@lru_cache(maxsize=20000)
def is_initial(text: str) -> bool:
    """Whether a word is an initial: a letter or two with a dot, a lone letter, "Sh.", "M-Kh."."""
    if len(text) > 1 and text.isalpha() and is_plain(text):
        return False
    letters = letters_of(text)
    if text == "b.":  # "son of" in Arabic names printed the Turkish way
        return False
    if len(letters) == 1:
        return True
    if not text.endswith("."):
        return False
    if "-" in text:
        return all(len(letters_of(part)) <= 2 for part in text.split("-"))
    return len(letters) == 2 or letters.lower() in _DIGRAPHS


def _unglue(word: str) -> list[str]:
    """ "KlaraZh" is two words; "McDonald" and "DeLong" are one."""
    if len(word) < 4 or word[1:].islower() or word.isupper():
        return [word]
    cuts = [n for n in range(3, len(word)) if word[n].isupper() and word[n - 1].islower()]
    cuts = [n for n in cuts if word[:n].lower() not in _PREFIXES]
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


def _capital_run(word: str, mixed: bool) -> list[str]:
    """ "ИИ" and "JA" beside words in lower case are initials that lost their dots."""
    letters = word.rstrip(".")
    if mixed and 2 <= len(letters_of(letters)) <= 3 and letters.isupper() and letters.isalpha():
        if letters.lower() in _DIGRAPHS or is_kind(letters, "suffix"):
            return [word]
        return list(letters)
    return [word]


def tokens_of(text: str) -> list[Token]:
    """The words and initials of a tidied text, in order; what is neither is left out."""
    return list(_tokens_of(text.strip()))


@lru_cache(maxsize=20000)
def _tokens_of(text: str) -> tuple[Token, ...]:
    mixed = any("." not in w and w[1:] != w[1:].upper() for w in text.split())
    tokens: list[Token] = []
    last_end = 0
    for match in _PART.finditer(text):
        glued = bool(tokens) and match.start() == last_end
        last_end = match.end()
        piece = match.group()
        if piece == ".":
            _add_dot(tokens)
            continue
        for n, word in enumerate(w for part in _unglue(piece) for w in _capital_run(part, mixed)):
            tokens.append(_token(word, glued or n > 0, mixed))
    return tuple(tokens)


def _add_dot(tokens: list[Token]) -> None:
    if tokens and tokens[-1].is_initial and not tokens[-1].text.endswith("."):
        tokens[-1] = Token(word_of(tokens[-1].text + "."), True, tokens[-1].glued)


def _token(word: str, glued: bool, mixed: bool) -> Token:
    if is_initial(word) or (mixed and word.isupper() and word.lower() in _DIGRAPHS):
        return Token(word_of(word), True, glued)
    return Token(word_of(word.rstrip(".-")), False, glued)


def join(tokens: list[Token]) -> str:
    """The tokens as printed: with a space where there was one."""
    if len(tokens) == 1:
        return tokens[0].word.text
    return "".join([t.word.text if t.glued or n == 0 else f" {t.word.text}" for n, t in enumerate(tokens)])
