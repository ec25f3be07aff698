"""Works, persons and pairs: written in one go, read back as answers."""

import sqlite3
from pathlib import Path

import pytest

from bibman.errors import LibraryError, NotFoundError
from bibman.library import CandidatePair, Library, PersonGroup, WorkGroup

KEYS = {"Хайдарова": "xaydarova2019", "Khaydarova": "khaydarova2020", "Норов": "norov2005"}


def test_work_with_references(library: Library, put, regroup):
    put(library, "a.txt")
    put(library, "b.txt")
    regroup(library, KEYS)
    work = library.work("XAYDAROVA2019")
    assert work.key == "xaydarova2019"
    assert [(r.article, r.ordinal, r.page, r.start_line, r.score, r.reason) for r in work.references] == [
        ("a.txt", 1, 3, 10, 1.0, "same title"),
        ("b.txt", 1, 3, 10, 1.0, "same title"),
    ]
    assert work.references[0].record.author[0].form == "Хайдарова М."
    assert [w.key for w in library.works()] == ["khaydarova2020", "norov2005", "xaydarova2019"]
    assert library.works()[1].record.title == "Ҳуқуқ назарияси"


def test_persons_with_forms(library: Library, put, regroup):
    put(library, "a.txt")
    put(library, "b.txt")
    regroup(library, {"Хайдарова": "khaydarova", "Khaydarova": "khaydarova", "Норов": "norov"})
    one, other = library.persons()
    assert (one.key, one.works, one.articles) == ("khaydarova", ("khaydarova",), 2)
    assert [(n.form, n.script, n.count, n.articles) for n in one.names] == [
        ("Khaydarova М.", "Latn", 2, ("a.txt", "b.txt")),
        ("Махлиё Хайдарова", "Cyrl", 2, ("a.txt", "b.txt")),
        ("Хайдарова М.", "Cyrl", 2, ("a.txt", "b.txt")),
    ]
    assert (other.key, other.works) == ("norov", ("norov",))


def test_article_references_know_their_work(library: Library, put, regroup):
    put(library)
    regroup(library, {"Норов": "norov2005"})
    assert [(r.ordinal, r.work) for r in library.article_references("a.txt")] == [
        (1, ""),
        (2, ""),
        (3, "norov2005"),
    ]
    assert library.articles()[0].works == 1
    with pytest.raises(NotFoundError, match="no article"):
        library.article_references("b.txt")


def test_keys_by_id(library: Library, put, regroup):
    put(library)
    regroup(library, KEYS)
    first, second, third = library.references()
    assert library.work_keys() == {
        first.id: "xaydarova2019",
        second.id: "khaydarova2020",
        third.id: "norov2005",
    }
    assert set(library.person_keys().values()) == set(KEYS.values())


def test_keys_survive_a_change_of_the_article(library: Library, put, regroup):
    put(library)
    regroup(library, KEYS)
    put(library, content="new", title="Another title")
    assert sorted(library.work_keys().values()) == sorted(KEYS.values())


def test_first_keys_outlive_a_merge(library: Library, put, regroup):
    put(library)
    regroup(library, KEYS)
    regroup(library, KEYS | {"Хайдарова": "khaydarova2020"})
    assert "xaydarova2019" not in library.work_keys().values()
    assert sorted(library.regrouping.first_work_keys().values()) == sorted(KEYS.values())
    assert "xaydarova2019" in library.regrouping.first_person_keys().values()


def test_regrouping_writes_only_what_differs(library: Library, path: Path, put, regroup):
    put(library)
    regroup(library, KEYS)
    watcher = sqlite3.connect(path)
    before = (
        watcher.execute("PRAGMA data_version").fetchone(),
        watcher.execute("SELECT * FROM work").fetchall(),
    )
    regroup(library, KEYS)
    assert watcher.execute("SELECT * FROM work").fetchall() == before[1]
    regroup(library, {"Норов": "norov2005"})
    assert watcher.execute("SELECT id, key FROM work").fetchall() == [
        (id, key) for id, key, *_ in before[1] if key == "norov2005"
    ]
    assert watcher.execute("SELECT count(*) FROM work_reference").fetchone() == (1,)
    watcher.close()


def test_key_that_changes_its_case(library: Library, put, regroup):
    put(library)
    regroup(library, {"Норов": "Norov2005"})
    regroup(library, {"Норов": "norov2005"})
    assert [w.key for w in library.works()] == ["norov2005"]


def test_two_works_under_one_key_change_nothing(library: Library, put, regroup, write_groups):
    put(library)
    regroup(library, KEYS)
    record = library.references()[0].record
    with pytest.raises(LibraryError):
        write_groups(library, [WorkGroup("k", record, ()), WorkGroup("K", record, ())], [])
    assert len(library.works()) == 3


def test_persons_of_an_earlier_state_change_nothing(library: Library, put, regroup):
    put(library, "a.txt")
    regroup(library, KEYS)
    revision, before = library.regrouping.revision(), library.persons()
    put(library, "b.txt")
    library.regrouping.replace_persons([PersonGroup("p", "P", ((999, 1.0, ""),))], [], revision=revision)
    assert library.has_stale_persons
    assert [person.key for person in library.persons()] == [person.key for person in before]


def test_candidates_until_they_are_judged(library: Library, put, regroup, write_groups):
    put(library)
    regroup(library, KEYS)
    pairs = [
        CandidatePair("work", "khaydarova2020", "xaydarova2019", "possible", 0.6, "one author"),
        CandidatePair("work", "norov2005", "xaydarova2019", "possible", 0.7, "one year"),
        CandidatePair("person", "norov2005", "xaydarova2019", "possible", 0.5, "initials"),
    ]
    works = [WorkGroup(w.key, w.record, ()) for w in library.works()]
    people = [PersonGroup(p.key, p.name, ()) for p in library.persons()]
    write_groups(library, works, people, pairs)
    assert library.candidates("work") == [pairs[1], pairs[0]]
    assert library.candidates() == [pairs[1], pairs[0], pairs[2]]


def test_counts(library: Library, put, regroup):
    put(library)
    regroup(library, KEYS)
    counts = library.stats()
    assert (counts.articles, counts.references, counts.works, counts.persons, counts.names) == (1, 3, 3, 3, 4)


def test_views_for_people_with_a_sqlite_browser(library: Library, path: Path, put, regroup):
    put(library)
    regroup(library, KEYS)
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT key, year, \"references\", articles FROM v_work").fetchall() == [
        ("khaydarova2020", 2020, 1, 1), ("norov2005", 2005, 1, 1), ("xaydarova2019", 2019, 1, 1),
    ]  # fmt: skip
    assert raw.execute("SELECT article, ordinal FROM v_provenance WHERE key = 'norov2005'").fetchall() == [
        ("a.txt", 3)
    ]
    assert ("norov2005", "Норов М.", "a.txt", 3) in raw.execute(
        "SELECT person, form, article, reference FROM v_name"
    )
    assert raw.execute("SELECT * FROM v_review").fetchall() == []
    raw.close()
