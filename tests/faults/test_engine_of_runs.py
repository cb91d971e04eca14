"""Engines that are missing, hang, crash, flood or lie: that page is named with the reason, and the rest is done."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.forking import run, start
from tests.faults.workplace import Workplace

BAD = 2
"""Index of the page on which the engine misbehaves."""
TABLE = 'head -c 150 "${0%/*}/402.tsv" >page.tsv'


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("sleep 300", "stopped after 1 s"),
        ("sleep 300 & sleep 300", "stopped after 1 s"),
        ("trap '' TERM; while :; do sleep 300; done", "stopped after 1 s"),
        ("kill -SEGV $$", "SIGSEGV"),
        ("kill -ABRT $$", "SIGABRT"),
        ("kill -KILL $$", "SIGKILL"),
        ("echo 'cannot allocate' >&2; exit 1", "failed with code 1: cannot allocate"),
        ("printf 'no \\377 way\\n' >&2; exit 1", "no \\xff way"),
        ("printf 'esc \\033[31m\\n' >&2; exit 1", "failed with code 1: esc"),
        ("echo 'Error in pixReadStream: Unknown format' >&2; : >page.tsv", "complained: Error in pixReadStream"),
        ("exit 0", "wrote no result"),
        (": >page.tsv", ""),
        ("printf 'level\\tpage_num\\n5\\tone\\n' >page.tsv", ""),
        (TABLE, ""),
        ("{ cat \"${0%/*}/402.tsv\"; printf '5\\t1\\t1\\t1\\t1\\t9\\t0\\t0\\t1\\t1\\t96\\t\\377\\n'; } >page.tsv", ""),
        ("sed 's/\\t96\\t/\\tnan\\t/' \"${0%/*}/402.tsv\" >page.tsv", ""),
        ("yes >page.tsv", ""),
        ("yes", "the engine was"),
    ],
)
def test_a_page_on_which_the_engine_misbehaves_is_named_and_the_rest_is_done(
    workplace: Workplace, script: str, words: str
) -> None:
    workplace.obey(BAD, script)
    ended = run(workplace, "--page-timeout", "1")
    assert ended.code == 3, ended.err
    (warning,) = [line for line in ended.err.splitlines() if line.startswith("warning: ")]
    assert "log-001_1.png" in warning
    assert words in warning
    assert warning.isprintable()
    found = json.loads(workplace.report()["run.json"])
    statuses = [page["status"] for document in found["documents"] for page in document["pages"]]
    assert statuses == ["compared", "compared", "failed", "compared"]
    assert found["scores"]["pages"] == 3
    assert workplace.strays() == []
    workplace.behave()
    assert run(workplace, "--page-timeout", "1").code == 0


def test_an_engine_that_crashes_once_is_asked_again(workplace: Workplace) -> None:
    marker = workplace.folder / "engine/crashed"
    table = workplace.folder / f"engine/{workplace.widths[BAD]}.tsv"
    workplace.obey(BAD, f"[ -e '{marker}' ] || {{ : >'{marker}'; kill -SEGV $$; }}; cat '{table}' >page.tsv")
    assert run(workplace).code == 0


def test_an_engine_gets_no_path_no_word_and_no_setting_of_its_users(workplace: Workplace) -> None:
    (workplace.folder / "scans/log-000_1.png").rename(workplace.folder / "scans/log-000_0; touch owned.png")
    workplace.obey(0, '{ pwd; echo "$@"; env; ls -a; } >"${0%/*}/told.txt"; exit 1')
    ended = run(workplace)
    assert ended.code == 3
    told = (workplace.folder / "engine/told.txt").read_text(encoding="utf-8")
    for secret in ("owned", "scans", "HOME=", "XDG_CACHE_HOME", "user-cache"):
        assert secret not in told, secret
    assert "OMP_THREAD_LIMIT=1" in told
    assert "pictures.txt page -l eng" in told


def test_the_worst_case_of_a_missing_engine_is_said_before_anything_is_touched(workplace: Workplace) -> None:
    (workplace.folder / "engine/tesseract").unlink()
    ended = run(workplace)
    assert (ended.code, len(ended.errors)) == (7, 1)
    assert not (workplace.folder / "reports").exists()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("echo 'tesseract 3.02'", "4.1 or newer"),
        ("echo 'GNU tar 1.34'", "does not say that it is Tesseract"),
        ("exit 1", "does not say that it is Tesseract"),
        ("kill -SEGV $$", "does not say that it is Tesseract"),
    ],
)
def test_what_is_no_tesseract_or_too_old_is_said_before_any_page(workplace: Workplace, answer: str, words: str) -> None:
    (workplace.folder / "engine/tesseract").write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
    ended = run(workplace)
    assert (ended.code, len(ended.errors)) == (7, 1)
    assert words in ended.errors[0]


def test_all_pages_failing_is_no_usable_input(new_workplace: Callable[..., Workplace]) -> None:
    workplace = new_workplace(documents=1, pages=2)
    for page in range(2):
        workplace.obey(page, "exit 1")
    assert run(workplace).code == 4


def test_no_temporary_folder_ends_the_run_in_one_line(workplace: Workplace) -> None:
    ended = start(workplace, sabotage=_lose_temporary_folder).end()
    assert (ended.code, len(ended.errors)) == (5, 1), ended.err
    assert "TMPDIR" in ended.errors[0]


def _lose_temporary_folder() -> None:
    import tempfile

    tempfile.tempdir = str(Path(os.environ["TMPDIR"], "not", "there"))
