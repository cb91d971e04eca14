"""Rule 2: ``scans/<document>/…`` with ``transcripts/<document>.md``, or ``transcripts/<document>/<page>.md``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.scan import PairingRule
from pipeline.scans.claims import Claim
from pipeline.scans.inputs import InputFile, Inputs


def claim_folders(inputs: Inputs) -> Iterator[Claim]:
    """Yield one claim for each folder with images and each transcript of all of it, and one for page by page."""
    folders: dict[str, list[InputFile]] = {}
    for scan in inputs.scans:
        if scan.folder:
            folders.setdefault(scan.folder.split("/")[0], []).append(scan)
    for document, listed in folders.items():
        scans = tuple(listed)
        yield Claim(PairingRule.FOLDER, document, scans)
        for transcript in inputs.transcripts:
            if transcript.stem_path == document:
                yield Claim(PairingRule.FOLDER, document, scans, (transcript,))
        yield from _page_by_page(document, scans, inputs)


def _page_by_page(document: str, scans: tuple[InputFile, ...], inputs: Inputs) -> Iterator[Claim]:
    numbers = {scan.stem_path: number for number, scan in enumerate(scans, start=1)}
    found = tuple(transcript for transcript in inputs.transcripts if transcript.stem_path in numbers)
    if found:
        pages = tuple(numbers[transcript.stem_path] for transcript in found)
        yield Claim(PairingRule.FOLDER, document, scans, found, pages)
