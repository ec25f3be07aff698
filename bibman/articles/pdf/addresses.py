"""Web addresses that were broken at the edge of a column, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bibman.articles.pdf.paragraphs import Place

_ADDRESS_END = re.compile(r"(?:https?://|www\.|doi\.org/)\S*[^\s.,;)\]>»”]$")
_REST = re.compile(r"[\w%/?=&#~.:+-]*[\d/_=%.-][\w%/?=&#~.:+-]*")

_MARK = re.compile(r"\[?\d{1,3}[.)\]]")


def whole_addresses(places: Sequence[Place], starts: Sequence[bool]) -> list[tuple[Place, bool]]:
    """The rows with whether each begins a paragraph; an address that fills its row gets its rest
    from the next.

    No space stands where an address breaks, so a row that begins with more of it would not have begun anew.
    """
    written: list[tuple[Place, bool]] = []
    for place, begins in zip(places, starts, strict=True):
        rest = "" if begins or not written else _rest(written[-1][0], place)
        if rest:
            above, above_begins = written.pop()
            end = place.row.left + place.letter * len(rest)
            joined = above.row._replace(text=above.row.text + rest, right=end)
            written.append((above._replace(row=joined), above_begins))
            place = place._replace(row=place.row._replace(text=place.row.text[len(rest) :].lstrip()))
        if place.row.text:
            written.append((place, begins))
    return written


def _rest(above: Place, below: Place) -> str:
    if not _ends_on_address(above.row.text) or above.row.right + above.letter * 1.5 < above.right:
        return ""
    words = below.row.text.split(maxsplit=1)
    rest = words[0].rstrip(".,;)") if words else ""
    return words[0] if _REST.fullmatch(rest) and not _MARK.fullmatch(words[0]) else ""


def _ends_on_address(text: str) -> bool:
    may = "//" in text or "www." in text or "doi.org/" in text
    return may and _ADDRESS_END.search(text) is not None
