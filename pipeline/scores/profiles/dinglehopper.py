"""The numbers of dinglehopper 0.11 for plain text files, as its command line gives them.

Each line is stripped, brought into normalization form C, and freed of ligatures and of typographic variants by a
fixed list; blank lines stay. Characters are grapheme clusters, the line break one of them; words are those of UAX #29.
The list is that of the SBB ("NFC_SBB") in ``extracted_text.py``. Private use characters do not join words: the patch
by which dinglehopper means to make letters of them has no effect with uniseg 0.9 and later, which 0.11 installs.

Where the reference is empty dinglehopper says infinity, or 0 when both texts are; here the rate is undefined.
"""

from __future__ import annotations

from pipeline.model.counts import Tally
from pipeline.scores.distances import distance_between, word_distance
from pipeline.scores.profiles.profile import Profile
from pipeline.text.graphemes import as_symbols, split_graphemes
from pipeline.text.normalization import to_nfc
from pipeline.text.words import split_words

EQUIVALENCES = (
    ("\ueba6", "ſſ"),
    ("\ueba7", "ſſi"),
    ("\uf502", "ch"),
    ("\ueec4", "ck"),
    ("\uf4f9", "ll"),
    ("\ueba2", "ſi"),
    ("\ueada", "ſt"),
    ("ﬁ", "fi"),
    ("ﬀ", "ff"),
    ("ﬂ", "fl"),
    ("ﬃ", "ffi"),
    ("\ueec5", "ct"),
    ("\ueedc", "tz"),
    ("\uf532", "as"),
    ("\uf533", "is"),
    ("\uf534", "us"),
    ("\uf535", "Qu"),
    ("ĳ", "ij"),
    ("\ue8bf", "q&"),
    ("\ueba5", "ſp"),
    ("ﬆ", "st"),
    ("\ue72b", "ü"),
    ("\ue42c", "ä"),
    ("==", "–"),
    ("—", "–"),
    ("\ue644", "ö"),
    ("’", "'"),
    ("⸗", "-"),
    ("a\u0364", "ä"),
    ("o\u0364", "ö"),
    ("u\u0364", "ü"),
    ("\uf50e", "q\u0301"),
)
"""Replaced one after the other, in this order."""


def normalize(text: str) -> str:
    """Return a text file's content as dinglehopper compares it.

    >>> normalize("  ﬁnd it — ’twas \\r\\n\\r\\n there  ")
    "find it – 'twas\\n\\nthere"
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    normal = to_nfc("\n".join(line.strip() for line in lines))
    if not normal.isascii() or "==" in normal:
        for variant, plain in EQUIVALENCES:
            normal = normal.replace(variant, plain)
    return normal


def count_characters(reference: str, ocr: str) -> Tally:
    clusters, ocr_clusters = split_graphemes(normalize(reference)), split_graphemes(normalize(ocr))
    symbols, ocr_symbols = as_symbols(clusters, ocr_clusters)
    return Tally(distance_between(symbols, ocr_symbols), len(symbols))


def count_words(reference: str, ocr: str) -> Tally:
    words = split_words(to_nfc(normalize(reference)), private_letters=False)
    ocr_words = split_words(to_nfc(normalize(ocr)), private_letters=False)
    return Tally(word_distance(words, ocr_words), len(words))


PROFILE = Profile(
    name="dinglehopper-0.11",
    version="1",
    source="dinglehopper 0.11.0 with uniseg 0.10.1, plain text files",
    characters=count_characters,
    words=count_words,
)
