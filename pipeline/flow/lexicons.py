"""The words of a language, from the package of the extra ``lexicon``: suggestions tell words from misreadings by them.

Without the package there is no lexicon, and suggestions know the words of the run alone. Which lexicon a run had stands
among its settings.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.resources
import json
from collections.abc import Iterator

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

Nearly any three letters are somebody's abbreviation, and few other readings of a small word are as far from it.
"""


def name_lexicon(languages: str) -> str:
    """Return which lexicon there is for ``languages`` (Tesseract's names, joined by ``+``), as people are told."""
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return NONE
    known = [language for language in languages.split("+") if language in LANGUAGES]
    return f"{PACKAGE} {version}: {'+'.join(known)}" if known else NONE


def load_lexicon(languages: str) -> frozenset[str]:
    """Return the words of these languages in small letters; none where the package or all of them are unknown."""
    return frozenset(_words(languages)) if name_lexicon(languages) != NONE else frozenset()


def _words(languages: str) -> Iterator[str]:
    folder = importlib.resources.files(MODULE) / "resources"
    for language in languages.split("+"):
        if language in LANGUAGES:
            counts = json.loads(gzip.decompress((folder / f"{LANGUAGES[language]}.json.gz").read_bytes()))
            words = [word for word, count in counts.items() if len(word) > SHORT or count >= COMMON]
            plain = {word for word in words if word.isalpha() and word.isascii()}
            yield from plain
            yield from forms("\n".join(word for word in words if word not in plain))
