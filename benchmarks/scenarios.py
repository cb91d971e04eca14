"""Pages whose text stands in another order than the transcript, with the truth about every word."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise

from noisy_text import NoisyLine, NoisyWord, Reading, read_noisily

Numbered = Sequence[tuple[int, str]]
COLUMN_WIDTH = 38


def in_order(words: Numbered, rate: float, rng: random.Random) -> Reading:
    """Read the words as they stand."""
    return read_noisily(words, rate, rng)


def columns_read_across(words: Numbered, rate: float, rng: random.Random) -> Reading:
    """Two pages of two columns, each read straight across."""
    lines: list[NoisyLine] = []
    edits = 0
    half = len(words) // 2
    for page in (words[:half], words[half:]):
        middle = len(page) // 2
        left = read_noisily(page[:middle], rate, rng, width=COLUMN_WIDTH)
        right = read_noisily(page[middle:], rate, rng, width=COLUMN_WIDTH)
        edits += left.edits + right.edits
        for number in range(max(len(left.lines), len(right.lines))):
            beside = (column.lines[number].words for column in (left, right) if number < len(column.lines))
            lines.append(NoisyLine(tuple(word for part in beside for word in part)))
    return Reading(tuple(lines), edits)


def blocks_shuffled(words: Numbered, rate: float, rng: random.Random) -> Reading:
    """Six paragraphs in another order."""
    cuts = [0, *sorted(rng.sample(range(20, len(words) - 20), 5)), len(words)]
    parts = [words[start:end] for start, end in pairwise(cuts)]
    rng.shuffle(parts)
    return _joined([read_noisily(part, rate, rng) for part in parts])


def halves_swapped(words: Numbered, rate: float, rng: random.Random) -> Reading:
    """The second half before the first."""
    half = len(words) // 2
    return _joined([read_noisily(part, rate, rng) for part in (words[half:], words[:half])])


def marginalia(words: Numbered, rate: float, rng: random.Random) -> Reading:
    """Eight notes of 4 to 14 words that stand elsewhere on the page than in the transcript."""
    starts = sorted(rng.sample(range(0, len(words) - 20, 25), 8))
    notes, body, position = [], [], 0
    for start in starts:
        end = start + rng.randint(4, 14)
        body += words[position:start]
        notes.append(words[start:end])
        position = end
    reading = read_noisily([*body, *words[position:]], rate, rng)
    for note in notes:
        reading = _inserted(reading, read_noisily(note, rate, rng), rng)
    return reading


def stamps(words: Numbered, rate: float, rng: random.Random, strange: Sequence[str] = ()) -> Reading:
    """Four stamps of 4 to 14 words that the transcript does not have."""
    reading = read_noisily(words, rate, rng)
    for number in range(4):
        stamp = [(-1, word) for word in strange[20 * number :][: rng.randint(4, 14)]]
        reading = _inserted(reading, read_noisily(stamp, rate, rng), rng)
    return _without_sources_below_zero(reading)


SCENARIOS: dict[str, Callable[[Numbered, float, random.Random], Reading]] = {
    "in order": in_order,
    "columns read across": columns_read_across,
    "blocks shuffled": blocks_shuffled,
    "marginalia": marginalia,
}


def _joined(readings: Sequence[Reading]) -> Reading:
    lines = tuple(line for reading in readings for line in reading.lines)
    return Reading(lines, sum(reading.edits for reading in readings))


def _inserted(reading: Reading, note: Reading, rng: random.Random) -> Reading:
    place = rng.randrange(len(reading.lines) + 1)
    return Reading((*reading.lines[:place], *note.lines, *reading.lines[place:]), reading.edits + note.edits)


def _without_sources_below_zero(reading: Reading) -> Reading:
    lines = (
        NoisyLine(tuple(NoisyWord(word.text, tuple(s for s in word.sources if s >= 0)) for word in line.words))
        for line in reading.lines
    )
    return Reading(tuple(lines), reading.edits)
