"""No page is read twice, and no entry is believed that is not whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Patch, Reading, Region, Word
from pipeline.model.scan import Scan, ScanSource
from pipeline.store.cache import KeptPage, PageCache, open_cache, page_key

ENGINE = EngineInfo("tesseract", "5.3.0", "eng", (("psm", "3"),), (("eng", "abc"),))
WORDS = (
    Word("peace", Box(1, 2, 3, 4), 0.9671846, None, (Reading("peaoe", "half-size", 0.5),)),
    Word("\u05e9\u05dc\u05d5\u05dd", None, None, ink=InkKind.STAMP, ink_weight=0.5),
)
PAGE = Page(
    200,
    100,
    (Region((Line(WORDS, Box(1, 2, 3, 4)),), None),),
    ENGINE,
    300.0,
    (Patch(InkKind.STAMP, Box(5, 6, 7, 8), 0.7),),
    ("resolution missing",),
)
KEPT = KeptPage(Scan(ScanSource("letter.tif", "/scans/letter.tif"), "f" * 64, 200, 100, dpi=300.0), PAGE)
KEY = page_key("f" * 64, 0, ENGINE)


def test_what_was_kept_comes_back_equal(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    assert cache.get(KEY) is None
    assert cache.put(KEY, KEPT) == ""
    assert cache.get(KEY) == KEPT


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: b"",
        lambda entry: entry[: len(entry) // 2],
        lambda entry: entry[:-1] + b"!",
        lambda entry: entry.replace(b"page/3", b"page/4", 1),
        lambda entry: b"\x80\x04cos\nsystem\n",
        lambda entry: b"\0" * len(entry),
        lambda entry: entry.partition(b"\n")[2],
        lambda entry: entry.partition(b"\n")[0] + b"\n[]",
    ],
    ids=["empty", "torn", "rotten", "other version", "pickle", "zeros", "headless", "other content"],
)
def test_a_damaged_entry_is_no_entry_and_is_written_anew(tmp_path: Path, damage: object) -> None:
    cache = PageCache(tmp_path)
    cache.put(KEY, KEPT)
    (entry,) = tmp_path.rglob("*.json")
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert cache.get(KEY) is None
    cache.put(KEY, KEPT)
    assert cache.get(KEY) == KEPT


def test_an_entry_of_another_page_is_not_believed(tmp_path: Path) -> None:
    cache, other = PageCache(tmp_path), page_key("e" * 64, 0, ENGINE)
    cache.put(KEY, KEPT)
    (entry,) = tmp_path.rglob("*.json")
    (tmp_path / other[:2]).mkdir(exist_ok=True)
    entry.rename(tmp_path / other[:2] / f"{other}.json")
    assert cache.get(other) is None


def test_a_cache_that_cannot_be_written_says_so_and_fails_no_page(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PageCache(tmp_path / "file")
    assert "cannot be written" in cache.put(KEY, KEPT)
    assert cache.get(KEY) is None


def test_the_key_changes_with_everything_that_shapes_what_is_read() -> None:
    keys = {
        KEY,
        page_key("e" * 64, 0, ENGINE),
        page_key("f" * 64, 1, ENGINE),
        page_key("f" * 64, 0, replace(ENGINE, version="5.3.1")),
        page_key("f" * 64, 0, replace(ENGINE, data_sha256=(("eng", "abd"),))),
        page_key("f" * 64, 0, replace(ENGINE, settings=(("psm", "4"),))),
        page_key("f" * 64, 0, ENGINE, (("second_pass", "True"),)),
    }
    assert len(keys) == 7
    assert page_key("f" * 64, 0, ENGINE, (("b", "2"), ("a", "1"))) == page_key(
        "f" * 64, 0, ENGINE, (("a", "1"), ("b", "2"))
    )


def test_the_users_cache_folder_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert open_cache().folder == tmp_path / "corrigenda" / "pages"
    assert open_cache("mine").folder == Path("mine").absolute()
