"""The block keys of references, kept so that the records near a new one are found in a moment."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from sqlite_utils import Database

from bibman.matching.nearby import WIDTH, KeyTable, join_tables

#: So many references' block keys stand in one row.
_CHUNK = 10_000


def key_table_before(db: Database, fresh: KeyTable) -> KeyTable:
    """The block keys of all references, as they were when works were computed, and ``fresh`` behind them."""
    before = int(db.execute("SELECT coalesce(sum(length(ids)), 0) / 8 FROM block_keys").fetchone()[0])
    count = before + len(fresh.ids)
    every = KeyTable(np.empty(count, np.int64), np.empty((WIDTH, count), np.uint64))
    every.ids[before:], every.table[:, before:] = fresh.ids, fresh.table
    start = 0
    for row in db.execute("SELECT ids, keys FROM block_keys ORDER BY id"):  # a part at a time: there are many
        part = _table(*row)
        rows = slice(start, start + len(part.ids))
        every.ids[rows], every.table[:, rows] = part.ids, part.table
        start = rows.stop
    return every


def _table(ids: bytes, keys: bytes) -> KeyTable:
    return KeyTable(np.frombuffer(ids, np.int64), np.frombuffer(keys, np.uint64).reshape(WIDTH, -1))


def replace_keys(db: Database, gone: Collection[int], fresh: KeyTable) -> None:
    """Take out the block keys of references and put in others."""
    leaving = np.array(sorted({*gone, *fresh.ids.tolist()}), np.int64)
    rows = db.execute("SELECT id, ids FROM block_keys ORDER BY id").fetchall()
    firsts = np.array([first for first, _ in rows] or [0], np.int64)
    home = np.maximum(np.searchsorted(firsts, fresh.ids, side="right") - 1, 0)
    for n, (first, known) in enumerate(rows or [(0, b"")]):
        ids = np.frombuffer(known, np.int64)
        staying = ~np.isin(ids, leaving)
        if staying.all() and not (home == n).any():
            continue
        keys = db.execute("SELECT keys FROM block_keys WHERE id = ?", [first]).fetchone()
        before = [_table(known, keys[0]).where(staying)] if keys else []
        db.execute("DELETE FROM block_keys WHERE id = ?", [first])
        write_keys(db, join_tables([*before, fresh.where(home == n)]))


def write_keys(db: Database, fresh: KeyTable) -> None:
    """Add the block keys of references that had none, in the order of their ids; a row is known by its
    first.
    """
    for start in range(0, len(fresh.ids), _CHUNK):
        rows = slice(start, start + _CHUNK)
        ids, keys = np.ascontiguousarray(fresh.ids[rows]), np.ascontiguousarray(fresh.table[:, rows])
        values = [int(ids[0]), ids.tobytes(), keys.tobytes()]
        db.execute("INSERT INTO block_keys (id, ids, keys) VALUES (?, ?, ?)", values)
