"""What the report's script gets to know: plain records that become JSON."""

from __future__ import annotations

from typing import Any

from pipeline.model.correction import base_of
from pipeline.model.flag import Flag
from pipeline.model.geometry import Box
from pipeline.reports.chips import shown_json
from pipeline.reports.pageviews import PageView, PlaceView

Record = dict[str, Any]


def place_record(view: PlaceView) -> Record:
    """Return one place; entries that say nothing are left out, since there may be thousands."""
    flag = view.place.lead
    record: Record = {
        "n": view.number,
        "key": flag.key,
        "base": base_of(flag),
        "page": flag.page,
        "reason": flag.reason.value,
        "severity": flag.severity.value,
        "priority": round(flag.priority, 3),
        "why": shown_json(flag.message),
        "before": shown_json(flag.before),
        "after": shown_json(flag.after),
        "box": _corners(view.box),
        "view": _corners(view.view),
        "groups": list(view.place.groups),
        "also": [_other(other) for other in view.place.flags[1:]],
    }
    record |= _readings(flag)
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _readings(flag: Flag) -> Record:
    record: Record = {}
    if flag.reference:
        record["reference"] = _text(flag.reference.text)
    if flag.ocr:
        record["ocr"] = _text(flag.ocr.text) | {"confidence": flag.ocr.confidence}
    record["segments"] = [[shown_json(each.reference), shown_json(each.ocr)] for each in flag.segments]
    if flag.suggestion:
        record["suggestion"] = {
            **_text(flag.suggestion.text),
            "origin": flag.suggestion.origin,
            "probability": round(flag.suggestion.probability, 3),
            "why": shown_json(flag.suggestion.why),
        }
    return record


def _text(text: str) -> Record:
    """Return a reading: its characters, and how they are shown where that differs."""
    shown = shown_json(text)
    return {"text": text} if shown == text else {"text": text, "shown": shown}


def _other(flag: Flag) -> Record:
    return {
        "key": flag.key,
        "reason": flag.reason.value,
        "severity": flag.severity.value,
        "why": shown_json(flag.message),
    }


def page_record(view: PageView) -> Record:
    """Return one page."""
    return {
        "number": view.number,
        "name": shown_json(view.result.source.name),
        "status": view.result.status.value,
        "width": view.width,
        "height": view.height,
        "picture": view.picture is not None,
    }


def _corners(box: Box | None) -> list[int] | None:
    return [box.left, box.top, box.right, box.bottom] if box else None
