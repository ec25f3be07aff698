"""Names that repeat another; judgements that are edited, shared and undone."""

from __future__ import annotations

#: A name that repeats the author of its position, in another language, script or order.
REPEATS = "ALTER TABLE name ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1))"

# Undoing has a table of its own, so that judgements are numbered without gaps. ``shared_as`` names one in
# every library that has it. ``own_key`` is the key of a member by the articles alone, whatever was judged:
# undoing leads back to it, and ``key_id`` gives a key that comes back the id it had.
DECISIONS = """
DROP VIEW v_review;
DROP VIEW judgement_in_force;

CREATE TEMP TABLE judged AS
SELECT row_number() OVER (ORDER BY number) AS renumbered, * FROM judgement WHERE undoes IS NULL;
CREATE TEMP TABLE undone AS
SELECT renumbered, u.who, u.at, u.reason FROM judgement AS u JOIN judged ON judged.number = u.undoes;
CREATE TEMP TABLE judged_member AS
SELECT renumbered, side, anchor FROM judgement_member AS m JOIN judged ON judged.number = m.judgement;
DROP TABLE judgement_member;
DROP TABLE judgement;

CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('work', 'person')),
    a TEXT NOT NULL COLLATE NOCASE,
    b TEXT NOT NULL COLLATE NOCASE,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'undecided', 'edited', 'related')),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    shared_as TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE judgement_member (
    judgement INTEGER NOT NULL REFERENCES judgement,
    side TEXT NOT NULL CHECK (side IN ('a', 'b')),
    anchor TEXT NOT NULL,
    PRIMARY KEY (judgement, side, anchor)
) STRICT;

CREATE TABLE judgement_field (
    judgement INTEGER NOT NULL REFERENCES judgement,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (judgement, field)
) STRICT;

CREATE TABLE judgement_undone (
    judgement INTEGER PRIMARY KEY REFERENCES judgement,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

INSERT INTO judgement
SELECT renumbered, kind, a, b, verdict, who, at, reason, 'judgement ' || number || ' of ' || at || ' ' || who
FROM judged;
INSERT INTO judgement_member SELECT * FROM judged_member;
INSERT INTO judgement_undone SELECT * FROM undone;
DROP TABLE judged_member;
DROP TABLE undone;
DROP TABLE judged;

CREATE TRIGGER judgement_kept BEFORE DELETE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;
CREATE TRIGGER judgement_unchanged BEFORE UPDATE ON judgement
    BEGIN SELECT RAISE(ABORT, 'judgements are only added'); END;

CREATE VIEW judgement_in_force AS
SELECT * FROM judgement WHERE number NOT IN (SELECT judgement FROM judgement_undone);

CREATE VIEW v_review AS
SELECT kind, a, b, verdict, score, reason FROM candidate AS c
WHERE NOT EXISTS (
    SELECT 1 FROM judgement_in_force AS j
    WHERE j.kind = c.kind AND j.verdict IN ('same', 'different', 'related')
        AND ((j.a = c.a AND j.b = c.b) OR (j.a = c.b AND j.b = c.a))
)
ORDER BY kind, score DESC, a, b;

CREATE TABLE key_id (
    kind TEXT NOT NULL CHECK (kind IN ('work', 'person')),
    key TEXT NOT NULL COLLATE NOCASE,
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
INSERT INTO key_id SELECT 'work', key, id FROM work;
INSERT INTO key_id SELECT 'person', key, id FROM person;

ALTER TABLE reference ADD COLUMN own_key TEXT NOT NULL DEFAULT '';
ALTER TABLE name ADD COLUMN own_key TEXT NOT NULL DEFAULT '';
UPDATE reference SET own_key = work.key FROM work_reference AS m JOIN work ON work.id = m.work
WHERE m.reference = reference.id;
UPDATE name SET own_key = person.key FROM person_name AS m JOIN person ON person.id = m.person
WHERE m.name = name.id;
INSERT INTO state SELECT 'articles', value FROM state WHERE name = 'revision';
INSERT INTO state SELECT 'based', CASE WHEN EXISTS (SELECT 1 FROM judgement_in_force) THEN -1 ELSE value END
FROM state WHERE name = 'grouped';
"""
