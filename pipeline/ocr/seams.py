"""How much speaks for it that lines were read in the order they were written in.

Text runs on from line to line: the half of a word before a hyphen goes with that at the head of the next line, a small
letter does not follow a full stop, nor a capital a comma. Each seam between two lines counts by the logarithm of how
much oftener its like is found between lines that follow each other than between two lines of the same text at random.
``benchmarks/fit_seams.py`` counted that, in the first halves of three books, broken into lines of 30 to 75 letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.ocr.detectors.spelling import is_known

HYPHENS = "-=¬"
"""The engine often takes a worn hyphen for the others."""
EDGES = " |\\'\"“”‘’()[]"
"""Signs around a line that say nothing of how it runs on, and rules between columns that were read as such."""
LOG_ODDS = {
    ("hyphen", "whole"): 5.9,
    ("hyphen", "capital"): -4.4,
    ("hyphen", "small"): -2.7,
    ("stop", "small"): -2.7,
    ("stop", "capital"): 1.8,
    ("comma", "capital"): -0.7,
    ("comma", "small"): 0.1,
}
"""How a line ends and how the next begins; natural logarithms. ``whole``: both halves together are a known word."""


def coherence(seams: Iterable[tuple[str, str]], languages: str = "eng") -> float:
    """Return how much speaks for it that the second line of each pair was written after the first; 0 without pairs.

    >>> coherence([("under con-", "trol. They")]) > coherence([("under con-", "left. They")])
    True
    """
    return sum(LOG_ODDS.get(seam(line, following, languages), 0.0) for line, following in seams)


def seam(line: str, following: str, languages: str = "eng") -> tuple[str, str]:
    """Return how a line ends and how the one that follows begins, in the words of ``LOG_ODDS``."""
    end, beginning = line.strip(EDGES), following.strip(EDGES)
    how = _ending(end[-1:]), _beginning(beginning[:1])
    if how != ("hyphen", "small"):
        return how
    joined = is_known(_last_word(end) + _first_word(beginning), languages)
    return "hyphen", {True: "whole", False: "small", None: "unknown"}[joined]


def _ending(char: str) -> str:
    if char.isalnum():
        return "letter"
    return next((name for name, signs in _ENDINGS if char and char in signs), "other")


_ENDINGS = (("hyphen", HYPHENS), ("stop", ".?!"), ("comma", ","))


def _beginning(char: str) -> str:
    return "small" if char.islower() else "capital" if char.isupper() else "other"


def _last_word(line: str) -> str:
    return line.rstrip(HYPHENS).split(" ")[-1]


def _first_word(line: str) -> str:
    return re.split(r"\W", line, maxsplit=1)[0]
