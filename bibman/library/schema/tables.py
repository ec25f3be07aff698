"""The tables of a library."""

from __future__ import annotations

#: Marks a SQLite file as a bibman library ("bibm"); ``PRAGMA application_id``.
APPLICATION_ID = 0x6269626D

TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES ('revision', 0), ('grouped', 0);

CREATE TABLE run (id INTEGER PRIMARY KEY, version TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL,
    reader TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run
) STRICT;

CREATE TABLE article_path (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE
) STRICT;
CREATE INDEX article_path_article ON article_path (article);

CREATE TABLE reference (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    list INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    page INTEGER NOT NULL,
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    mended TEXT NOT NULL,
    record TEXT NOT NULL,
    confidence REAL NOT NULL,
    folded TEXT NOT NULL,
    anchor TEXT NOT NULL,
    first_key TEXT NOT NULL DEFAULT '',
    UNIQUE (article, ordinal)
) STRICT;
CREATE INDEX reference_anchor ON reference (anchor);

CREATE TABLE work (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    record TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    year INTEGER,
    doi TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    folded_people TEXT NOT NULL,
    folded_container TEXT NOT NULL,
    folded_text TEXT NOT NULL
) STRICT;

CREATE TABLE work_reference (
    reference INTEGER PRIMARY KEY REFERENCES reference ON DELETE CASCADE,
    work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
    score REAL NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX work_reference_work ON work_reference (work);

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
    reference INTEGER REFERENCES reference ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('author', 'editor')),
    position INTEGER NOT NULL,
    form TEXT NOT NULL,
    script TEXT NOT NULL,
    family TEXT NOT NULL,
    given TEXT NOT NULL,
    patronymic TEXT NOT NULL,
    suffix TEXT NOT NULL,
    literal TEXT NOT NULL,
    folded TEXT NOT NULL,
    anchor TEXT NOT NULL,
    first_key TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX name_article ON name (article);
CREATE INDEX name_reference ON name (reference);
CREATE INDEX name_anchor ON name (anchor);

CREATE TABLE person_name (
    name INTEGER PRIMARY KEY REFERENCES name ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    score REAL NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX person_name_person ON person_name (person);

CREATE TABLE candidate (
    kind TEXT NOT NULL CHECK (kind IN ('work', 'person')),
    a TEXT NOT NULL COLLATE NOCASE,
    b TEXT NOT NULL COLLATE NOCASE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'possible', 'different')),
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (kind, a, b)
) STRICT;

CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('work', 'person')),
    a TEXT NOT NULL COLLATE NOCASE,
    b TEXT NOT NULL COLLATE NOCASE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'undecided')),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    undoes INTEGER UNIQUE REFERENCES judgement
) STRICT;

CREATE TABLE judgement_member (
    judgement INTEGER NOT NULL REFERENCES judgement,
    side TEXT NOT NULL CHECK (side IN ('a', 'b')),
    anchor TEXT NOT NULL,
    PRIMARY KEY (judgement, side, anchor)
) STRICT;

CREATE TRIGGER judgement_kept BEFORE DELETE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgement_unchanged BEFORE UPDATE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
"""
