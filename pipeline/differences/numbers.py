"""Figures: amounts, times, serial and file numbers.

Every figure counts as a number, whatever stands between its digits: ``12,000``, ``7:30``, ``1.3(a)``, ``874.4016/45``,
``$5.00``, ``9-23``. Roman ordinals such as ``XIV`` count when they are longer than one letter.
"""

from __future__ import annotations

import re

_FIGURE = re.compile(r"\d(?:[\d.,:/()'’-]*\d)?")
_ROMAN = re.compile(r"(?<!\w)(?=[IVXLC]{2,}(?!\w))(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)")


def figures(text: str) -> tuple[str, ...]:
    """Return the figures in ``text``, with the signs between their digits.

    >>> figures("No. 227 of the 12,000 (874.4016/45), at 7:30.")
    ('227', '12,000', '874.4016/45', '7:30')
    """
    return tuple(match.group() for match in _FIGURE.finditer(text))


def has_ordinal(text: str) -> bool:
    """Say whether ``text`` holds a Roman ordinal.

    >>> has_ordinal("Chapter XIV,"), has_ordinal("I"), has_ordinal("CC:")
    (True, False, False)
    """
    return bool(_ROMAN.search(text))
