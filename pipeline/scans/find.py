"""Which scan belongs to which transcript: found by name, in the order of ``RULES``, and never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from pipeline.model.scan import DocumentSource, Findings, PairingRule, Rejected, ScanSource, TranscriptSource
from pipeline.scans.claims import Claim, settle
from pipeline.scans.folders import claim_folders
from pipeline.scans.given import claim_given
from pipeline.scans.inputs import InputFile, Inputs
from pipeline.scans.listed import claim_listed
from pipeline.scans.listing import list_inputs
from pipeline.scans.multipage import claim_multipage
from pipeline.scans.naming import natural_key
from pipeline.scans.numbered import claim_numbered
from pipeline.scans.places import open_place
from pipeline.scans.single import claim_single

Rule = Callable[[Inputs], Iterable[Claim]]

RULES: tuple[Rule, ...] = (claim_folders, claim_multipage, claim_numbered, claim_single)
"""What names say, after ``documents.csv`` or ``documents.toml`` has had its say."""


def find_documents(scans: Path | str, transcripts: Path | str | None, *, follow_links: bool = False) -> Findings:
    """Pair what lies in ``scans`` with what lies in ``transcripts``; either may be a folder, a file, or in a bucket.

    Without ``transcripts``, or without one that fits, scans are still grouped into documents. Raises
    ``PairingError`` where two rules would pair something differently, and ``UsageError`` for a path that is not
    there or a documents file that cannot be understood.
    """
    rejected: list[Rejected] = []
    here, typed = open_place(scans), None if transcripts is None else open_place(transcripts)
    inputs = list_inputs(here, typed, rejected, follow_links=follow_links)
    listed = claim_listed(here, inputs)
    rest = inputs.without({file for claim in listed for file in claim.files})
    claims = settle((*listed, *(claim for rule in RULES for claim in rule(rest))))
    if typed is not None and not typed.is_folder and len(inputs.transcripts) == 1:
        claims = claim_given(inputs, claims)
    return _findings(claims, inputs, rejected, others_count=here.is_folder)


def _findings(claims: Sequence[Claim], inputs: Inputs, rejected: Sequence[Rejected], *, others_count: bool) -> Findings:
    """Gather everything; transcripts beside those of a single scan do not count as unpaired."""
    paired = {transcript for claim in claims for transcript in claim.transcripts}
    unpaired = (one for one in inputs.transcripts if others_count and one not in paired)
    return Findings(
        documents=tuple(map(_document, sorted(claims, key=lambda claim: natural_key(claim.document)))),
        unpaired_transcripts=tuple(TranscriptSource(one.path, one.location) for one in unpaired),
        rejected=tuple(sorted(rejected, key=lambda one: (natural_key(one.path), one.reason))),
    )


def _document(claim: Claim) -> DocumentSource:
    scans = tuple(source for scan in claim.scans for source in _frames(scan))
    first_pages = tuple(accumulate((scan.frames for scan in claim.scans), initial=1))
    pages = tuple(first_pages[page - 1] for page in claim.pages) or (None,) * len(claim.transcripts)
    return DocumentSource(
        id=claim.document,
        scans=scans,
        transcripts=tuple(
            TranscriptSource(transcript.path, transcript.location, page)
            for transcript, page in zip(claim.transcripts, pages, strict=True)
        ),
        rule=claim.rule if claim.transcripts else PairingRule.NONE,
        convention=claim.convention,
    )


def _frames(scan: InputFile) -> Iterable[ScanSource]:
    return (ScanSource(scan.path, scan.location, frame, scan.frames, scan.page_file) for frame in range(scan.frames))
