"""The house stands as drawn: imports go one way, and each library has its room."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import bibman

PACKAGE = Path(bibman.__file__).parent

#: From the ground up: a module imports only from its own room and from those before it.
ROOMS = [
    "model", "errors", "workers", "text", "names", "articles", "references", "reading",
    "matching", "formats", "library", "reports", "checks", "grouping", "pipeline", "api", "training", "cli",
]  # fmt: skip

#: Where each chosen library may be imported.
HOMES = {
    "click": {"cli"},
    "tabulate": {"cli"},
    "sqlite_utils": {"library"},
    "sqlite3": {"library"},
    "rapidfuzz": {"matching", "names"},
    "bibtexparser": {"formats"},
    "charset_normalizer": {"articles"},
    "lxml": {"articles"},
    "pypdfium2": {"articles"},
    "selectolax": {"articles"},
    "striprtf": {"articles"},
    "pycrfsuite": {"references", "training"},
}

MODULES = sorted(
    p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.stem not in ("__init__", "__main__")
)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "bibman":
            other = rest.partition(".")[0]
            assert not other or ROOMS.index(other) <= ROOMS.index(room), f"{room} imports {module}"
        elif top in HOMES:
            assert room in HOMES[top], f"{module} is imported in {room}"


def test_what_is_no_python_is_named_for_the_wheel() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
    globs = project["tool"]["setuptools"]["package-data"]["bibman"]
    named = {path for pattern in globs for path in PACKAGE.glob(pattern)}
    files = {path for path in PACKAGE.rglob("*.*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert sorted(files - named) == []


def test_sql_stands_only_in_the_library() -> None:
    for path in MODULES:
        if room_of(path) != "library":
            text = path.read_text("utf-8")
            assert "SELECT " not in text and "INSERT INTO" not in text, path
