"""Normal forms and named steps that make texts comparable; each step is a plain function from text to text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import regex

_LONGEST_MARK_RUN = 30
_MARK_RUN = regex.compile(rf"(?:\p{{M}}){{{_LONGEST_MARK_RUN}}}(?=\p{{M}})")

_TYPOGRAPHY = {
    "'": "‘’‚‛′`´ʼ",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−⸗",
    " ": "\t\u00a0\u2002\u2003\u2007\u2009\u202f\u3000",
    "s": "ſ",
    "ff": "ﬀ",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "ffi": "ﬃ",
    "ffl": "ﬄ",
    "st": "ﬅﬆ",
    "...": "…",
    "ä": ("a\u0364",),
    "ö": ("o\u0364",),
    "ü": ("u\u0364",),
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}
_PLAIN = {variant: plain for plain, variants in _TYPOGRAPHY.items() for variant in variants}
_VARIANT = re.compile("|".join(sorted(map(re.escape, _PLAIN), key=len, reverse=True)))


def to_nfc(text: str) -> str:
    """Return the text in Unicode normalization form C.

    Runs of more than 30 combining marks are normalized in pieces, since the time for one run grows with the square
    of its length; no writing system needs such runs.

    >>> to_nfc("cafe\\u0301")
    'café'
    """
    if text.isascii():
        return text
    if not _MARK_RUN.search(text):
        return unicodedata.normalize("NFC", text)
    pieces: list[str] = []
    done = 0
    for match in _MARK_RUN.finditer(text):
        pieces.append(unicodedata.normalize("NFC", text[done : match.end()]))
        done = match.end()
    pieces.append(unicodedata.normalize("NFC", text[done:]))
    return "".join(pieces)


def as_typed(text: str) -> str:
    """Return the text as a typewriter would have it: one kind of quote, dash and blank, no ligatures, no long s.

    A dash typed as two hyphens counts as one, and two apostrophes as a quotation mark.

    >>> as_typed("“good – it is high time”"), as_typed("good -- it"), as_typed("oﬃce")
    ('"good - it is high time"', 'good - it', 'office')
    """
    if not text.isascii() or "\t" in text:
        text = _VARIANT.sub(lambda match: _PLAIN[match.group()], to_nfc(text))
    return text.replace("--", "-").replace("''", '"')


def squeeze_space(text: str) -> str:
    """Return the text with each run of white space as one space, none at the ends.

    >>> squeeze_space("  Embassy\\n\\nMoscow ")
    'Embassy Moscow'
    """
    return " ".join(text.split())


STEPS: dict[str, Callable[[str], str]] = {
    "nfc": to_nfc,
    "as-typed": as_typed,
    "casefold": str.casefold,
    "squeeze-space": squeeze_space,
}
"""The steps a metric or a setting may name."""


def unicode_versions() -> tuple[tuple[str, str], ...]:
    """Return which tables decide about characters, for provenance: name and version."""
    return (("unicodedata", unicodedata.unidata_version), ("regex", regex.__version__))
