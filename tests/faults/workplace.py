"""A small archive with an engine that reads it in milliseconds, for runs that are made to fail."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

ENGINE = Path(__file__).with_name("engine.sh")
LINES = (
    "The keeper of the lamp wrote that the schooner had passed",
    "the northern reef before dawn with all her canvas set and",
    "that no boat was lowered until the fog had lifted again",
)
NARROWEST, HEIGHT = 400, 120
"""Pixels. Each page has a width of its own, by which the engine knows it."""
PROGRAM = Path(sys.executable).with_name("corrigenda")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("error: ")]


@dataclass(frozen=True)
class Workplace:
    """A folder with scans, transcripts and an engine."""

    folder: Path
    widths: tuple[int, ...]
    """Of the pages, in their order."""
    environment: Mapping[str, str] = field(default_factory=dict)

    def command(self, *options: str) -> list[str]:
        return [str(PROGRAM), "run", "--tesseract", str(self.folder / "engine/tesseract"), "--cache", "cache", *options]

    def run(self, *options: str, **environment: str) -> Ended:
        """Do the main job in a process of its own."""
        done = subprocess.run(
            self.command(*options),
            cwd=self.folder,
            env=self.surroundings(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        """Begin the main job in a process group of its own."""
        return subprocess.Popen(
            self.command(*options),
            cwd=self.folder,
            env=self.surroundings(**environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def surroundings(self, **environment: str) -> dict[str, str]:
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        return {**os.environ, "TMPDIR": str(temporary), **self.environment, **environment}

    def obey(self, page: int, script: str) -> None:
        """Let the engine do ``script`` on the page of this index instead of reading it."""
        (self.folder / f"engine/{self.widths[page]}.sh").write_text(script, encoding="utf-8")

    def behave(self) -> None:
        """Let the engine read every page again."""
        for script in (self.folder / "engine").glob("*.sh"):
            script.unlink()

    def asked(self) -> list[int]:
        """Return the indices of the pages that the engine was asked to read since last asked, in that order."""
        log = self.folder / "engine/asked.txt"
        lines = log.read_text(encoding="ascii").split() if log.exists() else []
        log.unlink(missing_ok=True)
        assert {int(width) for width in lines} <= set(self.widths), lines
        return [self.widths.index(int(width)) for width in lines]

    def report(self, out: str = "reports") -> dict[str, bytes]:
        """Return what a run wrote for people and scripts, by path."""
        return {name: content for name, content in files_under(self.folder / out).items() if ".corrigenda/" not in name}

    def strays(self) -> list[str]:
        """Return what was left half-written in the output folder, and what the engine was to be handed."""
        left = [*(self.folder / "reports").rglob("*.tmp"), *(self.folder / "temporary").iterdir()]
        return sorted(str(path.relative_to(self.folder)) for path in left)

    def inputs(self) -> dict[str, str]:
        """Return a digest of every input by its path."""
        found = {**files_under(self.folder / "scans"), **files_under(self.folder / "transcripts")}
        return {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


def files_under(folder: Path) -> dict[str, bytes]:
    """Return every file under ``folder`` by its path relative to it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def make_workplace(folder: Path, documents: int = 2, pages: int = 2) -> Workplace:
    """Make ``documents`` of ``pages`` each, with transcripts that differ from what is read in one word a page."""
    for name in ("scans", "transcripts", "engine"):
        (folder / name).mkdir(parents=True)
    engine = folder / "engine/tesseract"
    engine.write_text(ENGINE.read_text(encoding="utf-8"), encoding="utf-8")
    engine.chmod(0o755)
    widths = tuple(range(NARROWEST, NARROWEST + documents * pages))
    for document in range(documents):
        typed = []
        for page in range(pages):
            width = widths[document * pages + page]
            lines = tuple(f"{line} {word(width, row)}" for row, line in enumerate(LINES))
            draw(width).save(folder / f"scans/log-{document:03}_{page + 1}.png", dpi=(300, 300))
            (folder / f"engine/{width}.tsv").write_text(table(width, lines), encoding="utf-8")
            typed.append("\n".join(lines).replace("schooner", "schoner"))
        (folder / f"transcripts/log-{document:03}.md").write_text("\n\n".join(typed) + "\n", encoding="utf-8")
    return Workplace(folder, widths)


def word(width: int, row: int) -> str:
    """Return a word that stands on no other line of the archive."""
    digest = hashlib.sha256(f"{width} {row}".encode()).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest[:10])


def draw(width: int) -> Image.Image:
    """Return a page with a bar of ink for each line."""
    image = Image.new("L", (width, HEIGHT), 255)
    pen = ImageDraw.Draw(image)
    for row in range(len(LINES)):
        pen.rectangle((10, 10 + 40 * row, width - 10, 30 + 40 * row), fill=40)
    return image


def table(width: int, lines: tuple[str, ...]) -> str:
    """Return what Tesseract would write of a page with these lines."""
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    rows.append(f"1\t1\t0\t0\t0\t0\t0\t0\t{width}\t{HEIGHT}\t-1\t")
    for row, line in enumerate(lines):
        left = 10
        for number, text in enumerate(line.split(), 1):
            left = min(left, width - 10)
            size = min(4 * len(text), width - left)
            rows.append(f"5\t1\t1\t1\t{row + 1}\t{number}\t{left}\t{10 + 40 * row}\t{size}\t20\t96\t{text}")
            left += size + 4
    return "\n".join(rows) + "\n"
