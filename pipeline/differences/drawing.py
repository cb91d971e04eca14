"""Two readings laid beside each other, character by character, for the eye.

Only drawn: no figure is ever taken from these segments.
"""

from __future__ import annotations

from diff_match_patch import diff_match_patch

from pipeline.model.difference import Segment

LONGEST = 400
"""Characters per side up to which single characters are drawn; a longer difference is drawn as one replacement."""

_DELETE, _INSERT = -1, 1


def draw(reference: str, ocr: str) -> tuple[Segment, ...]:
    """Return the segments whose sides, joined, give ``reference`` and ``ocr``.

    >>> [(segment.reference, segment.ocr) for segment in draw("decison", "decision")]
    [('decis', 'decis'), ('', 'i'), ('on', 'on')]
    >>> draw("", "")
    ()
    """
    if not reference and not ocr:
        return ()
    if not reference or not ocr or max(len(reference), len(ocr)) > LONGEST:
        return (Segment(reference, ocr),)
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # with a time limit the drawing would depend on the machine's load
    steps = differ.diff_main(reference, ocr, False)
    differ.diff_cleanupSemanticLossless(steps)
    return _pair_up(steps)


def _pair_up(steps: list[tuple[int, str]]) -> tuple[Segment, ...]:
    """Put each deletion beside the insertion it stands next to."""
    segments: list[Segment] = []
    removed = added = ""
    for step, text in (*steps, (0, "")):
        if step == _DELETE:
            removed += text
        elif step == _INSERT:
            added += text
        else:
            if removed or added:
                segments.append(Segment(removed, added))
            if text:
                segments.append(Segment(text, text))
            removed = added = ""
    return tuple(segments)
