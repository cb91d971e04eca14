"""Text as an OCR engine might read it, with the truth about which word came from which.

Seeded: the same seed gives the same text. Kinds of noise: confusions of one or two glyphs (rn/m, cl/d), letter case,
lost letters, specks, split and merged words, words cut at a line end; they come in bursts, line by line.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

CONFUSIONS = {
    "m": ("rn", "in"), "rn": ("m",), "d": ("cl",), "h": ("b", "li"), "b": ("h",), "e": ("c", "o"), "c": ("e",),
    "o": ("0", "c"), "l": ("1", "I"), "i": ("l", "1"), "I": ("l",), "t": ("f", "l"), "f": ("t",), "a": ("s", "u"),
    "s": ("a", "5"), "u": ("n", "ii"), "n": ("u", "ri"), "r": ("t", "i"), "w": ("vv",), "v": ("y",), "y": ("v",),
    "g": ("q", "9"), ",": (".",), ".": (",",), "1": ("l",), "0": ("O",), "S": ("5",), "B": ("8",), "k": ("lc",),
}  # fmt: skip
SPECKS = ".,'-~:_|*"
LINE_LENGTH = 65
BURSTS = 8.0
"""Shape of the gamma distribution of the error rate from line to line; smaller is burstier."""


@dataclass(frozen=True, slots=True)
class NoisyWord:
    """A word as it was read, and the numbers of the reference words it came from (none: a speck, a stamp)."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoisyLine:
    words: tuple[NoisyWord, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Reading:
    """Lines as they were read, and how many character edits were made."""

    lines: tuple[NoisyLine, ...]
    edits: int

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def links(self) -> frozenset[tuple[int, int]]:
        """True pairs of reference word and OCR word."""
        words = [word for line in self.lines for word in line.words]
        return frozenset((source, number) for number, word in enumerate(words) for source in word.sources)


def read_noisily(
    words: Sequence[tuple[int, str]], rate: float, rng: random.Random, *, width: int = LINE_LENGTH
) -> Reading:
    """Return numbered reference words as lines read with about ``rate`` character errors."""
    lines: list[NoisyLine] = []
    edits = 0
    for line in _wrap(words, width):
        burst = rng.gammavariate(BURSTS, rate / BURSTS) if rate else 0.0
        chars: list[tuple[str, int]] = []
        for number, text in line:
            if chars:
                chars.append((" ", -1))
            chars.extend((char, number) for char in text)
        noisy, made = _spoil(chars, min(burst, 0.9), rng)
        edits += made
        lines.extend(_cut_words(noisy))
    return Reading(tuple(lines), edits)


def _wrap(words: Sequence[tuple[int, str]], width: int) -> list[list[tuple[int, str]]]:
    lines: list[list[tuple[int, str]]] = [[]]
    length = 0
    for number, text in words:
        if lines[-1] and length + len(text) + 1 > width:
            lines.append([])
            length = 0
        lines[-1].append((number, text))
        length += len(text) + 1
    return lines


def _spoil(chars: Sequence[tuple[str, int]], rate: float, rng: random.Random) -> tuple[list[tuple[str, int]], int]:
    noisy: list[tuple[str, int]] = []
    edits = 0
    position = 0
    while position < len(chars):
        char, source = chars[position]
        position += 1
        if rng.random() >= rate:
            noisy.append((char, source))
            continue
        edits += 1
        kind = rng.random()
        if char == " ":
            if kind < 0.5:
                continue  # merged words
            noisy.append((char, source))
            noisy.append((rng.choice(SPECKS), -1))
        elif kind < 0.55:
            choices = CONFUSIONS.get(char) or CONFUSIONS.get(char.lower()) or (rng.choice("aeionrst"),)
            choice = rng.choice(choices)
            edits += len(choice) - 1
            noisy.extend((piece, source) for piece in choice)
        elif kind < 0.63:
            swapped = char.swapcase()
            edits -= swapped == char
            noisy.append((swapped, source))
        elif kind < 0.80:
            continue  # a lost letter
        elif kind < 0.90:
            noisy.extend(((char, source), (rng.choice(SPECKS), source)))
        else:
            noisy.extend(((char, source), (" ", -1)))
    return noisy, edits


def _cut_words(chars: Sequence[tuple[str, int]]) -> list[NoisyLine]:
    words: list[NoisyWord] = []
    text: list[str] = []
    sources: dict[int, None] = {}
    for char, source in (*chars, (" ", -1)):
        if char != " ":
            text.append(char)
            if source >= 0:
                sources[source] = None
        elif text:
            words.append(NoisyWord("".join(text), tuple(sources)))
            text, sources = [], {}
    return [NoisyLine(tuple(words))] if words else []
