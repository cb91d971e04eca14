"""What an ambiguous bracket means: rules that look at it, its neighbours and the scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.model.transcript import Mark, MarkKind
from pipeline.transcripts.evidence import Evidence, plain_word

PICTURES = ("illustration", "photo", "photograph", "picture", "image", "seal", "drawing", "sketch", "head-shot", "logo")
SIGNS = ("checkmark", "check mark", "tick", "asterisk", "arrow", "bracket", "brace", "star", "cross", "pointing hand")
LABELS = ("side text", "page number", "left column", "right column", "next column", "top", "bottom", "verso", "recto")
"""Words by which transcribers describe rather than copy."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """An ambiguous bracket with what stands around it, in small letters."""

    mark: Mark
    inside: str
    glued_before: str
    """The letters that touch it on the left; "" when none do."""
    glued_after: str
    word_before: str
    word_after: str


Verdict = tuple[MarkKind, str] | None
"""What a bracket means, and why; None where a rule cannot say."""


def _say_printed(bracket: Bracket, evidence: Evidence) -> Verdict:
    first = plain_word(bracket.inside.split(" ")[0])
    if bracket.inside in evidence.bracketed or (first and first in evidence.openers):
        return MarkKind.LITERAL_BRACKET, "the OCR reads a bracket there too"
    return None


def _say_glued(bracket: Bracket, evidence: Evidence) -> Verdict:
    if not bracket.inside.isalpha():
        return None
    if bracket.glued_before and len(bracket.inside) > 2:
        return MarkKind.EXPANSION, f"it finishes the word that begins with {bracket.glued_before!r}"
    if bracket.glued_before or bracket.glued_after:
        return MarkKind.SUPPLIED, "it stands within a word, as supplied letters do"
    return None


def _say_described(bracket: Bracket, evidence: Evidence) -> Verdict:
    first = bracket.inside.split(" ")[0].strip(":,")
    if first in PICTURES or bracket.inside in SIGNS:
        return MarkKind.FIGURE, "it describes a picture or sign"
    if bracket.inside in LABELS:
        return MarkKind.EDITORIAL_NOTE, "it names a part of the page"
    return None


def _say_struck(bracket: Bracket, evidence: Evidence) -> Verdict:
    words = [plain_word(word) for word in bracket.inside.split(" ")]
    if evidence.struck and all(word in evidence.struck for word in words):
        return MarkKind.DELETION, "a line is drawn through it on the scan"
    return None


def _say_absent(bracket: Bracket, evidence: Evidence) -> Verdict:
    around = (bracket.word_before, bracket.word_after)
    if all(around) and around in evidence.neighbours:
        return MarkKind.SUPPLIED, f"the OCR reads {around[0]!r} and {around[1]!r} with nothing between"
    return None


RULES: Sequence[Callable[[Bracket, Evidence], Verdict]] = (
    _say_printed,
    _say_glued,
    _say_described,
    _say_struck,
    _say_absent,
)
"""After the convention's own rows; the first that can say decides."""
