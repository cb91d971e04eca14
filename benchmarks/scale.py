"""A run of very many pages: how memory, open files and time grow, and what a second run with everything done costs.

    python -m benchmarks.scale PAGES [--pages-each 10] [--folder FOLDER]
    python -m benchmarks.scale PAGES --kill-after DONE

Every page is a small picture of its own; the engine answers from memory, so that what is measured is the program. The
pictures are made first (about 4 kB on disk each).

With ``--kill-after`` the run is a process of its own that is killed when the engine has read so many pages. Then the
same command is given again: how long does it take, from the start of the process, until the engine reads a page that it
had not read, and how many are read twice?
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.execution.bounded import Outcome, run_bounded
from pipeline.execution.executor import Executor
from pipeline.flow import batch
from pipeline.flow.reading import Known, PageReading, Unchanged
from pipeline.flow.settings import Settings
from pipeline.flow.tools import open_reader
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture

LINES = (
    "The keeper of the lamp wrote that the schooner had passed the northern",
    "reef before dawn with all her canvas set and that no boat was lowered",
)
READ_ON = 50
"""Pages that a run reads after it was started again, before it has shown what it does."""
SETTLED = 1_000
"""Pages after which memory should grow no more."""
STEP = 1_000
"""Pages between two looks at the memory."""


@dataclass(frozen=True)
class AnsweringEngine:
    """Reads the same two lines, and the page's own number, on every page."""

    info: EngineInfo = field(default_factory=lambda: EngineInfo("answering", "1", "eng"))
    asked: Path | None = None
    """Where to note each page that is read, and when."""

    def read(self, picture: GreyPicture) -> Page:
        number = int.from_bytes(picture.pixels[:4], "big")
        if self.asked:
            with self.asked.open("a", encoding="ascii") as asked:
                asked.write(f"{number} {time.monotonic()}\n")
        lines = (*LINES, f"page {number}")
        return Page(picture.width, picture.height, (Region(lines_of(lines), None),), self.info, picture.dpi)

    def stop(self) -> None:
        """Nothing runs."""


def lines_of(lines: Iterable[str]) -> tuple[Line, ...]:
    """Return lines of words, each with its box."""
    return tuple(Line(tuple(_words(line, row)), None) for row, line in enumerate(lines))


def _words(line: str, row: int) -> list[Word]:
    left, words = 5, []
    for text in line.split():
        words.append(Word(text, Box(left, 5 + 20 * row, left + 3 * len(text), 20 + 20 * row), 0.96))
        left += 3 * len(text) + 2
    return words


@dataclass
class Gauge:
    """Watches a run; notes its memory every ``STEP`` pages."""

    pages: int = 0
    kept: int = 0
    """Pages that were read before."""
    in_flight: int = 0
    """Pages that the workers have, or have done and not handed over."""
    most_in_flight: int = 0
    memory: dict[int, float] = field(default_factory=dict)
    most_files: int = 0

    def run_bounded(
        self, executor: Executor, read: Callable[[Known], PageReading | Unchanged], pages: Iterable[Known]
    ) -> Iterator[Outcome[Known, PageReading | Unchanged]]:
        """Do the same as the function of this name, counting how far the run is ahead of itself."""
        for outcome in run_bounded(executor, read, self._draw(pages)):
            self.in_flight -= 1
            yield outcome

    def _draw(self, pages: Iterable[Known]) -> Iterator[Known]:
        for page in pages:
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            yield page

    def found(self, lines: tuple[str, ...], pages: int) -> None:
        self.memory[0] = _megabytes()

    def page_done(self, name: str, problem: str | None, *, was_kept: bool) -> None:
        assert problem is None, (name, problem)
        self.pages += 1
        self.kept += was_kept
        if not self.pages % STEP:
            self.memory[self.pages] = _megabytes()
        if not self.pages % 100:
            self.most_files = max(self.most_files, sum(1 for _ in Path("/proc/self/fd").iterdir()))

    def document_done(self, name: str, flags: int) -> None: ...

    def warn(self, where: str, what: str) -> None:
        raise AssertionError(f"{where}: {what}")


