"""A real browser that opens our pages from files; where there is none, its tests are skipped and say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from programs import needs


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's chromium without a window, driven by Playwright."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = needs("chromium")
    with api.sync_playwright() as playwright:
        # Where tests run as root there is no sandbox to be had.
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def page(opened: Any, file: Path, **settings: Any) -> Iterator[Any]:
    """The file shown; nothing may be asked of the network, nothing complained of."""
    told: list[str] = []
    context = opened.new_context(**settings)
    shown = context.new_page()
    shown.on("console", lambda message: told.append(message.text))
    shown.on("pageerror", lambda error: told.append(str(error)))
    shown.on("dialog", lambda dialog: (told.append(dialog.message), dialog.accept()))
    shown.on("request", lambda request: told.append(request.url))
    shown.goto(file.as_uri())
    yield shown
    context.close()
    heard = [line for line in told if not line.startswith(("blob:", file.as_uri()))]
    assert not heard, heard
