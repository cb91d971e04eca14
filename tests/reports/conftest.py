"""A real browser for the report's tests: reports are opened from disk, as clerks open them from a file share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

Files = dict[str, bytes]
OpenReport = Callable[..., Page]


@pytest.fixture
def open_report(real_browser: Browser, tmp_path: Path) -> Iterator[OpenReport]:
    """Return a function that writes a report's files and opens one; anything that goes wrong on the page fails."""
    contexts = []
    complaints: list[str] = []

    def open_one(
        files: Files,
        name: str,
        *,
        address: str = "",
        beside: Page | None = None,
        leaves: bool = True,
        **options: object,
    ) -> Page:
        for path, content in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content)
        if beside is None:
            options.setdefault("viewport", {"width": 1280, "height": 800})
            contexts.append(real_browser.new_context(**options))  # type: ignore[arg-type]
        page = (beside.context if beside else contexts[-1]).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        if leaves:
            page.on("dialog", lambda dialog: dialog.accept())
        page.goto((tmp_path / name).as_uri() + address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []
