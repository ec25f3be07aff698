from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman import __version__
from bibman.cli import options
from bibman.cli.output import complain, print_rows, watched, write_whole
from bibman.errors import UnreadableInputError, UsageError

if TYPE_CHECKING:
    from bibman.checks.articles import Asked, Checked
    from bibman.checks.finding import Finding
    from bibman.checks.fix import Mended
    from bibman.reading import Unread

_FORMATS = ("table", "jsonl", "sarif", "html")


@click.command("check")
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@click.option(
    "--style",
    type=click.Choice(["any", "gost", "apa"]),
    default="any",
    help="Whose rules say which fields an entry needs.  [default: any, what all of them want]",
)
@click.option("--only", multiple=True, metavar="RULE", help="Go by this rule alone; may be given again.")
@click.option("--without", multiple=True, metavar="RULE", help="Leave this rule out; may be given again.")
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    help="Tell what is at least so grave.  [default: note]",
)
@click.option("--rules", "list_rules", is_flag=True, help="List the rules, the gravest first, and stop.")
@options.format_option(_FORMATS)
@click.option("--fix", is_flag=True, help="Mend the list of one article where that is safe; needs -o.")
@click.option(
    "-o", "--output", metavar="FILE|-", help="Write the mended list (with --fix) or the report there."
)
@options.encoding
@options.jobs
@click.pass_context
def command(
    ctx: click.Context,
    articles: tuple[str, ...],
    style: Any,
    only: tuple[str, ...],
    without: tuple[str, ...],
    level: Any,
    list_rules: bool,
    form: str | None,
    fix: bool,
    output: str | None,
    encoding: str | None,
    jobs: int | None,
) -> None:
    """Tell what is wrong with the list of references of an article.

    Broken and doubled entries, entries never cited and citations that point nowhere, missing fields,
    impossible dates and pages, malformed addresses, mixed alphabets, self-citations and more: each with its
    line, a sentence and, where it is known, the right text. Needs no library and no network; folders are
    read whole, "-" is standard input. Exits with 1 where anything was found.

    \b
    bibman check article.docx
    bibman check articles/ --level warning --without all-caps --format html -o report.html
    bibman check article.pdf --style gost --format sarif > check.sarif
    bibman check article.txt --fix -o list.txt
    bibman check --rules
    """
    from bibman.checks.articles import Asked
    from bibman.checks.finding import chosen_rules

    if list_rules:
        _print_rules(form)
        return
    _refuse(articles, fix, output, form)
    chosen = chosen_rules(only, without, level)
    asked = Asked(date.today(), style, chosen, encoding, fix)
    unread: list[Unread] = []
    checked = list(_checked(articles, asked, options.processes(jobs), unread))
    if fix and checked:
        checked = [_mended(checked[0], output or "-")]
    if not (fix and output == "-"):
        _report(checked, form, None if fix else output, complete=not unread)
    if unread:
        ctx.exit(4)
    if any(article.findings for article in checked):
        ctx.exit(1)


def _refuse(articles: Sequence[str], fix: bool, output: str | None, form: str | None) -> None:
    """Raise UsageError for what does not go together."""
    if not articles:
        raise UsageError("name an article to check, or list the rules with --rules")
    if fix and not output:
        raise UsageError("--fix needs a place for the mended list: -o FILE")
    if fix and (len(articles) > 1 or Path(articles[0]).is_dir()):
        raise UsageError("--fix mends the list of one article at a time; name one file")
    if output and not fix and form == "table":
        raise UsageError("a table goes to the terminal; choose jsonl, sarif or html for -o")


def _print_rules(form: str | None) -> None:
    from bibman.checks.finding import rules

    rows = [{"rule": r.name, "level": r.level, "sentence": r.sentence} for r in rules().values()]
    print_rows(rows, form if form in ("jsonl", "table") else None, ["level", "rule", "sentence"])


def _checked(
    articles: Sequence[str], asked: Asked, processes: int, unread: list[Unread]
) -> Iterator[Checked]:
    """What was found in each article; how much, and what cannot be read, is told as it is met."""
    from bibman.checks.articles import check_articles
    from bibman.checks.finding import counted
    from bibman.reading import Unread, sources_in

    sources = list(sources_in(articles, options.standard_input()))
    with closing(check_articles(sources, asked, processes)) as results:
        for result in watched(results, len(sources), "checking"):
            if isinstance(result, Unread):
                unread.append(result)
                complain(result.message)
                continue
            complain(f"{result.path}: {len(result.references)} entries: {counted(result.findings)}.")
            yield result


def _mended(checked: Checked, output: str) -> Checked:
    """The mended list written; what is left to a person."""
    from dataclasses import replace

    mended = checked.mended
    if not mended or not mended.text:
        complain(f"{checked.path}: there is no list to mend; nothing is written.")
        return checked
    _write(output, mended.text)
    left = mended.left(checked.findings)
    _tell_mended(mended, left, output)
    return replace(checked, findings=tuple(left))


def _tell_mended(mended: Mended, left: Sequence[Finding], output: str) -> None:
    for sentence in mended.changes:
        complain(f"{sentence}.")
    if mended.renumbered:
        changed = ", ".join(f"{old} → {new}" for old, new in mended.renumbered)
        complain(f"numbers changed, the marks in the text must follow: {changed}.")
    counts = Counter(finding.rule for finding in left)
    listed = ", ".join(f"{rule} {count}" for rule, count in counts.items())
    complain(f"left to a person: {listed or 'nothing'}.")
    if output != "-":
        complain(f"the list is written to {output}.")


def _report(checked: Sequence[Checked], form: str | None, output: str | None, *, complete: bool) -> None:
    if form == "sarif":
        from bibman.checks.sarif import sarif

        log = sarif(checked, __version__, complete=complete)
        _write(output or "-", json.dumps(log, ensure_ascii=False, indent=1) + "\n")
    elif form == "html":
        from bibman.checks.page import page

        _write(output or "-", page(checked))
    elif output and output != "-":
        _write(output, "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(checked)))
    else:
        print_rows(_rows(checked), form, _columns(checked), {"message": _sentence_and_right_text})


def _columns(checked: Sequence[Checked]) -> list[str]:
    """The columns of the table: the article and the page only where there are several."""
    article = ["article"] if len(checked) > 1 else []
    page = ["page"] if any(f.page > 1 for one in checked for f in one.findings) else []
    return [*article, *page, "line", "level", "rule", "message"]


def _sentence_and_right_text(row: Mapping[str, Any]) -> list[str]:
    return [row["message"], *([f"→ {row['suggestion']}"] if row["suggestion"] else [])]


def _rows(checked: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    for article in checked:
        for f in article.findings:
            yield {
                "article": article.path, "page": f.page, "line": f.line, "level": f.level, "rule": f.rule,
                "reference": f.reference or None, "label": f.label, "message": f.message,
                "suggestion": f.suggestion,
            }  # fmt: skip


def _write(output: str, text: str) -> None:
    if output == "-":
        click.echo(text, nl=False)
        return
    try:
        write_whole(Path(output), text)
    except OSError as error:
        raise UnreadableInputError(
            f"{output} cannot be written ({error.strerror}); choose another place with -o"
        ) from error
