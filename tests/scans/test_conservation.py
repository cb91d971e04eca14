"""Whatever the names: each scan is in one document, each transcript in one or unpaired, or there is an error."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PairingError
from pipeline.scans.find import find_documents
from tests.scans.layouts import lay_out

STEMS = st.sampled_from(["a", "a_1", "a_2", "a-1", "a-1_1", "b", "b 1", "b_p2", "a/1", "a/2", "a/b/1", "1"])
SCANS = st.builds("{}{}".format, STEMS, st.sampled_from([".jpg", ".png", ".tif", ".tif*2"]))
TRANSCRIPTS = st.builds("{}{}".format, STEMS, st.sampled_from([".md", ".txt"]))


def names(files):
    """Lists of files, each path once, and none where another needs a folder."""
    return st.lists(files, max_size=5, unique_by=lambda name: name.partition("*")[0])


@settings(max_examples=150, deadline=None)
@given(names(SCANS), names(TRANSCRIPTS))
def test_every_scan_and_every_transcript_is_accounted_for(scans, transcripts):
    with tempfile.TemporaryDirectory() as folder:
        left, right = lay_out(Path(folder) / "scans", scans), lay_out(Path(folder) / "transcripts", transcripts)
        try:
            findings = find_documents(left, right)
        except PairingError as error:
            findings = None
            told = str(error)
    if findings is None:
        assert told.count("'") >= 4 or "both" in told
        return
    found = [(scan.path, scan.frame) for document in findings.documents for scan in document.scans]
    expected = [(name.partition("*")[0], frame) for name in scans for frame in range(int(name.partition("*")[2] or 1))]
    assert sorted(found) == sorted(expected)
    typed = [one.path for document in findings.documents for one in document.transcripts]
    assert sorted([*typed, *(one.path for one in findings.unpaired_transcripts)]) == sorted(transcripts)
    assert len({document.id for document in findings.documents}) == len(findings.documents)
    for document in findings.documents:
        pages = [one.page for one in document.transcripts]
        assert pages in ([], [None]) or all(1 <= page <= len(document.scans) for page in pages)
