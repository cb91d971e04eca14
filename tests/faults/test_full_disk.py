"""The disk refuses the n-th operation of a whole run, for every n: said in one line, nothing torn, and it goes on."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.flow import document
from tests.faults.forking import FullDisk, run
from tests.faults.workplace import Workplace

RUN_JSON = "run.json"


@pytest.mark.parametrize("is_persistent", [False, True], ids=["once", "from then on"])
def test_whichever_write_fails_nothing_is_torn_and_the_next_run_ends_as_if_nothing_had_happened(
    new_workplace: Callable[..., Workplace], is_persistent: bool
) -> None:
    workplace = new_workplace(documents=1, pages=1)
    assert run(workplace).code == 0
    undisturbed = workplace.report()
    refused = 0
    for failing in range(1, 200):
        forget(workplace)
        ended = run(workplace, sabotage=FullDisk(failing, is_persistent=is_persistent))
        assert workplace.strays() == []
        assert_whole(workplace, undisturbed)
        if ended.code == 0 and workplace.report() == undisturbed and "warning" not in ended.err:
            break
        if ended.code:
            refused += 1
            assert (ended.code, len(ended.errors)) == (5, 1), ended.err
            assert "No space left on device" in ended.errors[0]
            assert "finished pages are kept" in ended.errors[0]
        assert "Traceback" not in ended.err
        if not failing % 4:  # each fourth time, to save time: does the same command go on?
            assert run(workplace).code == 0
            assert workplace.report() == undisturbed
    assert refused > 30, "the loop must have met each operation"


def forget(workplace: Workplace) -> None:
    """Begin anew: no report, nothing kept."""
    for name in ("reports", "cache"):
        shutil.rmtree(workplace.folder / name, ignore_errors=True)


def assert_whole(workplace: Workplace, undisturbed: dict[str, bytes]) -> None:
    """Assert that each file of an unfinished report is what it says it is."""
    for name, content in workplace.report().items():
        if name == RUN_JSON:
            assert json.loads(content)
        elif name.startswith("documents/"):
            assert content == undisturbed[name]
        else:
            assert content.rstrip().endswith(b"</html>")


@pytest.mark.parametrize("number", [errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES])
def test_other_refusals_of_the_disk_are_said_in_one_line_too(workplace: Workplace, number: int) -> None:
    ended = run(workplace, sabotage=FullDisk(3, is_persistent=True, number=number))
    assert (ended.code, len(ended.errors)) == (5, 1)


def _little_room() -> None:
    shutil.disk_usage = lambda path: SimpleNamespace(free=20_500_000)  # type: ignore[assignment, misc, return-value]


def test_where_the_room_may_not_suffice_a_run_says_so_before_the_work_and_goes_on(workplace: Workplace) -> None:
    ended = run(workplace, sabotage=_little_room)
    assert ended.code == 0
    (warning,) = [line for line in ended.err.splitlines() if line.startswith("warning: ")]
    assert "20 MB are free there, and 4 pages may need 21 MB" in warning


def test_where_readings_cannot_be_kept_the_run_goes_on_and_says_so_once(workplace: Workplace) -> None:
    (workplace.folder / "cache").write_text("a file where a folder is needed", encoding="utf-8")
    ended = run(workplace)
    assert ended.code == 0
    (warning,) = [line for line in ended.err.splitlines() if line.startswith("warning: ")]
    assert "cache" in warning


def test_a_report_that_cannot_be_written_is_said_before_any_page_is_read(workplace: Workplace) -> None:
    (workplace.folder / "reports").write_text("a file where a folder is needed", encoding="utf-8")
    ended = run(workplace)
    assert (ended.code, len(ended.errors), workplace.asked()) == (5, 1, [])


def _compare_nothing() -> None:
    document.compare_document = None  # type: ignore[assignment]


@pytest.mark.parametrize("can_be_kept", [True, False])
def test_a_fault_of_ours_costs_its_document_also_where_its_details_cannot_be_kept(
    workplace: Workplace, can_be_kept: bool
) -> None:
    state = workplace.folder / "reports/.corrigenda"
    state.mkdir(parents=True)
    if not can_be_kept:
        (state / "faults").write_text("a file where a folder is needed", encoding="utf-8")
    ended = run(workplace, sabotage=_compare_nothing)
    assert ended.code == 70
    assert "Traceback" not in ended.err
    details = "details in .corrigenda/faults/" if can_be_kept else "details could not be kept: "
    told = [line for line in ended.err.splitlines() if line.startswith("warning: ")]
    assert len(told) == 2
    assert all(f"a fault of this program: TypeError ({details}" in line for line in told)
    assert json.loads(workplace.report()["run.json"])["documents"] == []


def test_a_path_that_is_too_long_is_said_before_any_page_is_read(workplace: Workplace) -> None:
    ended = run(workplace, "--out", "x" * 300)
    assert (ended.code, len(ended.errors), workplace.asked()) == (5, 1, [])
    assert "The path is too long; choose a shorter folder" in ended.errors[0]


def test_names_of_reports_stay_short_however_long_those_of_the_inputs_are(workplace: Workplace) -> None:
    for path in [*workplace.folder.glob("*s/log-000*")]:
        path.rename(path.with_name(path.name.replace("log-000", "l" * 240)))
    deep = "/".join(["a folder below another one"] * 20)
    assert run(workplace, "--out", deep).code == 0
    assert max(len(Path(name).name) for name in workplace.report(deep)) <= 100
    assert len(json.loads(workplace.report(deep)["run.json"])["documents"]) == 2
