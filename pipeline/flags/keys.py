"""Keys that survive the next run.

A key is made from what is there (the scan, the reason, both readings and their surroundings), never from an offset or
a position in a list: text put in elsewhere, a page added or another run leave it as it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from pipeline.model.flag import Reason

SURROUNDINGS = 20
"""Characters before and after that belong to a key; white space counts as one blank."""


def key_of(scan: str, reason: Reason, readings: tuple[str, str], before: str, after: str) -> str:
    """Return 32 hexadecimal digits of a SHA-256 over the content."""
    before, after = (" ".join(text.split()) for text in (before, after))
    return _digest(scan, reason.value, *readings, before[-SURROUNDINGS:], after[:SURROUNDINGS])


def tell_apart(keys: list[str]) -> list[str]:
    """Return the keys, the second and later ones of several equal ones made anew from their rank."""
    seen: Counter[str] = Counter()
    distinct = []
    for key in keys:
        distinct.append(_digest(key, str(seen[key])) if seen[key] else key)
        seen[key] += 1
    return distinct


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
