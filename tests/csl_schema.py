"""The part of the CSL project's schema csl-data.json (1.0) that a record can reach, stricter where it can be."""

from __future__ import annotations

TYPES = [
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
TEXT = ["language", "container-title", "DOI", "genre", "note", "publisher", "publisher-place", "title", "URL"]
TEXT_OR_NUMBER = ["issue", "number", "number-of-pages", "page", "volume"]
NAME = {
    "type": "object",
    "properties": {key: {"type": "string"} for key in ["family", "given", "suffix", "literal"]},
    "additionalProperties": False,
}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": ["string", "number"]},
            },
        },
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["id", "type"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": ["string", "number"]},
        "type": {"enum": TYPES},
        "author": {"type": "array", "items": NAME},
        "editor": {"type": "array", "items": NAME},
        "issued": DATE,
        "accessed": DATE,
        "custom": {"type": "object"},
        **{key: {"type": "string"} for key in TEXT},
        **{key: {"type": ["string", "number"]} for key in TEXT_OR_NUMBER},
    },
}
