"""Words that turn the meaning of a document: negations, and marks of secrecy."""

from __future__ import annotations

import re

_NEGATIONS = re.compile(r"\b(?:not|no|nor|never|none|neither|cannot|without)\b|n[’']t\b", re.IGNORECASE)
_SECRECY = re.compile(r"\b(?:(?:top )?secret|confidential|restricted|(?:de|un)?classif\w+)\b", re.IGNORECASE)


def is_weighty(reference: str, ocr: str) -> bool:
    """Say whether a negation or a mark of secrecy stands on one side and not on the other.

    >>> is_weighty("now", "not"), is_weighty("decison", "decision")
    (True, False)
    """
    return any(_found(pattern, reference) != _found(pattern, ocr) for pattern in (_NEGATIONS, _SECRECY))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.lower() for match in pattern.findall(text)]
