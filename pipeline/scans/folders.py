"""Rule 2: ``scans/<document>/…`` with ``transcripts/<document>.md``, or ``transcripts/<document>/<page>.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import PairingError
from pipeline.model.names import show_name
from pipeline.model.scan import PairingRule
from pipeline.scans.claims import ADVICE, Claim
from pipeline.scans.inputs import InputFile, Inputs, by_stem


def claim_folders(inputs: Inputs) -> Iterator[Claim]:
    """Yield one claim for each folder with images and each transcript of all of it, and one for page by page.

    Raises ``PairingError`` for two images of one name in a folder.
    """
    transcripts = by_stem(inputs.transcripts)
    folders: dict[str, list[InputFile]] = {}
    for scan in inputs.scans:
        if scan.folder:
            folders.setdefault(scan.folder.split("/")[0], []).append(scan)
    for document, listed in folders.items():
        _check_names(document, listed)
        scans = tuple(listed)
        yield Claim(PairingRule.FOLDER, document, scans)
        for transcript in transcripts.get(document, ()):
            yield Claim(PairingRule.FOLDER, document, scans, (transcript,))
        yield from _page_by_page(document, scans, transcripts)


def _check_names(document: str, scans: Sequence[InputFile]) -> None:
    for name, alike in by_stem(scans).items():
        if len(alike) > 1:
            raise PairingError(
                f"both {show_name(alike[0].path)} and {show_name(alike[1].path)} are its page {show_name(name)}.",
                where=show_name(document),
                advice=ADVICE,
            )


def _page_by_page(
    document: str, scans: tuple[InputFile, ...], transcripts: Mapping[str, Sequence[InputFile]]
) -> Iterator[Claim]:
    pairs = [
        (transcript, number)
        for number, scan in enumerate(scans, start=1)
        if scan.frames == 1
        for transcript in transcripts.get(scan.stem_path, ())
    ]
    if pairs:
        found, numbers = zip(*pairs, strict=True)
        yield Claim(PairingRule.FOLDER, document, scans, found, numbers)
