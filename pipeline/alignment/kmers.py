"""Stretches of k characters (k-mers) that two texts have in common, found by sorting numbers.

Each k-mer is written as one 64-bit number, so that millions are compared in a fraction of a second. Two different
k-mers may share a number (about once in 2^64): whoever relies on equal characters compares them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Positions = NDArray[np.int64]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, with bits all over: neighbouring characters spread over the 64 bits
_NOWHERE = np.empty(0, np.int64)


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of ``text``, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def lower(text: str) -> str:
    """Return ``text`` in lower case, character for character: those that would grow stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def kmer_codes(points: NDArray[np.uint32], k: int) -> Codes:
    """Return the number of the k-mer that begins at each place; empty when the text is shorter than ``k``."""
    count = len(points) - k + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    spread = (points.astype(np.uint64) + np.uint64(1)) * _BASE
    spread ^= spread >> np.uint64(29)
    codes = np.zeros(count, np.uint64)
    for offset in range(k):
        codes *= _BASE
        codes += spread[offset : offset + count]
    return codes


def common_unique(reference: Codes, ocr: Codes, *, one_in: int = 1) -> tuple[Positions, Positions]:
    """Return where k-mers that occur exactly once on each side stand, in the order of the reference.

    ``one_in`` keeps that share of all k-mers, chosen by their own characters and therefore the same on both sides.
    """
    here_codes, here = _unique(reference, one_in)
    there_codes, there = _unique(ocr, one_in)
    _, mine, theirs = np.intersect1d(here_codes, there_codes, assume_unique=True, return_indices=True)
    order = np.argsort(here[mine], kind="stable")
    return here[mine][order], there[theirs][order]


def common_repeated(reference: Codes, ocr: Codes, most: int) -> tuple[Positions, Positions]:
    """Return places with the same k-mer, however often it occurs, in the order of the reference, at most ``most``.

    Where there are more, only every second k-mer is looked at, or every fourth, until there are few enough; chosen by
    their own characters. Of several places in the OCR for one in the reference the last stands first.
    """
    one_in = 1
    while True:
        here, there = (np.flatnonzero((codes >> np.uint64(17)) % np.uint64(one_in) == 0) for codes in (reference, ocr))
        there = there[np.argsort(ocr[there], kind="stable")]
        first, last = (np.searchsorted(ocr[there], reference[here], side) for side in ("left", "right"))
        counts = last - first
        if counts.sum() <= most:
            break
        one_in *= 2
    starts = np.repeat(last - 1, counts)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(here, counts), there[starts - within]


def _unique(codes: Codes, one_in: int) -> tuple[Codes, Positions]:
    kept = np.flatnonzero((codes >> np.uint64(17)) % np.uint64(one_in) == 0) if one_in > 1 else np.arange(len(codes))
    if not len(kept):
        return codes[:0], _NOWHERE
    order = kept[np.argsort(codes[kept], kind="stable")]
    ordered = codes[order]
    differs = np.concatenate(([True], ordered[1:] != ordered[:-1], [True]))
    alone = differs[:-1] & differs[1:]
    return ordered[alone], order[alone]
