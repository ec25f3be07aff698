"""References that a file keeps as fields only, put together as they are printed."""

from __future__ import annotations

from collections.abc import Mapping


def fields_line(fields: Mapping[str, str]) -> str:
    """A reference put together of its fields, in the order that references are printed in.

    Fields: authors, title, container, editors, edition, place, publisher, year, volume, issue, pages, doi,
    url, note; those that are missing are left out.
    """
    imprint = ", ".join(filter(None, (_joined(": ", fields, "place", "publisher"), fields.get("year", ""))))
    cues = (("volume", "Vol."), ("issue", "No."), ("pages", "P."))
    located = [f"{cue} {fields[name]}" for name, cue in cues if fields.get(name)]
    doi = fields.get("doi", "")
    pieces = [
        fields.get("authors", ""),
        _joined(" // ", fields, "title", "container"),
        f"Ed. {fields['editors']}" if fields.get("editors") else "",
        fields.get("edition", ""),
        imprint,
        *located,
        f"https://doi.org/{doi}" if doi and "doi.org" not in doi else doi,
        fields.get("url", ""),
        fields.get("note", ""),
    ]
    return " ".join(piece if piece[-1] in ".!?" else f"{piece}." for piece in pieces if piece)


def _joined(mark: str, fields: Mapping[str, str], *names: str) -> str:
    return mark.join(fields[name] for name in names if fields.get(name))
