"""Count how lines of running text end and begin, for ``LOG_ODDS`` in ``pipeline/ocr/seams.py``, and show what it tells.

    python -m benchmarks.fit_seams --data FOLDER

``whole_books/ref`` in the folder holds books. They are broken into lines as wide as those of newspapers and books, with
words divided. The first halves are counted; the second halves show how often lines make more sense in their order than
shuffled.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

from pipeline.ocr.seams import coherence, seam

WIDTHS = (30, 40, 60, 75)
"""Letters of a line."""
DIVIDED = 0.7
"""Share of the words at the ends of lines that are divided, where that can be done."""
SEED = 1
LEAST_SEEN = 20
"""Times a seam must occur to be listed."""
BUNCHES = (5, 10, 20)
"""How many lines at once are tried."""

Pairs = list[tuple[str, str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    books = sorted((parser.parse_args().data / "whole_books" / "ref").glob("*.txt"))
    words = [path.read_text(encoding="utf-8-sig").split() for path in books]
    chance = random.Random(SEED)
    show_odds(*_pairs([lines(each[: len(each) // 2], chance) for each in words], chance))
    for count in BUNCHES:
        show_worth([lines(each[len(each) // 2 :], chance) for each in words], count, chance)


def lines(words: list[str], chance: random.Random) -> list[str]:
    """Return text broken into lines of one width after the other, its longer words divided."""
    found, line, waiting = [], "", list(reversed(words))
    width = chance.choice(WIDTHS)
    while waiting:
        word = waiting.pop()
        room = width - len(line) - 2
        if room >= len(word):
            line = f"{line} {word}".strip()
            continue
        if word.isalpha() and 3 <= room <= len(word) - 3 and chance.random() < DIVIDED:
            line, word = f"{line} {word[:room]}-".strip(), word[room:]
        found.append(line)
        line = word
        if chance.random() < 1 / 200:
            width = chance.choice(WIDTHS)
    return [*found, line]


def _pairs(texts: list[list[str]], chance: random.Random) -> tuple[Pairs, Pairs]:
    """Return pairs of lines that follow each other, and as many at random from the same text."""
    following = [pair for text in texts for pair in pairwise(text)]
    at_random = [pair for text in texts for pair in zip(text[1:], chance.sample(text, len(text)), strict=False)]
    return following, at_random


def show_odds(following: Pairs, at_random: Pairs) -> None:
    """Print the logarithm of how much oftener each seam occurs between lines that follow each other."""
    true, false = (Counter(seam(*pair) for pair in pairs) for pairs in (following, at_random))
    kinds = len(true | false)
    for how, count in (true + false).most_common():
        odds = math.log((true[how] + 1) / (len(following) + kinds) * (len(at_random) + kinds) / (false[how] + 1))
        print(f"{how[0]:8}{how[1]:8}{count:8}{odds:7.1f}" if count >= LEAST_SEEN else f"{how}: seldom")


def show_worth(texts: list[list[str]], count: int, chance: random.Random) -> None:
    """Print how often so many lines in their order make more sense than shuffled."""
    bunches = [text[at : at + count] for text in texts for at in range(0, len(text) - count, count)]
    shuffled = [chance.sample(bunch, count) for bunch in bunches]
    right = sum(
        coherence(pairwise(bunch)) > coherence(pairwise(other)) for bunch, other in zip(bunches, shuffled, strict=True)
    )
    print(f"{count} lines: {right / len(bunches):.1%} of {len(bunches)} bunches make more sense in order than shuffled")


if __name__ == "__main__":
    main()
