"""The numbers of ocreval 7 (the ISRI Analytic Tools): character and word accuracy, marks, accuracy after correction.

Characters are code points, blanks made alike and runs of them reduced. In the reference ``~`` is a wildcard that
stands for at most one character; in the OCR text ``~`` is a rejected character, and ``^`` marks the character after
it as suspect. Every gap between two matches costs as many errors as its longer side has characters, wildcards paid.

Words are UAX #29 segments that begin with a letter, mark, figure, connector or private use character, in small
letters and normalization form C. The words of the reference that no longest common subsequence with the OCR contains
are errors: words that the OCR adds cost nothing.

Rates here are errors over characters or words: ocreval prints one minus them, and dashes where there are none.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq, Levenshtein

from pipeline.model.counts import Tally
from pipeline.scores.distances import as_strings, distance_between
from pipeline.scores.profiles.profile import Profile
from pipeline.scores.profiles.ukkonen import WILDCARD, match_runs
from pipeline.text.normalization import to_nfc
from pipeline.text.words import split_segments

SUSPECT = "^"
NEVER_EQUAL = "\uffff"
"""A noncharacter in place of a rejected character, which matches nothing."""
MOST_EDITS = 2000
"""Edits above which the ISRI alignment would take too long: the figures are then marked as not exact."""
_BLANKS = "\t\v\f\r\u00a0"
_WORD_START = ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Co")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as ocreval compares it."""

    characters: str
    suspects: frozenset[int]
    """Indices of the characters that were marked as suspect."""

    @property
    def marks(self) -> int:
        """How many characters are rejected or suspect."""
        suspects = sum(self.characters[index] != WILDCARD for index in self.suspects)
        return self.characters.count(WILDCARD) + suspects


@dataclass(frozen=True, slots=True)
class _Accuracy:
    """What the accuracy report counts."""

    length: int
    """Characters of the reference without wildcards."""
    errors: int
    unmarked: int
    """Errors in gaps without a mark."""
    false_marks: int
    """Suspect markers at characters that are right."""
    is_exact: bool


def read_text(content: str) -> _Text:
    """Take the marks out of a text and compress its spacing.

    >>> read_text(" a^b\\t c \\n\\n d ")
    _Text(characters='ab c\\nd', suspects=frozenset({1}))
    """
    characters: list[str] = []
    suspects: list[bool] = []
    is_suspect = False
    for character in content:
        if character == SUSPECT:
            is_suspect = True
            continue
        characters.append(" " if _is_blank(character) else character)
        suspects.append(is_suspect)
        is_suspect = False
    kept = _compress(characters, suspects)
    return _Text(
        "".join(characters[index] for index in kept),
        frozenset(place for place, index in enumerate(kept) if suspects[index]),
    )


def _is_blank(character: str) -> bool:
    return character in _BLANKS or (character != "\n" and unicodedata.category(character) in ("Zs", "Zl", "Zp"))


def _compress(characters: list[str], suspects: list[bool]) -> list[int]:
    """Return the indices that stay: no blank beside another or at a line's ends, no empty line.

    A suspect marker on a blank that goes is handed to the blank after it.
    """
    kept: list[int] = []
    is_line_begun = False
    for index, character in enumerate(characters):
        following = characters[index + 1] if index + 1 < len(characters) else ""
        is_spare_blank = character == " " and (not is_line_begun or following in ("", " ", "\n"))
        if is_spare_blank or (character == "\n" and not is_line_begun):
            if is_line_begun and following == " ":
                suspects[index + 1] |= suspects[index]
            continue
        is_line_begun = character != "\n"
        kept.append(index)
    return kept


def count_characters(reference: str, ocr: str) -> Tally:
    accuracy = _count_accuracy(read_text(reference), read_text(ocr))
    return Tally(accuracy.errors, accuracy.length, accuracy.is_exact)


