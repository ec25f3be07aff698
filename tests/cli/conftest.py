"""Libraries for the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import SEEDS, Ran, Run, run_bibman


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run bibman with an empty library under tmp_path."""

    def ran(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Ran:
        return run_bibman(
            *arguments, stdin=stdin, cwd=cwd, **{"BIBMAN_DB": str(tmp_path / "library.db"), **environment}
        )

    return ran


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run bibman with a library that holds the seeds; tests only read it."""
    db = tmp_path_factory.mktemp("seeded") / "library.db"
    added = run_bibman("add", SEEDS, BIBMAN_DB=str(db))
    assert added.code == 0, added.err

    def ran(*arguments: str | Path, stdin: bytes = b"") -> Ran:
        return run_bibman(*arguments, stdin=stdin, BIBMAN_DB=str(db))

    return ran
