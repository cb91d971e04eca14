"""Numbers of things, as people are told them."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Return how many of a thing there are; its plural takes an "s".

    >>> counted(1, "place"), counted(1200, "place")
    ('1 place', '1,200 places')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
