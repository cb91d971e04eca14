"""What a name says: its number, its place in natural order, and which other name it equals."""

from __future__ import annotations

import re
import unicodedata

_NUMBERED = re.compile(r"(?P<document>.+?)(?:_p|[-_. ])(?P<number>[0-9]+)", re.DOTALL)
_DIGITS = re.compile(r"([0-9]+)")


def split_number(stem: str) -> tuple[str, int] | None:
    """Split ``<document><sep><number>``; None when the name has no such ending.

    >>> split_number("DR-19390404-US_01"), split_number("letter_p12"), split_number("letter")
    (('DR-19390404-US', 1), ('letter', 12), None)
    """
    match = _NUMBERED.fullmatch(stem)
    return (match["document"], int(match["number"])) if match else None


def natural_key(name: str) -> tuple[tuple[tuple[str, int], ...], str]:
    """Return a sort key that puts ``page 9`` before ``page 10``, capitals beside small letters, and has no ties.

    >>> sorted(["p10.tif", "P9.tif", "p9/2.tif", "p9/10.tif"], key=natural_key)
    ['p9/2.tif', 'p9/10.tif', 'P9.tif', 'p10.tif']
    """
    pieces = _DIGITS.split(name.casefold().replace("/", "\0"))
    pairs = zip(pieces[::2], [*pieces[1::2], "-1"], strict=True)
    return tuple((text, int(digits)) for text, digits in pairs), name


def same_name(name: str) -> str:
    """Return what two names share that look alike although one came from a Mac: the NFC form."""
    return unicodedata.normalize("NFC", name)
