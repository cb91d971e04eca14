"""Rule 1: ``documents.csv`` or ``documents.toml`` in the scans folder says which scans make up which document.

What it lists is settled by it; the rules that go by names only see the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.errors import PairingError, UsageError
from pipeline.model.names import show_name
from pipeline.model.scan import PairingRule
from pipeline.scans.claims import Claim
from pipeline.scans.documents_file import CSV_NAME, MOST_BYTES, TOML_NAME, Row, read_rows
from pipeline.scans.inputs import InputFile, Inputs
from pipeline.scans.naming import same_name
from pipeline.scans.places import Place


def claim_listed(scans: Place, inputs: Inputs) -> tuple[Claim, ...]:
    """Return the documents that the documents file lists, none when there is no such file.

    Raises ``UsageError`` for a file that cannot be understood or names what is not there, and ``PairingError`` when
    both files are there or one scan is listed twice.
    """
    tables = {name: scans.read(name, MOST_BYTES) for name in (CSV_NAME, TOML_NAME)}
    here = [(name, content) for name, content in tables.items() if content is not None]
    if not here:
        return ()
    if len(here) > 1:
        raise PairingError(f"both {CSV_NAME} and {TOML_NAME} are in the scans folder.", advice="Keep one of them.")
    files = _Files(
        {same_name(scan.path): scan for scan in inputs.scans},
        {same_name(transcript.path): transcript for transcript in inputs.transcripts},
    )
    documents: dict[str, list[Row]] = {}
    ((name, content),) = here
    for row in read_rows(name, content):
        documents.setdefault(row.document, []).append(row)
    claims = tuple(_claim(document, rows, files) for document, rows in documents.items())
    _check_no_repetition(claims, name)
    return claims


@dataclass(frozen=True, slots=True)
class _Files:
    """What the documents file can name."""

    scans: Mapping[str, InputFile]
    transcripts: Mapping[str, InputFile]


def _claim(document: str, rows: list[Row], files: _Files) -> Claim:
    scans: list[InputFile] = []
    pairs: list[tuple[InputFile, int]] = []
    for row in rows:
        scans += (_look_up(name, files.scans, "scan", row.where) for name in row.scans)
        if row.transcript:
            pairs.append((_look_up(row.transcript, files.transcripts, "transcript", row.where), len(scans)))
    if not scans:
        raise UsageError(f"lists no scans for {show_name(document)}.", where=rows[0].where)
    convention = next((row.convention for row in rows if row.convention), None)
    transcripts = tuple(dict.fromkeys(transcript for transcript, _ in pairs))
    if len(transcripts) <= 1:
        return Claim(PairingRule.LISTED, document, tuple(scans), transcripts, convention=convention)
    has_single_pages = all(len(row.scans) == 1 for row in rows) and all(scan.frames == 1 for scan in scans)
    if not has_single_pages or len(transcripts) != len(pairs):
        raise UsageError(
            f"gives {show_name(document)} several transcripts.",
            where=rows[0].where,
            advice="List one for all of it, or one scan of one page and its transcript in each row.",
        )
    pages = tuple(page for _, page in pairs)
    return Claim(PairingRule.LISTED, document, tuple(scans), transcripts, pages, convention)


def _look_up(name: str, files: Mapping[str, InputFile], kind: str, where: str) -> InputFile:
    found = files.get(same_name(name.replace("\\", "/").removeprefix("./")))
    if found is None:
        raise UsageError(f"names the {kind} {show_name(name)!r}, which is not there or cannot be read.", where=where)
    return found


def _check_no_repetition(claims: Iterable[Claim], where: str) -> None:
    owners: dict[InputFile, str] = {}
    for claim in claims:
        for file in claim.files:
            if file in owners:
                owner = owners[file]
                raise PairingError(
                    f"lists {show_name(file.path)} for {show_name(owner)} and again for {show_name(claim.document)}.",
                    where=where,
                    advice="Keep one of the two.",
                )
            owners[file] = claim.document
