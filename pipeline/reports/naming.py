"""Names that are safe wherever the report is opened: file names of documents, and names in a browser's store."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pipeline.model.result import DocumentResult

FOLDER = "documents"
LONGEST = 80
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def document_file(document: str, part: int = 1) -> str:
    """Return the path of a document's page within the report.

    Letters, digits, ``.``, ``_`` and ``-`` of ASCII stay; whatever else there was is told apart by a checksum, and so
    are names that some system reserves.

    >>> document_file("DR-19390404-US")
    'documents/DR-19390404-US.html'
    >>> document_file("Brief Nº 7", 2)
    'documents/Brief-No-7.cfc337ff.part2.html'
    """
    plain = unicodedata.normalize("NFKD", document).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip(".-")[:LONGEST]
    if not name or name != document or _RESERVED.fullmatch(name) or re.search(r"\.part\d+$", name):
        name = f"{name}.{_digest(document)[:8]}".lstrip(".")
    return f"{FOLDER}/{name}{'' if part == 1 else f'.part{part}'}.html"


def storage_name(document: DocumentResult, report_id: str) -> str:
    """Return the name under which a browser keeps the decisions on a document.

    Browsers share their store among all pages opened from disk, so the name holds the checksums of what was laid side
    by side: another report of other files never sees these decisions, the same report made again does.
    """
    scans = (f"{page.source.name} {page.scan.sha256 if page.scan else ''}" for page in document.pages)
    parts = (report_id, document.id, *document.transcripts, *document.transcript_sha256, *scans)
    return f"corrigenda:{_digest(chr(0x1F).join(parts))[:20]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
