"""Dates: a month's name, and the figures that stand beside one; dates written with figures alone; years."""

from __future__ import annotations

import re

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTH = rf"(?:{_MONTHS})\b\.?"
_NAMED = re.compile(rf"\b(?:{_MONTHS}|{_WEEKDAYS})\b", re.IGNORECASE)
# "May" and "March" are dates only when capitalized: "may" is a verb.
_VERB = re.compile(r"\b(?:may|march|mar|jan|sun)\b")
_FIGURES_ALONE = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:1[5-9]|20)?\d\d\b")
_YEAR = re.compile(r"(?<![\d.,/-])(?:1[5-9]|20)\d\d(?![\d/-]|[.,]\d)")
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\W*\s*)?$", re.IGNORECASE)
_BEFORE_MONTH = re.compile(rf"^\W*\s*(?:of\s+)?{_MONTH}(?=\W|$)", re.IGNORECASE)


def is_date(text: str, before: str = "", after: str = "") -> bool:
    """Say whether ``text`` is (part of) a date, given what stands before and after it.

    >>> is_date("4,", before="Sofia, April "), is_date("1939"), is_date("4,", before="No. ")
    (True, True, False)
    """
    if any(not _VERB.fullmatch(match.group()) for match in _NAMED.finditer(text)):
        return True
    if _FIGURES_ALONE.search(text) or _YEAR.search(text):
        return True
    if not any(char.isdigit() for char in text):
        return False
    return bool(_AFTER_MONTH.search(before) or _BEFORE_MONTH.search(after))
