"""What all tests share: which tools there are, and that nothing is skipped silently where everything must run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MUST_RUN = bool(os.environ.get("CORRIGENDA_NO_SKIPS"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no Chromium, unless every test must run: then they fail."""
    if CHROMIUM or MUST_RUN:
        return
    no_browser = pytest.mark.skip(reason="no Chromium on this machine (Debian: apt install chromium)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(no_browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of a real Chromium."""
    assert CHROMIUM, "no Chromium here, and CORRIGENDA_NO_SKIPS is set (Debian: apt install chromium)"
    return CHROMIUM


@pytest.fixture(scope="session")
def real_browser(chromium_path: str) -> Iterator[Browser]:
    """Return a running Chromium; one for all tests of a worker, since two cannot be driven from one thread."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the top folder of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's cache and log folders."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
