from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman.cli import judging, options
from bibman.cli.output import complain, print_json

if TYPE_CHECKING:
    from bibman.library import Library


@click.command("show")
@click.argument("key", shell_complete=judging.complete_key)
@options.db
@options.format_option(["text", "jsonl"], default="text")
def command(key: str, db: Path | None, form: str) -> None:
    """Show a work with every reference to it: where each stands, as printed, and how they were joined.

    KEY is a citation key as `bibman search` and `bibman export` give it.

    \b
    bibman show khaydarova2020development
    bibman show khaydarova2020development --format jsonl
    """
    from bibman.formats.csl import to_item

    with options.library(db) as library:
        work = library.work(_key_today(library, key))
        judged = judging.judgements_on(library, "work", work.key)
    references = [
        {
            "article": options.shown_path(r.article), "page": r.page,
            "start_line": r.start_line, "end_line": r.end_line,
            "text": r.text, "score": r.score, "reason": r.reason, "mended": r.mended,
        }
        for r in work.references
    ]  # fmt: skip
    item = {**to_item(work.record, work.key), "references": references}
    if judged:
        item["judgements"] = [judging.row_of(judgement) for judgement in judged]
    if form == "jsonl":
        print_json(item)
    else:
        _print_text(item)


def _key_today(library: Library, key: str) -> str:
    """The key, or that of the work which it was merged into, which is said."""
    if not library.knows("work", key):
        return key
    keys = library.keys_of("work", key)
    if key.casefold() not in map(str.casefold, keys) and len(keys) == 1:
        complain(f"{key} is part of {keys[0]} now.")
        return keys[0]
    return key


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(
            filter(
                None,
                (
                    n.get("literal") or f"{n.get('family', '')}, {n.get('given', '')}".strip(", ")
                    for n in value
                ),
            )
        )
    if isinstance(value, dict):
        dates = value.get("date-parts") or []
        return "/".join("-".join(f"{part:02d}" for part in date) for date in dates) or str(
            value.get("literal", "")
        )
    return str(value)


def _print_text(item: dict[str, Any]) -> None:
    click.secho(item["id"], bold=True)
    for field, value in item.items():
        if field not in ("id", "references", "custom", "judgements"):
            click.echo(f"  {field:16} {_value(value)}")
    for judgement in item.get("judgements", ()):
        click.echo(f"\n  {judging.told(judgement)}")
    for r in item["references"]:
        lines = (
            f"{r['start_line']}-{r['end_line']}" if r["end_line"] > r["start_line"] else f"{r['start_line']}"
        )
        click.echo(f"\n  {r['article']}:{lines}  (page {r['page']})")
        click.echo(f"    {r['text']}")
        click.echo(f"    {r['reason']} ({r['score']:.2f})")
        if r["mended"]:
            click.echo(f"    mended: {r['mended']}")
