"""Findings as SARIF 2.1.0, the form in which editors and code hosts take reports in.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0 (2020).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from bibman.checks.articles import Checked
from bibman.checks.finding import Finding, rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(checked: Iterable[Checked], version: str, *, complete: bool = True) -> dict[str, Any]:
    """The findings of all articles as one SARIF log; ``complete`` says that every article could be read."""
    numbers = {name: n for n, name in enumerate(rules())}
    results = [
        _result(article.path, finding, numbers[finding.rule])
        for article in checked
        for finding in article.findings
    ]
    driver = {"name": "bibman", "version": version, "rules": _rules()}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": complete}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules() -> Sequence[dict[str, Any]]:
    return [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.sentence},
            "defaultConfiguration": {"level": rule.level},
        }
        for rule in rules().values()
    ]


def _result(path: str, finding: Finding, number: int) -> dict[str, Any]:
    more = {
        "page": finding.page,
        "reference": finding.reference,
        "label": finding.label,
        "suggestion": finding.suggestion,
    }
    place = {"artifactLocation": {"uri": _uri(path)}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "properties": {name: value for name, value in more.items() if value},
    }


def _uri(path: str) -> str:
    """The path as a URI: relative where the path is."""
    if path == "-":
        return "stdin"
    pure = PurePath(path)
    return f"{'file://' if pure.is_absolute() else ''}{quote(os.fsencode(pure.as_posix()))}"
