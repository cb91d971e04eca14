"""What speaks for the transcript, and what for the OCR. Each clue is a plain question with a small number for answer.

There are three kinds of cases, each with its own clues: both sides read something (``READING_CLUES``), the OCR alone
(``MISSING_CLUES``), the transcript alone (``EXTRA_CLUES``). A positive weight means that the transcript is wrong.
"""

from __future__ import annotations

from pipeline.corrections.absence_clues import (
    doubled_over_a_line_end,
    doubled_without_room,
    fills_its_line,
    has_no_room,
    has_room,
    is_long,
    is_only_letters,
    is_short,
    letters_as_high_as_others,
    letters_as_wide_as_others,
    mean_confidence_over_90,
    repeats_its_neighbour,
    share_known,
    share_of_letters,
    stands_at_word_distance,
    stands_at_word_distance_on_one_side,
    stands_between_typed_lines,
    stands_between_typed_words,
    stands_in_a_typed_line,
    stands_within_a_line,
)
from pipeline.corrections.case import Clue
from pipeline.corrections.engine_clues import (
    confidence_over,
    second_reading_agrees,
    second_reading_confirms_transcript,
    second_reading_differs,
)
from pipeline.corrections.reading_clues import (
    both_words_listed,
    case_only,
    common_confusion,
    commoner_in_the_language,
    figures_differ,
    is_no_small_word,
    letters_lacking_in_ocr,
    letters_lacking_in_transcript,
    looks_like_misreading,
    looks_like_slip,
    many_edits,
    neither_word_listed,
    ocr_reads_its_neighbour,
    ocr_word_commoner,
    ocr_word_known,
    ocr_word_odd,
    one_letter_differs,
    only_ocr_word_known,
    only_ocr_word_listed,
    only_transcript_word_known,
    only_transcript_word_listed,
    readings_unlike,
    signs_only,
    space_lacking_in_ocr,
    space_lacking_in_transcript,
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
    confidence_over(0.96),
    second_reading_agrees,
    second_reading_confirms_transcript,
    second_reading_differs,
    ocr_word_known,
    transcript_word_known,
    only_ocr_word_known,
    only_transcript_word_known,
    ocr_word_commoner,
    transcript_word_commoner,
    only_ocr_word_listed,
    only_transcript_word_listed,
    both_words_listed,
    neither_word_listed,
    commoner_in_the_language,
    spelling,
    ocr_word_odd,
    transcript_word_odd,
    looks_like_misreading,
    looks_like_slip,
    letters_lacking_in_transcript,
    letters_lacking_in_ocr,
    one_letter_differs,
    is_no_small_word,
    common_confusion,
    many_edits,
    signs_only,
    case_only,
    figures_differ,
    words_split,
    space_lacking_in_transcript,
    space_lacking_in_ocr,
    transcript_lacks_words,
    readings_unlike,
    ocr_reads_its_neighbour,
)
MISSING_CLUES: tuple[Clue, ...] = (
    confidence_over(0.8),
    confidence_over(0.85),
    confidence_over(0.96),
    mean_confidence_over_90,
    second_reading_agrees,
    is_short,
    is_long,
    share_of_letters,
    share_known,
    stands_in_a_typed_line,
    stands_between_typed_words,
    stands_between_typed_lines,
    fills_its_line,
    is_only_letters,
    letters_as_high_as_others,
    letters_as_wide_as_others,
    stands_at_word_distance,
    stands_at_word_distance_on_one_side,
    stands_within_a_line,
)
EXTRA_CLUES: tuple[Clue, ...] = (
    repeats_its_neighbour,
    doubled_without_room,
    doubled_over_a_line_end,
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
