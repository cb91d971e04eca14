"""A transcript that was given as a single file: it belongs to the scans it was given with, whatever their names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.scan import PairingRule
from pipeline.scans.claims import Claim
from pipeline.scans.inputs import Inputs


def claim_given(inputs: Inputs, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return ``claims``, or, when they leave the one transcript alone, all scans as its one document."""
    (transcript,) = inputs.transcripts
    if not inputs.scans or any(transcript in claim.transcripts for claim in claims):
        return tuple(claims)
    return (Claim(PairingRule.SINGLE, transcript.stem, inputs.scans, (transcript,)),)
