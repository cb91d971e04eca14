"""A document of several pages: its scans, its transcript and its truth as files."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from tests.forge.forging import forge
from tests.forge.spec import Mode, PageSpec
from tests.forge.transcript import MadeSlip, Slip, Transcribed, transcribe
from tests.forge.truth import PageTruth
from tests.forge.wear import WEAR


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document to be forged, and the slips its transcriber makes."""

    name: str
    pages: tuple[PageSpec, ...]
    slips: tuple[Slip, ...] = ()

    def __post_init__(self) -> None:
        if not self.pages:
            raise ValueError("a document without pages")
        if not self.name or set(self.name) & set("/\\\0"):
            raise ValueError(f"not the name of a file: {self.name!r}")


@dataclass(frozen=True, slots=True)
class Document:
    """A forged document."""

    name: str
    pictures: tuple[Image.Image, ...]
    truths: tuple[PageTruth, ...]
    transcribed: Transcribed


def forge_document(spec: DocumentSpec) -> Document:
    """Forge all pages of a document and type out its transcript."""
    pictures, truths = zip(*(forge(page) for page in spec.pages), strict=True)
    pages = [(page.items, truth) for page, truth in zip(spec.pages, truths, strict=True)]
    return Document(spec.name, pictures, truths, transcribe(pages, spec.slips))


def document_files(document: Document) -> dict[str, bytes]:
    """Return the files of a document by their path below the folder they are written to."""
    files = {f"transcripts/{document.name}.md": document.transcribed.text.encode()}
    for number, (picture, truth) in enumerate(zip(document.pictures, document.truths, strict=True), start=1):
        ending = scan_ending(truth.mode)
        files[f"scans/{document.name}_{number}{ending}"] = encode_scan(picture, truth)
        files[f"truth/{document.name}_{number}.json"] = _json_bytes(truth.to_json())
    files[f"truth/{document.name}.json"] = _json_bytes(_document_json(document))
    return files


def scan_ending(mode: str) -> str:
    return ".png" if mode == Mode.FILM else ".jpg"


def encode_scan(picture: Image.Image, truth: PageTruth) -> bytes:
    """Return a picture as the file of a scan: JPEG, film as PNG."""
    file = io.BytesIO()
    dpi = (truth.dpi, truth.dpi)
    if truth.mode == Mode.FILM:
        picture.save(file, "PNG", dpi=dpi, optimize=True)
    else:
        picture.save(file, "JPEG", dpi=dpi, quality=WEAR[truth.wear].quality, optimize=True)
    return file.getvalue()


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder; folders that are missing are made."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _document_json(document: Document) -> dict[str, Any]:
    transcribed = document.transcribed
    return {
        "document": document.name,
        "transcript": f"{document.name}.md",
        "scans": [
            f"{document.name}_{number}{scan_ending(truth.mode)}"
            for number, truth in enumerate(document.truths, start=1)
        ],
        "places": [[place.page, place.start, place.end, list(place.words)] for place in transcribed.places],
        "slips": [_slip_json(made, document.truths) for made in transcribed.slips],
    }


def _slip_json(made: MadeSlip, truths: tuple[PageTruth, ...]) -> dict[str, Any]:
    words = {word.id: word for word in truths[made.slip.page - 1].words}
    box = words[made.words[0]].box
    return {
        "kind": made.slip.kind,
        "page": made.slip.page,
        "reference_says": made.slip.typed,
        "page_says": made.slip.word,
        "start": made.start,
        "end": made.end,
        "words": list(made.words),
        "box": [box.left, box.top, box.right, box.bottom],
    }


def _json_bytes(content: dict[str, Any]) -> bytes:
    """Return JSON with one word, mark or place to the line: a change of one is a change of one line."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
