"""The tables, the search index and the views of a library, as SQL: a module a step of its history."""

from bibman.library.schema.grouping import GROUPING, PEOPLED
from bibman.library.schema.judging import DECISIONS, REPEATS
from bibman.library.schema.reading import ASKING, READING
from bibman.library.schema.search import SEARCH, VIEWS
from bibman.library.schema.tables import APPLICATION_ID, TABLES

__all__ = [
    "APPLICATION_ID",
    "ASKING",
    "DECISIONS",
    "GROUPING",
    "PEOPLED",
    "READING",
    "REPEATS",
    "SEARCH",
    "TABLES",
    "VIEWS",
]
