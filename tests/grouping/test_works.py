"""Works computed around what has changed are the works of all references at once, however they came in."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibman.errors import NotFoundError, UsageError
from bibman.grouping.fill import works_plan
from bibman.grouping.works import regroup_works
from bibman.library import CandidatePair, Library
from bibman.model import Article, Record, Reference
from bibman.names import read_name
from bibman.pipeline import regroup

#: What is one work, perhaps one and surely another: author, title, year, pages, volume.
PRINTED = (
    ("Хайдарова М.", "Тилшунослик асослари", "2019", "", ""),
    ("Khaydarova M.", "Tilshunoslik asoslari", "2019", "", ""),
    ("Xaydarova M.", "Tilshunoslik asoslari va nazariyasi", "2019", "", ""),
    ("Хайдарова М.", "Тилшунослик асослари", "2021", "", ""),
    ("Karimov M.", "Education and society in Central Asia", "2011", "12-20", "4"),
    ("Каримов М.", "Education and society in Central Asia", "2011", "12-20", "4"),
    ("Karimov M.", "Education and society in Central Asia", "2014", "31-40", "7"),
    ("Karimov Mansur", "Education and society in Central Asia", "2013", "31-40", ""),
    ("Karimov M.", "Education, society in Central Asia: part 2", "2014", "", "7"),
    ("Norov Y.", "Huquq nazariyasi", "2005", "5", "1"),
    ("Норов Ю.", "Ҳуқуқ назарияси", "2006", "5", "1"),
    ("Norov Y.", "Huquq", "2005", "", ""),
)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "remove", "merge", "apart", "edit", "undo"]),
        st.lists(st.integers(0, len(PRINTED) - 1), min_size=1, max_size=4),
        st.integers(0, 3),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


def printed(author: str, title: str, year: str, page: str, volume: str) -> tuple[Reference, Record]:
    record = Record(
        "article-journal",
        title,
        "Vestnik",
        issued=year,
        page=page,
        volume=volume,
        author=(read_name(author),),
    )
    return Reference(f"{author} {title}. {year}. {volume} {page}"), record


def take(library: Library, what: str, chosen: list[int], number: int) -> None:
    keys = library.keys("work")
    try:
        if what == "add":  # also what changes the content of an article
            article = Article(f"{number}.txt", (repr(chosen),), (1,), sha256=repr((number, chosen)))
            library.add_article(article, [printed(*PRINTED[n]) for n in chosen], "reader")
        elif what == "remove":
            library.remove_article(f"{number}.txt")
        elif what == "undo":
            library.undo()
        elif keys:
            one, two = keys[chosen[0] % len(keys)], keys[chosen[-1] % len(keys)]
            if what == "edit":
                library.edit("work", one, {"title": f"Title {number}"})
            else:
                library.add_judgement("work", one, two, "same" if what == "merge" else "different")
    except (NotFoundError, UsageError):
        pass


def shown(library: Library) -> tuple[object, list[CandidatePair]]:
    works = [library.work(work.key) for work in library.works()]
    return works, library.candidates("work", judged=True)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_however_a_library_grew_its_works_are_those_of_all_at_once(
    steps: list[tuple[str, list[int], int, bool]],
):
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db", create=True) as library:
        for *step, grouped in steps:
            take(library, *step)
            if grouped:
                regroup_works(library)
        regroup_works(library)
        grown = shown(library)
        assert not library.is_stale
        for at_once in (False, True):
            library.repair()
            if at_once:
                library.regrouping.fill_works(
                    works_plan(library.regrouping), revision=library.regrouping.revision()
                )
            regroup_works(library)  # what was judged too
            assert shown(library) == grown
            assert not library.is_stale
        assert library.problems() == []


def put(library: Library, name: str, chosen: tuple[int, ...]) -> None:
    library.add_article(
        Article(name, (name,), (1,), sha256=name), [printed(*PRINTED[n]) for n in chosen], "r"
    )


@pytest.mark.parametrize("how", ["around", "anew"])
def test_killed_while_it_writes_works_the_library_is_whole_and_the_next_command_finishes(
    tmp_path: Path, how: str
):
    path = tmp_path / "library.db"
    with Library.open(path, create=True) as library:
        put(library, "a.txt", (0, 4, 9))
        regroup_works(library)
        before = shown(library)
        put(library, "b.txt", (1, 5, 6, 10))
    script = Path(__file__).with_name("stalled.py")
    with Popen([sys.executable, script, path, how], stdin=PIPE, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stalled\n"
        process.kill()
    with Library.open(path, write=True) as library:
        assert library.problems() == []
        assert library.is_stale
        assert shown(library) == before
        assert regroup(library)
        assert all(reference.work for reference in library.article_references("b.txt"))
        assert len(library.search("Education")) == 2
