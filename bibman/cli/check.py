from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibman import __version__
from bibman.cli import options
from bibman.cli.output import complain, print_rows, watched, write_out
from bibman.errors import UsageError

if TYPE_CHECKING:
    from bibman.checks.articles import Asked, Checked
    from bibman.checks.finding import Finding
    from bibman.checks.fix import Mended
    from bibman.reading import Unread

_FORMATS = ("table", "jsonl", "sarif", "html")
#: What programs open by its name as something other than text.
_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".rtf", ".pdf", ".epub", ".html", ".htm"})
_FORMS_BY_NAME = {".jsonl": "jsonl", ".sarif": "sarif", ".html": "html", ".htm": "html"}


@click.command("check")
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@click.option(
    "--style",
    type=click.Choice(["any", "gost", "apa"]),
    default="any",
    help="Whose rules say which fields an entry needs.  [default: any, what all of them want]",
)
@click.option(
    "--only", multiple=True, metavar="RULE", help="Go by this rule alone, one of --rules; may be given again."
)
@click.option("--without", multiple=True, metavar="RULE", help="Leave this rule out; may be given again.")
@click.option(
    "--level",
    type=click.Choice(["error", "warning", "note"]),
    default="note",
    help="Leave out what is less grave than this.  [default: note, nothing]",
)
@click.option("--rules", "list_rules", is_flag=True, help="List the rules, the gravest first, and stop.")
@options.format_option(_FORMATS)
@click.option("--fix", is_flag=True, help="Mend the list of one article where that is safe; needs -o.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Write the report there, as .html, .sarif or .jsonl says; with --fix the mended list.",
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
    read whole, "-" is standard input. The articles themselves are never changed. Exits with 0 where nothing
    was found, 1 where anything was, 4 where a file could not be read.

    \b
    bibman check article.docx
    bibman check article.docx --level warning --without missing-pages
    bibman check articles/ -o report.html
    bibman check article.pdf --style gost -o check.sarif
    bibman check article.txt --fix -o list.txt
    bibman check --rules
    """
    from bibman.checks.articles import Asked
    from bibman.checks.finding import chosen_rules

    if list_rules:
        _print_rules(form)
        return
    _refuse(articles, fix, output, form)
    form = form or _usual_form(output, fix)
    chosen = chosen_rules(only, without, level)
    asked = Asked(date.today(), style, chosen, encoding, fix)
    unread: list[Unread] = []
    coming = _checked(articles, asked, options.processes(jobs), unread, quiet=form == "table" and not fix)
    if fix:
        coming = (_mended(article, output or "-") for article in coming)
    if fix and output == "-":
        checked = list(coming)  # the list alone is printed
    elif form == "table":
        checked = _show(coming, fold=len(only) != 1, mend=not fix)
    else:
        checked = list(coming)
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
    if fix and output and Path(output).suffix.lower() in _DOCUMENTS:
        raise UsageError(f"the mended list is plain text, which {output} cannot hold; name it .txt")
    if output and not fix and form == "table":
        raise UsageError("a table goes to the terminal; choose jsonl, sarif or html for -o")
    if output and any(_is_one_file(article, output) for article in articles):
        raise UsageError(f"{output} is the article itself; choose another place with -o")


def _is_one_file(article: str, output: str) -> bool:
    try:
        return Path(article).samefile(output)
    except (OSError, ValueError):  # one of them is not there
        return False


def _usual_form(output: str | None, fix: bool) -> str:
    """The form that nobody named: by the name of the file, else a table on a terminal and jsonl elsewhere."""
    if output and output != "-" and not fix:
        form = _FORMS_BY_NAME.get(Path(output).suffix.lower())
        if not form:
            raise UsageError(
                f"how is the report to be written to {output}? Say --format jsonl, sarif or html; "
                "the mended list is written with --fix"
            )
        return form
    return "table" if sys.stdout.isatty() else "jsonl"


def _print_rules(form: str | None) -> None:
    from bibman.checks.finding import rules

    rows = [{"rule": r.name, "level": r.level, "sentence": r.sentence} for r in rules().values()]
    print_rows(rows, form if form in ("jsonl", "table") else None, ["level", "rule", "sentence"])


def _checked(
    articles: Sequence[str], asked: Asked, processes: int, unread: list[Unread], *, quiet: bool
) -> Iterator[Checked]:
    """What was found in each article; what cannot be read is told as it is met, and how much unless quiet."""
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
            if not quiet:
                complain(f"{result.path}: {len(result.references)} entries: {counted(result.findings)}.")
            yield result


def _mended(checked: Checked, output: str) -> Checked:
    """The mended list written; what is left to a person."""
    from dataclasses import replace

    mended = checked.mended
    if not mended or not mended.text:
        complain(f"{checked.path}: there is no list to mend; nothing is written.")
        return checked
    write_out(output, mended.text)
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


def _show(coming: Iterable[Checked], *, fold: bool, mend: bool) -> list[Checked]:
    """The articles printed for people as they come, then the totals."""
    from bibman.cli.findings import article_lines, closing_lines

    checked: list[Checked] = []
    for article in coming:
        if checked and (checked[-1].findings or article.findings):
            click.echo()
        for line in article_lines(article, fold=fold):
            click.echo(line)
        checked.append(article)
    for line in closing_lines(checked, fold=fold, mend=mend):
        click.echo(line)
    return checked


def _report(checked: Sequence[Checked], form: str, output: str | None, *, complete: bool) -> None:
    if form == "sarif":
        from bibman.checks.sarif import sarif

        text = json.dumps(sarif(checked, __version__, complete=complete), ensure_ascii=False, indent=1) + "\n"
    elif form == "html":
        from bibman.checks.page import page

        text = page(checked)
    else:
        text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows(checked))
    write_out(output or "-", text)


def _rows(checked: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    for article in checked:
        for f in article.findings:
            yield {
                "article": article.path, "page": f.page, "line": f.line, "level": f.level, "rule": f.rule,
                "reference": f.reference or None, "label": f.label, "message": f.message,
                "suggestion": f.suggestion,
            }  # fmt: skip
