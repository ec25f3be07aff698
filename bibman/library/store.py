"""Writing articles: each in one transaction, and what stayed the same keeps its id."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256

from sqlite_utils import Database

from bibman import __version__
from bibman.errors import NotFoundError
from bibman.library.columns import Row, name_columns, reference_columns, storable
from bibman.library.rows import Status
from bibman.library.times import now
from bibman.model import Article, Name, Record, Reference

Printed = Sequence[tuple[Reference, Record]]
#: Writes what stands in an article, given the article's id.
WriteList = Callable[[Database, int], None]


def touch(db: Database) -> None:
    """Note that articles have changed, so that works and persons have to be computed again."""
    db.execute("UPDATE state SET value = value + 1 WHERE name = 'revision'")
    db.execute(
        "UPDATE state SET value = (SELECT value FROM state WHERE name = 'revision') WHERE name = 'articles'"
    )


def begin_run(db: Database) -> int:
    """Note that this version of bibman writes now; gives the run's id."""
    row = {"version": __version__, "at": now()}
    return int(db.execute("INSERT INTO run (version, at) VALUES (:version, :at)", row).lastrowid or 0)


def content_hash(article: Article) -> str:
    """The article's SHA-256, of its lines where the reader gave none."""
    return article.sha256 or sha256(storable("\n".join(article.lines)).encode()).hexdigest()


def known_references(db: Database, path: str, content: str, reader: str) -> int | None:
    """How many references the article has; None unless the path is known with this content and reader."""
    sql = """SELECT (SELECT count(*) FROM reference WHERE reference.article = article.id)
             FROM article_path JOIN article ON article.id = article_path.article
             WHERE path = ? AND sha256 = ? AND reader = ?"""
    row = db.execute(sql, [storable(path), content, reader]).fetchone()
    return row and int(row[0])


def add_article(db: Database, run: int, article: Article, printed: Printed, reader: str) -> Status:
    """Write an article with its references; its path and its content say what is new."""
    return add_file(db, run, article, reader, partial(_write_printed, article, printed))


def add_file(db: Database, run: int, article: Article, reader: str, write_list: WriteList) -> Status:
    """Write what is known of a file, and its references where they are not there yet."""
    path, content = storable(article.path), content_hash(article)
    known = _article_at(db, path)
    same = _article_with(db, content)
    if same is not None and _reader_of(db, same) == reader:
        return _point(db, path, known, same)
    if same is not None:  # the same content read by another reader
        _point(db, path, known, same)
        target: int | None = same
    elif known is not None and _paths(db, known) == 1:
        target = known
    else:
        target = None
        _detach(db, path)
    _write(db, run, target, article, reader, write_list)
    return "added" if known is None and same is None else "replaced"


def remove_article(db: Database, path: str) -> None:
    """Take the path out, and the article where no other path leads to it; NotFoundError if unknown."""
    known = _article_at(db, storable(path))
    if known is None:
        raise NotFoundError(f"no article {path} in the library; give its path as it was added")
    _detach(db, storable(path))
    touch(db)


def _article_at(db: Database, path: str) -> int | None:
    row = db.execute("SELECT article FROM article_path WHERE path = ?", [path]).fetchone()
    return row and int(row[0])


def _article_with(db: Database, content: str) -> int | None:
    row = db.execute("SELECT id FROM article WHERE sha256 = ?", [content]).fetchone()
    return row and int(row[0])


def _reader_of(db: Database, article: int) -> str:
    return str(db.execute("SELECT reader FROM article WHERE id = ?", [article]).fetchone()[0])


def _paths(db: Database, article: int) -> int:
    return int(db.execute("SELECT count(*) FROM article_path WHERE article = ?", [article]).fetchone()[0])


def _detach(db: Database, path: str) -> None:
    db.execute("DELETE FROM article_path WHERE path = ?", [path])
    db.execute("DELETE FROM article WHERE id NOT IN (SELECT article FROM article_path)")


def _point(db: Database, path: str, known: int | None, article: int) -> Status:
    """Let the path lead to an article that is already there."""
    if known == article:
        return "unchanged"
    db.execute(
        "INSERT INTO article_path (path, article) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET article = ?",
        [path, article, article],
    )
    db.execute("DELETE FROM article WHERE id NOT IN (SELECT article FROM article_path)")
    touch(db)
    return "unchanged" if known is None else "replaced"


def _write(
    db: Database, run: int, target: int | None, article: Article, reader: str, write_list: WriteList
) -> None:
    row: Row = {
        "id": target or next_id(db, "article"),
        "sha256": content_hash(article),
        "title": storable(article.title),
        "media_type": article.media_type,
        "encoding": article.encoding,
        "reader": reader,
        "run": run,
    }
    db.table("article").upsert(row, pk="id")
    db.execute(
        "INSERT INTO article_path (path, article) VALUES (?, ?) ON CONFLICT (path) DO NOTHING",
        [storable(article.path), row["id"]],
    )
    write_list(db, row["id"])
    touch(db)


def _write_printed(head: Article, printed: Printed, db: Database, article: int) -> None:
    _write_names(db, article, head, printed, _write_references(db, article, printed))


def _write_references(db: Database, article: int, printed: Printed) -> list[Row]:
    rows = [reference_columns(*pair) for pair in printed]
    for ordinal, row in enumerate(rows, 1):
        row |= {"article": article, "ordinal": ordinal}
    # Numbers that are about to move must not meet on the way.
    db.execute("UPDATE reference SET ordinal = -id WHERE article = ?", [article])
    return _replace_rows(db, "reference", article, rows)


def _write_names(db: Database, article: int, head: Article, printed: Printed, references: list[Row]) -> None:
    from bibman.articles.repeats import repeated_in  # the readers are loaded only where articles come in

    byline = f"byline {head.title or head.path}"
    rows = _name_rows(head.authors, "author", None, byline)
    rows += _repeat_rows(head.repeats, None, byline)
    for (text, record), reference in zip(printed, references, strict=True):
        for role, names in (("author", record.author), ("editor", record.editor)):
            rows += _name_rows(names, role, reference["id"], reference["anchor"])
        rows += _repeat_rows(repeated_in(text.text, record.author), reference["id"], reference["anchor"])
    _replace_rows(db, "name", article, [row | {"article": article} for row in rows])


def _name_rows(names: Iterable[Name], role: str, reference: int | None, source: str) -> list[Row]:
    return [
        name_columns(name, source) | {"role": role, "position": position, "reference": reference, "again": 0}
        for position, name in enumerate(names, 1)
    ]


def _repeat_rows(repeats: Iterable[tuple[int, Name]], reference: int | None, source: str) -> list[Row]:
    return [
        name_columns(name, f"{source} again")
        | {"role": "author", "position": place + 1, "reference": reference, "again": 1}
        for place, name in repeats
    ]


def next_id(db: Database, table: str) -> int:
    """The id after the largest in the table."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def _replace_rows(db: Database, table: str, article: int, rows: list[Row]) -> list[Row]:
    """Write the article's rows: what was printed before keeps its id, what is gone is deleted."""
    before: defaultdict[str, deque[int]] = defaultdict(deque)
    for id, anchor in db.execute(f"SELECT id, anchor FROM {table} WHERE article = ? ORDER BY id", [article]):
        before[anchor].append(id)
    fresh = next_id(db, table)
    for row in rows:
        if known := before[row["anchor"]]:
            row["id"] = known.popleft()
        else:
            row["id"], fresh = fresh, fresh + 1
    gone = [(id,) for ids in before.values() for id in ids]
    db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
    db.table(table).upsert_all(rows, pk="id")
    return rows
