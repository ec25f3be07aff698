"""Writing the entries of a bibliography file, however many, at the speed of the disk."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from sqlite_utils import Database

from bibman.library.columns import NAME_COLUMNS
from bibman.library.connect import without_triggers
from bibman.library.entries import ENTRY_COLUMNS, EntryRows
from bibman.library.store import next_id

#: So much memory for pages makes the indexes of a million entries cheap to fill, in KiB.
CACHE = 800_000

_Ids = defaultdict[Hashable, deque[int]]
_PLACE = ENTRY_COLUMNS.index("anchor")

_ENTRY = ("id", "article", "ordinal", "list", "page", "mended", *ENTRY_COLUMNS)
_NAME = ("id", "article", "reference", "role", "position", *NAME_COLUMNS)


def _upsert(table: str, columns: Sequence[str], special: dict[str, str]) -> str:
    changes = {column: f"excluded.{column}" for column in columns[1:]} | special
    return f"""INSERT INTO {table} ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})
               ON CONFLICT (id) DO UPDATE SET {", ".join(f"{c} = {value}" for c, value in changes.items())}"""


# An entry that got another key in its file asks for that key again.
_PUT_ENTRY = _upsert(
    "reference", _ENTRY, {"first_key": "iif(label = excluded.label, first_key, excluded.first_key)"}
)
_PUT_NAME = _upsert("name", _NAME, {})


def write_entries(parts: Iterable[EntryRows], db: Database, article: int) -> None:
    """Write the entries of a file in place of what it held before; what stayed the same keeps its ids."""
    known = db.execute("SELECT 1 FROM reference WHERE article = ? LIMIT 1", [article]).fetchone()
    # Numbers that are about to move must not meet on the way; what still has such a number is gone.
    db.execute("UPDATE reference SET ordinal = -id WHERE article = ?", [article])
    db.execute("DELETE FROM name WHERE article = ? AND reference IS NULL", [article])
    ordinals = count(1)
    first_name = next_id(db, "name")
    ids, name_ids = count(next_id(db, "reference")), count(first_name)
    with without_triggers(db, "name", "name_search_insert"):
        for part in parts:
            kept = _kept_entries(db, article, part) if known else _nothing()
            entries = [_taken(kept, row[_PLACE], ids) for row in part.entries]
            db.conn.executemany(
                _PUT_ENTRY,
                (
                    (id, article, ordinal, 1, 1, "", *row)
                    for id, ordinal, row in zip(entries, ordinals, part.entries, strict=False)
                ),
            )
            same = _kept_names(db, entries) if known else _nothing()
            _write_names(db, article, part, entries, name_ids, same)
    # At once it takes a fifth of the time.
    db.execute(
        "INSERT INTO name_search (rowid, form, folded) SELECT id, form, folded FROM name WHERE id >= ?",
        [first_name],
    )
    db.execute("DELETE FROM reference WHERE article = ? AND ordinal < 0", [article])


def _write_names(
    db: Database, article: int, part: EntryRows, entries: Sequence[int], fresh: Iterator[int], kept: _Ids
) -> None:
    rows = (
        (_taken(kept, (entries[place], values[-1]), fresh), article, entries[place], role, position, *values)
        for place, role, position, values in part.names
    )
    db.conn.executemany(_PUT_NAME, rows)
    gone = [(id,) for ids in kept.values() for id in ids]
    db.conn.executemany("DELETE FROM name WHERE id = ?", gone)


def _nothing() -> _Ids:
    return defaultdict(deque)


def _taken(kept: _Ids, mark: Hashable, fresh: Iterator[int]) -> int:
    """The id that what is marked so had before, each given once, or a fresh one."""
    return kept[mark].popleft() if kept.get(mark) else next(fresh)


def _kept_entries(db: Database, article: int, part: EntryRows) -> _Ids:
    """The ids of the file's entries that print what entries of this part do, by their marks."""
    sql = """SELECT anchor, id FROM reference WHERE anchor IN (SELECT value FROM json_each(?))
             AND article = ? AND ordinal < 0 ORDER BY id"""
    marks = [row[_PLACE] for row in part.entries]
    return _by_mark(db.execute(sql, [json.dumps(marks), article]))


def _kept_names(db: Database, entries: Sequence[int]) -> _Ids:
    """The ids of the names in these entries, by the entry and the name's mark."""
    sql = """SELECT reference, anchor, id FROM name WHERE reference IN (SELECT value FROM json_each(?))
             ORDER BY id"""
    rows = db.execute(sql, [json.dumps(list(entries))])
    return _by_mark(((reference, anchor), id) for reference, anchor, id in rows)


def _by_mark(rows: Iterable[Any]) -> _Ids:
    ids = _nothing()
    for mark, id in rows:
        ids[mark].append(id)
    return ids
