"""Rule 4: ``scans/<document><sep><number>.<ext>``, and ``transcripts/<document>.*`` or one for each page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import PairingError
from pipeline.model.scan import PairingRule
from pipeline.scans.claims import ADVICE, Claim
from pipeline.scans.inputs import InputFile, Inputs
from pipeline.scans.naming import split_number


def claim_numbered(inputs: Inputs) -> Iterator[Claim]:
    """Yield claims for images whose names differ only in their number; raises ``PairingError`` for equal numbers."""
    documents: dict[str, dict[int, InputFile]] = {}
    for scan in inputs.scans:
        numbered = None if scan.folder else split_number(scan.stem)
        if numbered:
            document, number = numbered
            _place(documents.setdefault(document, {}), document, number, scan)
    for document, by_number in documents.items():
        numbers = sorted(by_number)
        scans = tuple(by_number[number] for number in numbers)
        yield Claim(PairingRule.NUMBERED, document, scans)
        for transcript in inputs.transcripts:
            if transcript.stem_path == document:
                yield Claim(PairingRule.NUMBERED, document, scans, (transcript,))
        yield from _page_by_page(document, numbers, scans, inputs)


def _place(pages: dict[int, InputFile], document: str, number: int, scan: InputFile) -> None:
    other = pages.setdefault(number, scan)
    if other is not scan:
        raise PairingError(
            f"both {other.path} and {scan.path} are its page {number}.", where=f"document {document}", advice=ADVICE
        )


def _page_by_page(document: str, numbers: list[int], scans: tuple[InputFile, ...], inputs: Inputs) -> Iterator[Claim]:
    found: list[InputFile] = []
    pages: list[int] = []
    for transcript in inputs.transcripts:
        numbered = None if transcript.folder else split_number(transcript.stem)
        if numbered and numbered[0] == document and numbered[1] in numbers:
            page = numbers.index(numbered[1])
            if scans[page].frames == 1:
                found.append(transcript)
                pages.append(page + 1)
    if found:
        yield Claim(PairingRule.NUMBERED, document, scans, tuple(found), tuple(pages))
