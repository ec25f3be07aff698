"""What has changed since works and persons were computed."""

from __future__ import annotations

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
