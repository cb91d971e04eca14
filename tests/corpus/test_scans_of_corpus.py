"""Every bad or odd picture, PDF and name ends as its case says, in bounded time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from pipeline.errors import ScanError
from pipeline.images.grey import to_grey
from pipeline.images.limits import DEFAULT_LIMITS
from pipeline.images.opening import OpenedScan, open_scan
from pipeline.images.orientation import upright
from pipeline.model.scan import Findings
from pipeline.scans.find import find_documents
from tests.corpus.cases import Case, Stage, Verdict
from tests.corpus.make_corpus import CASES, cases_of
from tests.corpus.pictures import SIZE, page

LIMITS = replace(DEFAULT_LIMITS, pdf_seconds=2.0, pdf_memory=1024**3)
SECONDS = 12.0
"""CPU time within which any single file must be done with."""
LITTLE_MEMORY = 1_500 * 1024 * 1024
"""Bytes of address space for what is heavy: room for one page of 120 megapixels, and none for a bomb."""

SCANS = cases_of(Stage.SCAN)
LIGHT = {name: case for name, case in SCANS.items() if not case.is_heavy}
HEAVY = {name: case for name, case in SCANS.items() if case.is_heavy}

# Pillow speaks of odd metadata by warnings; what becomes of the file is asked here, not what Pillow says of it.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


def judge(case: Case, folder: Path) -> None:
    """Find and open the file as the pipeline does; assert that it ends as its case says."""
    case.write(folder)
    before = time.process_time()
    findings = find_documents(folder, None)
    if case.outcome.verdict is Verdict.LEFT_OUT:
        (rejected,) = findings.rejected
        assert not findings.documents
        assert_told(case, rejected.reason)
    elif case.outcome.verdict is Verdict.REFUSED:
        with pytest.raises(ScanError) as caught:
            open_found(case, findings)
        assert str(caught.value).isprintable()
        assert_told(case, str(caught.value))
    else:
        opened = open_found(case, findings)
        assert_told(case, "; ".join(opened.scan.notes))
        assert (opened.scan.width, opened.scan.height) == opened.image.size
        if case.shows_page:
            assert difference_from_page(opened) < 16
    assert time.process_time() - before < SECONDS


def open_found(case: Case, findings: Findings) -> OpenedScan:
    (document,) = findings.documents
    assert len(document.scans) == case.frames
    source = document.scans[case.frame] if case.frame < case.frames else replace(document.scans[0], frame=case.frame)
    return open_scan(source, LIMITS)


def assert_told(case: Case, told: str) -> None:
    for word in case.outcome.words:
        assert word in told, told


def difference_from_page(opened: OpenedScan) -> float:
    """Return by how many grey values, on average, what is seen differs from the page it should show."""
    seen = upright(to_grey(opened.image), opened.scan.orientation)
    (mean,) = ImageStat.Stat(ImageChops.difference(seen.resize(SIZE, Image.Resampling.BOX), page())).mean
    return mean


@pytest.mark.parametrize("case", LIGHT.values(), ids=LIGHT)
def test_every_scan_of_the_corpus_ends_as_its_case_says(case, tmp_path):
    judge(case, tmp_path)


@pytest.mark.parametrize("name", HEAVY)
def test_what_asks_for_much_ends_as_its_case_says_within_little_memory(name, tmp_path, repository):
    command = [sys.executable, "-m", "tests.corpus.test_scans_of_corpus", name, str(tmp_path)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_the_corpus_has_at_least_150_files_of_different_names():
    assert len({case.name for case in CASES}) == len(CASES) >= 150


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (LITTLE_MEMORY, LITTLE_MEMORY))
    judge(HEAVY[sys.argv[1]], Path(sys.argv[2]))
