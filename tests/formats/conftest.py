from dataclasses import fields

import pytest
from hypothesis import strategies as st

from bibman.model import Name, Record

#: Any text at all, and texts of little but what has a meaning in a .bib file.
TEXTS = st.text() | st.text("{}\\\"'`%&$#_^~@=,;:()- \n\u00a0aЎ1", max_size=12) | st.sampled_from(
    ["and", "A and B", "others", "2020", "2020-02-31", "1998/2000", "Vitamin C in Asia", "@x{y,", "12–15"]
)  # fmt: skip
NAMES = st.builds(Name, **{field.name: TEXTS for field in fields(Name)})


def _field(kind: str) -> st.SearchStrategy[object]:
    certain = st.dictionaries(
        st.sampled_from(["title", "container_title", "author", "issued"]), st.floats(0, 1)
    )
    kinds = {
        "str": TEXTS,
        "bool": st.booleans(),
        "float": st.floats(),
        "ExtraFields": st.dictionaries(st.sampled_from(["abstract", "translator", "x y"]) | TEXTS, TEXTS).map(
            lambda values: tuple(values.items())
        ),
        "FieldValues": certain.map(lambda values: tuple(values.items())),
    }
    return kinds.get(kind, st.lists(NAMES, max_size=3).map(tuple))


@pytest.fixture(scope="session")
def any_records() -> st.SearchStrategy[list[Record]]:
    """Lists of records whose fields hold anything, of types known and unknown."""
    parts = {field.name: _field(str(field.type)) for field in fields(Record)}
    parts["type"] = st.sampled_from(["article-journal", "thesis", "legislation", "chapter", "book"]) | TEXTS
    return st.lists(st.builds(Record, **parts), max_size=3)
