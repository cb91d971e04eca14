"""What an earlier run left: used where it still holds, made again where not, and never believed unseen."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline.flow.loading import KeptTranscript
from pipeline.store.runs import RunFolder
from tests.faults.forking import run
from tests.faults.workplace import Workplace

STATE = ".corrigenda"


@pytest.fixture
def finished(workplace: Workplace) -> Workplace:
    """Return an archive of which a run was finished."""
    assert run(workplace).code == 0
    assert sorted(workplace.asked()) == [0, 1, 2, 3]
    return workplace


def documents(workplace: Workplace) -> list[str]:
    return [document["id"] for document in json.loads(workplace.report()["run.json"])["documents"]]


def written(workplace: Workplace) -> dict[Path, tuple[int, int]]:
    """Return when each file of the report was written, and its number on the disk; the lock is taken by each run."""
    paths = [path for path in (workplace.folder / "reports").rglob("*") if path.is_file() and path.name != "lock"]
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in paths}


def test_nothing_is_written_again_when_nothing_changed(finished: Workplace) -> None:
    before = written(finished)
    assert {path.name for path in before} >= {"index.html", "run.json", "log-000.html", "run.state"}
    assert run(finished).code == 0
    assert written(finished) == before
    assert finished.asked() == []


def test_no_transcript_is_parsed_again_when_nothing_changed(finished: Workplace) -> None:
    assert run(finished, sabotage=_refuse_to_parse).code == 0


def _refuse_to_parse() -> None:
    KeptTranscript.load = None  # type: ignore[assignment, method-assign]


def test_of_a_changed_document_the_unchanged_pages_are_not_read_again(finished: Workplace) -> None:
    scan = finished.folder / "scans/log-000_1.png"
    before, drawn = scan.read_bytes(), finished.report()
    with Image.open(scan) as picture:
        picture.save(scan, dpi=(200, 200))
    ended = run(finished)
    assert (ended.code, finished.asked()) == (0, [0])
    assert "4 of 4 pages read (3 of them before)" in ended.err
    scan.write_bytes(before)
    assert run(finished).code == 0
    assert (finished.asked(), finished.report()) == ([], drawn)


def test_the_index_of_a_run_that_was_killed_over_it_never_passes_for_that_of_the_run_before(
    finished: Workplace,
) -> None:
    before = finished.report()
    transcript = finished.folder / "transcripts/log-000.md"
    typed = transcript.read_bytes()
    transcript.write_bytes(typed.replace(b"schoner", b"schooner"))
    assert run(finished, sabotage=_die_before_run_json).code == -signal.SIGKILL
    transcript.write_bytes(typed)
    index = finished.folder / "reports/index.html"
    index.write_bytes(b"?" * len(before["index.html"]))  # as large as the old one, as such an index may well be
    assert run(finished).code == 0
    assert finished.report() == before


def _die_before_run_json() -> None:
    RunFolder.finish = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment, method-assign]


@pytest.mark.parametrize(
    "damage", [b"", b"torn", b"\0" * 5000, b"\x80\x04cos\nsystem\n"], ids=["empty", "torn", "zeros", "pickle"]
)
@pytest.mark.parametrize("kind", ["cache", "result", "json", "shown", "transcripts", "finished"])
def test_whatever_damaged_file_lies_there_the_same_command_mends_it(
    finished: Workplace, kind: str, damage: bytes
) -> None:
    before = finished.report()
    folder = finished.folder / ("cache" if kind == "cache" else f"reports/{STATE}/documents")
    damaged = [path for path in folder.rglob("*") if path.is_file() and (kind == "cache" or path.suffix == f".{kind}")]
    assert damaged
    for path in damaged:
        path.write_bytes(damage)
    if kind == "cache":  # what is done needs no cache
        shutil.rmtree(finished.folder / "reports")
    assert run(finished).code == 0
    assert finished.report() == before
    assert not [path for path in damaged if path.read_bytes() == damage]


@pytest.mark.parametrize("share", [0, 0.5])
def test_a_torn_page_of_the_report_is_made_again(finished: Workplace, share: float) -> None:
    before = finished.report()
    for path in (finished.folder / "reports/documents").iterdir():
        os.truncate(path, int(share * path.stat().st_size))
    assert run(finished).code == 0
    assert finished.report() == before


def test_a_reading_of_another_page_under_this_pages_name_is_not_believed(finished: Workplace) -> None:
    before = finished.report()
    first, second, *_ = sorted((finished.folder / "cache").rglob("*.json"))
    shutil.copy(second, first)
    shutil.rmtree(finished.folder / "reports")
    assert run(finished).code == 0
    assert finished.report() == before
    assert len(finished.asked()) == 1


def test_state_of_a_newer_version_is_left_untouched(finished: Workplace) -> None:
    state = finished.folder / f"reports/{STATE}/run.state"
    newer = state.read_bytes().replace(b"corrigenda.state/1", b"corrigenda.state/2", 1)
    state.write_bytes(newer)
    before = finished.report()
    ended = run(finished)
    assert (ended.code, len(ended.errors)) == (8, 1)
    assert "newer version" in ended.errors[0]
    assert (finished.report(), state.read_bytes()) == (before, newer)


def test_a_damaged_summary_of_the_run_is_made_anew(finished: Workplace) -> None:
    state = finished.folder / f"reports/{STATE}/run.state"
    state.write_bytes(state.read_bytes()[:50])
    before = finished.report()
    assert run(finished).code == 0
    assert finished.report() == before


@pytest.mark.parametrize("lost", ["index.html", "documents/log-000.html", "run.json", "documents", STATE, "."])
def test_whatever_is_deleted_from_the_report_is_there_again_and_no_page_is_read_for_it(
    finished: Workplace, lost: str
) -> None:
    before = finished.report()
    path = finished.folder / "reports" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert run(finished).code == 0
    assert finished.report() == before
    assert finished.asked() == []


def test_what_is_done_needs_no_cache(finished: Workplace) -> None:
    before = written(finished)
    shutil.rmtree(finished.folder / "cache")
    assert run(finished).code == 0
    assert written(finished) == before
    assert finished.asked() == []


def test_without_its_cache_a_run_reads_again_what_has_to_be_done_and_ends_the_same(finished: Workplace) -> None:
    before = finished.report()
    shutil.rmtree(finished.folder / "cache")
    (finished.folder / "reports/documents/log-001.html").unlink()
    assert run(finished).code == 0
    assert finished.report() == before
    assert sorted(finished.asked()) == [2, 3]


@pytest.mark.parametrize("name", ["lessons", "summed-up"])
def test_what_is_kept_of_the_whole_run_is_made_again_when_it_is_damaged(finished: Workplace, name: str) -> None:
    before = finished.report()
    path = finished.folder / f"reports/{STATE}/{name}.state"
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert run(finished).code == 0
    assert (finished.report(), path.read_bytes()) == (before, content)


def test_a_scan_that_failed_is_tried_again_although_nothing_changed(finished: Workplace) -> None:
    shutil.rmtree(finished.folder / "reports")
    shutil.rmtree(finished.folder / "cache")
    finished.obey(1, "exit 1")
    assert [run(finished).code for _ in range(2)] == [3, 3]
    finished.asked()
    finished.behave()
    assert run(finished).code == 0
    assert finished.asked() == [1]


def test_a_removed_document_is_gone_from_index_run_and_folder(finished: Workplace) -> None:
    for path in [*finished.folder.glob("scans/log-001*"), finished.folder / "transcripts/log-001.md"]:
        path.rename(finished.folder / path.name)
    assert run(finished).code == 0
    assert documents(finished) == ["log-000"]
    assert b"log-001" not in finished.report()["index.html"]
    for path in finished.folder.glob("log-001*"):
        path.rename(finished.folder / ("scans" if path.suffix == ".png" else "transcripts") / path.name)


def test_a_renamed_scan_is_not_read_again(finished: Workplace) -> None:
    scan = finished.folder / "scans/log-001_2.png"
    scan.rename(scan.with_name("log-001_5.png"))
    assert run(finished).code == 0
    assert finished.asked() == []
    assert b"log-001_5.png" in finished.report()["run.json"]
    scan.with_name("log-001_5.png").rename(scan)


def test_a_changed_transcript_is_compared_anew_and_no_page_is_read(finished: Workplace) -> None:
    transcript = finished.folder / "transcripts/log-001.md"
    before = transcript.read_bytes()
    transcript.write_bytes(before.replace(b"schoner", b"schooner"))
    assert run(finished).code == 0
    found = json.loads(finished.report()["run.json"])
    assert [document["scores"]["causes"]["recognition"] for document in found["documents"]] == [2, 0]
    assert finished.asked() == []
    transcript.write_bytes(before)


def test_changed_settings_give_the_report_of_a_fresh_run(
    finished: Workplace, new_workplace: Callable[..., Workplace]
) -> None:
    assert run(finished, "--no-images", "--psm", "6").code == 0
    fresh = new_workplace()
    assert run(fresh, "--no-images", "--psm", "6").code == 0
    assert finished.report() == fresh.report()


def test_a_changed_scan_of_the_same_name_size_and_date_is_read_again(finished: Workplace) -> None:
    scan = finished.folder / "scans/log-000_1.png"
    before, times = scan.read_bytes(), scan.stat().st_mtime_ns
    other = (finished.folder / "scans/log-000_2.png").read_bytes()
    scan.write_bytes(other)
    os.utime(scan, ns=(times, times))
    assert run(finished).code == 0
    found = json.loads(finished.report()["run.json"])["documents"][0]["pages"]
    assert found[0]["scan_sha256"] == found[1]["scan_sha256"]
    scan.write_bytes(before)


def _ten_years_back() -> None:
    clock = time.time
    time.time = lambda: clock() - 3.2e8


def _ten_years_on() -> None:
    clock = time.time
    time.time = lambda: clock() + 3.2e8


@pytest.mark.parametrize("jump", [_ten_years_back, _ten_years_on])
def test_a_clock_that_is_wrong_by_ten_years_changes_nothing(finished: Workplace, jump: Callable[[], None]) -> None:
    before = finished.report()
    shutil.rmtree(finished.folder / "cache")
    shutil.rmtree(finished.folder / "reports")
    assert run(finished, sabotage=jump).code == 0
    assert finished.report() == before


def test_strangers_files_in_the_output_folder_stay(workplace: Workplace) -> None:
    stranger = workplace.folder / "reports/my notes.tmp"
    stranger.parent.mkdir()
    stranger.write_text("mine", encoding="utf-8")
    assert run(workplace).code == 0
    assert stranger.read_text(encoding="utf-8") == "mine"
    assert Path(workplace.folder / "reports/index.html").exists()
