"""Words without their order: how two collections differ when only what occurs, and how often, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.counts import Tally


@dataclass(frozen=True, slots=True)
class BagDifference:
    """How the words of two texts differ as multisets."""

    lost: int
    """Words of the reference that the OCR has too few of."""
    added: int
    """Words of the OCR that the reference has too few of."""
    length: int
    """Words of the reference."""
    ocr_length: int

    @property
    def common(self) -> int:
        return self.length - self.lost

    @property
    def error(self) -> Tally:
        """bWER of Vidal et al. 2023, the order independent WER of ocrevalUAtion: ``max(lost, added) / length``."""
        return Tally(max(self.lost, self.added), self.length)

    @property
    def normalized_error(self) -> Tally:
        """The bag-of-words error of the OCR-D specification: ``(lost + added) / (length + ocr_length)``."""
        return Tally(self.lost + self.added, self.length + self.ocr_length)

    @property
    def missed(self) -> Tally:
        """One minus the recall: words lost, of those in the reference."""
        return Tally(self.lost, self.length)

    @property
    def spurious(self) -> Tally:
        """One minus the precision: words added, of those in the OCR."""
        return Tally(self.added, self.ocr_length)


def compare_bags(words: Iterable[str], ocr_words: Iterable[str]) -> BagDifference:
    """Compare two collections of words as multisets.

    >>> compare_bags("a a b".split(), "a b b b".split()).error
    Tally(errors=2, length=3, is_exact=True)
    """
    bag, ocr_bag = Counter(words), Counter(ocr_words)
    return BagDifference((bag - ocr_bag).total(), (ocr_bag - bag).total(), bag.total(), ocr_bag.total())
