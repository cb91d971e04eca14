"""The numbers of Vidal, Toselli, Ríos-Vila and Calvo-Zaragoza, Pattern Recognition 142 (2023) 109695.

Texts are brought into normalization form C, every run of white space counts as one space. Characters are code points,
words are what stands between spaces. Beside CER and WER: bWER, which disregards the order of the words, and ΔWER, the
share of the WER that comes from their order.
"""

from __future__ import annotations

from pipeline.model.counts import Tally
from pipeline.scores.bags import compare_bags
from pipeline.scores.distances import distance_between, word_distance
from pipeline.scores.profiles.profile import Profile
from pipeline.text.normalization import squeeze_space, to_nfc


def normalize(text: str) -> str:
    return squeeze_space(to_nfc(text))


def count_characters(reference: str, ocr: str) -> Tally:
    reference, ocr = normalize(reference), normalize(ocr)
    return Tally(distance_between(reference, ocr), len(reference))


def count_words(reference: str, ocr: str) -> Tally:
    words, ocr_words = normalize(reference).split(), normalize(ocr).split()
    return Tally(word_distance(words, ocr_words), len(words))


def count_bag_errors(reference: str, ocr: str) -> Tally:
    """bWER: the errors that remain when the words may stand in any order."""
    return compare_bags(normalize(reference).split(), normalize(ocr).split()).error


def count_order_errors(reference: str, ocr: str) -> Tally:
    """ΔWER: WER less bWER."""
    words = count_words(reference, ocr)
    return Tally(words.errors - count_bag_errors(reference, ocr).errors, words.length)


PROFILE = Profile(
    name="vidal-2023",
    version="1",
    source="Vidal et al. 2023, as computed by E2EHTREval",
    characters=count_characters,
    words=count_words,
    further=(("bag-of-words", count_bag_errors), ("reading-order", count_order_errors)),
)
