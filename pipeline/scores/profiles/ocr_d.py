"""The numbers of the OCR-D specification of evaluation (2023): normalized rates, which cannot exceed 1.

Characters are grapheme clusters of the text in normalization form C, private use characters spelled out, byte order
marks and directional marks left out. The rate is edits over edits and hits. Several shortest edit scripts may exist,
with other numbers of hits; the specification does not say which counts, here it is the one rapidfuzz finds.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from pipeline.model.counts import Tally
from pipeline.scores.bags import compare_bags
from pipeline.scores.distances import as_strings
from pipeline.scores.profiles.dinglehopper import EQUIVALENCES
from pipeline.scores.profiles.profile import Profile
from pipeline.text.graphemes import as_symbols, split_graphemes
from pipeline.text.normalization import to_nfc
from pipeline.text.words import split_words

_PRIVATE = tuple((variant, plain) for variant, plain in EQUIVALENCES if "\ue000" <= variant <= "\uf8ff")
_UNSEEN = str.maketrans(dict.fromkeys("\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def normalize(text: str) -> str:
    """Return the text in form C, without private use characters that have a spelling, and without unseen marks."""
    if text.isascii():
        return text
    text = to_nfc(text.translate(_UNSEEN))
    for variant, plain in _PRIVATE:
        text = text.replace(variant, plain)
    return to_nfc(text)


def count_characters(reference: str, ocr: str) -> Tally:
    return _count_over_path(*as_symbols(split_graphemes(normalize(reference)), split_graphemes(normalize(ocr))))


def count_words(reference: str, ocr: str) -> Tally:
    return _count_over_path(*as_strings(split_words(normalize(reference)), split_words(normalize(ocr))))


def count_bag_errors(reference: str, ocr: str) -> Tally:
    """Bag-of-words error: words that either side has too many of, over the words of both."""
    return compare_bags(split_words(normalize(reference)), split_words(normalize(ocr))).normalized_error


def _count_over_path(reference: str, ocr: str) -> Tally:
    steps = Levenshtein.opcodes(reference, ocr)
    length = sum(max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in steps)
    hits = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    return Tally(length - hits, length)


PROFILE = Profile(
    name="ocr-d",
    version="1",
    source="OCR-D specification of quality assurance, ocrd_eval, 2023",
    characters=count_characters,
    words=count_words,
    further=(("bag-of-words", count_bag_errors),),
)
