"""Adding articles: once, again, changed, under two names, by two processes, and killed in the middle."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibman.errors import NotFoundError
from bibman.library import Library
from bibman.model import Article, Name, Record, Reference

ADD_MANY = Path(__file__).with_name("add_many.py")


def dump(library: Library) -> list[tuple[object, ...]]:
    return [
        *((r.id, r.path, r.ordinal, r.record) for r in library.references()),
        *map(tuple_of, library.mentions()),
    ]


def tuple_of(mention: object) -> tuple[object, ...]:
    return tuple(getattr(mention, name) for name in mention.__slots__)  # type: ignore[attr-defined]


def test_an_article_comes_back_as_it_was(library: Library, put):
    assert put(library, title="Тил") == "added"
    first = library.references()[0]
    assert (first.ordinal, first.path, first.reference.page, first.reference.start_line) == (
        1,
        "a.txt",
        3,
        10,
    )
    assert first.reference.source == "a.txt"
    assert first.record == Record(
        "book", "Тилшунослик асослари", issued="2019", author=(Name("Хайдарова", "М", form="Хайдарова М."),),
        confidence=0.75,
    )  # fmt: skip
    byline, *named = library.mentions()
    assert (byline.reference, byline.role, byline.name.form) == (None, "author", "Махлиё Хайдарова")
    assert [m.reference for m in named] == [r.id for r in library.references()]
    (stored,) = library.articles()
    assert (stored.title, stored.references, stored.authors[0].given) == ("Тил", 3, "Махлиё")


def test_again_is_unchanged(library: Library, put):
    put(library)
    before, revision = dump(library), library.regrouping.revision()
    assert put(library) == "unchanged"
    assert (dump(library), library.regrouping.revision()) == (before, revision)


def test_an_article_is_known_by_path_content_and_reader(library: Library, put):
    put(library)
    assert library.known_references("a.txt", "sha of a.txt", "reader 1") == 3
    assert library.known_references("a.txt", "sha of a.txt", "reader 2") is None
    assert library.known_references("a.txt", "another", "reader 1") is None
    assert library.known_references("b.txt", "sha of a.txt", "reader 1") is None


def test_same_content_under_a_second_path(library: Library, put):
    put(library, content="c")
    assert put(library, "copy.txt", content="c") == "unchanged"
    assert library.articles()[0].paths == ("a.txt", "copy.txt")
    assert library.known_references("copy.txt", "c", "reader 1") == 3
    library.remove_article("a.txt")
    assert library.articles()[0].paths == ("copy.txt",)
    library.remove_article("copy.txt")
    assert library.stats().references == 0


def test_changed_article_keeps_ids_of_what_is_printed_as_before(library: Library, put):
    entries = (
        ("A. Alpha. 2001.", "A", "Alpha", "2001"),
        ("B. Beta. 2002.", "B", "Beta", "2002"),
        ("C. Gamma. 2003.", "C", "Gamma", "2003"),
    )
    put(library, entries=entries)
    ids = {r.reference.text: r.id for r in library.references()}
    names = {m.name.form: m.id for m in library.mentions()}
    rejoined = ("C. Gam-ma. 2003.", "C", "Gamma", "2003")  # the same letters, mended
    assert put(
        library, content="new", entries=(rejoined, ("D. Delta. 2004.", "D", "Delta", "2004"), entries[0])
    ) == ("replaced")
    after = {r.reference.text: r.id for r in library.references()}
    assert after["C. Gam-ma. 2003."] == ids["C. Gamma. 2003."]
    assert after["A. Alpha. 2001."] == ids["A. Alpha. 2001."]
    assert after["D. Delta. 2004."] not in ids.values()
    assert [r.ordinal for r in library.references()] == [1, 2, 3]
    kept = {m.name.form: m.id for m in library.mentions()}
    assert (kept["A М."], kept["C М."]) == (names["A М."], names["C М."]) and "B М." not in kept
    assert library.problems() == []


def test_doubled_reference_stays_doubled(library: Library, put):
    twice = (("A. Alpha. 2001.", "A", "Alpha", "2001"),) * 2
    put(library, entries=twice)
    before = dump(library)
    put(library, content="new", entries=twice)
    assert dump(library) == before
    put(library, content="newer", entries=twice[:1])
    assert len(library.references()) == 1


def test_another_reader_reads_anew(library: Library, put):
    put(library)
    article = Article("a.txt", (), (), sha256="sha of a.txt")
    assert library.add_article(article, [], "reader 2") == "replaced"
    assert library.stats().references == 0


def test_path_that_takes_over_the_content_of_another(library: Library, put):
    put(library, "a.txt", content="a")
    put(library, "b.txt", content="b")
    assert put(library, "a.txt", content="b") == "replaced"
    (only,) = library.articles()
    assert only.paths == ("a.txt", "b.txt")


def test_path_that_leaves_its_copy(library: Library, put):
    put(library, "a.txt", content="a")
    put(library, "b.txt", content="a")
    assert put(library, "b.txt", content="b") == "replaced"
    assert [a.paths for a in library.articles()] == [("a.txt",), ("b.txt",)]


def test_every_change_makes_the_grouping_stale(library: Library, put, regroup):
    put(library)
    assert library.is_stale
    regroup(library, {})
    assert not library.is_stale
    put(library, content="new")
    assert library.is_stale
    regroup(library, {})
    library.remove_article("a.txt")
    assert library.is_stale


def test_remove_unknown(library: Library):
    with pytest.raises(NotFoundError, match=r"no article x\.txt"):
        library.remove_article("x.txt")


def test_same_input_same_rows(tmp_path: Path, put):
    dumps = []
    for name in ("one.db", "two.db"):
        with Library.open(tmp_path / name, create=True) as library:
            put(library, "a.txt")
            put(library, "b.txt")
            put(library, "a.txt", content="new")
            dumps.append(dump(library))
    assert dumps[0] == dumps[1]


anything = st.text(st.characters(codec=None), max_size=20)  # lone surrogates and NUL too
names = st.builds(Name, family=anything, given=anything, literal=anything, form=anything)
records = st.builds(Record, title=anything, issued=anything, author=st.lists(names, max_size=2).map(tuple))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.builds(Reference, text=anything), records), max_size=4), anything, anything)
def test_any_text_can_be_stored_and_read(library: Library, printed, path: str, title: str):
    article = Article(path, (title,), (1,), title, tuple(r.author[0] for _, r in printed if r.author))
    library.add_article(article, printed, "reader")
    assert len(library.article_references(path)) == len(printed)
    assert library.add_article(article, printed, "reader") == "unchanged"
    assert len(library.mentions()) >= len(article.authors)
    library.remove_article(path)


def test_names_keep_every_part(library: Library):
    name = Name("Юсупова", "Г", "Каримовна", "мл.", "", "Юсупова Г. К., мл.")
    record = Record(title="T", author=(name,), editor=(replace(name, form="под ред. Юсуповой"),))
    library.add_article(Article("a", (), ()), [(Reference("x"), record)], "r")
    (stored,) = library.references()
    assert (stored.record.author, stored.record.editor) == (record.author, record.editor)
    assert [(m.role, m.position) for m in library.mentions()] == [("author", 1), ("editor", 1)]


def run_add_many(path: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(ADD_MANY), str(path), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_two_processes_add_at_once(path: Path):
    both = [run_add_many(path, prefix, "25") for prefix in ("a", "b")]
    for process in both:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    with Library.open(path) as library:
        assert (library.stats().articles, library.stats().references) == (50, 1000)
        assert library.problems() == []


@pytest.mark.parametrize("stall_at", ["5", "-1"])
def test_killed_in_the_middle(path: Path, stall_at: str):
    process = run_add_many(path, "a", "500", stall_at)
    assert process.stdout is not None
    told = []
    for line in process.stdout:
        if line == "stalled\n" or len(told) == 20:
            break
        told.append(line.strip())
    process.kill()
    process.communicate()
    with Library.open(path, write=True) as library:
        assert library.problems() == []
        stored = library.articles()
        assert [a.path for a in stored][: len(told)] == told  # what was reported is there
        assert {a.references for a in stored} == {20}  # and only whole articles are
        if stall_at == "5":
            assert len(stored) == 5
        assert library.add_article(Article("after.txt", (), ()), [], "reader") == "added"
