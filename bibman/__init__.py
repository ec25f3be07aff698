"""bibman: bibliographies of the Cyrillic-Latin world.

>>> import bibman
>>> record = bibman.parse("Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.")
>>> record.author[0].family, record.title, record.publisher_place, record.issued
('Навоий', 'Хамса', 'Тошкент', '1960')
>>> bibman.compare_names("Хайдарова М.", "Xaydarova Mahliyo").verdict
'same'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bibman.api import add, check, dedupe, extract, parse, parse_all, read_records, write
    from bibman.articles import read_article
    from bibman.errors import BibmanError
    from bibman.library import Library
    from bibman.matching import compare_records
    from bibman.model import Article, Comparison, Name, Record, Reference
    from bibman.names import compare_names, read_name

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BibmanError",
    "Comparison",
    "Library",
    "Name",
    "Record",
    "Reference",
    "add",
    "check",
    "compare_names",
    "compare_records",
    "dedupe",
    "extract",
    "parse",
    "parse_all",
    "read_article",
    "read_name",
    "read_records",
    "write",
]

# Where the public names live that are not in `bibman.api`; each is imported when first asked for, so that
# `import bibman` costs nothing.
_HOMES = {
    "Article": "bibman.model",
    "BibmanError": "bibman.errors",
    "Comparison": "bibman.model",
    "Library": "bibman.library",
    "Name": "bibman.model",
    "Record": "bibman.model",
    "Reference": "bibman.model",
    "compare_names": "bibman.names",
    "compare_records": "bibman.matching",
    "read_article": "bibman.articles",
    "read_name": "bibman.names",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'bibman' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "bibman.api")), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
