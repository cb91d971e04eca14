"""What remains: one image, and one transcript of the same name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.scan import PairingRule
from pipeline.scans.claims import Claim
from pipeline.scans.inputs import Inputs, by_stem


def claim_single(inputs: Inputs) -> Iterator[Claim]:
    """Yield a claim for each image at the top of the folder, alone and with each transcript of its name."""
    transcripts = by_stem(inputs.transcripts)
    for scan in inputs.scans:
        if not scan.folder:
            yield Claim(PairingRule.SINGLE, scan.stem, (scan,))
            for transcript in transcripts.get(scan.stem, ()):
                yield Claim(PairingRule.SINGLE, scan.stem, (scan,), (transcript,))
