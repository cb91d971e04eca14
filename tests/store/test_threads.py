"""What was kept is read by several threads at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model.result import DocumentResult
from pipeline.store.cache import KeptPage, PageCache, page_key

FIRST_LOOKS = """
import os, sys, threading
from pathlib import Path
from pipeline.store.cache import PageCache

def look():
    together.wait()
    assert PageCache(Path(sys.argv[1])).get(sys.argv[2])

for _ in range(60):
    child = os.fork()
    if not child:
        sys.setswitchinterval(1e-6)
        together = threading.Barrier(4)
        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0, "the process crashed"
"""
"""The very first look of a process, by four threads at once, sixty times."""


@pytest.mark.slow
def test_the_first_look_into_the_cache_may_be_that_of_several_threads(
    tmp_path: Path, document: DocumentResult, repository: Path
) -> None:
    first = document.pages[0]
    assert first.page
    assert first.scan
    key = page_key("f" * 64, 0, first.page.engine)
    PageCache(tmp_path).put(key, KeptPage(first.scan, first.page))
    command = [sys.executable, "-c", FIRST_LOOKS, str(tmp_path), key]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
