"""Flexible character accuracy: Clausner, Pletschacher, Antonacopoulos, Pattern Recognition Letters 131 (2020) 390-397.

The order of the lines does not matter. The longest line of the reference is laid along every line of the OCR; the
match with the least penalty is taken out, what is left of the two lines goes back to the others, and so on; what
finds no match is deleted or inserted. This is done with 768 sets of weights, and the best accuracy counts. Line breaks
are no characters. Details the paper leaves open (ties, several longest lines, matches stretched at their end) follow
the implementation by B. Marx for dinglehopper.

Slow: some seconds for a page of 2,000 characters. FCA knows no words: the word rate here is bWER.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product, takewhile
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from pipeline.model.counts import Tally
from pipeline.scores.profiles.profile import Profile
from pipeline.scores.profiles.vidal import count_bag_errors

_WEIGHTS = tuple(product(range(15, 31, 5), range(0, 24, 3), range(4), range(6)))
"""For the edit cost, the difference in length, the offset of the match, and the length of the shorter line."""


class _Part(NamedTuple):
    """A line, or what is left of one."""

    text: str
    line: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> _Part:
        return _Part(self.text[start:end], self.line, self.start + start)

    def without(self, taken: _Part) -> list[_Part]:
        """Return what stands before and after ``taken``."""
        before, after = self.cut(0, max(0, taken.start - self.start)), self.cut(taken.end - self.start)
        return [part for part in (before, after) if part.text]


class _Edits(NamedTuple):
    equal: int
    substituted: int
    deleted: int
    inserted: int

    @property
    def errors(self) -> int:
        return self.substituted + self.deleted + self.inserted

    @property
    def cost(self) -> int:
        return self.deleted + self.inserted + 2 * self.substituted

    @property
    def accuracy(self) -> float:
        length = self.equal + self.substituted + self.deleted
        if not length:
            return 1.0 if not self.inserted else float(-self.inserted)
        return 1 - self.errors / length


class _Match(NamedTuple):
    reference: _Part
    ocr: _Part
    edits: _Edits


@dataclass(frozen=True, slots=True)
class _Matcher:
    """Matches parts of lines; remembers what it has worked out."""

    edits: dict[tuple[str, str], _Edits]
    matches: dict[tuple[_Part, _Part], _Match | None]

    def compare(self, reference: _Part, ocr: _Part) -> _Match:
        key = (reference.text, ocr.text)
        if key not in self.edits:
            self.edits[key] = _count_edits(*key)
        return _Match(reference, ocr, self.edits[key])

    def match(self, reference: _Part, ocr: _Part) -> _Match | None:
        key = (reference, ocr)
        if key not in self.matches:
            self.matches[key] = self._find_match(reference, ocr)
        return self.matches[key]

    def _find_match(self, reference: _Part, ocr: _Part) -> _Match | None:
        """Move the shorter part along the longer one; keep the cheapest place, made longer where that is cheaper."""
        shorter = min(len(reference.text), len(ocr.text))
        if not shorter:
            return None
        best: _Match | None = None
        for match in self._places(reference, ocr, shorter):
            if match.edits.substituted < shorter and (best is None or match.edits.cost < best.edits.cost):
                best = match
        if best and (best.edits.deleted or best.edits.substituted):
            best = self._stretch(best, reference, ocr, shorter)
        nothing = self.compare(reference, ocr._replace(text=""))
        return nothing if best is None or nothing.edits.cost < best.edits.cost else best

    def _places(self, reference: _Part, ocr: _Part, shorter: int) -> Iterator[_Match]:
        windows = [reference.cut(i, i + shorter) for i in range(len(reference.text) - shorter + 1)]
        ocr_windows = [ocr.cut(j, j + shorter) for j in range(len(ocr.text) - shorter + 1)]
        for part, ocr_part in product([*windows, reference], [*ocr_windows, ocr]):
            yield self.compare(part, ocr_part)

    def _stretch(self, best: _Match, reference: _Part, ocr: _Part, shorter: int) -> _Match:
        start, ocr_start = best.reference.start - reference.start, best.ocr.start - ocr.start
        length = len(best.reference.text)
        for longer in range(length + 1, length + best.edits.deleted + best.edits.substituted + 1):
            match = self.compare(reference.cut(start, start + longer), ocr.cut(ocr_start, ocr_start + longer))
            if match.edits.cost < best.edits.cost and match.edits.substituted < shorter:
                best = match
        return best


def _count_edits(reference: str, ocr: str) -> _Edits:
    counts = {"equal": 0, "replace": 0, "delete": 0, "insert": 0}
    for step in Levenshtein.opcodes(reference, ocr):
        counts[step.tag] += max(step.src_end - step.src_start, step.dest_end - step.dest_start)
    return _Edits(counts["equal"], counts["replace"], counts["delete"], counts["insert"])


def _penalty(reference: _Part, ocr: _Part, match: _Match, weights: tuple[int, int, int, int]) -> float:
    difference = abs(len(reference.text) - len(ocr.text))
    offset = 0.0
    if difference > 1:
        position = max(match.reference.start - reference.start, match.ocr.start - ocr.start)
        offset = difference / 2 - abs(position - difference / 2)
    shorter = min(len(reference.text), len(ocr.text))
    by_cost, by_difference, by_offset, by_length = weights
    return match.edits.cost * by_cost + difference * by_difference + offset * by_offset - shorter * by_length


def _match_longest(
    parts: list[_Part], ocr_parts: list[_Part], matcher: _Matcher, weights: tuple[int, int, int, int]
) -> _Match:
    """Take the best match of the longest parts of the reference out of both lists."""
    threshold = min(len(parts[0].text), len(ocr_parts[0].text)) - 1
    best: tuple[_Match, _Part, _Part] | None = None
    for part in takewhile(lambda part: len(part.text) > threshold, parts):
        found = [(match, ocr_part) for ocr_part in ocr_parts if (match := matcher.match(part, ocr_part))]
        match, ocr_part = min(found, key=lambda pair: _penalty(part, pair[1], pair[0], weights))
        if best is None or match.edits.accuracy > best[0].edits.accuracy:
            best = (match, part, ocr_part)
        if best[0].edits.accuracy >= 1:
            break
    assert best is not None
    match, part, ocr_part = best
    _take_out(part, match.reference, parts)
    _take_out(ocr_part, match.ocr, ocr_parts)
    return match


def _take_out(part: _Part, taken: _Part, parts: list[_Part]) -> None:
    parts.remove(part)
    if len(taken.text) < len(part.text):
        parts.extend(part.without(taken))
        parts.sort(key=lambda part: len(part.text), reverse=True)


def _split_lines(text: str) -> list[_Part]:
    parts = [_Part(line, number, 0) for number, line in enumerate(text.splitlines()) if line]
    return sorted(parts, key=lambda part: len(part.text), reverse=True)


def _count_with(reference: str, ocr: str, matcher: _Matcher, weights: tuple[int, int, int, int]) -> Tally:
    parts, ocr_parts = _split_lines(reference), _split_lines(ocr)
    errors = 0
    while parts and ocr_parts:
        errors += _match_longest(parts, ocr_parts, matcher, weights).edits.errors
    errors += sum(len(part.text) for part in (*parts, *ocr_parts))
    return Tally(errors, sum(len(line) for line in reference.splitlines()))


def count_characters(reference: str, ocr: str) -> Tally:
    """Return the fewest errors that any of the sets of weights finds."""
    matcher = _Matcher({}, {})
    best: Tally | None = None
    for weights in _WEIGHTS:
        tally = _count_with(reference, ocr, matcher, weights)
        if best is None or tally.errors < best.errors:
            best = tally
        if not best.errors:
            break
    assert best is not None
    return best


PROFILE = Profile(
    name="fca-2020",
    version="1",
    source="Clausner et al. 2020, flexible character accuracy",
    characters=count_characters,
    words=count_bag_errors,
)
