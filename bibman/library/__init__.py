"""The library: one SQLite file; the only place with SQL."""

from bibman.library.library import Library
from bibman.library.rows import (
    CandidatePair,
    Counts,
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

__all__ = [
    "CandidatePair",
    "Counts",
    "JudgedPair",
    "Kind",
    "Library",
    "Mention",
    "NameForm",
    "PersonGroup",
    "PersonWithNames",
    "PlacedReference",
    "StoredArticle",
    "StoredReference",
    "WorkGroup",
    "WorkWithReferences",
]
