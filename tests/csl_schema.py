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
#: What a record only passes on, as the schema has it.
EXTRA_TEXT = [
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place", "authority",
    "call-number", "chapter-number", "citation-label", "collection-number", "collection-title",
    "container-title-short", "dimensions", "division", "edition", "event-place", "event-title", "ISBN", "ISSN",
    "jurisdiction", "keyword", "medium", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "part-number", "PMCID", "PMID", "printing-number",
    "references", "reviewed-genre", "reviewed-title", "scale", "section", "source", "status",
    "supplement-number", "title-short", "version", "volume-title", "year-suffix",
]  # fmt: skip
EXTRA_NAMES = [
    "collection-editor", "compiler", "composer", "container-author", "contributor", "curator", "director",
    "editor-translator", "editorial-director", "executive-producer", "guest", "host", "illustrator",
    "interviewer", "narrator", "organizer", "original-author", "performer", "producer", "recipient",
    "reviewed-author", "script-writer", "series-creator", "translator",
]  # fmt: skip
EXTRA_DATES = ["event-date", "original-date", "submitted"]
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
        **dict.fromkeys(EXTRA_DATES, DATE),
        **{key: {"type": "array", "items": NAME} for key in EXTRA_NAMES},
        "custom": {"type": "object"},
        **{key: {"type": "string"} for key in [*TEXT, *EXTRA_TEXT]},
        **{key: {"type": ["string", "number"]} for key in TEXT_OR_NUMBER},
    },
}
