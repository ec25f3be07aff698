"""The tables, the search index and the views of a library, as SQL."""

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

# The index holds no text of its own: it reads the folded columns of the works.
SEARCH = """
CREATE VIRTUAL TABLE work_search USING fts5(
    folded_title, folded_people, folded_container, folded_text,
    content='work', content_rowid='id', prefix='2 3'
);
CREATE TRIGGER work_search_insert AFTER INSERT ON work BEGIN
    INSERT INTO work_search (rowid, folded_title, folded_people, folded_container, folded_text)
    VALUES (new.id, new.folded_title, new.folded_people, new.folded_container, new.folded_text);
END;
CREATE TRIGGER work_search_delete AFTER DELETE ON work BEGIN
    INSERT INTO work_search (work_search, rowid, folded_title, folded_people, folded_container, folded_text)
    VALUES ('delete', old.id, old.folded_title, old.folded_people, old.folded_container, old.folded_text);
END;
CREATE TRIGGER work_search_update
AFTER UPDATE OF folded_title, folded_people, folded_container, folded_text ON work BEGIN
    INSERT INTO work_search (work_search, rowid, folded_title, folded_people, folded_container, folded_text)
    VALUES ('delete', old.id, old.folded_title, old.folded_people, old.folded_container, old.folded_text);
    INSERT INTO work_search (rowid, folded_title, folded_people, folded_container, folded_text)
    VALUES (new.id, new.folded_title, new.folded_people, new.folded_container, new.folded_text);
END;
INSERT INTO work_search (work_search) VALUES ('rebuild');
"""

VIEWS = """
CREATE VIEW first_path AS
SELECT article, path FROM article_path WHERE id IN (SELECT min(id) FROM article_path GROUP BY article);

CREATE VIEW judgement_in_force AS
SELECT * FROM judgement AS j
WHERE undoes IS NULL AND NOT EXISTS (SELECT 1 FROM judgement AS u WHERE u.undoes = j.number);

CREATE VIEW work_person AS
SELECT work_reference.work, name.role, name.position, person_name.person, count(*) AS mentions
FROM work_reference
JOIN name ON name.reference = work_reference.reference
JOIN person_name ON person_name.name = name.id
GROUP BY work_reference.work, name.role, name.position, person_name.person;

CREATE VIEW v_work AS
SELECT work.key, work.type, work.title, work.year, work.doi,
    (SELECT count(*) FROM work_reference WHERE work_reference.work = work.id) AS "references",
    (SELECT count(DISTINCT reference.article) FROM work_reference
     JOIN reference ON reference.id = work_reference.reference
     WHERE work_reference.work = work.id) AS articles
FROM work ORDER BY work.key;

CREATE VIEW v_provenance AS
SELECT work.key, first_path.path AS article, reference.ordinal, reference.page, reference.start_line,
    reference.end_line, reference.text, work_reference.score, work_reference.reason
FROM reference
JOIN first_path ON first_path.article = reference.article
LEFT JOIN work_reference ON work_reference.reference = reference.id
LEFT JOIN work ON work.id = work_reference.work
ORDER BY work.key, first_path.path, reference.ordinal;

CREATE VIEW v_review AS
SELECT kind, a, b, verdict, score, reason FROM candidate AS c
WHERE NOT EXISTS (
    SELECT 1 FROM judgement_in_force AS j
    WHERE j.kind = c.kind AND j.verdict <> 'undecided'
        AND ((j.a = c.a AND j.b = c.b) OR (j.a = c.b AND j.b = c.a))
)
ORDER BY kind, score DESC, a, b;

CREATE VIEW v_name AS
SELECT person.key AS person, person.name AS display_name, name.form, name.script, name.role, name.position,
    first_path.path AS article, reference.ordinal AS reference, person_name.score, person_name.reason
FROM name
JOIN first_path ON first_path.article = name.article
LEFT JOIN reference ON reference.id = name.reference
LEFT JOIN person_name ON person_name.name = name.id
LEFT JOIN person ON person.id = person_name.person
ORDER BY person.key, name.form, first_path.path, reference.ordinal, name.position;
"""

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

#: Persons are computed apart from works where a million names came in.
PEOPLED = "INSERT INTO state SELECT 'peopled', value FROM state WHERE name = 'grouped'"

