"""The main job on real lists: five articles in, people and a .bib out."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import SEEDS, Run

ONE_WOMAN = {
    "Khaydarova, M. H.", "Mahliyo Khaydarova", "Haydarova, M.", "XAYDAROVA MAHLIYO XABIBULLAYEVNA",
    "Khabibullayevna, H. M.", "Xaydarova, M.", "Khaydarova, M.", "Xaydarova Mahliyo Khabibullaevna",
    "Mahliyo, X.", "Xabibullayevna, X. M.", "Хайдарова, М.",
}  # fmt: skip


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalpha())


def test_every_article_is_read_and_every_reference_found(run: Run) -> None:
    rows = run("add", SEEDS).rows
    assert [row["references"] for row in rows] == [7, 26, 0, 0, 0]
    assert {row["status"] for row in rows} == {"added"}
    assert [row["message"] for row in rows[2:]] == ["no reference list found"] * 3


def test_a_second_run_changes_nothing_and_exports_the_same_bytes(run: Run, tmp_path: Path) -> None:
    one, two = tmp_path / "one.bib", tmp_path / "two.bib"
    run("add", SEEDS)
    assert run("export", "-o", one).code == 0
    again = run("add", SEEDS)
    assert {row["status"] for row in again.rows} == {"unchanged"}
    assert run("export", "-o", two).code == 0
    assert one.read_bytes() == two.read_bytes()


def test_a_broken_item_is_mended_and_says_so(run: Run) -> None:
    seed = next(SEEDS.glob("001*"))
    items = run("extract", seed, "--format", "jsonl").rows
    (mended,) = [item for item in items if item["mended"]]
    assert mended["text"].startswith(
        "Xaydarova, M. (2023). BOSHLANG 'ICH SINFLARDA TARBIYA FANINI O 'QITISHNING"
    )
    assert mended["end_line"] > mended["start_line"]


def test_one_author_cites_herself_in_every_reference(seeded: Run) -> None:
    shares = seeded("self-citations", "--summary").rows
    by_seed = {Path(row["article"]).name[:3]: row for row in shares}
    assert (by_seed["001"]["self_citations"], by_seed["001"]["references"]) == (26, 26)
    assert by_seed["000"]["self_citations"] == 0
    assert {letters(form) for form in ONE_WOMAN} <= {letters(form) for form in by_seed["001"]["spellings"]}


def test_self_citations_tell_first_authors_from_co_authors(seeded: Run) -> None:
    rows = seeded("self-citations", next(SEEDS.glob("001*")).name).rows
    roles = {row["reference"]: row["role"] for row in rows}
    assert (roles[1], roles[8], roles[13]) == ("first", "co-author", "co-author")
    assert all(row["reason"] and row["score"] >= 0.5 for row in rows)


@pytest.mark.parametrize(
    "query", ["Хайдарова", "Khaydarova", "xaydarova", "XAYDAROVA M", "Haydarova Mahliyo"]
)
def test_a_person_is_found_by_any_spelling(seeded: Run, query: str) -> None:
    (person,) = seeded("authors", query).rows
    assert {letters(form) for form in ONE_WOMAN} <= {letters(name["form"]) for name in person["names"]}
    assert {name["script"] for name in person["names"]} == {"Latn", "Cyrl"}


def test_the_same_title_in_two_journals_is_asked_about_and_not_joined(seeded: Run) -> None:
    pairs = [row for row in seeded("duplicates").rows if "container" in row["reason"]]
    titles = [
        {seeded("show", row[side], "--format", "jsonl").rows[0]["title"] for side in "ab"} for row in pairs
    ]
    assert any(len(t) == 1 and "ILMIY-NAZARIY ASOSLARI" in t.pop() for t in titles)
    assert seeded("duplicates", "--check").code == 1


def test_words_of_one_script_find_works_in_the_other(seeded: Run) -> None:
    latin, cyrillic = seeded("search", "xaydarova", "tarbiya").rows, seeded("search", "Хайдарова тарбия").rows
    assert [item["id"] for item in latin] == [item["id"] for item in cyrillic]
    assert len(latin) > 3


def test_a_work_shows_where_it_stands_and_why(seeded: Run) -> None:
    key = seeded("search", "compepencies").rows[0]["id"]
    (item,) = seeded("show", key, "--format", "jsonl").rows
    (place,) = item["references"]
    assert Path(place["article"]).name.startswith("001")
    assert place["text"].startswith("Khaydarova, M. H. (2020).")
    assert place["reason"]
    assert key in seeded("show", key).out


def test_parsing_what_was_extracted_gives_a_record_a_line(run: Run) -> None:
    texts = run("extract", SEEDS, "--format", "text").out
    items = run("parse", stdin=texts.encode()).rows
    assert len(items) == 33
    assert all(0 < item["custom"]["confidence"] <= 1 for item in items)
    assert run("parse", "--format", "bibtex", stdin=texts.encode()).out.count("\n@") + 1 == 33


def test_segments_join_to_what_was_printed(run: Run) -> None:
    text = "Атоева Н. (2020). «Инновационные подходы в образовании». Ташкент: Фан."
    (row,) = run("parse", "--format", "segments", stdin=text.encode()).rows
    assert letters("".join(piece for _, piece in row["segments"])) == letters(text)
    assert row["segments"][0] == ["author", "Атоева Н."]
