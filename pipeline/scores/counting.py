"""Every edit between a transcript and the OCR text, counted once, by its cause.

The raw distance is that between the grapheme clusters of the transcript as it lies in the file, markup and all, and
those of the OCR text with its lines. Its edits are taken from a minimal edit script, and each gets the cause that the
alignment gives for the characters it touches: so the causes add up to the raw distance exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.model.alignment import Alignment
from pipeline.model.counts import Cause, Counts, Tally
from pipeline.model.transcript import Token
from pipeline.scores.distances import word_distance
from pipeline.scores.labels import label_characters
from pipeline.scores.raw_script import find_script
from pipeline.scores.raw_text import agreed_stretches, ocr_raw_text, reference_raw_text
from pipeline.scores.run_causes import Sides, explain_run
from pipeline.text.graphemes import as_symbols
from pipeline.text.words import split_words


def count_errors(alignment: Alignment, tokens: Sequence[Token], ocr_text: str | None = None) -> Counts:
    """Count the edits between ``tokens``, as they lie in the file, and the OCR text of ``alignment``.

    ``tokens`` are those the alignment was made from, with markup, notes and white space. ``ocr_text`` is the file the
    words came from, where it says more about white space than the page. White space at either end of the two texts is
    left out. Words are those of UAX #29.
    """
    labels = label_characters(alignment)
    reference = reference_raw_text(alignment, tokens, labels.reference)
    ocr = ocr_raw_text(alignment, labels.ocr, ocr_text)
    symbols, ocr_symbols = as_symbols(reference.clusters, ocr.clusters)
    script = find_script(symbols, ocr_symbols, agreed_stretches(reference, ocr, labels.agreed))
    is_detour_moved = not script.is_following and Cause.MOVED in labels.reference
    guided = Sides(reference, ocr)
    free = guided
    if not all(run.is_guided for run in script.runs):
        free = Sides(reference, ocr_raw_text(alignment, labels.ocr_alone, ocr_text), is_detour_moved)
    causes: Counter[Cause] = Counter()
    for run in script.runs:
        causes.update(explain_run(run.steps, guided if run.is_guided else free))
    words, ocr_words = split_words(reference.text), split_words(ocr.text)
    return Counts(
        characters=Tally(script.distance, len(reference.clusters), script.is_exact),
        words=Tally(word_distance(words, ocr_words), len(words)),
        recognition=labels.recognition,
        recognition_words=labels.recognition_words,
        causes=tuple((cause, causes[cause]) for cause in Cause if causes[cause]),
        pages=1,
    )