# Works are computed again only around what has changed: triggers note it. ``block_keys`` holds, some thousand
# references a row, the keys under which records of one work meet (ids and columns of 64-bit numbers). The
# keys by the articles alone stand in narrow tables: they change more often than what is printed.
# ``first_key`` is written only when a member's own key becomes another: until then they are the same.
GROUPING = """
CREATE TABLE reference_key (
    reference INTEGER PRIMARY KEY REFERENCES reference ON DELETE CASCADE,
    own_key TEXT NOT NULL COLLATE NOCASE
) STRICT;
INSERT INTO reference_key SELECT id, own_key FROM reference WHERE own_key <> '';
CREATE INDEX reference_key_own ON reference_key (own_key);
ALTER TABLE reference DROP COLUMN own_key;
CREATE INDEX reference_first_key ON reference (first_key COLLATE NOCASE) WHERE first_key <> '';

CREATE TABLE name_key (
    name INTEGER PRIMARY KEY REFERENCES name ON DELETE CASCADE,
    own_key TEXT NOT NULL COLLATE NOCASE
) STRICT;
INSERT INTO name_key SELECT id, own_key FROM name WHERE own_key <> '';
CREATE INDEX name_key_own ON name_key (own_key);
ALTER TABLE name DROP COLUMN own_key;
CREATE INDEX name_first_key ON name (first_key COLLATE NOCASE) WHERE first_key <> '';

CREATE TABLE block_keys (id INTEGER PRIMARY KEY, ids BLOB NOT NULL, keys BLOB NOT NULL) STRICT;
CREATE TABLE touched_reference (id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE touched_work (id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE touched_person (id INTEGER PRIMARY KEY) STRICT;
INSERT INTO touched_reference SELECT id FROM reference;

CREATE TRIGGER reference_came AFTER INSERT ON reference BEGIN
    INSERT INTO touched_reference VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER reference_changed AFTER UPDATE OF record ON reference BEGIN
    INSERT INTO touched_reference VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER reference_left BEFORE DELETE ON reference BEGIN
    INSERT INTO touched_reference VALUES (old.id) ON CONFLICT DO NOTHING;
    INSERT INTO touched_work SELECT work FROM work_reference WHERE reference = old.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER reference_asked_for_a_key AFTER UPDATE OF label ON reference
WHEN new.label <> old.label AND new.label = new.first_key BEGIN
    DELETE FROM reference_key WHERE reference = new.id;
END;
CREATE TRIGGER name_left BEFORE DELETE ON name BEGIN
    INSERT INTO touched_person SELECT person FROM person_name WHERE name = old.id ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER judgement_came AFTER INSERT ON judgement_member BEGIN
    INSERT INTO touched_reference SELECT id FROM reference WHERE anchor = new.anchor ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER judgement_left AFTER INSERT ON judgement_undone BEGIN
    INSERT INTO touched_reference
    SELECT reference.id FROM judgement_member JOIN reference USING (anchor)
    WHERE judgement_member.judgement = new.judgement ON CONFLICT DO NOTHING;
END;

CREATE INDEX judgement_member_anchor ON judgement_member (anchor);
CREATE INDEX candidate_b ON candidate (kind, b);
INSERT INTO state VALUES ('engine', 0);
"""

# What people ask for: filters have indexes; names a search index of their own, as printed and as they sound.
ASKING = """
ALTER TABLE work ADD COLUMN container TEXT
    AS (coalesce(json_extract(record, '$."container-title"'), '')) VIRTUAL;
ALTER TABLE work ADD COLUMN language TEXT
    AS (lower(substr(coalesce(json_extract(record, '$.language'), ''), 1,
        instr(replace(coalesce(json_extract(record, '$.language'), ''), '_', '-') || '-', '-') - 1))) VIRTUAL;
CREATE INDEX work_type ON work (type);
CREATE INDEX work_year ON work (year);
CREATE INDEX work_language ON work (language);

CREATE VIRTUAL TABLE name_search USING fts5(
    form, folded, content='name', content_rowid='id', prefix='2 3'
);
CREATE TRIGGER name_search_insert AFTER INSERT ON name BEGIN
    INSERT INTO name_search (rowid, form, folded) VALUES (new.id, new.form, new.folded);
END;
CREATE TRIGGER name_search_delete AFTER DELETE ON name BEGIN
    INSERT INTO name_search (name_search, rowid, form, folded)
    VALUES ('delete', old.id, old.form, old.folded);
END;
CREATE TRIGGER name_search_update AFTER UPDATE OF form, folded ON name BEGIN
    INSERT INTO name_search (name_search, rowid, form, folded)
    VALUES ('delete', old.id, old.form, old.folded);
    INSERT INTO name_search (rowid, form, folded) VALUES (new.id, new.form, new.folded);
END;
INSERT INTO name_search (name_search) VALUES ('rebuild');
CREATE VIRTUAL TABLE name_word USING fts5vocab('name_search', 'col');
"""

