"""What `import bibman` offers: a dozen names, typed, and examples that run."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import bibman

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", bibman.__all__)
def test_every_public_name_is_there_and_says_what_it_gives(name: str) -> None:
    assert getattr(bibman, name).__doc__


def test_the_examples_of_the_package_run() -> None:
    ran = doctest.testmod(bibman)
    assert (ran.failed, ran.attempted > 0) == (0, True)


def test_the_examples_of_the_guide_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "api.md").read_text("utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, "api.md", "docs/api.md", 0)
    ran = doctest.DocTestRunner().run(examples)
    assert (ran.failed, ran.attempted > 20) == (0, True)


def test_the_guide_names_all_that_there_is() -> None:
    guide = (ROOT / "docs" / "api.md").read_text("utf-8")
    assert [name for name in bibman.__all__ if f"`{name}" not in guide] == []


def test_importing_bibman_imports_nothing_else_of_it() -> None:
    code = "import sys, bibman; print(*(m for m in sys.modules if m.startswith('bibman.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = bibman.nothing
