"""The words of a language, from the package of the extra ``lexicon``: suggestions tell words from misreadings by them.

Without the package there is no lexicon, and suggestions know the words of the run alone. Which lexicon a run had stands
among its settings.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.resources
import json

from pipeline.text.forms import forms

PACKAGE, MODULE = "pyspellchecker", "spellchecker"
NONE = "none"
LANGUAGES = {
    "ara": "ar",
    "deu": "de",
    "eng": "en",
    "eus": "eu",
    "fas": "fa",
    "fra": "fr",
    "ita": "it",
    "lav": "lv",
    "nld": "nl",
    "por": "pt",
    "rus": "ru",
    "spa": "es",
}
"""Tesseract's name of a language, and the package's."""
SHORT, COMMON = 3, 1000
"""Of words of so many letters only those count that the package's sources have so often.

Nearly any three letters are somebody's abbreviation, and few other readings of a small word are as far from it. The
same bound on four letters told planted errors no better, and would take June, July and Ohio for no words.
"""


def name_lexicon(languages: str) -> str:
    """Return which lexicon there is for ``languages`` (Tesseract's names, joined by ``+``), as people are told."""
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return NONE
    known = [language for language in languages.split("+") if language in LANGUAGES]
    return f"{PACKAGE} {version}: {'+'.join(known)}" if known else NONE


def load_lexicon(languages: str) -> dict[str, float]:
    """Return the words of these languages in small letters, and what share of its language's words each is.

    The shares are those of the package's sources; where several languages have a word, it is the largest. There are no
    words where the package or all of the languages are unknown.
    """
    found: dict[str, float] = {}
    if name_lexicon(languages) != NONE:
        for language in languages.split("+"):
            if language in LANGUAGES:
                _add_words(found, _read_counts(language))
    return found


def _read_counts(language: str) -> dict[str, int]:
    path = importlib.resources.files(MODULE) / "resources" / f"{LANGUAGES[language]}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(path.read_bytes()))
    return counts


def _add_words(found: dict[str, float], counts: dict[str, int]) -> None:
    total = sum(counts.values())
    for word, count in counts.items():
        if count >= COMMON or len(word) > SHORT:
            for form in (word.casefold(),) if word.removesuffix("'s").isalpha() else forms(word):
                share = count / total
                if form not in found or share > found[form]:
                    found[form] = share
