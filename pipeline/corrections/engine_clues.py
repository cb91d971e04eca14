"""What the engine said of its own words, and what a second reading has in their place."""

from __future__ import annotations

from pipeline.corrections.case import Case, Clue, lowest_confidence, second_readings


def confidence_over(threshold: float) -> Clue:
    def clue(case: Case) -> float:
        return float(lowest_confidence(case) >= threshold)

    clue.__name__ = f"confidence_over_{round(threshold * 100)}"
    return clue


def second_reading_agrees(case: Case) -> float:
    """Another pass or engine reads what the OCR reads."""
    return float(case.difference.ocr.split() in second_readings(case))


def second_reading_confirms_transcript(case: Case) -> float:
    return float(case.difference.reference.split() in second_readings(case))


def second_reading_differs(case: Case) -> float:
    """Another pass reads something else than the OCR."""
    readings = second_readings(case)
    return float(bool(readings) and case.difference.ocr.split() not in readings)
