"""Clues where one side alone has text: is it dropped or doubled text, or a stamp, a scrap, ink the OCR missed?"""

from __future__ import annotations

from pipeline.corrections.case import Case, known_elsewhere, stands_beside
from pipeline.corrections.knowledge import SURE
from pipeline.corrections.layout import room_for


def is_short(case: Case) -> float:
    """Not more than two characters."""
    return float(len(_own_text(case)) <= 2)


def is_long(case: Case) -> float:
    """Four words and more."""
    return float(len(_own_text(case).split()) >= 4)


def share_of_letters(case: Case) -> float:
    text = "".join(_own_text(case).split())
    return sum(char.isalpha() for char in text) / max(len(text), 1)


def share_known(case: Case) -> float:
    """Which share of its words occurs elsewhere in the run."""
    words = _own_text(case).split()
    return sum(known_elsewhere(case, word) > 0 for word in words) / max(len(words), 1)


def mean_confidence_over_90(case: Case) -> float:
    return float(sum(word.confidence or 0.0 for word in case.words) / max(len(case.words), 1) >= SURE)


def stands_in_a_typed_line(case: Case) -> float:
    """Which share of the other words of its line the transcript has."""
    lines = case.layout.lines_of(case.difference)
    words = sum(len(pair.words) for pair in case.difference.pairs)
    return case.layout.share_placed(lines, without=words)


def stands_between_typed_words(case: Case) -> float:
    """The words right before and after it in its line are in the transcript."""
    return float(case.layout.is_enclosed(case.difference))


def stands_between_typed_lines(case: Case) -> float:
    """The transcript has the line before and the line after."""
    lines = case.layout.lines_of(case.difference)
    before, after = range(lines.start - 1, lines.start), range(lines.stop, lines.stop + 1)
    return min(case.layout.share_placed(before), case.layout.share_placed(after))


def fills_its_line(case: Case) -> float:
    """It is all that stands in its line or lines."""
    lines = case.layout.lines_of(case.difference)
    return float(sum(case.layout.placed[line][0] for line in lines) == 0)


def repeats_its_neighbour(case: Case) -> float:
    """The same words stand right before or after it."""
    return float(stands_beside(case, _own_text(case)))


def has_no_room(case: Case) -> float:
    """The words before and after stand so close that nothing fits between them."""
    room = room_for(case.difference, case.alignment)
    return float(room is not None and room < 0.4)


def has_room(case: Case) -> float:
    room = room_for(case.difference, case.alignment)
    return float(room is not None and room >= 0.4)


def _own_text(case: Case) -> str:
    return case.difference.reference or case.difference.ocr
