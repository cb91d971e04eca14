"""The forms of words as lexicons and counts have them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def forms(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` in small letters, without signs and figures.

    >>> forms("The Secretary's No. 227,")
    ('the', "secretary's", 'no')
    """
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))
