"""IIIF Presentation 3 annotation pages: one for each page, with an annotation for each line.

The lines' texts supplement the canvas (motivation ``supplementing``), at the place of each line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from pipeline.exports.files import page_name
from pipeline.exports.sheets import ExportDocument, PlacedLine, Sheet

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
BASE = "urn:corrigenda"
"""Ids are names, not addresses; whoever publishes the pages replaces this by the address of the manifest."""


def export_iiif(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of an annotation page for each page."""
    for sheet in document.sheets:
        canvas = f"{BASE}:{quote(document.id, safe='')}:canvas:{sheet.number}"
        content = {
            "@context": CONTEXT,
            "id": f"{canvas}:annotations",
            "type": "AnnotationPage",
            "items": [_annotation(canvas, number, line) for number, line in enumerate(sheet.lines, start=1)],
            "seeAlso": _provenance(document, sheet),
        }
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        yield page_name(document, sheet, "iiif.json"), text.encode("utf-8", "backslashreplace")


def _annotation(canvas: str, number: int, line: PlacedLine) -> dict[str, object]:
    box = line.box
    return {
        "id": f"{canvas}:line:{number}",
        "type": "Annotation",
        "motivation": "supplementing",
        "body": {"type": "TextualBody", "value": line.text, "format": "text/plain"},
        "target": f"{canvas}#xywh={box.left},{box.top},{box.width},{box.height}",
    }


def _provenance(document: ExportDocument, sheet: Sheet) -> list[dict[str, object]]:
    described = "; ".join(
        f"{name}: {value}" for name, value in (("scan sha256", sheet.scan.sha256), *document.history())
    )
    return [{"id": f"{BASE}:provenance", "type": "Dataset", "label": {"en": [described]}}]
