"""Runs that are killed or interrupted at any moment: nothing torn, nothing left, and the same command goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.forking import run, start
from tests.faults.workplace import Workplace, make_workplace

ROUNDS = 20
"""Of kills in the test; ``python -m tests.faults.test_kills 500`` does more."""
JOBS = 2
OLD = 2 * 3600
"""Seconds after which what a killed program left belongs to nobody."""


def kill_again_and_again(workplace: Workplace, rounds: int, chance: random.Random) -> None:
    """Kill runs at random moments, and assert after each that the next one can go on, and at last that it ends well."""
    assert run(workplace, "--jobs", str(JOBS)).code == 0
    undisturbed = workplace.report()
    length = duration(workplace)
    kills, asked = 0, Counter[int]()
    while kills < rounds:
        forget(workplace)
        asked.clear()
        for share in (1.0, 0.5):  # killed once, and once more while it goes on
            started = start(workplace, "--jobs", str(JOBS))
            time.sleep(chance.uniform(0, share * length))
            was_running = started.kill()
            kills += was_running
            length *= 1 if was_running else 0.9
            whole = {name: content for name, content in workplace.report().items() if not name.endswith(".tmp")}
            assert whole.items() <= undisturbed.items()
            assert_only_few_read_again(asked, Counter(workplace.asked()))
            age(workplace)
        ended = run(workplace, "--jobs", str(JOBS))
        assert ended.code == 0, ended.err
        assert workplace.report() == undisturbed
        assert workplace.strays() == []
        assert_only_few_read_again(asked, Counter(workplace.asked()))


def duration(workplace: Workplace) -> float:
    """Return the seconds that a whole run takes here and now."""
    forget(workplace)
    began = time.monotonic()
    assert run(workplace, "--jobs", str(JOBS)).code == 0
    return time.monotonic() - began


def forget(workplace: Workplace) -> None:
    """Begin anew: no report, nothing kept, nothing asked."""
    for name in ("reports", "cache"):
        shutil.rmtree(workplace.folder / name, ignore_errors=True)
    workplace.asked()


def assert_only_few_read_again(before: Counter[int], now: Counter[int]) -> None:
    """Assert that at most one page for each worker of the run before is read again, and note what was read now."""
    assert sum(now.values()) - len(now.keys() - before.keys()) <= JOBS
    before.update(now)


def age(workplace: Workplace) -> None:
    """Make what was left behind old, as if the next run came later."""
    then = time.time() - OLD
    for folder in ("temporary", "cache", "reports"):
        for path in (workplace.folder / folder).rglob("*"):
            os.utime(path, (then, then))
    for path in (workplace.folder / "temporary").iterdir():
        os.utime(path, (then, then))


def test_a_run_killed_at_any_moment_goes_on_and_ends_with_the_same_bytes(
    new_workplace: Callable[..., Workplace],
) -> None:
    kill_again_and_again(new_workplace(documents=4, pages=3), ROUNDS, random.Random("kills"))


@pytest.mark.parametrize("moment", [0.0, 0.1, 0.2, 0.4, 0.7])
@pytest.mark.parametrize(
    ("signum", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)],
    ids=["SIGINT", "SIGTERM", "SIGHUP"],
)
def test_a_run_interrupted_at_any_moment_says_so_leaves_nothing_and_goes_on(
    workplace: Workplace, signum: int, code: int, moment: float
) -> None:
    workplace.obey(3, "sleep 30")
    started = start(workplace, "--jobs", "2")
    wait_until_held(workplace)
    time.sleep(moment)
    os.kill(started.pid, signum)
    asked = time.monotonic()
    ended = started.end()
    assert time.monotonic() - asked < 5, "two seconds, were the machine ours alone"
    assert (ended.code, len(ended.errors)) == (code, 1), ended.err
    assert "the same command goes on" in ended.errors[0]
    assert workplace.strays() == []
    assert nothing_runs_in(workplace)
    workplace.behave()
    assert run(workplace).code == 0


def wait_until_held(workplace: Workplace) -> None:
    """Wait until a run holds the output folder: from then on an interrupt is its own affair."""
    deadline = time.monotonic() + 60
    lock = workplace.folder / "reports/.corrigenda/lock"
    while not lock.exists() or not lock.stat().st_size:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def nothing_runs_in(workplace: Workplace) -> bool:
    """Say whether no process that was started for the archive lives on, waiting a little for the last to go."""
    deadline = time.monotonic() + 5
    while any(is_of(workplace, process) for process in Path("/proc").glob("[0-9]*")):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_of(workplace: Workplace, process: Path) -> bool:
    try:
        return (process / "cwd").resolve(strict=True).is_relative_to(workplace.folder.resolve())
    except OSError:
        return False


def test_the_engine_dies_with_a_run_that_is_killed(workplace: Workplace) -> None:
    workplace.obey(0, "exec sleep 300")  # one process, as Tesseract is
    started = start(workplace, "--jobs", "2")
    deadline = time.monotonic() + 60
    while 0 not in workplace.asked():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.3)  # it sleeps by now
    started.kill()
    assert nothing_runs_in(workplace)


def ignore_hangups() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def test_a_run_under_nohup_outlives_its_terminal(workplace: Workplace) -> None:
    workplace.obey(0, f"sleep 0.5; cat '{workplace.folder}/engine/{workplace.widths[0]}.tsv' >page.tsv")
    started = start(workplace, sabotage=ignore_hangups)
    wait_until_held(workplace)
    os.kill(started.pid, signal.SIGHUP)
    assert started.end().code == 0


def test_of_two_runs_on_one_folder_the_second_says_who_holds_it_and_touches_nothing(workplace: Workplace) -> None:
    workplace.obey(0, "sleep 300")
    started = start(workplace, "--jobs", "2")
    wait_until_held(workplace)
    began = time.monotonic()
    second = run(workplace)
    assert time.monotonic() - began < 10
    assert (second.code, len(second.errors)) == (6, 1)
    assert f"process {started.pid}" in second.errors[0]
    started.kill()
    workplace.behave()
    assert run(workplace).code == 0


def main(rounds: int) -> None:
    """Do many rounds, as before a release."""
    with tempfile.TemporaryDirectory() as folder:
        seed = str(rounds)
        kill_again_and_again(make_workplace(Path(folder, "archive"), 4, 3), rounds, random.Random(seed))
    sys.stdout.write(f"{rounds} runs were killed; nothing was torn, left behind or read twice without need\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
