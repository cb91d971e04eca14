"""The most probable reading of every place where the two sides disagree.

Each clue speaks for the transcript or for the OCR; their weighted sum is the log-odds that the OCR is right (for text
that one side alone has: that the transcript lacks it, or has it wrongly):

    log(p / (1 - p)) = bias + Σ weight × clue

A person can follow such a sum: the clues that moved it most are named in ``Suggestion.why``. Weights and data:
``weights.py``. They presuppose about one typing error in a hundred words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.corrections.calibration import UNCHANGED, Calibration
from pipeline.corrections.case import Case
from pipeline.corrections.clues import clues_for
from pipeline.corrections.knowledge import Knowledge
from pipeline.corrections.layout import lay_out
from pipeline.corrections.reading_clues import readings_unlike, transcript_lacks_words
from pipeline.corrections.weights import WEIGHTS
from pipeline.model.alignment import Alignment
from pipeline.model.difference import Difference, DifferenceKind
from pipeline.model.flag import Suggestion

UNDECIDABLE = (
    DifferenceKind.MARK,
    DifferenceKind.MOVED,
    DifferenceKind.LINE_LAYOUT,
    DifferenceKind.HYPHEN,
    DifferenceKind.TYPOGRAPHY,
)
"""Kinds that no suggestion settles: what the transcriber marked, and what follows from how the text was typed."""
REASONS_GIVEN = 3
UNLIKE_AT_MOST = 0.5
"""Probability of the OCR's reading where the two share hardly a letter. Neither a slip of the typist nor a misreading
does that: the two stand side by side by accident, and how good a word each is says nothing of the other."""


def suggest(
    differences: Sequence[Difference],
    alignment: Alignment,
    knowledge: Knowledge,
    calibration: Calibration = UNCHANGED,
) -> tuple[Suggestion | None, ...]:
    """Return for each difference of a page the reading that is probably right, or None where that means nothing.

    ``calibration`` is what the decisions of earlier runs taught about these probabilities.
    """
    layout = lay_out(alignment)
    return tuple(
        None
        if difference.kind in UNDECIDABLE
        else _suggestion(Case(difference, alignment, layout, knowledge), calibration)
        for difference in differences
    )


def _suggestion(case: Case, calibration: Calibration) -> Suggestion:
    shares = weigh(case)
    probability = calibration.correct(1 / (1 + math.exp(-sum(shares.values()))))
    if _stand_together_by_accident(case):
        probability = min(probability, UNLIKE_AT_MOST)
    speaks_for_ocr = probability >= 0.5
    why = _why(shares, speaks_for_ocr)
    if speaks_for_ocr:
        return Suggestion(case.difference.ocr, "ocr", round(probability, 4), why)
    return Suggestion(case.difference.reference, "reference", round(1 - probability, 4), why)


def _stand_together_by_accident(case: Case) -> bool:
    has_both = bool(case.difference.reference and case.difference.ocr)
    return has_both and bool(readings_unlike(case)) and not transcript_lacks_words(case)


def weigh(case: Case) -> dict[str, float]:
    """Return what each clue adds to the log-odds that the transcript is wrong, the bias first."""
    family, clues = clues_for(case.difference)
    weights = WEIGHTS[family]
    answers = {clue.__name__: clue(case) for clue in clues}
    return {"bias": weights.get("bias", 0.0)} | {
        name: round(weights.get(name, 0.0) * answer, 6) for name, answer in answers.items() if answer
    }


def _why(shares: dict[str, float], speaks_for_ocr: bool) -> str:
    """Name the clues that speak most for the side that was chosen."""
    sign = 1 if speaks_for_ocr else -1
    supporting = sorted(
        (-sign * share, name) for name, share in shares.items() if name != "bias" and sign * share > 0.05
    )
    return ", ".join(name.replace("_", " ") for _, name in supporting[:REASONS_GIVEN])
