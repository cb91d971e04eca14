"""Accuracy of the words that people search for: significant words, numbers, dates, names.

What makes a number, a date or a name is decided elsewhere and handed in; here it is only counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.alignment import Witness
from pipeline.model.counts import Tally
from pipeline.model.transcript import Token
from pipeline.scores.pairs import PairReading, read_tokens
from pipeline.text.words import split_words

WordTest = Callable[[str, str, str], bool]
"""Takes a word and what stands before and after it in the transcript; says whether it is of the class."""

CONTEXT = 40
"""Characters before and after a word that a test gets to see."""

_FUNCTION_WORDS = (
    "a about above after again against all also although am an and any are as at be because been before being below "
    "between both but by can could did do does doing down during each either few for from further had has have having "
    "he her here hers him himself his how however i if in into is it its itself may me might more most much must my "
    "neither no nor not now of off on once only onto or other our out over own per rather same shall she should since "
    "so some such than that the their them then there therefore these they this those though through thus to too "
    "under until up upon us very was we were what when where whether which while who whom whose why will with within "
    "without would yet you your"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""English words that nobody searches for."""


@dataclass(frozen=True, slots=True)
class WordClassCounts:
    """How the words of one class were read."""

    words: Tally = field(default_factory=Tally)
    """Wrong or not found at all, over all words of the class in the transcript."""
    lost: int = 0
    """Of the errors: words that the OCR has nothing for."""


def is_significant(word: str, before: str = "", after: str = "") -> bool:
    """Say whether a word is none of the function words: what Tanner, Muñoz and Ros (2009) call a significant word.

    >>> is_significant("Embassy"), is_significant("The"), is_significant("--")
    (True, False, False)
    """
    words = split_words(word)
    return bool(words) and not all(part.lower() in FUNCTION_WORDS for part in words)


def begins_with_capital(word: str, before: str = "", after: str = "") -> bool:
    """Say whether the first letter of a word is a capital."""
    return next((character.isupper() for character in word if character.isalpha()), False)


OWN_TESTS: Mapping[str, WordTest] = {"significant": is_significant, "capital-initial": begins_with_capital}


def count_word_classes(
    reference: Witness[Token], pairs: Sequence[PairReading], tests: Mapping[str, WordTest] = OWN_TESTS
) -> tuple[tuple[str, WordClassCounts], ...]:
    """Return the counts of each class of words, in the order of ``tests``; a word may belong to several.

    ``reference`` is the witness that ``pairs`` were read from. Words that the transcriber was not sure of are left out.
    """
    counts = dict.fromkeys(tests, WordClassCounts())
    wrong, lost = _judge(pairs)
    for index, token in enumerate(reference.units):
        if token.start not in wrong:
            continue
        span = reference.span(index)
        before, after = (
            reference.text[max(0, span.start - CONTEXT) : span.start],
            reference.text[span.end : span.end + CONTEXT],
        )
        for name, test in tests.items():
            if test(token.text, before, after):
                is_lost = token.start in lost
                tally = counts[name].words + Tally(int(wrong[token.start] or is_lost), 1)
                counts[name] = WordClassCounts(tally, counts[name].lost + is_lost)
    return tuple(counts.items())


def _judge(pairs: Sequence[PairReading]) -> tuple[dict[int, bool], set[int]]:
    """Return by its start whether each token that the transcriber was sure of is wrong; and those not found."""
    wrong: dict[int, bool] = {}
    lost: set[int] = set()
    for read in pairs:
        if read.is_counted:
            wrong.update((each.token.start, each.is_wrong) for each in read_tokens(read))
        elif read.is_sure:
            lost.update(token.start for token in read.pair.tokens)
            wrong.update((token.start, True) for token in read.pair.tokens)
    return wrong, lost
