"""People found by words of their names: as printed in any script, only begun, or spelled otherwise."""

from __future__ import annotations

from sqlite_utils import Database

from bibman.library.answers import persons
from bibman.library.rows import PersonWithNames
from bibman.names.spelled import first_letters, spelled_like
from bibman.text import skeleton


def persons_like(db: Database, query: str) -> list[PersonWithNames]:
    """The persons with a spelling that has all words of the query, or one that may spell one of them."""
    words = skeleton(query).split()
    if not words:
        return []
    alike = {other for word in query.split() for other in alike_words(db, word)}
    printed = " AND ".join(f'"{word}"*' for word in words)
    match = " OR ".join([f"({printed})", *(f'"{word}"' for word in sorted(alike))])
    sql = """SELECT DISTINCT person FROM person_name
             WHERE name IN (SELECT rowid FROM name_search WHERE name_search MATCH ?)"""
    return persons(db, [id for (id,) in db.execute(sql, [f"folded : ({match})"])])


def alike_words(db: Database, word: str) -> list[str]:
    """The words of names in the library, as they sound, that may spell the same name as the word."""
    sql = "SELECT term FROM name_word WHERE term >= ? AND term < ? AND col = 'folded'"
    words = [
        term for letter in first_letters(word) for (term,) in db.execute(sql, [letter, chr(ord(letter) + 1)])
    ]
    return spelled_like(word, "\n".join(words))
