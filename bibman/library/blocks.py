"""The block keys of references, kept so that the records near a new one are found in a moment."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from sqlite_utils import Database

from bibman.matching.nearby import WIDTH, KeyChunk, join_chunks

#: So many references' block keys stand in one row.
_CHUNK = 10_000


def key_chunks(db: Database) -> list[KeyChunk]:
    """The block keys of all references, as they were when works were computed."""
    return [_chunk(*row) for row in db.execute("SELECT ids, keys FROM block_keys ORDER BY id")]


def _chunk(ids: bytes, keys: bytes) -> KeyChunk:
    return KeyChunk(np.frombuffer(ids, np.int64), np.frombuffer(keys, np.uint64).reshape(WIDTH, -1))


def replace_keys(db: Database, gone: Collection[int], fresh: KeyChunk) -> None:
    """Take out the block keys of references and put in others; chunks that are small become one."""
    leaving = np.array(sorted({*gone, *fresh.ids.tolist()}), np.int64)
    parts = [fresh]
    for row, ids in db.execute("SELECT id, ids FROM block_keys ORDER BY id").fetchall():
        staying = ~np.isin(np.frombuffer(ids, np.int64), leaving)
        if not staying.all() or len(staying) < _CHUNK // 2:
            keys = db.execute("SELECT keys FROM block_keys WHERE id = ?", [row]).fetchone()[0]
            parts.append(_chunk(ids, keys).where(staying))
            db.execute("DELETE FROM block_keys WHERE id = ?", [row])
    write_keys(db, join_chunks(parts))


def write_keys(db: Database, fresh: KeyChunk) -> None:
    """Add the block keys of references that had none."""
    for start in range(0, len(fresh.ids), _CHUNK):
        rows = slice(start, start + _CHUNK)
        values = [np.ascontiguousarray(fresh.ids[rows]), np.ascontiguousarray(fresh.table[:, rows])]
        db.execute("INSERT INTO block_keys (ids, keys) VALUES (?, ?)", [v.tobytes() for v in values])
