"""Where, when and in what surroundings a run is made changes no byte of what it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from itertools import combinations, product
from pathlib import Path

import pytest

from tests.faults.forking import run
from tests.faults.shuffled.sitecustomize import shuffle_listings
from tests.faults.workplace import Workplace

SHUFFLED = Path(__file__).with_name("shuffled")
"""Named as PYTHONPATH, it lets the system list folders in another order."""
EAST = "Pacific/Kiritimati"
SURROUNDINGS = (
    # workers, hashes, time zone, locale, PYTHONPATH
    ("1", "0", "UTC", "C", ""),
    ("1", "1", EAST, "C", SHUFFLED),
    ("1", "random", EAST, "C.UTF-8", ""),
    ("2", "0", EAST, "C.UTF-8", ""),
    ("2", "1", "UTC", "C.UTF-8", ""),
    ("2", "random", "UTC", "C", SHUFFLED),
    ("4", "0", EAST, "C.UTF-8", SHUFFLED),
    ("4", "1", "UTC", "C.UTF-8", ""),
    ("4", "random", EAST, "C", ""),
)
"""Any two values of different columns stand side by side in some row."""


def test_the_surroundings_hold_every_pair_of_values() -> None:
    values = [set(column) for column in zip(*SURROUNDINGS, strict=True)]
    assert [len(column) for column in values] == [3, 3, 2, 2, 2]
    for one, other in combinations(range(len(values)), 2):
        assert {(row[one], row[other]) for row in SURROUNDINGS} == set(product(values[one], values[other]))


@pytest.mark.slow
def test_hashes_zones_locales_listings_and_workers_change_no_byte(new_workplace: Callable[..., Workplace]) -> None:
    workplace = with_foreign_names(new_workplace(documents=3, pages=2))
    reports = []
    for jobs, hashes, zone, locale, path in SURROUNDINGS:
        shutil.rmtree(workplace.folder / "reports", ignore_errors=True)
        shutil.rmtree(workplace.folder / "cache", ignore_errors=True)
        environment = {"PYTHONHASHSEED": hashes, "TZ": zone, "LANG": locale, "LC_ALL": locale, "PYTHONPATH": str(path)}
        ended = workplace.run("--jobs", jobs, **environment)
        assert ended.code == 0, ended.err
        assert len(workplace.asked()) == 6
        reports.append(workplace.report())
    assert all(report == reports[0] for report in reports)


def with_foreign_names(workplace: Workplace) -> Workplace:
    """Rename two documents: to what no ASCII locale can print, and to what is no text at all."""
    for number, name in (("001", "Журнал für"), ("002", os.fsdecode(b"latin \xe9\xff"))):
        for path in [*workplace.folder.glob(f"*s/log-{number}*")]:
            path.rename(path.with_name(path.name.replace("log", name)))
    return workplace


def test_the_order_in_which_folders_are_listed_and_pages_are_done_changes_no_byte(
    new_workplace: Callable[..., Workplace],
) -> None:
    plain, shuffled = new_workplace(4, 3), new_workplace(4, 3)
    shuffled.obey(0, 'sleep 0.5; cat "${0%/*}/400.tsv" >page.tsv')  # the first page is done last
    assert run(plain, "--jobs", "1").code == 0
    assert run(shuffled, "--jobs", "4", sabotage=shuffle_listings).code == 0
    assert shuffled.report() == plain.report()


def _no_network() -> None:
    import socket

    def refuse(*arguments: object) -> None:
        raise AssertionError("the program opened a connection")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        setattr(socket.socket, name, refuse)
    socket.getaddrinfo = refuse  # type: ignore[assignment]


def test_a_run_opens_no_connection(workplace: Workplace) -> None:
    ended = run(workplace, sabotage=_no_network)
    assert ended.code == 0, ended.err


@pytest.mark.slow
def test_the_whole_program_and_its_engine_ask_the_system_for_no_socket(workplace: Workplace) -> None:
    """Seen from outside, by the operating system: a namespace of its own without any network."""
    command = ["unshare", "-rn", *workplace.command()]
    done = subprocess.run(
        command, cwd=workplace.folder, env=workplace.surroundings(), capture_output=True, text=True, check=False
    )
    if "unshare" in done.stderr:
        pytest.skip("this machine does not allow unshare -rn")
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_closed_channels_cost_no_traceback(workplace: Workplace) -> None:
    line = " ".join(f"'{word}'" for word in workplace.command("--json"))
    for tail, code in ((">&-", 0), (">/dev/full", 5), ("<&-", 0), ("2>&-", 0), ("| true", 0)):
        done = subprocess.run(
            ["sh", "-c", f"{line} {tail}"],
            cwd=workplace.folder,
            env=workplace.surroundings(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, tail
        assert "Exception ignored" not in done.stderr, tail
        assert done.returncode == code, (tail, done.stderr)


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_the_umask_is_respected(workplace: Workplace, umask: int) -> None:
    before = os.umask(umask)
    try:
        ended = subprocess.run(
            workplace.command(), cwd=workplace.folder, env=workplace.surroundings(), capture_output=True, check=False
        )
    finally:
        os.umask(before)
    assert ended.returncode == 0
    assert (workplace.folder / "reports/index.html").stat().st_mode & 0o777 == 0o666 & ~umask


def test_output_among_the_inputs_is_refused_and_nothing_is_touched(workplace: Workplace) -> None:
    before = sorted(Path(workplace.folder).rglob("*"))
    for out in ("scans", "scans/report", ".", "transcripts/../scans/x"):
        ended = run(workplace, "--out", out)
        assert (ended.code, len(ended.errors)) == (2, 1), out
    left = [path for path in sorted(Path(workplace.folder).rglob("*")) if path.name not in ("stdout.txt", "stderr.txt")]
    assert [path for path in left if path not in before] == [workplace.folder / "temporary"]


def test_a_run_goes_on_where_its_folder_was_deleted(workplace: Workplace) -> None:
    gone = workplace.folder / "gone"
    gone.mkdir()
    options = (f"--cache={workplace.folder}/cache", f"--out={workplace.folder}/reports")
    inputs = (str(workplace.folder / "scans"), str(workplace.folder / "transcripts"))
    command = ["sh", "-c", 'rmdir "$0" && exec "$@"', str(gone), *workplace.command(*options, *inputs)]
    done = subprocess.run(command, cwd=gone, env=workplace.surroundings(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(workplace.report()["run.json"])["documents"]) == 2


def test_nothing_but_the_document_asked_for_is_written_to_standard_output(workplace: Workplace) -> None:
    table = workplace.folder / f"engine/{workplace.widths[0]}.tsv"
    workplace.obey(0, f"echo noise; echo noise >&2; cat '{table}' >page.tsv; echo noise")
    ended = run(workplace, "--json")
    assert ended.code == 0, ended.err
    assert ended.out.encode() == workplace.report()["run.json"]
