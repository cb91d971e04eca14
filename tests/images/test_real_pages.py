"""The real pages, where they are at hand: every one is opened whole, and its grey is the usual mixture."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.images.channels import best_grey
from pipeline.images.grey import to_grey
from pipeline.images.opening import open_scan
from pipeline.scans.find import find_documents

DATA = os.environ.get("CORRIGENDA_DATA")
SETS = sorted(path.name for path in Path(DATA).iterdir() if (path / "pages").is_dir()) if DATA else []

pytestmark = [pytest.mark.skipif(not DATA, reason="CORRIGENDA_DATA names no folder with real pages"), pytest.mark.slow]


@pytest.mark.parametrize("name", SETS or ["none"])
def test_every_real_page_is_found_and_opened(name):
    findings = find_documents(Path(DATA) / name / "pages", None)
    assert not findings.rejected
    for document in findings.documents:
        for source in document.scans:
            opened = open_scan(source)
            assert (opened.scan.width, opened.scan.height) == opened.image.size


@pytest.mark.parametrize("name", [name for name in SETS if name in ("stanford_1905", "loc_forms")] or ["none"])
def test_on_tinted_paper_no_single_colour_is_clearly_better(name):
    for document in find_documents(Path(DATA) / name / "pages", None).documents:
        for source in document.scans:
            image = open_scan(source).image
            assert best_grey(image).tobytes() == to_grey(image).tobytes()


def test_despatches_are_paired_with_their_transcripts_by_number():
    folder = Path(DATA) / "us_despatches"
    findings = find_documents(folder / "pages", folder / "seed_style")
    found = {document.id: (len(document.scans), len(document.transcripts)) for document in findings.documents}
    assert found == {"DR-19390404-US": (3, 1), "DR-19390519-US": (4, 1), "DR-19430127-US": (3, 1)}
