"""Where a concern stands: its readings, with offsets and box, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.model.flag import OcrReading, Reason, ReferenceReading
from pipeline.model.geometry import Box, surround
from pipeline.model.page import Patch, Word
from pipeline.model.transcript import Token

SEEN_WHOLE = (Reason.STAMP, Reason.HANDWRITING, Reason.SIGNATURE, Reason.INITIALS)
"""Reasons that speak of a patch of ink as a whole, not of words within it."""
SURROUNDINGS = 40
"""Characters shown before and after a place."""


def reference_reading(concern: Concern, evidence: Evidence) -> ReferenceReading | None:
    """Return what the transcript says there; None where a patch of ink has no place in it.

    Under a mark the text is the file's own, delimiters included; elsewhere it is the text as it was compared.
    """
    if concern.tokens:
        text = concern.difference.reference if concern.difference else "".join(token.raw for token in concern.tokens)
        return ReferenceReading(text, concern.tokens[0].start, concern.tokens[-1].end)
    if concern.difference and evidence.tokens:
        offset = _insertion_point(concern, evidence)
        return ReferenceReading("", offset, offset)
    return None


def ocr_reading(concern: Concern, evidence: Evidence) -> OcrReading | None:
    """Return what the OCR reads there, in its words or in a patch of ink.

    Where it reads nothing that is the empty reading, with the box where it should stand. All that was read in a stamp
    is the reading of the stamp, not that of a gap or a blank within it.
    """
    if concern.words:
        confidences = [word.confidence for word in concern.words if word.confidence is not None]
        text = concern.difference.ocr if concern.difference else " ".join(word.text for word in concern.words)
        return OcrReading(text, min(confidences, default=None), box_around(concern.words))
    if patches := evidence.patches_beside(concern.tokens):
        text = " ".join(patch.text for patch in patches_said(concern.reason, concern.tokens, evidence))
        return OcrReading(text, None, surround(patch.box for patch in patches))
    box = concern.box or _box_between(concern.tokens, evidence)
    return OcrReading(concern.text, None, box) if box else None


def patches_said(reason: Reason, tokens: tuple[Token, ...], evidence: Evidence) -> tuple[Patch, ...]:
    """Return the patches whose text is a reading of ``tokens``: of ink as a whole, or where they are half of it."""
    if reason in SEEN_WHOLE:
        return evidence.patches_beside(tokens)
    starts = {token.start for token in tokens}
    return tuple(
        laid.patch
        for laid in evidence.laid_patches
        if 2 * sum(token.start in starts for token in laid.tokens) >= len(laid.tokens)
    )


def surroundings(concern: Concern, evidence: Evidence) -> tuple[str, str]:
    """Return up to 40 characters before and after: of the transcript, else of the OCR."""
    if concern.difference:
        return concern.difference.before, concern.difference.after
    if concern.tokens:
        first, last = concern.tokens[0].start, concern.tokens[-1].end
        before = _joined(reversed([token for token in evidence.tokens if token.end <= first]))
        after = _joined(token for token in evidence.tokens if token.start >= last)
        return before, after
    if concern.words and evidence.page:
        words = evidence.page.words
        first, last = words.index(concern.words[0]), words.index(concern.words[-1])
        before = " ".join(word.text for word in words[max(0, first - SURROUNDINGS) : first])
        after = " ".join(word.text for word in words[last + 1 : last + 1 + SURROUNDINGS])
        return before[-SURROUNDINGS:], after[:SURROUNDINGS]
    return "", ""


def box_around(words: Iterable[Word]) -> Box | None:
    """Return the smallest box that holds the words; None when none of them has a place."""
    boxes = [word.box for word in words if word.box is not None]
    return surround(boxes) if boxes else None


def _joined(tokens: Iterable[Token]) -> str:
    """Return 40 characters of the tokens' raw text; ``tokens`` may run backwards, towards the start of the file."""
    listed: list[Token] = []
    length = 0
    for token in tokens:
        listed.append(token)
        length += len(token.raw)
        if length >= SURROUNDINGS:
            break
    listed.sort(key=lambda token: token.start)
    return "".join(token.raw for token in listed)


def _insertion_point(concern: Concern, evidence: Evidence) -> int:
    """Return the offset in the file at which text that the transcript lacks would have to be put in."""
    if concern.difference is None or evidence.alignment is None:
        raise ValueError("only a difference of an alignment has a point of insertion")
    place = concern.difference.pairs[0].reference.start
    witness = evidence.alignment.reference
    before = [index for index in range(len(witness.units)) if witness.span(index).end <= place]
    return witness.units[before[-1]].end if before else evidence.tokens[0].start


def _box_between(tokens: tuple[Token, ...], evidence: Evidence) -> Box | None:
    """Return the box between the words read before and after ``tokens``, where their text should stand.

    Before the first word of a page that is all the page down to it, and behind the last one all that is left of the
    page: text there may stand anywhere.
    """
    page = evidence.page
    if not tokens or evidence.alignment is None or page is None:
        return None
    before = after = None
    for pair in evidence.alignment.pairs:
        box = box_around(pair.words)
        if box is None or not pair.tokens:
            continue
        if pair.tokens[-1].end <= tokens[0].start:
            before = box
        elif pair.tokens[0].start >= tokens[-1].end:
            after = box
            break
    if before and after:
        return _gap(before, after)
    if before:
        return Box(0, before.top, page.width, page.height)
    return Box(0, 0, page.width, after.bottom) if after else None


def _gap(before: Box, after: Box) -> Box:
    top, bottom = min(before.top, after.top), max(before.bottom, after.bottom)
    same_line = min(before.bottom, after.bottom) - max(before.top, after.top) > before.height // 2
    if same_line and before.right < after.left:
        return Box(before.right, top, after.left, bottom)
    return surround((before, after))
