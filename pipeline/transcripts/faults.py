"""Characters that cannot be meant: of a wrong encoding, control characters, heaps of accents."""

from __future__ import annotations

import re
import unicodedata

from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, MarkKind

MOJIBAKE = re.compile(
    # Two to four characters as cp1252 or Latin-1 shows the bytes of one UTF-8 character.
    "[ÂÃÄÅÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[âà-ï][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}"
)
COMBINING_STORM = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{31}")
BEYOND_ASCII = re.compile(r"[^\x21-\x7e]")


def find_faults(word: str, start: int) -> tuple[Mark, ...]:
    """Return an error mark for each kind of fault in ``word``, which stands at ``start``.

    >>> [mark.attribute("reading") for mark in find_faults("donâ€™t", 0)]
    ['don’t']
    """
    if BEYOND_ASCII.search(word) is None:
        return ()
    span = Span(start, start + len(word))
    marks: list[Mark] = []
    if MOJIBAKE.search(word) is not None and (reading := _repaired(word)) is not None:
        marks.append(Mark(MarkKind.ERROR, span, (("code", "mojibake"), ("reading", reading))))
    unprintable = next((character for character in word if is_unprintable(character)), None)
    if unprintable is not None:
        code = f"U+{ord(unprintable):04X}"
        marks.append(Mark(MarkKind.ERROR, span, (("character", code), ("code", "unprintable"))))
    if COMBINING_STORM.search(word) is not None:
        marks.append(Mark(MarkKind.ERROR, span, (("code", "combining-storm"),)))
    return tuple(marks)


def is_unprintable(character: str) -> bool:
    """Say whether a character is a control, half a character, a replacement or one Unicode leaves out."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cs", "Cn")


def _repaired(word: str) -> str | None:
    """Return the word as UTF-8, when its characters are the bytes of one; None when they are letters as typed."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None
