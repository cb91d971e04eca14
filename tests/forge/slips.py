"""Slips of the kinds transcribers make, chosen by chance for a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Sequence

import numpy as np

from tests.forge.prose import pick
from tests.forge.spec import Flow, Hand, PageSpec, Print, Stamp, Typed
from tests.forge.transcript import Slip

Maker = Callable[[str, np.random.Generator], str]


def choose_slips(
    pages: Sequence[PageSpec], names: Container[str], rng: np.random.Generator, count: int
) -> tuple[Slip, ...]:
    """Return up to ``count`` slips, kind after kind, on running text; never two on one word.

    Of the words with a capital only those in ``names`` are names; the others begin a sentence.
    """
    slips: list[Slip] = []
    taken: set[tuple[int, str]] = set()
    for index in range(count):
        kind, fits, make = KINDS[index % len(KINDS)]
        words = [
            (page, word)
            for page, word in _plain_words(pages)
            if (page, word) not in taken and fits(word) and (kind != "name" or word in names)
        ]
        if words:
            page, word = pick(words, rng)
            taken.add((page, word))
            slips.append(Slip(page, word, make(word, rng), kind))
    return tuple(slips)


def _plain_words(pages: Sequence[PageSpec]) -> list[tuple[int, str]]:
    """Return page and text of each running word that stands only once on its page and is neither struck nor divided."""
    found: list[tuple[int, str]] = []
    for number, page in enumerate(pages, start=1):
        counts = Counter(word for item in page.items for word in _words_of(item))
        for above, item in zip((None, *page.items), page.items, strict=False):
            if not isinstance(item, Typed) or item.flow is Flow.ALONE:
                continue
            words = item.text.split()
            struck = {index for strike in item.strikes for index in range(strike.first, strike.last)}
            first = int(isinstance(above, Typed) and above.is_hyphenated)
            last = len(words) - item.is_hyphenated
            found += [
                (number, words[index])
                for index in range(first, last)
                if index not in struck and counts[words[index]] == 1
            ]
    return found


def _words_of(item: object) -> list[str]:
    match item:
        case Typed() | Print() | Hand():
            return item.text.split()
        case Stamp():
            return " ".join((*item.lines, *item.rim)).split()
    return []


def _other_figure(word: str, rng: np.random.Generator) -> str:
    place = pick([index for index, char in enumerate(word) if char.isdigit()], rng)
    digit = pick([char for char in "123456789" if char != word[place]], rng)
    return word[:place] + digit + word[place + 1 :]


def _other_vowel(word: str, rng: np.random.Generator) -> str:
    places = [index for index, char in enumerate(word) if index and char in "aeiou"]
    place = pick(places, rng)
    return word[:place] + pick([char for char in "aeiou" if char != word[place]], rng) + word[place + 1 :]


def _swapped(word: str, rng: np.random.Generator) -> str:
    places = [index for index in range(1, len(word) - 2) if word[index] != word[index + 1]]
    place = pick(places, rng)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


KINDS: tuple[tuple[str, Callable[[str], object], Maker], ...] = (
    ("figure", lambda word: re.search(r"\d", word), _other_figure),
    ("name", lambda word: re.fullmatch(r"[A-Z][a-z]{4,}", word) and re.search(r"[aeiou]", word[1:]), _other_vowel),
    ("skipped", lambda word: re.fullmatch(r"[a-z]{2,}", word), lambda word, rng: ""),
    ("doubled", lambda word: re.fullmatch(r"[a-z]{2,}", word), lambda word, rng: f"{word} {word}"),
    ("swapped", lambda word: re.fullmatch(r"(?!(.)\1+$)[a-z]{5,}", word), _swapped),
)
"""What it is called, which words can suffer it, and what becomes of them."""
