"""What a rule claims: these scans belong to these transcripts. And what follows when claims contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import PairingError
from pipeline.model.scan import PairingRule
from pipeline.scans.inputs import InputFile

ADVICE = "Rename one of them, or say in documents.csv which belong together."


@dataclass(frozen=True, slots=True)
class Claim:
    """One document as one rule sees it."""

    rule: PairingRule
    document: str
    scans: tuple[InputFile, ...]
    """In order; never empty."""
    transcripts: tuple[InputFile, ...] = ()
    """One for the whole document, or one each for some of the pages; empty when there is none."""
    pages: tuple[int, ...] = ()
    """For transcripts of single pages: the number of the page, from 1, that each transcribes."""
    convention: str | None = None

    @property
    def pairs(self) -> tuple[tuple[InputFile, frozenset[InputFile]], ...]:
        """Each transcript with the scans that it is claimed to transcribe."""
        if self.pages:
            return tuple(
                (transcript, frozenset({self.scans[page - 1]}))
                for transcript, page in zip(self.transcripts, self.pages, strict=True)
            )
        return tuple((transcript, frozenset(self.scans)) for transcript in self.transcripts)


def settle(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that hold: each scan in one, the claims with a transcript and the earlier rules first.

    Raises ``PairingError`` where two claims pair a scan or a transcript differently.
    """
    _check_pairs(claims)
    taken: set[InputFile] = set()
    holding: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: not claim.transcripts):
        if taken.isdisjoint((*claim.scans, *claim.transcripts)):
            holding.append(claim)
            taken.update(claim.scans, claim.transcripts)
    _check_documents(holding)
    return tuple(holding)


def _check_pairs(claims: Iterable[Claim]) -> None:
    of_transcript: dict[InputFile, tuple[Claim, frozenset[InputFile]]] = {}
    of_scan: dict[InputFile, tuple[Claim, InputFile]] = {}
    for claim in claims:
        for transcript, scans in claim.pairs:
            other, others = of_transcript.setdefault(transcript, (claim, scans))
            if others != scans:
                raise _contradiction(f"transcript {transcript.path}", _names(others), other, _names(scans), claim)
            for scan in sorted(scans, key=lambda scan: scan.path):
                first, its_transcript = of_scan.setdefault(scan, (claim, transcript))
                if its_transcript != transcript:
                    raise _contradiction(f"scan {scan.path}", its_transcript.path, first, transcript.path, claim)


def _check_documents(claims: Iterable[Claim]) -> None:
    by_name: dict[str, Claim] = {}
    for claim in claims:
        other = by_name.setdefault(claim.document, claim)
        if other is not claim:
            raise _contradiction(f"document {claim.document}", _names(other.scans), other, _names(claim.scans), claim)


def _contradiction(what: str, first: str, first_claim: Claim, second: str, second_claim: Claim) -> PairingError:
    return PairingError(
        f"{first} by the rule '{first_claim.rule}', but {second} by the rule '{second_claim.rule}'.",
        where=f"{what} belongs to",
        advice=ADVICE,
    )


def _names(scans: Iterable[InputFile]) -> str:
    paths = sorted(scan.path for scan in scans)
    shown = ", ".join(paths[:3])
    return shown if len(paths) <= 3 else f"{shown} and {len(paths) - 3} more"
