"""Extended grapheme clusters: what a reader calls a character (UAX #29).

``\\X`` of the regex module is right but slow. Few characters of most texts can join their neighbours, so only the
stretches around those are given to ``\\X``; the rest is cut character by character, with the same result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

_CLUSTER = regex.compile(r"\X")
_JOINING_CLASSES = "CR Extend ZWJ SpacingMark Prepend L V T LV LVT Regional_Indicator"
_JOINING = regex.compile("[" + "".join(rf"\p{{GCB={name}}}" for name in _JOINING_CLASSES.split()) + "]")
_MOSTLY_JOINED = 0.2
"""Share of a text in joining stretches above which one call of ``\\X`` for the whole text is quicker."""

FIRST_SYMBOL = 0xF0000
"""Where ``as_symbols`` starts to look for unused code points: the private use planes."""


def split_graphemes(text: str) -> list[str]:
    """Cut a text into extended grapheme clusters.

    >>> split_graphemes("a\\u0364\\r\\nb")
    ['aͤ', '\\r\\n', 'b']
    """
    if text.isascii() and "\r" not in text:
        return list(text)
    joining = _find_joining(text)
    if not joining:
        return list(text)
    stretches = [match.span() for match in _around(joining).finditer(text)]
    if sum(end - start for start, end in stretches) > _MOSTLY_JOINED * len(text):
        return _cut_slowly(text)
    return list(_cut(text, stretches))


def count_graphemes(text: str) -> int:
    """Return the number of extended grapheme clusters."""
    return len(text) if _is_one_to_one(text) else len(split_graphemes(text))


def as_symbols(*texts: list[str]) -> tuple[str, ...]:
    """Return each list of clusters as a string with one code point for each cluster.

    Equal clusters get equal code points in all of the strings, so that distances between the strings are those
    between the lists, which routines for strings find faster. Clusters of one code point stand for themselves.
    """
    if all(max(map(len, clusters), default=1) == 1 for clusters in texts):
        return tuple("".join(clusters) for clusters in texts)
    taken = {cluster for clusters in texts for cluster in clusters if len(cluster) == 1}
    free = (chr(code) for code in range(FIRST_SYMBOL, 0x110000) if chr(code) not in taken)
    symbols: dict[str, str] = {}
    for clusters in texts:
        for cluster in clusters:
            if len(cluster) > 1 and cluster not in symbols:
                symbols[cluster] = next(free)
    return tuple("".join(symbols.get(cluster, cluster) for cluster in clusters) for clusters in texts)


def _is_one_to_one(text: str) -> bool:
    return (text.isascii() and "\r" not in text) or not _find_joining(text)


def _find_joining(text: str) -> list[str]:
    """Return the characters of the text that can join a neighbour, each once."""
    joining: list[str] = _JOINING.findall("".join(sorted(set(text))))
    return joining


def _around(joining: list[str]) -> re.Pattern[str]:
    """Match the stretches in which clusters of several code points can lie: a joining character and its neighbours."""
    inside = "".join(re.escape(char) for char in joining)
    return re.compile(f"[^{inside}]?[{inside}](?:[{inside}]|[^{inside}](?=[{inside}]))*[^{inside}]?")


def _cut_slowly(text: str) -> list[str]:
    clusters: list[str] = _CLUSTER.findall(text)
    return clusters


def _cut(text: str, stretches: list[tuple[int, int]]) -> Iterator[str]:
    done = 0
    for start, end in stretches:
        yield from text[done:start]
        yield from _cut_slowly(text[start:end])
        done = end
    yield from text[done:]
