"""Which scan belongs to which transcript: found by name, in the order of ``RULES``, and never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.model.scan import DocumentSource, Findings, PairingRule, Rejected, ScanSource, TranscriptSource
from pipeline.scans.claims import Claim, settle
from pipeline.scans.folders import claim_folders
from pipeline.scans.inputs import InputFile, Inputs
from pipeline.scans.listing import list_scans, list_transcripts
from pipeline.scans.multipage import claim_multipage
from pipeline.scans.naming import natural_key
from pipeline.scans.numbered import claim_numbered
from pipeline.scans.single import claim_single

Rule = Callable[[Inputs], Iterable[Claim]]

RULES: tuple[Rule, ...] = (claim_folders, claim_multipage, claim_numbered, claim_single)


def find_documents(scans: Path, transcripts: Path | None, *, follow_links: bool = False) -> Findings:
    """Pair what lies in ``scans`` with what lies in ``transcripts``; either may be a folder or a single file.

    Raises ``PairingError`` where two rules would pair something differently, and ``UsageError`` for a path that is
    not there.
    """
    rejected: list[Rejected] = []
    inputs = Inputs(
        list_scans(scans, rejected, follow_links=follow_links),
        () if transcripts is None else list_transcripts(transcripts, rejected, follow_links=follow_links),
    )
    claims = settle([claim for rule in RULES for claim in rule(inputs)])
    return _findings(claims, inputs, rejected)


def _findings(claims: Sequence[Claim], inputs: Inputs, rejected: Sequence[Rejected]) -> Findings:
    paired = {transcript for claim in claims for transcript in claim.transcripts}
    return Findings(
        documents=tuple(map(_document, sorted(claims, key=lambda claim: natural_key(claim.document)))),
        unpaired_transcripts=tuple(
            TranscriptSource(transcript.path, transcript.location)
            for transcript in inputs.transcripts
            if transcript not in paired
        ),
        rejected=tuple(sorted(rejected, key=lambda one: natural_key(one.path))),
    )


def _document(claim: Claim) -> DocumentSource:
    pages = claim.pages or (None,) * len(claim.transcripts)
    return DocumentSource(
        id=claim.document,
        scans=tuple(source for scan in claim.scans for source in _frames(scan)),
        transcripts=tuple(
            TranscriptSource(transcript.path, transcript.location, page)
            for transcript, page in zip(claim.transcripts, pages, strict=True)
        ),
        rule=claim.rule if claim.transcripts else PairingRule.NONE,
        convention=claim.convention,
    )


def _frames(scan: InputFile) -> Iterable[ScanSource]:
    return (ScanSource(scan.path, scan.location, frame, scan.frames, scan.page_file) for frame in range(scan.frames))
