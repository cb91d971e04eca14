"""What a run costs beside Tesseract alone: CPU, time, pages a minute, and where the time goes.

    python benchmarks/run_cost.py --data FOLDER/pages --transcripts FOLDER/transcripts [--pages 6]

All with the Tesseract that this program would use, in one go on the same pages, so that the ratios hold on a machine
whose speed drifts:

usual call   pytesseract.image_to_data on the opened scan, the engine's own threads, one page after the other
bare         tesseract on the same pages as grey PGM, one thread, one or two processes side by side; and as this program
             hands them over, as BMP
corrigenda   the whole main job, with an empty cache, and once more with nothing changed
"""

from __future__ import annotations

import argparse
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


def corrigenda(folder: Path, scans: Path, transcripts: str | None, *options: str) -> None:
    """Do the main job into ``folder``."""
    program = Path(sys.executable).with_name("corrigenda")
    inputs = [str(scans), *([transcripts] if transcripts else [])]
    arguments = [program, "run", *inputs, "--out", folder / "report", "--cache", folder / "cache", "--quiet", *options]
    subprocess.run(arguments, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of page images")
    parser.add_argument("--transcripts", help="their transcripts")
    parser.add_argument("--pages", type=int, default=6, help="how many of them")
    options = parser.parse_args()
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
        report(folder, scans, (pictures, handed_over), options.transcripts)


def report(
    folder: Path, scans: Sequence[Path], pictures: Sequence[Sequence[tuple[Path, float]]], transcripts: str | None
) -> None:
    """Measure everything and print the table; ``pictures`` are the pages as PGM, and as BMP."""
    pages, inputs = len(scans), folder / "scans"
    print(f"{pages} pages; ratios to bare Tesseract with the same number of workers\n")
    print(f"{'':34} {'CPU s':>7} {'wall s':>7} {'pages/min':>9} {'CPU':>9} {'wall':>9}")
    usual = measure(lambda: subprocess.run([sys.executable, "-c", USUAL, *scans], check=True))
    one, two = (measure(lambda workers=workers: bare(pictures[0], workers)) for workers in (1, 2))  # type: ignore[misc]
    handed_over = measure(lambda: bare(pictures[1], 1))
    print(usual.row("usual call", pages))
    print(one.row("bare, one worker", pages))
    print(two.row("bare, two workers", pages))
    print(handed_over.row("bare, as handed over, one worker", pages, one))
    for workers, base in ((1, one), (2, two)):
        for label, switch in (("one pass", "--no-second-pass"), ("second pass by need", "--second-pass")):
            place = folder / f"{workers}{switch}"
            jobs = ("--jobs", str(workers), switch)
            cost = measure(lambda place=place, jobs=jobs: corrigenda(place, inputs, transcripts, *jobs))  # type: ignore[misc]
            print(cost.row(f"corrigenda, {workers} workers, {label}", pages, base))
            if workers == 2:
                print(f"{'':34} {usual.wall / cost.wall:.2f} × the pages a minute of the usual call")
                again = measure(lambda place=place, jobs=jobs: corrigenda(place, inputs, transcripts, *jobs))  # type: ignore[misc]
                print(again.row("    once more, nothing changed", pages, base))
                print(f"{'':34} {cost.cpu / again.cpu:.0f} × less CPU, {cost.wall / again.wall:.0f} × less time")


if __name__ == "__main__":
    main()
