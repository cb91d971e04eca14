"""Words at the ends of a match that belong to it, though they were too few or too common to be found alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from pipeline.alignment.links import Extent, group_units
from pipeline.alignment.optimal import optimal_steps
from pipeline.alignment.patchwork import Coverage, Match, Patchwork

REACH = 60
"""Characters behind an end that are looked at."""
AGREEMENT = 0.5
"""Share of equal characters that each word must show."""
LONGEST_HOLE = 3
"""Characters, blanks included, that may be passed over on either side."""
_NEXT_WORD = re.compile(r"\s?\S+")


def grown(reference: str, ocr: str, matches: Sequence[Match], repeats: Sequence[Match]) -> list[Match]:
    """Return the matches with what follows and what precedes them on both sides, where nothing else claims it."""
    forward = _grown(reference, ocr, matches, repeats)
    lengths = len(reference), len(ocr)
    backward = _grown(reference[::-1], ocr[::-1], _mirrored(forward, *lengths), _mirrored(repeats, *lengths))
    return _mirrored(backward, *lengths)


def _mirrored(matches: Iterable[Match], length: int, ocr_length: int) -> list[Match]:
    """Return the matches as they stand when both texts are read backward."""
    return [
        Match(length - end, length - start, ocr_length - ocr_end, ocr_length - ocr_start, equal)
        for start, end, ocr_start, ocr_end, equal in matches
    ]


def _grown(reference: str, ocr: str, matches: Sequence[Match], repeats: Sequence[Match]) -> list[Match]:
    covered = Coverage(reference, ((match.start, match.end) for match in matches))
    ocr_covered = Coverage(ocr, ((match.ocr_start, match.ocr_end) for match in (*matches, *repeats)))
    found: list[Match] = []
    for match in matches:
        behind, ocr_behind = covered.behind(match.end, REACH), ocr_covered.behind(match.ocr_end, REACH)
        longer = _with_rest_of_word(match, reference[slice(*behind)], ocr[slice(*ocr_behind)], reference, ocr)
        # What followed on one side was part of the last word: nothing of it is left to be compared.
        found.append(longer if longer != match else _with_followers(match, behind, ocr_behind, reference, ocr))
    return found


def _with_rest_of_word(match: Match, behind: str, ocr_behind: str, reference: str, ocr: str) -> Match:
    """Return a match with the rest of its last word, where the engine split it, or merged it with what follows."""
    word, ocr_word = reference[match.start : match.end].split()[-1], ocr[match.ocr_start : match.ocr_end].split()[-1]
    if word == ocr_word:
        return match
    edits = Levenshtein.distance(word, ocr_word)
    if end := _rest_of_word(behind):
        rest = behind[:end].strip()
        gain = edits - Levenshtein.distance(word + rest, ocr_word)
        if 2 * gain > len(rest):
            return match._replace(end=match.end + end, equal=match.equal + gain)
    if end := _rest_of_word(ocr_behind):
        rest = ocr_behind[:end].strip()
        gain = edits - Levenshtein.distance(word, ocr_word + rest)
        if 2 * gain > len(rest):
            return match._replace(ocr_end=match.ocr_end + end, equal=match.equal + gain)
    return match


def _rest_of_word(behind: str) -> int:
    """Return where the first word behind a match ends; 0 where none follows at once."""
    found = _NEXT_WORD.match(behind)
    return found.end() if found else 0


def _with_followers(match: Match, behind: Extent, ocr_behind: Extent, reference: str, ocr: str) -> Match:
    """Return a match with those words behind it that agree, one after the other."""
    rest, ocr_rest = Patchwork(reference, (behind,)), Patchwork(ocr, (ocr_behind,))
    if not (rest.words and ocr_rest.words):
        return match
    here = there = equal = 0
    for group in group_units(rest.words, ocr_rest.words, optimal_steps(rest.text, ocr_rest.text)):
        start, end = rest.words[group.first_token][0], rest.words[group.end_token - 1][1]
        ocr_start, ocr_end = ocr_rest.words[group.first_word][0], ocr_rest.words[group.end_word - 1][1]
        if max(start - here, ocr_start - there) > LONGEST_HOLE:
            break
        if group.equal < AGREEMENT * max(end - start, ocr_end - ocr_start):
            break
        here, there, equal = end, ocr_end, equal + group.equal
    if not equal:
        return match
    return match._replace(end=behind[0] + here, ocr_end=ocr_behind[0] + there, equal=match.equal + equal)
