"""What only a typesetter tells apart: kinds of quotes, dashes and blanks, ligatures, the long s, composed letters."""

from __future__ import annotations

import unicodedata

_SAME = {
    "'": "‘’‚‛′`´ʼ",
    '"': "“”„‟″«»",
    "-": "‐‑‒–—―−⸗",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000",
    "s": "ſ",
    "ff": "ﬀ",
    "fi": "ﬁ",
    "fl": "ﬂ",
    "ffi": "ﬃ",
    "ffl": "ﬄ",
    "st": "ﬅﬆ",
    "...": "…",
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}
_TABLE = str.maketrans({variant: plain for plain, variants in _SAME.items() for variant in variants})


def plain(text: str) -> str:
    """Return ``text`` as a typewriter would have it: canonical letters, one kind of quote, of dash and of blank.

    A dash typed as two hyphens counts as one, and two apostrophes as a quotation mark.

    >>> plain("“good – it is high time”")
    '"good - it is high time"'
    """
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    return text.replace("--", "-").replace("''", '"')