def count_marked(reference: str, ocr: str) -> Tally:
    """Characters marked: rejected characters and suspect markers, over the characters of the reference."""
    text, ocr_text = read_text(reference), read_text(ocr)
    length = len(text.characters) - text.characters.count(WILDCARD)
    return Tally(ocr_text.marks, length)


def count_false_marks(reference: str, ocr: str) -> Tally:
    """Suspect markers at right characters, over all marks."""
    text, ocr_text = read_text(reference), read_text(ocr)
    if not ocr_text.suspects:
        return Tally(0, ocr_text.marks)
    accuracy = _count_accuracy(text, ocr_text)
    return Tally(accuracy.false_marks, ocr_text.marks, accuracy.is_exact)


def count_after_correction(reference: str, ocr: str) -> Tally:
    """Errors left when a person corrects every gap that bears a mark."""
    accuracy = _count_accuracy(read_text(reference), read_text(ocr))
    return Tally(accuracy.unmarked, accuracy.length, accuracy.is_exact)


def _count_accuracy(text: _Text, ocr_text: _Text) -> _Accuracy:
    reference, ocr = text.characters, ocr_text.characters
    distance = distance_between(reference, ocr.replace(WILDCARD, NEVER_EQUAL))
    if not ocr_text.suspects and WILDCARD not in reference and WILDCARD not in ocr:
        return _Accuracy(len(reference), distance, distance, 0, True)
    is_exact = distance <= MOST_EDITS
    runs = match_runs(reference, ocr) if is_exact else _any_runs(reference, ocr)
    marks_at = [index in ocr_text.suspects or character == WILDCARD for index, character in enumerate(ocr)]
    errors = unmarked = false_marks = done = ocr_done = 0
    for start, ocr_start, length in [*runs, (len(reference), len(ocr), 0)]:
        cost = _cost_of_gap(reference[done:start], ocr_start - ocr_done)
        errors += cost
        unmarked += 0 if any(marks_at[ocr_done:ocr_start]) else cost
        done, ocr_done = start + length, ocr_start + length
        false_marks += sum(marks_at[ocr_start:ocr_done])
    characters = len(reference) - reference.count(WILDCARD)
    return _Accuracy(characters, errors, unmarked, false_marks, is_exact)


def _any_runs(reference: str, ocr: str) -> list[tuple[int, int, int]]:
    """Return the matching runs of some cheapest alignment, for texts too far apart for that of the ISRI tools."""
    steps = Levenshtein.opcodes(reference, ocr.replace(WILDCARD, NEVER_EQUAL))
    return [(step.src_start, step.dest_start, step.src_end - step.src_start) for step in steps if step.tag == "equal"]


def _cost_of_gap(reference: str, ocr_length: int) -> int:
    wildcards = reference.count(WILDCARD)
    return max(len(reference) - wildcards, ocr_length - wildcards, 0)


def split_words(text: str) -> list[str]:
    """Return the words of a text as ``wordacc`` compares them.

    >>> split_words("TOP  Secret__ No. 1.3")
    ['top', 'secret__', 'no', '1.3']
    """
    segments = split_segments("".join(map(_to_lower, read_text(text).characters)), private_letters=False)
    if len(segments) > 1 and unicodedata.category(segments[0][0]) in ("Cf", "Mn", "Me", "Mc"):
        segments[:2] = ["".join(segments[:2])]
    return [to_nfc(segment) for segment in segments if unicodedata.category(segment[0]) in _WORD_START]


def _to_lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def count_words(reference: str, ocr: str) -> Tally:
    words, ocr_words = as_strings(split_words(reference), split_words(ocr))
    return Tally(len(words) - LCSseq.similarity(words, ocr_words), len(words))


PROFILE = Profile(
    name="ocreval-7",
    version="1",
    source="ocreval 7.0, accuracy and wordacc",
    characters=count_characters,
    words=count_words,
    further=(
        ("characters-marked", count_marked),
        ("false-marks", count_false_marks),
        ("after-correction", count_after_correction),
    ),
)
