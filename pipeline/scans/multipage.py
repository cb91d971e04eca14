"""Rule 3: ``scans/<document>.{tif,tiff,pdf}`` with several pages, and ``transcripts/<document>.*``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.scan import PairingRule
from pipeline.scans.claims import Claim
from pipeline.scans.inputs import Inputs, by_stem


def claim_multipage(inputs: Inputs) -> Iterator[Claim]:
    """Yield a claim for each file of several pages, alone and with each transcript of its name."""
    transcripts = by_stem(inputs.transcripts)
    for scan in inputs.scans:
        if scan.frames > 1 and not scan.folder:
            yield Claim(PairingRule.MULTI_PAGE, scan.stem, (scan,))
            for transcript in transcripts.get(scan.stem, ()):
                yield Claim(PairingRule.MULTI_PAGE, scan.stem, (scan,), (transcript,))
