"""The library: one SQLite file; the only place with SQL."""

from bibman.library.library import Library
from bibman.library.rows import (
    CandidatePair,
    Counts,
    Edit,
    Imported,
    JudgedPair,
    Kind,
    Mention,
    NameForm,
    PersonGroup,
    PersonWithNames,
    PlacedReference,
    StoredArticle,
    StoredReference,
    WorkGroup,
    WorkWithReferences,
)
from bibman.library.ruling import Ruling

__all__ = [
    "CandidatePair",
    "Counts",
    "Edit",
    "Imported",
    "JudgedPair",
    "Kind",
    "Library",
    "Mention",
    "NameForm",
    "PersonGroup",
    "PersonWithNames",
    "PlacedReference",
    "Ruling",
    "StoredArticle",
    "StoredReference",
    "WorkGroup",
    "WorkWithReferences",
]
