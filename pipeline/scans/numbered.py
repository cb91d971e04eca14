"""Rule 4: ``scans/<document><sep><number>.<ext>``, and ``transcripts/<document>.*`` or one for each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.errors import PairingError
from pipeline.model.names import show_name
from pipeline.model.scan import PairingRule
from pipeline.scans.claims import ADVICE, Claim
from pipeline.scans.inputs import InputFile, Inputs, by_stem
from pipeline.scans.naming import split_number

Numbered = dict[str, dict[int, list[InputFile]]]
"""Files by document, then by number."""


def claim_numbered(inputs: Inputs) -> Iterator[Claim]:
    """Yield claims for images whose names differ only in their number; raises ``PairingError`` for equal numbers."""
    transcripts = by_stem(inputs.transcripts)
    numbered_transcripts = _by_number(inputs.transcripts)
    for document, by_number in _by_number(inputs.scans).items():
        _check_numbers(document, by_number)
        scans = {number: by_number[number][0] for number in sorted(by_number)}
        pages = tuple(scans.values())
        yield Claim(PairingRule.NUMBERED, document, pages)
        for transcript in transcripts.get(document, ()):
            yield Claim(PairingRule.NUMBERED, document, pages, (transcript,))
        yield from _page_by_page(document, scans, numbered_transcripts.get(document, {}))


def _by_number(files: Iterable[InputFile]) -> Numbered:
    found: Numbered = {}
    for file in files:
        numbered = None if file.folder else split_number(file.stem)
        if numbered:
            document, number = numbered
            found.setdefault(document, {}).setdefault(number, []).append(file)
    return found


def _check_numbers(document: str, by_number: Mapping[int, Sequence[InputFile]]) -> None:
    for number, alike in by_number.items():
        if len(alike) > 1:
            raise PairingError(
                f"both {show_name(alike[0].path)} and {show_name(alike[1].path)} are its page {number}.",
                where=show_name(document),
                advice=ADVICE,
            )


def _page_by_page(
    document: str, scans: Mapping[int, InputFile], transcripts: Mapping[int, Sequence[InputFile]]
) -> Iterator[Claim]:
    pairs = [
        (transcript, page)
        for page, (number, scan) in enumerate(scans.items(), start=1)
        if scan.frames == 1
        for transcript in transcripts.get(number, ())
    ]
    if pairs:
        found, pages = zip(*pairs, strict=True)
        yield Claim(PairingRule.NUMBERED, document, tuple(scans.values()), found, pages)
