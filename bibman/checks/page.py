"""Findings as one HTML page that needs nothing but itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from bibman.checks.articles import Checked
from bibman.checks.finding import Finding, counted, rules
from bibman.reports.page.texts import shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; }
li { border-left: .3rem solid #888; margin: .6rem 0; padding: .1rem .8rem; overflow-wrap: anywhere; }
li.error { border-color: #c62828; } li.warning { border-color: #b26a00; } li.note { border-color: #1976d2; }
.place, .entry { opacity: .75; } .entry, .right { margin: .15rem 0; }
.right { font-weight: 600; } code { font-size: .9em; }
"""


def page(checked: Iterable[Checked]) -> str:
    """The findings of all articles on one page: no scripts, nothing from elsewhere."""
    articles = list(checked)
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>bibman check</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{counted([finding for article in articles for finding in article.findings])}</h1>\n"
        f"{''.join(map(_section, articles))}</main>\n</body>\n</html>\n"
    )


def _section(article: Checked) -> str:
    items = "".join(_item(finding, article) for finding in article.findings)
    listed = f"{len(article.references)} entries: {counted(article.findings)}"
    return f"<section>\n<h2>{shown(article.path)}</h2>\n<p>{listed}</p>\n<ul>\n{items}</ul>\n</section>\n"


def _item(finding: Finding, article: Checked) -> str:
    entry = article.references[finding.reference - 1].text if finding.reference else ""
    rule = f'<code title="{shown(rules()[finding.rule].sentence)}">{finding.rule}</code>'
    place = f'<span class="place">line {finding.line}, page {finding.page}</span>'
    lines = [f"<div>{place} {finding.level} {rule}: {shown(finding.message)}</div>"]
    if finding.suggestion:
        lines.append(f'<div class="right">→ {shown(finding.suggestion)}</div>')
    if entry:
        lines.append(f'<div class="entry">{shown(entry)}</div>')
    return f'<li class="{finding.level}">{"".join(lines)}</li>\n'
