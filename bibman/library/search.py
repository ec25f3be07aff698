"""Works found by words, phrases and filters, in any script and spelling."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from sqlite_utils import Database

from bibman.library.columns import read_record
from bibman.library.question import Question, Word, read_question
from bibman.model import Work
from bibman.text import fold
from bibman.text.language import detect_language

#: How much a word weighs in the title, among the people, in the container, and anywhere in the printed text.
_WEIGHTS = "10.0, 8.0, 3.0, 1.0"
_RANK = f"bm25(work_search, {_WEIGHTS})"
_MOST = 2**31
#: Whoever types more words than these does not look for a name.
_MOST_NAMES = 16

#: A condition in SQL and its parameters.
Condition = tuple[str, list[object]]
#: The words, as they sound, that may spell the same name as a word.
Alike = Callable[[Word], list[str]]


def search(db: Database, query: str, limit: int | None = None) -> list[Work]:
    """The works that the query asks for, the best match first; without words the latest first.

    Names that are spelled otherwise come after those that are spelled so: always for the filter ``author:``,
    for words only where nothing else is found.
    """
    question = read_question(query)
    most = _MOST if limit is None else max(0, min(limit, _MOST))
    found = _find(db, question, lambda word: [], most)
    named = len(question.words) + len(question.authors)
    if named <= _MOST_NAMES and len(found) < most and (question.authors or not found):
        from bibman.library.people import alike_words

        also = _find(db, question, lambda word: alike_words(db, word.typed), most)
        known = {work.key for work in found}
        found += [work for work in also if work.key not in known]
    return found[:most]


def _find(db: Database, question: Question, alike: Alike, limit: int) -> list[Work]:
    match = " AND ".join(_matches(question, alike))
    conditions = list(_conditions(db, question))
    if match:
        conditions.append(("work_search MATCH ?", [match]))
    if not conditions:
        return []
    tables = "work_search JOIN work ON work.id = work_search.rowid" if match else "work"
    sql = f"""SELECT work.key, work.record FROM {tables} WHERE {" AND ".join(sql for sql, _ in conditions)}
              ORDER BY {_RANK if match else "work.year DESC"}, work.key LIMIT ?"""
    parameters = [value for _, values in conditions for value in values]
    return [Work(key, read_record(record)) for key, record in db.execute(sql, [*parameters, limit])]


def _matches(question: Question, alike: Alike) -> Iterator[str]:
    """What the full-text index has to hold, all of it."""
    for word in question.words:
        yield _either(_term(word), _among("folded_people", alike(word)))
    for phrase in question.phrases:
        yield " AND ".join(f'"{word}"' for word in phrase.split())
    for word in question.authors:
        yield f"folded_people : {_either(_term(word), _or(alike(word)))}"
    for word in question.containers:
        yield f"folded_container : {_term(word)}"


def _term(word: Word) -> str:
    return f'"{word.sound}"{"*" if word.begun else ""}'


def _or(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _among(column: str, words: Iterable[str]) -> str:
    either = _or(words)
    return f"{column} : ({either})" if either else ""


def _either(one: str, other: str) -> str:
    return f"({one} OR {other})" if other else one


def _conditions(db: Database, question: Question) -> Iterator[Condition]:
    """What has to hold of the works beside the full-text index."""
    for phrase in question.phrases:
        yield _printed(phrase)
    if question.years:
        either = " OR ".join("work.year BETWEEN ? AND ?" for _ in question.years)
        yield f"({either})", [year for years in question.years for year in years]
    if question.types:
        yield "work.type IN (SELECT value FROM json_each(?))", [json.dumps(question.types)]
    if question.languages:
        # Told from the title, as everywhere, where the record does not say.
        db.register_function(detect_language, deterministic=True, name="language_of")
        yield (
            """iif(work.language <> '', work.language, language_of(work.title))
               IN (SELECT value FROM json_each(?))""",
            [json.dumps(question.languages)],
        )
    for path in question.citing:
        yield (
            """work.id IN (SELECT work FROM work_reference JOIN reference ON reference.id = reference
               WHERE article IN (SELECT value FROM json_each(?)))""",
            [json.dumps(_articles(db, path))],
        )


def _printed(phrase: str) -> Condition:
    """That the words stand together, in what the work is shown with or in a reference to it."""
    columns = ("work.folded_title", "work.folded_people", "work.folded_container")
    shown = " OR ".join(f"instr(' ' || {column} || ' ', ?)" for column in columns)
    within = f" {phrase} "
    return (
        f"""({shown} OR EXISTS (
            SELECT 1 FROM work_reference JOIN reference ON reference.id = work_reference.reference
            WHERE work_reference.work = work.id AND instr(' ' || reference.folded || ' ', ?)))""",
        [within] * (len(columns) + 1),
    )


def _articles(db: Database, path: str) -> list[int]:
    """The articles at the path or at one that ends so; or else, whose file name has it as a part."""
    paths = db.execute("SELECT article, path FROM article_path").fetchall()
    end = f"/{path.removeprefix('./')}"
    there = [article for article, kept in paths if kept == path or kept.endswith(end)]
    part = fold(path)
    return there or [article for article, kept in paths if part and part in fold(PurePath(kept).name)]
