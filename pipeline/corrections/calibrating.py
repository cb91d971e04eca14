"""The probabilities of suggestions, and of words, fitted again to what reviewers decided.

Platt scaling: the log-odds are stretched and shifted,

    logit(p') = slope × logit(p) + offset

Two numbers can be learnt from a few dozen decisions; a freer curve (isotonic regression) needs hundreds and has no
answer where nobody decided. A mild prior pulls towards slope 1 and offset 0, so that three decisions do not turn
everything over. Source: J. Platt, Probabilistic outputs for support vector machines, 1999.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.corrections.calibration import UNCHANGED, Calibration, logistic, logit
from pipeline.corrections.settling import PROGRAM_ROLE, settle
from pipeline.model.correction import Decision, ReliabilityRow, Verb
from pipeline.model.flag import Flag, Reason

PRIOR = 4.0
"""How many decisions' worth of certainty the prior has, for the slope and for the offset."""
CUTS = (0.05, 0.2, 0.5, 0.8, 0.95)
"""Where the reliability table parts its rows: close at the ends, where decisions hang on it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A probability that was stated for the OCR's reading, and whether that reading was right."""

    probability: float
    is_right: bool
    weight: float = 1.0
    """How many decisions it counts for."""


def outcomes_of(flags: Sequence[Flag], decisions: Iterable[Decision]) -> tuple[Outcome, ...]:
    """Return what reviewers made of each suggestion; places in conflict or without a verdict tell nothing."""
    verdicts, _ = settle(flags, [decision for decision in decisions if decision.role != PROGRAM_ROLE])
    return tuple(
        Outcome(_probability_of_ocr(verdict.flag), verdict.text is not None and verdict.text == _ocr_text(verdict.flag))
        for verdict in verdicts
        if verdict.flag.suggestion
        and verdict.flag.reason is not Reason.LOW_CONFIDENCE  # from the OCR alone: another kind of probability
        and verdict.verb in (Verb.ACCEPT_OCR, Verb.ACCEPT_REFERENCE, Verb.EDIT)
    )


def calibrate(outcomes: Sequence[Outcome]) -> Calibration:
    """Return the stretch and shift that fit the outcomes best (maximum a posteriori, by Newton's method)."""
    slope, offset = 1.0, 0.0
    for _ in range(100):
        down_slope, down_offset = -PRIOR * (slope - 1), -PRIOR * offset
        curve_slope, curve_both, curve_offset = PRIOR, 0.0, PRIOR
        for outcome in outcomes:
            odds = logit(outcome.probability)
            said = logistic(slope * odds + offset)
            down_slope += outcome.weight * (outcome.is_right - said) * odds
            down_offset += outcome.weight * (outcome.is_right - said)
            weight = outcome.weight * said * (1 - said)
            curve_slope += weight * odds * odds
            curve_both += weight * odds
            curve_offset += weight
        determinant = curve_slope * curve_offset - curve_both * curve_both
        step = (curve_offset * down_slope - curve_both * down_offset) / determinant
        shift = (curve_slope * down_offset - curve_both * down_slope) / determinant
        slope, offset = max(slope + step, 0.0), offset + shift  # never turn the order of the suggestions round
        if abs(step) + abs(shift) < 1e-10:
            break
    return Calibration(round(slope, 6), round(offset, 6), round(_weight(outcomes)))


def reliability(outcomes: Sequence[Outcome], calibration: Calibration = UNCHANGED) -> tuple[ReliabilityRow, ...]:
    """Return how stated probabilities and outcomes compare, range by range."""
    rows = []
    for low, high in zip((0.0, *CUTS), (*CUTS, 1.0), strict=True):
        inside = [
            (said, outcome.is_right, outcome.weight)
            for outcome in outcomes
            for said in [calibration.correct(outcome.probability)]
            if low <= said < high or said == high == 1.0
        ]
        total = sum(weight for *_, weight in inside)
        said = sum(each * weight for each, _, weight in inside) / total if total else None
        right = sum(is_right * weight for _, is_right, weight in inside) / total if total else None
        rows.append(ReliabilityRow(low, high, round(total), said, right))
    return tuple(rows)


def brier_score(outcomes: Sequence[Outcome], calibration: Calibration = UNCHANGED) -> float | None:
    """Return the mean squared error of the probabilities, 0 being perfect; None without outcomes."""
    errors = ((calibration.correct(each.probability) - each.is_right) ** 2 * each.weight for each in outcomes)
    return sum(errors) / _weight(outcomes) if outcomes else None


def _weight(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.weight for outcome in outcomes)


def _probability_of_ocr(flag: Flag) -> float:
    assert flag.suggestion is not None
    probability = flag.suggestion.probability
    return 1 - probability if flag.suggestion.origin == "reference" else probability


def _ocr_text(flag: Flag) -> str:
    return " ".join(flag.ocr.text.split()) if flag.ocr else ""
