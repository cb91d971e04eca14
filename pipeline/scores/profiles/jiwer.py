"""The numbers of jiwer 4 for one pair of texts, as its functions ``cer`` and ``wer`` give them.

Characters are code points of the stripped text, white space included. Runs of two or more white space characters
become one space, then words are cut at spaces alone: a single line break, tab or no-break space does not part them.

Where the reference is empty jiwer gives the number of insertions as its rate; here the rate is undefined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.model.counts import Tally
from pipeline.scores.distances import as_strings, distance_between
from pipeline.scores.profiles.profile import Profile

_SEVERAL_SPACES = re.compile(r"\s\s+")


@dataclass(frozen=True, slots=True)
class _Hits:
    """How many words of the two texts match on the path that jiwer takes."""

    hits: int
    length: int
    ocr_length: int
    edits: int


def split_words(text: str) -> list[str]:
    """Cut a text into words as jiwer does.

    >>> split_words(" foo\\nbar  baz ")
    ['foo\\nbar', 'baz']
    """
    return [word for word in _SEVERAL_SPACES.sub(" ", text).strip().split(" ") if word]


def count_characters(reference: str, ocr: str) -> Tally:
    reference, ocr = reference.strip(), ocr.strip()
    return Tally(distance_between(reference, ocr), len(reference))


def count_words(reference: str, ocr: str) -> Tally:
    counted = _count_hits(reference, ocr)
    return Tally(counted.edits, counted.length)


def count_match_errors(reference: str, ocr: str) -> Tally:
    """MER: edits over edits and hits."""
    counted = _count_hits(reference, ocr)
    return Tally(counted.edits, counted.edits + counted.hits)


def count_lost_information(reference: str, ocr: str) -> Tally:
    """WIL: one minus the product of the shares of hits in either text."""
    counted = _count_hits(reference, ocr)
    possible = counted.length * counted.ocr_length
    return Tally(possible - counted.hits**2, possible)


def _count_hits(reference: str, ocr: str) -> _Hits:
    words, ocr_words = as_strings(split_words(reference), split_words(ocr))
    steps = Levenshtein.opcodes(words, ocr_words)
    hits = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    edits = sum(
        max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in steps if step.tag != "equal"
    )
    return _Hits(hits, len(words), len(ocr_words), edits)


PROFILE = Profile(
    name="jiwer-4",
    version="1",
    source="jiwer 4.0.0, functions cer, wer, mer, wil",
    characters=count_characters,
    words=count_words,
    further=(("match-error", count_match_errors), ("word-information-lost", count_lost_information)),
)
