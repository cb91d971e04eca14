"""The figures of this program for two plain texts: raw, on what a reader calls characters and words.

Characters are grapheme clusters; clusters that are canonically equivalent are equal. Every white space character
counts, save at the ends of the text. Words are those of UAX #29, with case and form as they are.
"""

from __future__ import annotations

from pipeline.model.counts import Tally
from pipeline.scores.distances import distance_between, word_distance
from pipeline.scores.profiles.profile import Profile
from pipeline.text.graphemes import as_symbols, split_graphemes
from pipeline.text.normalization import to_nfc
from pipeline.text.words import split_words


def count_characters(reference: str, ocr: str) -> Tally:
    symbols, ocr_symbols = as_symbols(split_graphemes(to_nfc(reference.strip())), split_graphemes(to_nfc(ocr.strip())))
    return Tally(distance_between(symbols, ocr_symbols), len(symbols))


def count_words(reference: str, ocr: str) -> Tally:
    words, ocr_words = split_words(to_nfc(reference)), split_words(to_nfc(ocr))
    return Tally(word_distance(words, ocr_words), len(words))


PROFILE = Profile(
    name="corrigenda",
    version="1",
    source="this program; see docs/metrics.md",
    characters=count_characters,
    words=count_words,
)
