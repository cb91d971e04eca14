"""What the report's script gets to know: plain records that become JSON."""

from __future__ import annotations

import re
from typing import Any

from pipeline.model.difference import Segment
from pipeline.model.flag import Flag
from pipeline.model.geometry import Box
from pipeline.reports.chips import Shown, show_json
from pipeline.reports.pageviews import PageView, PlaceView
from pipeline.reports.wording import REASONS, SEVERITIES

Record = dict[str, Any]

CUT_AT = 40
"""Surroundings of this length end in the middle of a word."""


def place_record(view: PlaceView, scan: int | None) -> Record:
    """Return one place, with the id of the picture it is drawn from; entries that say nothing are left out."""
    flag = view.place.lead
    record: Record = {
        "n": view.number,
        "key": flag.key,
        "base": flag.base,
        "order": flag.place,
        "page": flag.page,
        "line": view.line,
        "reason": flag.reason.value,
        "severity": flag.severity.value,
        "priority": round(flag.priority, 3),
        "why": show_json(flag.message),
        "before": show_json(before_words(flag)),
        "after": show_json(after_words(flag)),
        "scan": scan,
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
    record["segments"] = [_segment(each) for each in flag.segments]
    if flag.suggestion:
        record["suggestion"] = {
            **_text(flag.suggestion.text),
            "origin": flag.suggestion.origin,
            "probability": round(flag.suggestion.probability, 3),
            "why": show_json(flag.suggestion.why),
        }
    return record


def _segment(segment: Segment) -> list[Shown]:
    """Return what both sides have as one entry, what differs as two."""
    if segment.is_equal:
        return [show_json(segment.reference)]
    return [show_json(text, is_difference=True) for text in (segment.reference, segment.ocr)]


def _text(text: str) -> Record:
    """Return a reading: its characters, and how they are shown where that differs."""
    shown = show_json(text)
    return {"text": text} if shown == text else {"text": text, "shown": shown}


def _other(flag: Flag) -> Record:
    return {
        "key": flag.key,
        "reason": flag.reason.value,
        "severity": flag.severity.value,
        "why": show_json(flag.message),
    }


def vocabulary() -> Record:
    """Return the words for reasons and severities."""
    return {
        "reasons": {reason.value: words for reason, words in REASONS.items()},
        "severities": {severity.value: words for severity, words in SEVERITIES.items()},
    }


def page_record(view: PageView) -> Record:
    """Return one page."""
    return {
        "number": view.number,
        "name": show_json(view.result.source.name),
        "status": view.result.status.value,
        "width": view.width,
        "height": view.height,
        "picture": view.picture is not None,
    }


def before_words(flag: Flag) -> str:
    """Return the text before a flag on one line, with a blank at its end and without a word that is cut off."""
    text = " ".join(flag.before.split())
    text = re.sub(r"^\S+(\s|$)", "", text) if len(flag.before) >= CUT_AT else text
    return f"{text} " if text else ""


def after_words(flag: Flag) -> str:
    """Return the text after a flag on one line, with a blank before it and without a word that is cut off."""
    text = " ".join(flag.after.split())
    text = re.sub(r"(^|\s)\S+$", "", text) if len(flag.after) >= CUT_AT else text
    return f" {text}" if text else ""


def _corners(box: Box | None) -> list[int] | None:
    return [box.left, box.top, box.right, box.bottom] if box else None
