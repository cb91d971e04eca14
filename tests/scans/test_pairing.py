"""Layouts of folders from ``pairing_cases.toml``, and the properties that hold for any of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PairingError
from pipeline.model.scan import DocumentSource, ScanSource, TranscriptSource
from pipeline.scans.describing import describe
from pipeline.scans.find import find_documents
from tests.scans.layouts import lay_out

CASES: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairing_cases.toml").read_text("utf-8"))
GOOD = {name: case for name, case in CASES.items() if "error" not in case}
CONTRADICTORY = {name: case for name, case in CASES.items() if "error" in case}


def written(document: DocumentSource, scans: Path) -> str:
    def scan(source: ScanSource) -> str:
        beside = f"+{Path(source.page_file).relative_to(scans)}" if source.page_file else ""
        return (source.path if source.frames == 1 else f"{source.path}#{source.frame + 1}") + beside

    def transcript(source: TranscriptSource) -> str:
        return source.path if source.page is None else f"{source.path}@{source.page}"

    listed = ", ".join(map(scan, document.scans)), ", ".join(map(transcript, document.transcripts))
    return " | ".join((document.id, document.rule, *listed))


@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD)
def test_every_layout_is_paired_as_its_case_says(case, tmp_path):
    scans = lay_out(tmp_path / "scans", case["scans"])
    findings = find_documents(scans, lay_out(tmp_path / "transcripts", case["transcripts"]))
    assert [written(document, scans) for document in findings.documents] == case["documents"]
    assert [transcript.path for transcript in findings.unpaired_transcripts] == case.get("unpaired", [])
    assert [rejected.path for rejected in findings.rejected] == case.get("rejected", [])
    assert all(rejected.reason for rejected in findings.rejected)


@pytest.mark.parametrize("case", CONTRADICTORY.values(), ids=CONTRADICTORY)
def test_what_could_be_paired_in_two_ways_is_an_error_that_names_both(case, tmp_path):
    scans = lay_out(tmp_path / "scans", case["scans"])
    transcripts = lay_out(tmp_path / "transcripts", case["transcripts"])
    with pytest.raises(PairingError) as caught:
        find_documents(scans, transcripts)
    for word in case["error"]:
        assert word in str(caught.value)
    assert caught.value.advice


@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD)
def test_no_scan_and_no_transcript_is_lost_or_doubled(case, tmp_path):
    scans = lay_out(tmp_path / "scans", case["scans"])
    transcripts = lay_out(tmp_path / "transcripts", case["transcripts"])
    findings = find_documents(scans, transcripts)
    locations = [(scan.location, scan.frame) for document in findings.documents for scan in document.scans]
    locations += [(typed.location, 0) for document in findings.documents for typed in document.transcripts]
    locations += [(typed.location, 0) for typed in findings.unpaired_transcripts]
    assert len(set(locations)) == len(locations)
    assert all(Path(location).is_file() for location, _ in locations)


@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD)
def test_the_description_names_every_document_and_every_transcript_without_scans(case, tmp_path):
    scans = lay_out(tmp_path / "scans", case["scans"])
    findings = find_documents(scans, lay_out(tmp_path / "transcripts", case["transcripts"]))
    lines = describe(findings)
    assert len(lines) == 2 * len(findings.documents) + len(findings.unpaired_transcripts)
    assert all(line.isprintable() for line in lines)


def test_the_description_reads_like_a_sentence(tmp_path):
    scans = lay_out(tmp_path / "scans", [*(f"letter_{page}.jpg" for page in range(1, 8)), "memo.png"])
    transcripts = lay_out(tmp_path / "transcripts", ["letter.md", "note.md"])
    assert describe(find_documents(scans, transcripts)) == (
        "letter: 7 pages, letter.md (numbered scans)",
        "    letter_1.jpg, letter_2.jpg, letter_3.jpg … letter_7.jpg",
        "memo: 1 page, no transcript",
        "    memo.png",
        "note.md: a transcript without scans",
    )
