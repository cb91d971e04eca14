"""The disk refuses the n-th operation, for every n: what was kept stays whole, and the same work succeeds later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.model.result import DocumentResult, RunResult
from pipeline.store.cache import KeptPage, PageCache, page_key
from pipeline.store.runs import RunFolder, RunSummary, load_run, open_run

Operation = Callable[..., object]


class FullDisk:
    """Counts the operations by which files are written, and refuses one of them, or all from it on."""

    def __init__(self, patched: pytest.MonkeyPatch, failing: int, *, is_persistent: bool) -> None:
        self.failing, self.is_persistent, self.done = failing, is_persistent, 0
        for name in ("open", "write", "fsync", "replace"):
            original = getattr(__import__("os"), name)
            patched.setattr(f"pipeline.store.files.os.{name}", self._counted(original))

    def _counted(self, original: Operation) -> Operation:
        def operation(*arguments: object, **named: object) -> object:
            self.done += 1
            if self.done == self.failing or (self.is_persistent and self.done > self.failing):
                raise OSError(28, "No space left on device")
            return original(*arguments, **named)

        return operation


@pytest.mark.parametrize("is_persistent", [False, True], ids=["once", "from then on"])
def test_whichever_operation_of_a_run_fails_the_run_before_or_the_new_one_is_whole(
    tmp_path: Path, run: RunResult, monkeypatch: pytest.MonkeyPatch, is_persistent: bool
) -> None:
    _work(tmp_path, run, "first")
    refused = 0
    for failing in range(1, 200):
        with monkeypatch.context() as patched:
            FullDisk(patched, failing, is_persistent=is_persistent)
            try:
                _work(tmp_path, run, f"inputs-{failing}")
            except OutputError:
                refused += 1
            else:
                break
        assert load_run(tmp_path) == run
        assert not [path for path in tmp_path.rglob("*.tmp") if path.is_file()]
    assert refused > 20, "the loop must have met each operation"
    assert load_run(tmp_path) == run
    folder = RunFolder(tmp_path)
    assert all(folder.is_done(document.id, f"inputs-{failing}") for document in run.documents)


def _work(path: Path, run: RunResult, inputs: str) -> None:
    with open_run(path, "corrigenda run") as folder:
        for document in run.documents:
            folder.save_document(document, inputs)
        ids = tuple(document.id for document in run.documents)
        folder.finish(RunSummary(run.provenance, ids, run.rejected, run.unpaired_transcripts))


def test_a_full_disk_never_fails_a_page_that_was_to_be_kept(
    tmp_path: Path, document: DocumentResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = document.pages[0]
    assert first.page
    assert first.scan
    kept, cache = KeptPage(first.scan, first.page), PageCache(tmp_path)
    key = page_key("f" * 64, 0, first.page.engine)
    for failing in range(1, 10):
        with monkeypatch.context() as patched:
            FullDisk(patched, failing, is_persistent=True)
            problem = cache.put(key, kept)
        if not problem:
            break
        assert "No space left" in problem
        assert cache.get(key) in (None, kept)
    assert failing > 2
    assert cache.get(key) == kept
