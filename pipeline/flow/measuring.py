"""What else can be said of a page laid beside its transcript: by kind of text, by class of word, by character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.differences.dates import is_date
from pipeline.differences.names import is_name, known_names
from pipeline.differences.numbers import figures
from pipeline.model.alignment import Alignment
from pipeline.model.counts import Tally
from pipeline.scores.bags import BagDifference, compare_bags
from pipeline.scores.confusions import Confusion, count_by_character, count_by_class, find_confusions
from pipeline.scores.order_free import count_moved, count_order_free
from pipeline.scores.pairs import read_pairs
from pipeline.scores.text_kinds import KindCounts, TextKind, count_by_kind
from pipeline.scores.word_classes import OWN_TESTS, WordClassCounts, WordTest, count_word_classes
from pipeline.text.words import split_words


@dataclass(frozen=True, slots=True)
class Details:
    """Figures beside the headline."""

    order_free: Tally
    moved_blocks: int
    bag: BagDifference
    kinds: tuple[tuple[TextKind, KindCounts], ...]
    word_classes: tuple[tuple[str, WordClassCounts], ...]
    confusions: tuple[Confusion, ...]
    classes: tuple[tuple[str, Tally], ...]


def measure_details(alignment: Alignment) -> Details:
    """Return every further figure of one page."""
    reference = alignment.reference.text
    pairs = read_pairs(alignment)
    return Details(
        order_free=count_order_free(alignment),
        moved_blocks=count_moved(alignment),
        bag=compare_bags(split_words(reference), split_words(alignment.ocr.text)),
        kinds=count_by_kind(pairs),
        word_classes=count_word_classes(alignment.reference, pairs, word_tests(reference)),
        confusions=find_confusions(pairs),
        classes=count_by_class(count_by_character(pairs)),
    )


def word_tests(reference: str) -> Mapping[str, WordTest]:
    """Return how the classes of words are told apart in this transcript."""
    known = known_names(reference)
    return {
        **OWN_TESTS,
        "number": lambda word, before, after: bool(figures(word)),
        "date": is_date,
        "name": lambda word, before, after: is_name(word, before, known),
    }
