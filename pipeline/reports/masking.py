"""Keeping kinds of text out of a report: no pixel and no string of them gets into a file.

What is masked is known by the transcriber's marks, by what the page detectors say of ink, and by the flags' reasons.
What stands under or over it goes with it; where that is unsure, more is hidden rather than less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.model.alignment import Pair
from pipeline.model.flag import Flag, Reason
from pipeline.model.geometry import Box, Span
from pipeline.model.page import InkKind, Word
from pipeline.model.result import DocumentResult, PageResult
from pipeline.model.transcript import MarkKind, Token

HIDDEN_TEXT = "▒▒▒"
COVERED = 0.25
"""Share of a word's box under hidden ink from which the word is hidden too."""

KINDS: dict[Reason, tuple[tuple[MarkKind, ...], tuple[InkKind, ...]]] = {
    Reason.STAMP: ((MarkKind.STAMP,), (InkKind.STAMP,)),
    Reason.SIGNATURE: ((MarkKind.SIGNATURE, MarkKind.INITIALS), (InkKind.SIGNATURE,)),
    Reason.INITIALS: ((MarkKind.INITIALS, MarkKind.SIGNATURE), (InkKind.SIGNATURE,)),
    Reason.HANDWRITING: ((MarkKind.HAND,), (InkKind.HAND,)),
    Reason.STRUCK: ((MarkKind.DELETION,), (InkKind.STRUCK,)),
    Reason.UNCLEAR: ((MarkKind.UNCLEAR,), ()),
    Reason.ILLEGIBLE: ((MarkKind.GAP,), ()),
    Reason.BLANK: ((MarkKind.BLANK,), (InkKind.BLANK,)),
}
"""For each kind that can be masked: the marks in a transcript and the ink on a page that are of it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What is kept out of a document's report."""

    boxes: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    """Number of the page and what is painted over on it, in pixels as they lie on disk."""
    words: frozenset[Word] = frozenset()
    tokens: frozenset[Token] = frozenset()
    flags: tuple[Flag, ...] = ()
    """The document's flags without those that would tell of what is hidden."""
    count: int = 0
    """How many flags are hidden."""
    is_active: bool = False

    def hides(self, pair: Pair) -> bool:
        """Say whether any of a pair is hidden; then all of it is."""
        return any(word in self.words for word in pair.words) or any(token in self.tokens for token in pair.tokens)


def make_mask(document: DocumentResult, kinds: Iterable[str]) -> Mask:
    """Return what ``kinds`` (values of ``Reason``) hide in a document."""
    reasons = tuple(Reason(kind) for kind in kinds)
    if not reasons:
        return Mask(flags=document.flags)
    boxes = {page.number: _hidden_boxes(page, document.flags, reasons) for page in document.pages}
    words, tokens = _hidden_text(document, boxes, reasons)
    boxes = {page.number: boxes[page.number] + _boxes_of(page, words) for page in document.pages}
    spans = [token.span for token in tokens] + [
        flag.reference.span for flag in document.flags if flag.reason in reasons and flag.reference
    ]
    kept = tuple(flag for flag in document.flags if not _tells(flag, reasons, spans, boxes))
    strings = {word.text for word in words} | {part for token in tokens for part in token.text.split()}
    return Mask(
        boxes=boxes,
        words=words,
        tokens=tokens,
        flags=tuple(_without(flag, strings) for flag in kept),
        count=len(document.flags) - len(kept),
        is_active=True,
    )


def _hidden_boxes(page: PageResult, flags: Iterable[Flag], reasons: tuple[Reason, ...]) -> tuple[Box, ...]:
    inks = {ink for reason in reasons for ink in KINDS[reason][1]}
    boxes = [flag.ocr.box for flag in flags if flag.page == page.number and flag.reason in reasons and flag.ocr]
    if page.page:
        boxes += [patch.box for patch in page.page.patches if patch.kind in inks]
        boxes += [word.box for word in page.page.words if word.ink in inks]
    return tuple(box for box in boxes if box is not None)


def _hidden_text(
    document: DocumentResult, boxes: dict[int, tuple[Box, ...]], reasons: tuple[Reason, ...]
) -> tuple[frozenset[Word], frozenset[Token]]:
    """Return the words and tokens that are hidden; each takes what stands beside it in the alignment with it."""
    marks = tuple(mark for reason in reasons for mark in KINDS[reason][0])
    words: set[Word] = set()
    tokens: set[Token] = set()
    for page in document.pages:
        covered = {word for word in (page.page.words if page.page else ()) if _is_covered(word, boxes[page.number])}
        words |= covered
        for pair in page.alignment.pairs if page.alignment else ():
            if any(token.has_mark(*marks) for token in pair.tokens) or covered.intersection(pair.words):
                words.update(pair.words)
                tokens.update(pair.tokens)
    return frozenset(words), frozenset(tokens)


def _is_covered(word: Word, boxes: Iterable[Box]) -> bool:
    return word.box is not None and any(box.overlap(word.box) >= COVERED * max(1, word.box.area) for box in boxes)


def _boxes_of(page: PageResult, words: frozenset[Word]) -> tuple[Box, ...]:
    return tuple(word.box for word in (page.page.words if page.page else ()) if word in words and word.box)


def _tells(flag: Flag, reasons: tuple[Reason, ...], spans: Iterable[Span], boxes: dict[int, tuple[Box, ...]]) -> bool:
    """Say whether a flag would tell of what is hidden."""
    if flag.reason in reasons:
        return True
    if flag.reference and any(span.overlap(flag.reference.span) for span in spans):
        return True
    box = flag.ocr.box if flag.ocr else None
    return box is not None and any(hidden.overlap(box) for hidden in boxes.get(flag.page or 0, ()))


def _without(flag: Flag, strings: set[str]) -> Flag:
    """Return a flag whose surroundings say nothing of the hidden words."""
    return replace(flag, before=_blanked(flag.before, strings), after=_blanked(flag.after, strings))


def _blanked(text: str, strings: set[str]) -> str:
    """Blank the hidden words; a word that the surroundings cut off at their end counts as hidden too."""
    parts = re.split(r"(\s+)", text)
    ends = {0, len(parts) - 1}
    for index, part in enumerate(parts):
        cut = index in ends and part and any(part in string for string in strings)
        if part in strings or cut:
            parts[index] = HIDDEN_TEXT
    return "".join(parts)
