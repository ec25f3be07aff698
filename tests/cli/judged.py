"""A small library to judge, made without reading a file: what is joined, doubted and apart is known."""

from __future__ import annotations

from pathlib import Path

from bibman.library import Library
from bibman.model import Article, Record, Reference
from bibman.names import read_name
from bibman.pipeline import kept_path, regroup

#: Author, title, publisher and year. The first two of a.txt may be one work, and Karimov, M. may be either of two.
LISTS = {
    "a.txt": (
        ("Khaydarova, M.", "Corpus linguistics of Uzbek", "Fan", "2018"),
        ("Khaydarova, M.", "Corpus linguistics of Uzbek", "Universitet", "2020"),
        ("Норов, Ю.", "Ҳуқуқ назарияси", "", "2005"),
        ("Karimov, Mansur", "Education and society", "", "2011"),
    ),
    "b.txt": (
        ("Норов, Ю.", "Ҳуқуқ назарияси", "", "2005"),
        ("Karimov, Murod", "Education and the state", "", "2014"),
        ("Karimov, M.", "Schools of Kokand", "", "2015"),
    ),
}


def fill(path: Path, folder: Path) -> None:
    """Make the library at ``path``, of articles that would stand in ``folder``."""
    with Library.open(path, create=True) as library:
        for name, entries in LISTS.items():
            printed = [_printed(number, *entry) for number, entry in enumerate(entries, 1)]
            kept = kept_path(str(folder / name))
            library.add_article(Article(kept, (name,), (1,), f"About {name}"), printed, "reader 1")
        regroup(library)


def _printed(line: int, author: str, title: str, publisher: str, year: str) -> tuple[Reference, Record]:
    text = f"{author} ({year}). {title}. {publisher}".strip()
    record = Record("book", title, publisher=publisher, issued=year, author=(read_name(author),))
    return Reference(text, start_line=line, end_line=line), record
