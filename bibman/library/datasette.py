"""What Datasette (https://datasette.io) is told about a library: its metadata, as values for JSON."""

from __future__ import annotations

from typing import Any

from bibman.text import read_table

_LISTS = ("facets",)
_QUERIES = {
    "most_cited": {
        "title": "The works that most articles cite",
        "sql": """SELECT key, authors, year, title, articles, "references" FROM v_work
                  ORDER BY articles DESC, "references" DESC, key LIMIT 100""",
    },
    "most_spellings": {
        "title": "The people with most spellings",
        "sql": """SELECT person, display_name, count(DISTINCT form) AS forms,
                    group_concat(DISTINCT form) AS spellings
                  FROM v_name WHERE person IS NOT NULL
                  GROUP BY person ORDER BY forms DESC, person LIMIT 100""",
    },
    "works_of": {
        "title": "The works of a person, by the person's key",
        "sql": """SELECT DISTINCT v_work.* FROM person JOIN person_name ON person_name.person = person.id
                  JOIN name ON name.id = person_name.name
                  JOIN work_reference ON work_reference.reference = name.reference
                  JOIN v_work ON v_work.id = work_reference.work
                  WHERE person.key = :person ORDER BY v_work.year, v_work.key""",
    },
}


def metadata(database: str) -> dict[str, Any]:
    """The metadata of a library that Datasette serves under this name (its file name without ending)."""
    tables: dict[str, dict[str, Any]] = {}
    for row in read_table("datasette"):
        _set(tables.setdefault(row["table"], {}), row["setting"], row["value"])
    return {
        "title": "bibman library",
        "source": "bibman",
        "databases": {
            database: {
                "description": "Reference lists of articles: works, people and all their spellings.",
                "tables": tables,
                "queries": _QUERIES,
            }
        },
    }


def _set(table: dict[str, Any], setting: str, value: str) -> None:
    name, _, column = setting.partition(".")
    if column:
        table.setdefault(name, {})[column] = value
    else:
        table[name] = value.split() if name in _LISTS else True if name == "hidden" else value
