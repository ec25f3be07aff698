"""Fields set by hand: how they are written, and that they outlive what happens to the work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibman.errors import UsageError
from bibman.library import Library
from bibman.library.edits import FIELDS, field_named, field_text, with_changes
from bibman.model import Name, Record
from bibman.pipeline import part, regroup


@pytest.mark.parametrize(
    ("spelled", "field"),
    [("container_title", "container-title"), ("Container-Title", "container-title"), ("doi", "DOI"), ("URL", "URL")],
)  # fmt: skip
def test_fields_are_known_however_they_are_spelled(spelled: str, field: str) -> None:
    assert field_named(spelled) == field


@pytest.mark.parametrize("field", ["", "year", "journal", "confidence", "et_al"])
def test_other_fields_are_refused(field: str) -> None:
    with pytest.raises(UsageError, match="its fields are type, author"):
        field_named(field)


def test_people_are_parted_by_semicolons() -> None:
    record = with_changes(Record(et_al=True), (("author", "Норов, Юсуф Давронович; Institute of History"),))
    assert [(n.family, n.patronymic, n.literal) for n in record.author] == [
        ("Норов", "Давронович", ""),
        ("", "", "Institute of History"),
    ]
    assert not record.et_al
    assert field_text(record, "author") == "Норов, Юсуф Давронович; Institute of History"


def test_how_sure_the_reader_was_of_a_field_is_forgotten() -> None:
    record = with_changes(Record(confidences=(("title", 0.2), ("issued", 0.9))), (("title", "Тил"),))
    assert (record.title, record.confidences) == ("Тил", (("issued", 0.9),))


@given(st.sampled_from([field for field in FIELDS if field not in ("author", "editor")]), st.text(min_size=1))
def test_what_is_set_is_read_back(field: str, text: str) -> None:
    assert field_text(with_changes(Record(author=(Name("A"),)), ((field, text),)), field) == text


@given(st.text())
def test_any_text_may_be_a_list_of_people(text: str) -> None:
    field_text(with_changes(Record(), (("author", text),)), "author")


def test_what_was_set_outlives_reading_again_merging_and_parting(library: Library, put) -> None:
    put(library)
    regroup(library)
    keys = {r.reference.text[:5]: library.work_keys()[r.id] for r in library.references()}
    norov, khaydarova = keys["Норов"], keys["Khayd"]
    library.edit("work", norov, {"title": "Ҳуқуқ", "publisher": "Фан"})

    def title(key: str) -> str:
        regroup(library)
        return library.work(key).record.title

    assert title(norov) == "Ҳуқуқ"
    put(library, content="read again")
    assert title(norov) == "Ҳуқуқ"
    library.add_judgement("work", khaydarova, norov, "same")
    assert title(khaydarova) == "Ҳуқуқ"
    regroup(library)
    part(library, "work", khaydarova, ["Норов Ю.Д. Ҳуқуқ назарияси. – Т., 2005."])
    assert title(norov) == "Ҳуқуқ" and title(khaydarova) != "Ҳуқуқ"
    assert library.search("хукук") and library.search("фан")
    library.undo(1)
    assert title(norov) == "Ҳуқуқ назарияси"


def test_the_later_of_two_values_holds(library: Library, put) -> None:
    put(library)
    regroup(library)
    key = library.keys("work")[0]
    for value in ("1", "2"):
        library.edit("work", key, {"volume": value})
        regroup(library)
    assert library.judgements()[1].fields == (("volume", "1", "2"),)
    assert library.work(key).record.volume == "2"
    library.undo(2)
    regroup(library)
    assert library.work(key).record.volume == "1"
