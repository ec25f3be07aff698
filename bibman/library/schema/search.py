"""The search index over works, and the views for reading, which ``reading`` makes anew."""

from __future__ import annotations

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
