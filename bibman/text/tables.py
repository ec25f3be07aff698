"""The shipped tables: tab-separated, a header line first, lines that open with # are comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``bibman/tables/NAME.tsv``, each a dict from the header's column names to text."""
    text = files("bibman").joinpath("tables", f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:])
