"""Keys that survive the next run.

A key is made from what is there (the scan, the reason, both readings and their surroundings), never from an offset or
a position in a list: text put in elsewhere, a page added or another run leave it as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.model.flag import Flag, content_digest


def key_of(scan: str, flag: Flag) -> str:
    """Return the key of a flag on ``scan``, 32 hexadecimal digits."""
    return content_digest(scan, flag.reason.value, flag.base)


def tell_apart(keys: Iterable[str]) -> list[str]:
    """Return the keys, the second and later ones of several equal ones made anew from their rank."""
    seen: Counter[str] = Counter()
    distinct = []
    for key in keys:
        distinct.append(content_digest(key, str(seen[key])) if seen[key] else key)
        seen[key] += 1
    return distinct
