"""Letters: two alphabets in one word, names and titles in capitals, letters read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript
from bibman.text import repair_lookalikes
from bibman.text.clean import APOSTROPHES

_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{APOSTROPHES}](?=[^\W\d_])){{2,60}}")
_SIGNS = re.compile(f"[{APOSTROPHES}]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_ROMAN = re.compile(r"[IVXLCDM]{2,}")
_TO_ROMAN = str.maketrans("ІХСМ", "IXCM")
#: Words of one kind that a message names.
_NAMED = 4


def check_scripts(manuscript: Manuscript) -> Iterator[Finding]:
    """Words in which look-alike letters of the other alphabet stand."""
    for n, reference, _ in manuscript.entries():
        right = mixed_words(reference.text)
        if right:
            told = "; ".join(_foreign_letters(word, right[word]) for word in list(right)[:_NAMED])
            message = f"Latin and Cyrillic letters in one word: {told}{_more(len(right))}"
            first = next(iter(right))
            yield manuscript.about("mixed-letters", n, message, "; ".join(right.values()), first)


def mixed_words(text: str) -> dict[str, str]:
    """The words of the text that mix two alphabets by look-alike letters, each with its right spelling."""
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return {}
    found = {}
    for word in _WORD.findall(text):
        if _LATIN.search(word) and _CYRILLIC.search(word):
            right = _in_one_alphabet(word)
            if right != word and not (_LATIN.search(right) and _CYRILLIC.search(right)):
                found[word] = right
    return found


def _in_one_alphabet(word: str) -> str:
    """The word without its look-alikes; an apostrophe does not part it."""
    roman = word.translate(_TO_ROMAN)
    if _ROMAN.fullmatch(roman):
        return roman
    letters = iter(repair_lookalikes(_SIGNS.sub("", word)))
    return "".join(c if _SIGNS.match(c) else next(letters) for c in word)


def _foreign_letters(word: str, right: str) -> str:
    """The word with the letters that are of the other alphabet: "Fоn (о is Cyrillic)"."""
    foreign = "".join(dict.fromkeys(a for a, b in zip(word, right, strict=True) if a != b))
    return f"{word} ({', '.join(foreign)} {'is' if len(foreign) == 1 else 'are'} {_alphabet(foreign)})"


def _alphabet(letters: str) -> str:
    return "Cyrillic" if _CYRILLIC.search(letters) else "Latin"


def _more(count: int) -> str:
    return f" and {count - _NAMED} more" if count > _NAMED else ""


_MISREAD = re.compile(r"(?<!\w)[\u00c0-\u00ff\u00a8\u00aa\u00af\u00b2\u00b3\u00b8-\u00bf]{4,80}(?!\w)")


def check_encoding(manuscript: Manuscript) -> Iterator[Finding]:
    """Cyrillic words of cp1251 that were read as Western letters ("Ãðèãîð³é")."""
    for n, reference, _ in manuscript.entries():
        right = misread_words(reference.text)
        if right:
            first = next(iter(right))
            message = f"{first} is Cyrillic read in the wrong encoding"
            yield manuscript.about("broken-encoding", n, message, " ".join(right.values()), first)


def misread_words(text: str) -> dict[str, str]:
    """The words that are cp1251 read as latin-1, each as it was meant."""
    found = {}
    for word in _MISREAD.findall(text):
        right = word.encode("latin-1").decode("cp1251", errors="ignore")
        if right.isalpha() and _CYRILLIC.sub("", right) == "":
            found[word] = right
    return found


#: A shorter title may be an acronym, or the name of a journal that writes itself so.
_FEWEST_LETTERS, _FEWEST_WORDS = 12, 2
_CAPITALS_SHARE = 0.9
#: Where so many entries print their authors in capitals, it is the list's way.
_USUAL_SHARE = 0.5
_NAME_LETTERS = 4


def check_capitals(manuscript: Manuscript) -> Iterator[Finding]:
    """Titles in capitals; authors in capitals where the list does not print all of them so."""
    shouted = [
        (n, next((name.form for name in record.author if _is_shouted_name(name.family)), ""))
        for n, _, record in manuscript.entries()
    ]
    named = sum(bool(record.author) for record in manuscript.records)
    usual = sum(bool(form) for _, form in shouted) >= named * _USUAL_SHARE
    for (n, form), record in zip(shouted, manuscript.records, strict=True):
        title = record.title
        if is_in_capitals(title):
            message = f"{manuscript.title_of(n)} prints its title in capitals"
            yield manuscript.about("all-caps", n, message, _as_sentence(title), title[:20])
        if form and not usual:
            message = f"{manuscript.title_of(n)} prints a name in capitals: {form}"
            yield manuscript.about("all-caps", n, message, form.title(), form)


def _as_sentence(title: str) -> str:
    """The title in small letters but for its first; names and acronyms in it a person has to put back."""
    lowered = title.lower()
    first = next((n for n, c in enumerate(lowered) if c.isalpha()), 0)
    return lowered[:first] + lowered[first : first + 1].upper() + lowered[first + 1 :]


def is_in_capitals(title: str) -> bool:
    """Whether a title of several words is printed in capitals."""
    letters = [c for c in title if c.isalpha()]
    if len(letters) < _FEWEST_LETTERS or len(title.split()) < _FEWEST_WORDS:
        return False
    return sum(map(str.isupper, letters)) >= len(letters) * _CAPITALS_SHARE


def _is_shouted_name(family: str) -> bool:
    letters = "".join(filter(str.isalpha, family))
    return len(letters) >= _NAME_LETTERS and letters.isupper() and not _ROMAN.fullmatch(letters)
