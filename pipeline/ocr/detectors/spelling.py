"""How much the letters of a word look like English: the mean probability of each letter after its two forerunners.

``english.txt`` has a line for each pair of forerunners and a letter for each successor, ``a`` being the likeliest;
``english_words.txt`` has the words that occur more than once, the commonest first. ``benchmarks/fit_spelling.py`` wrote
both, from three books and the addresses of American presidents, all in the public domain. Space stands for the edge of
a word.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from pathlib import Path

ALPHABET = " abcdefghijklmnopqrstuvwxyz"
STEPS = 5
"""Steps of the table to one power of ten."""
COARSEST = 25
"""The last step: less likely than one in 100,000."""
TABLE = Path(__file__).with_name("english.txt")
WORDS = Path(__file__).with_name("english_words.txt")
REMEMBERED = 50_000
"""Words of which is kept what was found: the same ones come again and again."""
UNKNOWN = -1.3
"""What a word without letters, or of a page in another language, gets: the mean over English words."""


@lru_cache(REMEMBERED)
def plausibility(text: str, languages: str = "eng") -> float:
    """Return the mean log10 probability of the letters of a word, from -5 to 0; signs and figures part words.

    >>> plausibility("which") > plausibility("whlch")
    True
    """
    if "eng" not in languages.split("+"):
        return UNKNOWN
    words = "".join(char if char in ALPHABET else " " for char in text.lower()).split()
    table = _table()
    costs = [
        table.get(framed[index : index + 3], COARSEST)
        for framed in (f"  {word} " for word in words)
        for index in range(len(framed) - 2)
    ]
    return -sum(costs) / len(costs) / STEPS if costs else UNKNOWN


def is_known(text: str, languages: str = "eng") -> bool | None:
    """Say whether every word of ``text`` is in the list; None for what has no letters or is not English."""
    words = "".join(char if char in ALPHABET else " " for char in text.lower().replace("'s", "")).split()
    if not words or "eng" not in languages.split("+"):
        return None
    known = _words()
    return all(word in known for word in words)


def rarity(word: str) -> float:
    """Return the natural logarithm of a word's place in the list, the commonest being 1; of unknown words, of the end.

    The frequency of a word falls about as its place rises (G. Zipf, 1949).

    >>> rarity("the") < rarity("harbour") < rarity("hxrbour")
    True
    """
    places = _words()
    return math.log(places.get(word, len(places) + 1))


@lru_cache(REMEMBERED)
def commonest_neighbour(word: str) -> float:
    """Return the ``rarity`` of the commonest word that differs from ``word`` in one letter, which is another."""
    places = _words()
    best = len(places) + 1
    for at, own in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        for letter in ALPHABET[1:]:
            place = places.get(head + letter + tail, best)
            if place < best and letter != own:
                best = place
    return math.log(best)


@cache
def _words() -> dict[str, int]:
    words = WORDS.read_text(encoding="ascii").split()
    return {word: place for place, word in enumerate(words, start=1)}


@cache
def _table() -> dict[str, int]:
    lines = TABLE.read_text(encoding="ascii").splitlines()
    pairs = [one + two for one in ALPHABET for two in ALPHABET]
    return {
        pair + three: ord(cell) - ord("a")
        for pair, line in zip(pairs, lines, strict=True)
        for three, cell in zip(ALPHABET, line, strict=True)
    }
