"""bibman: bibliographies of the Cyrillic-Latin world.

>>> import bibman
>>> record = bibman.parse_reference("Навоий А. Хамса. – Тошкент: Фан, 1960. – 250 б.")
>>> record.author[0].family, record.title, record.publisher_place, record.issued
('Навоий', 'Хамса', 'Тошкент', '1960')
>>> bibman.compare_names("Хайдарова М.", "Xaydarova Mahliyo").verdict
'same'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bibman.articles import read_article
    from bibman.formats import write
    from bibman.library import Library
    from bibman.model import Article, Comparison, Name, Record, Reference
    from bibman.names import compare_names, read_name
    from bibman.references.extract import extract_references
    from bibman.references.parse import parse_reference, parse_references

__version__ = "0.1.0"

# Where each public name lives; it is imported when first asked for, so that `import bibman` costs nothing.
_HOMES = {
    "Article": "bibman.model",
    "Comparison": "bibman.model",
    "Library": "bibman.library",
    "Name": "bibman.model",
    "Record": "bibman.model",
    "Reference": "bibman.model",
    "compare_names": "bibman.names",
    "extract_references": "bibman.references.extract",
    "parse_reference": "bibman.references.parse",
    "parse_references": "bibman.references.parse",
    "read_article": "bibman.articles",
    "read_name": "bibman.names",
    "write": "bibman.formats",
}

__all__ = [
    "Article",
    "Comparison",
    "Library",
    "Name",
    "Record",
    "Reference",
    "compare_names",
    "extract_references",
    "parse_reference",
    "parse_references",
    "read_article",
    "read_name",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'bibman' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
