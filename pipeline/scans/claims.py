"""What a rule claims: these scans belong to these transcripts. And what follows when claims contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import PairingError
from pipeline.model.names import show_name
from pipeline.model.scan import PairingRule
from pipeline.scans.inputs import InputFile
from pipeline.scans.naming import natural_key

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
    """For transcripts of single pages: which of ``scans``, from 1, each transcribes."""
    convention: str | None = None

    @property
    def files(self) -> tuple[InputFile, ...]:
        return (*self.scans, *self.transcripts)

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
        if taken.isdisjoint(claim.files):
            holding.append(claim)
            taken.update(claim.files)
    _check_documents(holding)
    return tuple(holding)


def _check_pairs(claims: Iterable[Claim]) -> None:
    of_transcript: dict[InputFile, tuple[Claim, frozenset[InputFile]]] = {}
    of_scan: dict[InputFile, tuple[Claim, InputFile]] = {}
    for claim in claims:
        for transcript, scans in claim.pairs:
            other, others = of_transcript.setdefault(transcript, (claim, scans))
            if others != scans:
                raise _contradiction(transcript.path, (other, _names(others)), (claim, _names(scans)))
            for scan in sorted(scans, key=lambda scan: scan.path):
                other, partner = of_scan.setdefault(scan, (claim, transcript))
                if partner != transcript:
                    raise _contradiction(scan.path, (other, _names({partner})), (claim, _names({transcript})))


def _check_documents(claims: Iterable[Claim]) -> None:
    by_name: dict[str, Claim] = {}
    for claim in claims:
        other = by_name.setdefault(claim.document, claim)
        if other is not claim:
            raise _contradiction(claim.document, (other, _names(other.scans)), (claim, _names(claim.scans)))


def _contradiction(what: str, *sides: tuple[Claim, str]) -> PairingError:
    (first, its_partner), (second, other_partner) = sides
    return PairingError(
        f"belongs to {its_partner} by the rule '{first.rule}', but to {other_partner} by the rule '{second.rule}'.",
        where=show_name(what),
        advice=ADVICE,
    )


def _names(files: Iterable[InputFile]) -> str:
    paths = [show_name(path) for path in sorted((file.path for file in files), key=natural_key)]
    return ", ".join(paths) if len(paths) <= 3 else f"{', '.join(paths[:3])} and {len(paths) - 3} more"
