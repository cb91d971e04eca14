"""What a run costs beside Tesseract alone: CPU, time, pages a minute, and where the time goes.

    python benchmarks/run_cost.py --data FOLDER/pages --transcripts FOLDER/transcripts [--pages 6]

All with the Tesseract that this program would use, in one go on the same pages, so that the ratios hold on a machine
whose speed drifts:

usual call   pytesseract.image_to_data on the opened scan, the engine's own threads, one page after the other
bare         tesseract on the same pages as grey PGM, one thread, one or two processes side by side; and as this program
             hands them over, as BMP
corrigenda   the whole main job, with an empty cache, and once more with nothing changed

How much faster two workers are than one is told beside how much faster two bare processes are than one: cores that
share their memory, or that others use, hold both up. Where the time goes is seen in one more run, with one worker
(``stages.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.images.opening import open_scan
from pipeline.images.picture import grey_picture
from pipeline.images.pixels import as_image
from pipeline.model.scan import ScanSource
from pipeline.ocr.lookup import find_tesseract

USUAL = (
    "import sys, pytesseract; from PIL import Image; [pytesseract.image_to_data(Image.open(p)) for p in sys.argv[1:]]"
)


@dataclass(frozen=True)
class Cost:
    """What something cost, with all its child processes."""

    wall: float
    cpu: float

    def row(self, name: str, pages: int, base: Cost | None = None) -> str:
        """Return a line of the table; ratios are to ``base``."""
        line = f"{name:34} {self.cpu / pages:7.2f} {self.wall / pages:7.2f} {60 * pages / self.wall:9.1f}"
        return line if base is None else f"{line} {self.cpu / base.cpu:9.3f} {self.wall / base.wall:9.3f}"


def measure(work: Callable[[], object]) -> Cost:
    """Return wall and CPU seconds of ``work``, whose work is done in child processes."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - begin, cpu)


def bare(pictures: Sequence[tuple[Path, float]], workers: int) -> None:
    """Read prepared pictures with Tesseract alone."""

    def read(picture: tuple[Path, float]) -> None:
        path, dpi = picture
        command = ["tesseract", path, "-", "--psm", "3", "-l", "eng", "--dpi", str(round(dpi)), "tsv"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(read, pictures))


def corrigenda(folder: Path, inputs: Sequence[Path], *options: str) -> None:
    """Do the main job into ``folder``."""
    program = Path(sys.executable).with_name("corrigenda")
    subprocess.run([program, "run", *inputs, *places(folder), "--quiet", *options], check=True)


def places(folder: Path) -> list[str | Path]:
    """Return the options that say where everything goes."""
    return ["--out", folder / "report", "--cache", folder / "cache"]


def stages(folder: Path, inputs: Sequence[Path], *options: str) -> dict[str, float]:
    """Do the main job into ``folder`` with one worker; return the seconds of the processor by stage."""
    command = [sys.executable, "-m", "benchmarks.stages", *inputs, *places(folder), *options]
    root = Path(__file__).resolve().parents[1]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=root).stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of page images")
    parser.add_argument("--transcripts", type=Path, help="their transcripts")
    parser.add_argument("--pages", type=int, default=6, help="how many of them")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    found = find_tesseract(None, "eng")
    os.environ["PATH"] = f"{Path(found.path).parent}{os.pathsep}{os.environ['PATH']}"
    os.environ["TESSDATA_PREFIX"] = found.tessdata or os.environ.get("TESSDATA_PREFIX", "")
    scans = sorted(path for path in options.data.iterdir() if path.suffix.lower() in (".jpg", ".png", ".tif"))
    scans = scans[: options.pages]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scans").mkdir()
        pictures, handed_over = [], []
        for path in scans:
            shutil.copy(path, folder / "scans")
            picture = grey_picture(open_scan(ScanSource(path.name, str(path))))
            pgm = folder / f"{path.stem}.pgm"
            as_image(picture).save(pgm)
            pictures.append((pgm, picture.dpi))
            bmp = folder / f"{path.stem}.bmp"
            bmp.write_bytes(picture.to_bmp())
            handed_over.append((bmp, picture.dpi))
        inputs = (folder / "scans", *([options.transcripts.resolve()] if options.transcripts else []))
        stages(folder / "to compile", inputs)
        report(folder, scans, (pictures, handed_over), inputs)


def report(
    folder: Path,
    scans: Sequence[Path],
    pictures: Sequence[Sequence[tuple[Path, float]]],
    inputs: Sequence[Path],
) -> None:
    """Measure everything and print the tables; ``pictures`` are the pages as PGM, and as BMP."""
    pages = len(scans)
    print(f"{pages} pages; ratios to bare Tesseract with the same number of workers\n")
    print(f"{'':34} {'CPU s':>7} {'wall s':>7} {'pages/min':>9} {'CPU':>9} {'wall':>9}")
    usual = measure(lambda: subprocess.run([sys.executable, "-c", USUAL, *scans], check=True))
    one, two = (measure(lambda workers=workers: bare(pictures[0], workers)) for workers in (1, 2))  # type: ignore[misc]
    handed_over = measure(lambda: bare(pictures[1], 1))
    print(usual.row("usual call", pages))
    print(one.row("bare, one worker", pages))
    print(two.row("bare, two workers", pages))
    print(handed_over.row("bare, as handed over, one worker", pages, one))
    for label, switch in (("one pass", "--no-second-pass"), ("second pass by need", "--second-pass")):
        costs = []
        for workers, base in ((1, one), (2, two)):
            place = folder / f"{workers}{switch}"
            jobs = ("--jobs", str(workers), switch)
            costs.append(measure(lambda place=place, jobs=jobs: corrigenda(place, inputs, *jobs)))  # type: ignore[misc]
            print(costs[-1].row(f"corrigenda, {workers} workers, {label}", pages, base))
        again = measure(lambda place=place, jobs=jobs: corrigenda(place, inputs, *jobs))  # type: ignore[misc]
        print(again.row("    once more, nothing changed", pages, two))
        first, second = costs
        print(f"    {usual.wall / second.wall:.2f} × the pages a minute of the usual call")
        print(f"    two workers {first.wall / second.wall:.2f} × one; bare {one.wall / two.wall:.2f} ×")
        print(
            f"    nothing changed: {second.cpu / again.cpu:.0f} × less CPU, {second.wall / again.wall:.0f} × less time"
        )
        spent = stages(folder / f"stages{switch}", inputs, switch)
        print("    CPU s a page: " + ", ".join(f"{stage} {seconds / pages:.3f}" for stage, seconds in spent.items()))
    at_the_end = measure(lambda: bare(pictures[0], 1))  # a machine whose speed drifted would show here
    print(at_the_end.row("bare, one worker, once more", pages, one))


if __name__ == "__main__":
    main()
