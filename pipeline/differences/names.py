"""Proper names, as far as the spelling of a text gives them away.

A word is a name when it is capitalized where no sentence begins, or when it is written like a name elsewhere in the
same text. Initials ("W.A.") are names. Words in capitals throughout tell nothing: they are headings and stamps.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.){1,4}(?!\w)")
_SENTENCE_END = re.compile(r"(?:^|[.!?:]|\n\s*\n|\n\s*[-*•]|[.!?,]\s*\n)[\s\"'“”‘’()\[\]*_~-]*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Hon|Rev|St|Sir|No|vs)\.\s*$")

_SMALL_WORDS = """
    a an and are as at be been but by can do for from had has have he her his i if in into is it its may my no not of on
    or our she sir so such that the their there these they this to us was we were what when which who will with would
    you your
"""
_NO_NAMES = frozenset(_SMALL_WORDS.split())
"""Words that are capitalized at the head of a line or in a form, and are never names."""


def is_name(text: str, before: str, known: frozenset[str]) -> bool:
    """Say whether ``text`` holds a name, given what stands before it and the names already known.

    >>> is_name("Romanian", "forced retirement from ", frozenset())
    True
    >>> is_name("The", "was held.  ", frozenset())
    False
    """
    if _INITIALS.search(text) and any(char.isupper() for char in text):
        return True
    return any(
        match.group() in known
        or (_is_capitalized(match.group()) and not starts_sentence(before + text[: match.start()]))
        for match in _WORD.finditer(text)
    )


def known_names(text: str) -> frozenset[str]:
    """Return the words of ``text`` that are capitalized in mid-sentence and never written small."""
    small = {match.group() for match in _WORD.finditer(text) if match.group().islower()}
    return frozenset(
        match.group()
        for match in _WORD.finditer(text)
        if _is_capitalized(match.group())
        and match.group().lower() not in small
        and not starts_sentence(text[max(0, match.start() - 12) : match.start()], is_cut=match.start() > 12)
    )


def starts_sentence(before: str, is_cut: bool = False) -> bool:
    """Say whether a sentence begins after ``before``; ``is_cut`` when more text stands before that."""
    if _ABBREVIATION.search(before):
        return False
    if is_cut and not before.strip():
        return False
    return bool(_SENTENCE_END.search(before))


def _is_capitalized(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper() and word.lower() not in _NO_NAMES
