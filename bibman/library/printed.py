"""The words of a work as they are printed, for programs that know nothing of folding."""

from __future__ import annotations

from bibman.library.columns import storable
from bibman.model import Record


def with_printed(folded: str, record: Record) -> str:
    """The folded words of a work, then those of its record that are written otherwise, each once."""
    names = [f"{name.family} {name.given} {name.patronymic} {name.literal}" for name in record.author]
    texts = (record.title, record.container_title, *names)
    words = " ".join([folded, *(storable(text.casefold()) for text in texts)]).split()
    return " ".join(dict.fromkeys(words))
