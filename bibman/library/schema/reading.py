"""What people ask for, here and with other programs."""

from __future__ import annotations

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
