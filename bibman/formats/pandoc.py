"""pandoc, the program that formats bibliographies by CSL styles."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bibman.errors import UnreadableInputError, UsageError

#: A node of pandoc's document: its kind "t" and contents "c".
Node = dict[str, Any]


def cited(items: Sequence[dict[str, Any]], style: str, locale: str) -> Node:
    """pandoc's document of the CSL-JSON items, formatted by the text of a style, in the order given.

    ``locale`` is that of the style's terms, "" for the style's own. Raises UsageError where pandoc is not
    installed, UnreadableInputError where it cannot use the style.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "style.csl"
        file.write_text(style, encoding="utf-8")
        options = ["--from", "csljson", "--to", "json", "--citeproc", "--csl", str(file)]
        if locale:
            options += ["--metadata", f"lang={locale}"]
        written = _run(options, json.dumps(items, ensure_ascii=False).encode("utf-8", "replace"))
    document: Node = json.loads(written)
    return document


def converted(document: Node, form: str) -> bytes:
    """pandoc's document as a file of another kind ("html", "docx", "odt", "rtf")."""
    options = ["--from", "json", "--to", form, "--standalone", "--metadata", "pagetitle=References"]
    return _run(options, json.dumps(document, ensure_ascii=False).encode("utf-8"))


def _run(options: Sequence[str], text: bytes) -> bytes:
    program = shutil.which("pandoc")
    if not program:
        raise UsageError(
            "pandoc is not installed, and formatted bibliographies are its work: see pandoc.org/installing, "
            "or export --format biblatex, bibtex, csl-json or ris"
        )
    done = subprocess.run([program, *options], input=text, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace").strip().splitlines() or ["no reason given"]
        raise UnreadableInputError(
            f"pandoc could not format the list ({said[0]}); check the style, and that pandoc is 2.11 or newer"
        )
    return done.stdout
