"""Works found by words, in any script and spelling."""

from __future__ import annotations

from sqlite_utils import Database

from bibman.library.columns import read_record
from bibman.model import Work
from bibman.text import skeleton

# How much a word weighs in the title, among the people, in the container, and anywhere in the printed text.
_SQL = """SELECT work.key, work.record FROM work_search JOIN work ON work.id = work_search.rowid
          WHERE work_search MATCH ? ORDER BY bm25(work_search, 10.0, 8.0, 3.0, 1.0), work.key LIMIT ?"""


def match_expression(query: str) -> str:
    """The query for FTS5: every word must be there, the last may be only begun; "" for no words."""
    words = [f'"{word}"' for word in skeleton(query).split()]
    return " ".join(words) + "*" if words else ""


def search(db: Database, query: str, limit: int | None = None) -> list[Work]:
    """The works that hold all words of the query, the best match first."""
    expression = match_expression(query)
    if not expression:
        return []
    rows = db.execute(_SQL, [expression, -1 if limit is None else max(0, min(limit, 2**31))])
    return [Work(key, read_record(record)) for key, record in rows]