def _megabytes() -> float:
    with Path("/proc/self/status").open(encoding="ascii") as status:
        (line,) = (line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def make_archive(folder: Path, pages: int, pages_each: int) -> None:
    """Make scans and transcripts; in each transcript one word in each page differs from what is read."""
    for name in ("scans", "transcripts"):
        (folder / name).mkdir(parents=True)
    for document in range(-(-pages // pages_each)):
        typed = []
        for page in range(min(pages_each, pages - document * pages_each)):
            number = document * pages_each + page
            image = Image.new("L", (260, 70), 255)
            ImageDraw.Draw(image).rectangle((5, 5, 250, 60), fill=60)
            for place, value in enumerate(number.to_bytes(4, "big")):
                image.putpixel((place, 0), value)
            image.save(folder / f"scans/d{document:06}_{page + 1:03}.png", dpi=(300, 300), compress_level=1)
            typed.append("\n".join((*LINES, f"page {number}")).replace("schooner", "schoner"))
        (folder / f"transcripts/d{document:06}.md").write_text("\n\n".join(typed) + "\n", encoding="utf-8")


def run_once(folder: Path, jobs: int, asked: Path | None = None) -> tuple[Gauge, float, float]:
    """Do the main job; return what was seen, and the seconds it took by the clock and of the processor.

    Pages that the engine reads are noted in ``asked``, if given.
    """
    gauge = Gauge()
    batch.open_reader = lambda settings: replace(
        open_reader(settings), engine=AnsweringEngine(asked=asked), region_engine=None
    )
    batch.run_bounded = gauge.run_bounded
    scans, transcripts, out, cache = (str(folder / name) for name in ("scans", "transcripts", "reports", "cache"))
    settings = Settings(scans, transcripts, out, cache=cache, jobs=jobs)
    clock, processor = time.monotonic(), time.process_time()
    outcome = batch.run_batch(settings, gauge)
    assert not outcome.left_out
    assert not outcome.faults, outcome.faults[0]
    return gauge, time.monotonic() - clock, time.process_time() - processor


def describe(name: str, jobs: int, gauge: Gauge, clock: float, processor: float) -> None:
    settled = gauge.memory.get(SETTLED, gauge.memory[0])
    most = max(gauge.memory.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    every = max(STEP, gauge.pages // 10 // STEP * STEP)
    looks = ", ".join(f"{memory:.0f} after {pages:,}" for pages, memory in gauge.memory.items() if not pages % every)
    print(
        f"{name}: {gauge.pages:,} pages ({gauge.kept:,} read before) in {clock:,.0f} s\n"
        f"    {processor:,.0f} s of processor, {1000 * processor / gauge.pages:.1f} ms a page\n"
        f"    memory (MB): {looks} pages\n"
        f"    +{most - settled:.1f} MB at most while reading, since page {SETTLED:,}; {peak:.0f} MB at the very most\n"
        f"    {gauge.most_files} open files and {gauge.most_in_flight} pages in flight at most, {jobs} workers",
        flush=True,
    )


def kill_and_resume(folder: Path, given: argparse.Namespace) -> None:
    """Kill a run when the engine has read ``given.kill_after`` pages, give the command again, and say what it cost."""
    asked = folder / "asked.txt"
    command = [sys.executable, "-m", "benchmarks.scale", str(given.pages), "--jobs", str(given.jobs)]
    command += ["--folder", str(folder), "--asked", str(asked)]
    _kill_when(subprocess.Popen(command), asked, given.kill_after)
    before = _pages_asked(asked)
    began = time.monotonic()
    _kill_when(subprocess.Popen(command), asked, len(before) + READ_ON)
    after = _pages_asked(asked)[len(before) :]
    known = {page for page, _ in before}
    first = next(moment for page, moment in after if page not in known)
    twice = sum(page in known for page, _ in after)
    print(
        f"killed when the engine had read {len(before):,} of {given.pages:,} pages; started again, it read the first"
        f" new one after {first - began:.1f} s, and {twice} pages twice, with {given.jobs} workers",
        flush=True,
    )


def _kill_when(run: subprocess.Popen[bytes], asked: Path, pages: int) -> None:
    """Kill a run when so many pages in all are noted in ``asked``."""
    while len(_pages_asked(asked)) < pages:
        assert run.poll() is None, "the run ended before it was to be killed"
        time.sleep(0.05)
    run.kill()
    run.wait()


def _pages_asked(asked: Path) -> list[tuple[int, float]]:
    """Return the pages that were read, and when."""
    lines = asked.read_text(encoding="ascii").splitlines() if asked.exists() else []
    return [(int(page), float(moment)) for page, moment in map(str.split, lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pages", type=int)
    parser.add_argument("--pages-each", type=int, default=10, help="pages of a document")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the archive is made, and stays")
    parser.add_argument("--kill-after", type=int, metavar="DONE", help="pages after which the run is killed")
    parser.add_argument("--asked", type=Path, help="do one run, and note here each page that the engine reads")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="corrigenda-scale-"))
    try:
        if not (folder / "scans").exists():
            make_archive(folder, given.pages, given.pages_each)
        if given.asked:
            run_once(folder, given.jobs, given.asked)
            return
        if given.kill_after:
            kill_and_resume(folder, given)
            return
        describe("first run", given.jobs, *run_once(folder, given.jobs))
        describe("second run", given.jobs, *run_once(folder, given.jobs))
        index = folder / "reports/index.html"
        left = [path for path in folder.rglob("*.tmp") if path.is_file()]
        print(
            f"index.html: {index.stat().st_size / 1e6:.2f} MB; run.json: "
            f"{(folder / 'reports/run.json').stat().st_size / 1e6:.1f} MB; temporary files left: {len(left)}"
        )
    finally:
        if not given.folder:
            shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
