"""The concern that two readings of one place make."""

from __future__ import annotations

from pipeline.flags.concern import Concern
from pipeline.flags.priority import chance_of
from pipeline.flags.wording import both_readings, verdict
from pipeline.model.difference import Difference
from pipeline.model.flag import Reason, Severity, Suggestion


def disagreement(
    difference: Difference, suggestion: Suggestion | None, reason: Reason, severity: Severity, message: str = ""
) -> Concern:
    """Return the concern of one difference; without ``message``, it quotes both readings and says who is right."""
    chance = chance_of(reason, suggestion)
    if not message:
        message = both_readings(difference.reference, difference.ocr) + (verdict(chance) if suggestion else "")
    return Concern(
        reason,
        severity,
        chance,
        message,
        tokens=tuple(token for pair in difference.pairs for token in pair.tokens),
        words=tuple(word for pair in difference.pairs for word in pair.words),
        difference=difference,
        suggestion=suggestion,
    )
