"""The order of a list: by the alphabet or by first citation, where it clearly means to keep one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from bibman.checks.finding import Finding
from bibman.checks.manuscript import Manuscript, are_footnotes
from bibman.text import repair_lookalikes, script_of
from bibman.text.clean import APOSTROPHES
from bibman.text.fold import folded_words

#: A list keeps an order on purpose if it is so long and so few of its entries stand elsewhere.
_FEWEST = 8
_MOST_ASTRAY = 0.13
_FIRST_WORD = re.compile(rf"[^\w]*([^\W\d_][\w{APOSTROPHES}]*)")

Key = TypeVar("Key", str, int)


def check_order(manuscript: Manuscript) -> Iterator[Finding]:
    """Entries that stand out of the order that their list otherwise keeps."""
    if are_footnotes(manuscript.references):
        return
    alphabetical = False
    for block in _blocks(manuscript):
        if (found := _sorted_block(manuscript, block)) is not None:
            alphabetical = True
            for n in found.astray:
                yield _out_of_alphabet(manuscript, found, n)
    if not alphabetical:
        yield from _check_citation_order(manuscript)


class Sorted(NamedTuple):
    """Entries that keep an alphabet, by number: what each is sorted by, and those that stand elsewhere."""

    keys: dict[int, str]
    astray: list[int]


def _blocks(manuscript: Manuscript) -> list[list[int]]:
    """The numbers of the entries of each list in each script: each block has an alphabet of its own."""
    blocks: dict[tuple[int, str], list[int]] = {}
    for n, reference, _ in manuscript.entries():
        if word := _first_word(manuscript, n):  # figures have no place in an alphabet
            blocks.setdefault((reference.list, script_of(repair_lookalikes(word))), []).append(n)
    return list(blocks.values())


def _sorted_block(manuscript: Manuscript, block: Sequence[int]) -> Sorted | None:
    """The block as it is sorted, astray what is so by every way to sort; None where it keeps no alphabet."""
    kept: list[Sorted] = []
    for head in (_first_word, _family):
        words = [head(manuscript, n) for n in block]
        for spell in (_plain, _national, _uzbek):
            keys = [spell(word) for word in words]
            left_out = _left_out(keys)
            if _is_kept(len(block), len(left_out)):
                kept.append(Sorted(dict(zip(block, keys, strict=True)), [block[i] for i in left_out]))
    if not kept:
        return None
    best = min(kept, key=lambda way: len(way.astray))
    return best._replace(astray=[n for n in best.astray if all(n in way.astray for way in kept)])


def _is_kept(entries: int, astray: int) -> bool:
    return entries >= _FEWEST and astray <= max(1, int(entries * _MOST_ASTRAY))


def _first_word(manuscript: Manuscript, n: int) -> str:
    found = _FIRST_WORD.match(manuscript.references[n - 1].text)
    return found[1] if found else ""


def _family(manuscript: Manuscript, n: int) -> str:
    authors = manuscript.records[n - 1].author
    return (authors[0].family or authors[0].literal) if authors else manuscript.records[n - 1].title


def _plain(word: str) -> str:
    """The word by its plain letters: Ў beside У, Ç beside C, Ё beside Е."""
    bare = "".join(c for c in unicodedata.normalize("NFD", _folded(word)) if not unicodedata.combining(c))
    return bare.translate(_BESIDE)


_BESIDE = str.maketrans("әғқңөұүһҳґєіїэı", "агкноууххгеииеi")


def _national(word: str) -> str:
    """The word with the letters of a national alphabet behind its last plain one, as Unicode has them."""
    return _folded(word)


def _uzbek(word: str) -> str:
    """The word as the Uzbek Latin alphabet sorts it: oʻ, gʻ, sh and ch behind z."""
    lowered = re.sub(rf"([og])[{APOSTROPHES}]", lambda m: {"o": "{", "g": "|"}[m[1]], word.casefold())
    return lowered.replace("sh", "}").replace("ch", "~")


def _folded(word: str) -> str:
    return next(iter(folded_words(repair_lookalikes(word))), "")


def _left_out(keys: Sequence[Key]) -> list[int]:
    """The places that a longest run of keys in rising order leaves out."""
    tops: list[Key] = []
    top_places: list[int] = []
    before: list[int] = []
    for place, key in enumerate(keys):
        at = bisect_right(tops, key)
        before.append(top_places[at - 1] if at else -1)
        tops[at : at + 1] = [key]
        top_places[at : at + 1] = [place]
    kept = set()
    place = top_places[-1] if top_places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return [n for n in range(len(keys)) if n not in kept]


def _out_of_alphabet(manuscript: Manuscript, found: Sorted, n: int) -> Finding:
    earlier = [k for k, key in found.keys.items() if k not in found.astray and key <= found.keys[n]]
    where = f"after {manuscript.title_of(earlier[-1])}" if earlier else "at the beginning"
    message = f"{manuscript.title_of(n)} is out of the alphabet; it belongs {where}"
    return manuscript.about("alphabet", n, message)


def _check_citation_order(manuscript: Manuscript) -> Iterator[Finding]:
    """Entries out of the order of first citation, in a list numbered by it."""
    first: dict[int, int] = {}
    for citation in manuscript.citations:
        if citation.style == "number":
            for n in citation.cited:
                first.setdefault(n, citation.line)
    cited = list(first)
    astray = _left_out(cited)
    if not _is_kept(len(cited), len(astray)):
        return
    for place in astray:
        n = cited[place]
        message = f"{manuscript.title_of(n)} is out of the order in which the text cites (line {first[n]})"
        yield manuscript.about("citation-order", n, message)
