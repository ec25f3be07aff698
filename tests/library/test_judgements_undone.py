"""Whatever was judged and undone again, the library is what it was before, byte for byte."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibman.errors import UsageError
from bibman.formats import FORMATS, write
from bibman.library import Library
from bibman.model import Article, Name, Record, Reference
from bibman.names import read_name
from bibman.pipeline import part, regroup

#: Works that are surely one, perhaps one and surely others, by people who are surely, perhaps and not the same.
LISTS = {
    "a.txt": (
        ("Хайдарова М.", "Тилшунослик асослари", "2019"),
        ("Норов Ю.", "Ҳуқуқ назарияси", "2005"),
        ("Karimov Murod", "Education and society", "2011"),
    ),
    "b.txt": (
        ("Khaydarova M.", "Tilshunoslik asoslari", "2019"),
        ("Norov Y.", "Huquq nazariyasi", "2006"),
        ("Каримов М.", "Education and society", "2014"),
        ("Karimov Mansur", "Education and the state", "2014"),
    ),
    "c.txt": (("Хайдарова М.", "Тилшунослик асослари", "2021"), ("Norov M.", "Huquq", "2005")),
}

#: These may differ: what was decided and undone, the counters that say how current works and persons are, and
#: the ids of keys that a part had for a while. Everything else is content.
MEMORY = {"judgement", "judgement_member", "judgement_field", "judgement_undone", "state", "key_id"}
#: The search index as SQLite keeps it: its words are compared, not its blocks.
INDEX = "work_search"

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "apart", "part", "edit"]), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=5,
)
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def printed(author: str, title: str, year: str) -> tuple[Reference, Record]:
    record = Record("book", title, issued=year, author=(read_name(author),), confidence=0.75)
    return Reference(f"{author} {title}. {year}."), record


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "library.db"
    with Library.open(path, create=True) as library:
        for name, entries in LISTS.items():
            article = Article(name, (name,), (1,), f"About {name}", (Name("Xaydarova", "Mahliyo"),))
            library.add_article(article, [printed(*entry) for entry in entries], "reader 1")
        regroup(library)
    return path


@contextmanager
def copy_of(path: Path) -> Iterator[Library]:
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, folder))
        with Library.open(copy, write=True) as library:
            yield library


def content(library: Library) -> dict[str, object]:
    """Every table that holds content, the words of the search index, and the exports in every format."""
    raw = sqlite3.connect(library.path)
    names = [
        name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    tables = [name for name in names if name not in MEMORY and not name.startswith(INDEX)]
    found: dict[str, object] = {
        name: sorted(map(repr, raw.execute(f"SELECT * FROM {name}"))) for name in tables
    }
    raw.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {INDEX}, 'instance')")
    found["words"] = raw.execute("SELECT * FROM temp.words ORDER BY 1, 2, 3, 4").fetchall()
    raw.close()
    items = [(work.key, work.record) for work in library.works()]
    return found | {form: write(items, form).encode() for form in FORMATS}


def take(library: Library, step: Step) -> int | None:
    """Judge two works or two persons, or one alone; the number of the judgement, None where none was made."""
    what, first, second = step
    kind = "work" if first % 2 else "person"
    keys = library.keys(kind)
    a, b = keys[first % len(keys)], keys[second % len(keys)]
    try:
        if what == "edit":
            changes = (
                {"title": f"Title {second}", "issued": ""} if kind == "work" else {"name": f"Name {second}"}
            )
            return library.edit(kind, a, changes).number
        if what == "part":
            return part(library, kind, a, [one_of(library, kind, a, second)]).number
        return library.add_judgement(kind, a, b, "same" if what == "merge" else "different").number
    except UsageError:  # one work named twice, or the only reference of a work cut off
        return None


def one_of(library: Library, kind: str, key: str, number: int) -> str:
    if kind == "work":
        texts = [reference.text for reference in library.work(key).references]
    else:
        texts = [name.form for person in library.persons() if person.key == key for name in person.names]
    return texts[number % len(texts)]


def test_the_works_and_people_of_the_example_are_joined_doubted_and_parted(made: Path) -> None:
    with Library.open(made) as library:
        assert 5 < len(library.works()) < len(library.references()) == 9
        assert {pair.kind for pair in library.candidates()} == {"work", "person"}


@SLOW
@given(STEPS)
def test_each_undoing_leads_back_to_the_state_before(made: Path, steps: list[Step]) -> None:
    with copy_of(made) as library:
        states = []
        for step in steps:
            before = content(library)
            number = take(library, step)
            if number is not None:
                states.append((number, before))
                assert regroup(library)
        for number, before in reversed(states):
            assert library.undo().number == number
            assert regroup(library)
            assert content(library) == before
        assert library.problems() == []


@SLOW
@given(STEPS, st.randoms(use_true_random=False))
def test_undone_in_any_order_the_library_is_as_at_the_beginning(
    made: Path, steps: list[Step], random: object
) -> None:
    with copy_of(made) as library:
        before = content(library)
        for step in steps:
            take(library, step)
            regroup(library)
        numbers = [judged.number for judged in library.judgements()]
        assert numbers == list(range(1, len(numbers) + 1))
        random.shuffle(numbers)  # type: ignore[attr-defined]
        for number in numbers:
            library.undo(number)
        regroup(library)
        assert content(library) == before


def groups(library: Library) -> set[frozenset[str]]:
    return {frozenset(r.text for r in library.work(key).references) for key in library.keys("work")}


def add(library: Library, name: str, *entries: tuple[str, str, str]) -> None:
    library.add_article(Article(name, (name,), (1,)), [printed(*entry) for entry in entries], "reader 1")
    assert regroup(library)


@SLOW
@given(STEPS)
def test_articles_that_come_while_judgements_are_in_force_find_their_works(
    made: Path, steps: list[Step]
) -> None:
    late = [("Норов Ю.", "Ҳуқуқ назарияси", "2005"), ("Norova Z.", "Huquq nazariyasi", "2006")]
    with copy_of(made) as judged, copy_of(made) as plain:
        for step in steps:
            take(judged, step)
            regroup(judged)
        add(judged, "late.txt", *late)
        add(plain, "late.txt", *late)
        for made_one in judged.judgements():
            judged.undo(made_one.number)
        regroup(judged)
        assert groups(judged) == groups(plain)


def test_keys_stay_as_they_are_when_articles_come_later(made: Path) -> None:
    with copy_of(made) as library:
        library.add_judgement("work", "khaydarova2019tilshunoslik", "karimov2011education", "same")
        (text,) = (r.text for r in library.work("norov2006huquq").references)
        regroup(library)
        add(library, "late.txt", *[("Karimov Murod", "Education and society", "2011")] * 3)
        add(library, "latest.txt", ("Норов Ю.", "Ҳуқуқ назарияси", "2006"))
        work = library.work("khaydarova2019tilshunoslik")
        assert sum("Karimov" in r.text for r in work.references) == 4
        assert text in {r.text for r in library.work("norov2006huquq").references}


@SLOW
@given(STEPS)
def test_no_reference_and_no_name_is_ever_lost(made: Path, steps: list[Step]) -> None:
    with copy_of(made) as library:
        references, names = set(library.work_keys()), set(library.person_keys())
        for step in steps:
            take(library, step)
        regroup(library)
        assert (set(library.work_keys()), set(library.person_keys())) == (references, names)