# For whoever opens the file elsewhere; ``id`` leads from a view into its search index.
READING = """
DROP VIEW work_person;
DROP VIEW v_work;
DROP VIEW v_provenance;
DROP VIEW v_review;
DROP VIEW v_name;

CREATE VIEW v_work AS
SELECT work.id, work.key, work.type,
    (SELECT group_concat(coalesce(json_extract(value, '$.literal'), json_extract(value, '$.family')
        || coalesce(', ' || json_extract(value, '$.given'), '')), '; ')
     FROM json_each(work.record, '$.author')) AS authors,
    work.year, work.title, work.container, work.language, work.doi,
    (SELECT count(*) FROM work_reference WHERE work_reference.work = work.id) AS "references",
    (SELECT count(DISTINCT reference.article) FROM work_reference
     JOIN reference ON reference.id = work_reference.reference
     WHERE work_reference.work = work.id) AS articles
FROM work ORDER BY work.key;

CREATE VIEW v_person AS
SELECT person.id, person.key AS person, person.name,
    (SELECT group_concat(form, ' · ') FROM (
        SELECT name.form FROM person_name JOIN name ON name.id = person_name.name
        WHERE person_name.person = person.id GROUP BY name.form ORDER BY count(*) DESC, name.form
    )) AS spellings,
    (SELECT count(DISTINCT work_reference.work) FROM person_name JOIN name ON name.id = person_name.name
     JOIN work_reference ON work_reference.reference = name.reference
     WHERE person_name.person = person.id) AS works,
    (SELECT count(DISTINCT name.article) FROM person_name JOIN name ON name.id = person_name.name
     WHERE person_name.person = person.id) AS articles
FROM person ORDER BY person.key;

CREATE VIEW v_provenance AS
SELECT work.key, first_path.path AS article, reference.ordinal, reference.page, reference.start_line,
    reference.end_line, reference.text, work_reference.score, work_reference.reason
FROM reference
JOIN first_path ON first_path.article = reference.article
LEFT JOIN work_reference ON work_reference.reference = reference.id
LEFT JOIN work ON work.id = work_reference.work
ORDER BY work.key, first_path.path, reference.ordinal;

CREATE VIEW v_review AS
SELECT kind, a, b, verdict, score, reason,
    coalesce(work_a.title, person_a.name) AS a_shown, coalesce(work_b.title, person_b.name) AS b_shown
FROM candidate AS c
LEFT JOIN work AS work_a ON c.kind = 'work' AND work_a.key = c.a
LEFT JOIN work AS work_b ON c.kind = 'work' AND work_b.key = c.b
LEFT JOIN person AS person_a ON c.kind = 'person' AND person_a.key = c.a
LEFT JOIN person AS person_b ON c.kind = 'person' AND person_b.key = c.b
WHERE NOT EXISTS (
    SELECT 1 FROM judgement_in_force AS j
    WHERE j.kind = c.kind AND j.verdict IN ('same', 'different', 'related')
        AND ((j.a = c.a AND j.b = c.b) OR (j.a = c.b AND j.b = c.a))
)
ORDER BY kind, score DESC, a, b;

CREATE VIEW v_name AS
SELECT name.id, person.key AS person, person.name AS display_name, name.form, name.script, name.role,
    name.position, first_path.path AS article, reference.ordinal AS reference, person_name.score,
    person_name.reason
FROM name
JOIN first_path ON first_path.article = name.article
LEFT JOIN reference ON reference.id = name.reference
LEFT JOIN person_name ON person_name.name = name.id
LEFT JOIN person ON person.id = person_name.person
ORDER BY person.key, name.form, first_path.path, reference.ordinal, name.position;
"""
