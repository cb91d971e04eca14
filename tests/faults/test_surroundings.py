"""Where, when and in what surroundings a run is made changes no byte of what it says."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.forking import run
from tests.faults.workplace import Workplace

SURROUNDINGS = {
    "one worker, fixed hashes": (["--jobs", "1"], {"PYTHONHASHSEED": "0", "TZ": "UTC"}),
    "two workers, other hashes, LANG=C": (["--jobs", "2"], {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C"}),
    "four workers, random hashes, far east": (
        ["--jobs", "4"],
        {"PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    ),
}


@pytest.mark.slow
def test_hashes_zones_locales_and_workers_change_no_byte(new_workplace: Callable[..., Workplace]) -> None:
    reports = []
    for options, environment in SURROUNDINGS.values():
        workplace = with_foreign_names(new_workplace(documents=3, pages=2))
        ended = workplace.run(*options, **environment)
        assert ended.code == 0, ended.err
        reports.append(workplace.report())
    assert all(report == reports[0] for report in reports)


def with_foreign_names(workplace: Workplace) -> Workplace:
    """Rename two documents: to what no ASCII locale can print, and to what is no text at all."""
    for number, name in (("001", "Журнал für"), ("002", os.fsdecode(b"latin \xe9\xff"))):
        for path in [*workplace.folder.glob(f"*s/log-{number}*")]:
            path.rename(path.with_name(path.name.replace("log", name)))
    return workplace


def _shuffle() -> None:
    """Let the operating system list folders in another order."""
    listdir, scandir, chance = os.listdir, os.scandir, random.Random(3)

    class Shuffled:
        def __init__(self, *arguments: object) -> None:
            with scandir(*arguments) as entries:
                self.entries = list(entries)
            chance.shuffle(self.entries)

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *error: object) -> None:
            self.close()

        def __iter__(self) -> object:
            return iter(self.entries)

        def close(self) -> None:
            self.entries = []

    def shuffled(*arguments: object) -> list[str]:
        names = listdir(*arguments)
        chance.shuffle(names)
        return names

    os.listdir, os.scandir = shuffled, Shuffled


def test_the_order_in_which_folders_are_listed_and_pages_are_done_changes_no_byte(
    new_workplace: Callable[..., Workplace],
) -> None:
    plain, shuffled = new_workplace(4, 3), new_workplace(4, 3)
    shuffled.obey(0, 'sleep 0.5; cat "${0%/*}/400.tsv" >page.tsv')  # the first page is done last
    assert run(plain, "--jobs", "1").code == 0
    assert run(shuffled, "--jobs", "4", sabotage=_shuffle).code == 0
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
