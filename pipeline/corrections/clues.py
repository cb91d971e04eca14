"""What speaks for the transcript, and what for the OCR. Each clue is a plain question with a small number for answer.

There are three kinds of cases, each with its own clues: both sides read something (``READING_CLUES``), the OCR alone
(``MISSING_CLUES``), the transcript alone (``EXTRA_CLUES``). A positive weight means that the transcript is wrong.
"""

from __future__ import annotations

from pipeline.corrections.absence_clues import (
    fills_its_line,
    has_no_room,
    has_room,
    is_long,
    is_short,
    mean_confidence_over_90,
    repeats_its_neighbour,
    share_known,
    share_of_letters,
    stands_between_typed_lines,
    stands_between_typed_words,
    stands_in_a_typed_line,
)
from pipeline.corrections.case import Clue
from pipeline.corrections.engine_clues import (
    confidence_over,
    second_reading_agrees,
    second_reading_confirms_transcript,
    second_reading_differs,
)
from pipeline.corrections.reading_clues import (
    case_only,
    common_confusion,
    figures_differ,
    letters_lacking_in_ocr,
    letters_lacking_in_transcript,
    looks_like_misreading,
    looks_like_slip,
    many_edits,
    ocr_reads_its_neighbour,
    ocr_word_commoner,
    ocr_word_known,
    ocr_word_odd,
    only_ocr_word_known,
    only_transcript_word_known,
    readings_unlike,
    signs_only,
    spelling,
    transcript_lacks_words,
    transcript_word_commoner,
    transcript_word_known,
    transcript_word_odd,
    words_split,
)
from pipeline.model.difference import Difference

READING_CLUES: tuple[Clue, ...] = (
    confidence_over(0.5),
    confidence_over(0.8),
    confidence_over(0.9),
    confidence_over(0.95),
    second_reading_agrees,
    second_reading_confirms_transcript,
    second_reading_differs,
    ocr_word_known,
    transcript_word_known,
    only_ocr_word_known,
    only_transcript_word_known,
    ocr_word_commoner,
    transcript_word_commoner,
    spelling,
    ocr_word_odd,
    transcript_word_odd,
    looks_like_misreading,
    looks_like_slip,
    letters_lacking_in_transcript,
    letters_lacking_in_ocr,
    common_confusion,
    many_edits,
    signs_only,
    case_only,
    figures_differ,
    words_split,
    transcript_lacks_words,
    readings_unlike,
    ocr_reads_its_neighbour,
)
MISSING_CLUES: tuple[Clue, ...] = (
    confidence_over(0.5),
    confidence_over(0.8),
    mean_confidence_over_90,
    second_reading_agrees,
    second_reading_differs,
    is_short,
    is_long,
    share_of_letters,
    share_known,
    repeats_its_neighbour,
    stands_in_a_typed_line,
    stands_between_typed_words,
    stands_between_typed_lines,
    fills_its_line,
)
EXTRA_CLUES: tuple[Clue, ...] = (
    repeats_its_neighbour,
    has_no_room,
    has_room,
    is_long,
    is_short,
    share_of_letters,
    share_known,
)


def clues_for(difference: Difference) -> tuple[str, tuple[Clue, ...]]:
    """Return the name of a difference's family, and its clues."""
    if not difference.reference:
        return "missing", MISSING_CLUES
    if not difference.ocr:
        return "extra", EXTRA_CLUES
    return "reading", READING_CLUES
