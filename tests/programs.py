"""The real programs that read our output; where one is missing, its tests are skipped and say so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest


def needs(program: str) -> str:
    """The path of a program, or a skipped test."""
    return shutil.which(program) or pytest.skip(f"{program} is not installed")


def biber_findings(bib: Path) -> tuple[list[str], list[str]]:
    """What biber's check of a .bib file complains about, and the keys of the entries it kept."""
    done = [needs("biber"), "--tool", "--validate-datamodel", bib.name]
    subprocess.run(done, cwd=bib.parent, capture_output=True, check=False)
    log = Path(f"{bib}.blg").read_text("utf-8")
    kept = bib.with_name(f"{bib.stem}_bibertool.bib").read_text("utf-8")
    findings = [line for line in log.splitlines() if re.search("ERROR|WARN", line)]
    return findings, sorted(re.findall(r"^@\w+{(.*),", kept, re.MULTILINE))


def pandoc_items(text: str, dialect: str) -> dict[str, dict[str, Any]]:
    """The entries that pandoc reads from a .bib, as CSL-JSON items by key."""
    command = [needs("pandoc"), "--from", dialect, "--to", "csljson"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return {item["id"]: item for item in json.loads(done.stdout)}
