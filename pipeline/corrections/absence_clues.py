"""Clues where one side alone has text: is it dropped or doubled text, or a stamp, a scrap, ink the OCR missed?"""

from __future__ import annotations

from pipeline.corrections.case import Case, known_elsewhere, stands_beside
from pipeline.corrections.knowledge import SURE
from pipeline.corrections.layout import gaps_around, room_for


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


def is_only_letters(case: Case) -> float:
    return float("".join(_own_text(case).split()).strip(".,;:").isalpha())


# What a word of the text looks like; a speck, a stamp or a scrap of the margin does not


def letters_as_high_as_others(case: Case) -> float:
    """Each word is about as high as the page's typed words."""
    usual = case.layout.height
    heights = [word.box.height for word in case.words if word.box]
    return float(bool(heights) and all(0.55 * usual <= height <= 1.6 * usual for height in heights))


def letters_as_wide_as_others(case: Case) -> float:
    """The letters of each word are about as wide as those of the page's typed words."""
    usual = case.layout.pitch
    widths = [word.box.width / len(word.text) for word in case.words if word.box and len(word.text) > 1]
    return float(bool(widths) and all(0.75 * usual <= width <= 1.33 * usual for width in widths))


def stands_at_word_distance(case: Case) -> float:
    """The gaps to the words before and after it, in its line, are those between words."""
    return float(all(map(_is_word_gap, gaps_around(case.difference, case.alignment, case.layout))))


def stands_at_word_distance_on_one_side(case: Case) -> float:
    return float(any(map(_is_word_gap, gaps_around(case.difference, case.alignment, case.layout))))


def stands_within_a_line(case: Case) -> float:
    """There are words before and after it in its line."""
    return float(None not in gaps_around(case.difference, case.alignment, case.layout))


def _is_word_gap(gap: float | None) -> bool:
    return gap is not None and 0.2 <= gap <= 3


# Text that the transcript alone has


def doubled_without_room(case: Case) -> float:
    """It repeats its neighbour, and the page has no room for it."""
    return repeats_its_neighbour(case) * has_no_room(case)


def doubled_over_a_line_end(case: Case) -> float:
    """It repeats its neighbour, and its own neighbours stand in different lines."""
    return repeats_its_neighbour(case) * float(room_for(case.difference, case.alignment) is None)


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
