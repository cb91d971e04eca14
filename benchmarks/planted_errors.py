"""Errors of the kinds people make when they type, planted into a text with a fixed seed.

Each is known afterwards: where it is, what stood there, and its kind. Kinds: letters swapped, doubled, dropped, put in
or struck beside the right key; a plural lost or added; a small word taken for another; a capital lost or added; a word
skipped or doubled; a line skipped; a space or a sign lost; a figure changed; a name misspelt. How often each occurs
follows the errors found by eye in the references of real despatches and reports only roughly.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SMALL = (
    ("of", "or"),
    ("of", "from"),
    ("the", "these"),
    ("the", "this"),
    ("a", "the"),
    ("some", "same"),
    ("and", "ant"),
    ("is", "was"),
    ("in", "on"),
    ("to", "too"),
    ("are", "a"),
    ("not", "now"),
    ("from", "form"),
    ("there", "their"),
    ("has", "had"),
    ("that", "than"),
    ("were", "where"),
    ("an", "and"),
)


@dataclass(frozen=True)
class Planted:
    """One planted error: where it lies in the damaged text, and what was there."""

    kind: str
    start: int
    end: int
    true_start: int
    true_end: int


def _swap(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _double(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[: at + 1] + word[at:]


def _drop(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _put_in(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice("aeioutnrslhd") + word[at:]


def _neighbour(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    for row in _KEYS:
        if word[at] in row:
            place = row.index(word[at])
            return (
                word[:at] + row[place - 1 if place and rng.random() < 0.5 else (place + 1) % len(row)] + word[at + 1 :]
            )
    return word


def _plural(word: str, rng: random.Random) -> str:
    return word[:-1] if word.endswith("s") else word + "s"


def _small(word: str, rng: random.Random) -> str:
    choices = [other for pair in _SMALL for one, other in (pair, pair[::-1]) if one == word]
    return rng.choice(choices) if choices else word


def _figure(word: str, rng: random.Random) -> str:
    places = [index for index, char in enumerate(word) if char.isdigit()]
    if not places:
        return word
    at = rng.choice(places)
    if len(places) > 1 and rng.random() < 0.4:
        other = places[(places.index(at) + 1) % len(places)]
        letters = list(word)
        letters[at], letters[other] = letters[other], letters[at]
        return "".join(letters)
    return word[:at] + rng.choice([digit for digit in "0123456789" if digit != word[at]]) + word[at + 1 :]


def _name(word: str, rng: random.Random) -> str:
    vowels = [index for index, char in enumerate(word) if char in "aeiouy" and index]
    if not vowels or not word[0].isupper():
        return word
    at = rng.choice(vowels)
    return word[:at] + rng.choice([vowel for vowel in "aeiou" if vowel != word[at]]) + word[at + 1 :]


def _capital(word: str, rng: random.Random) -> str:
    return word[0].swapcase() + word[1:]


IN_WORDS: tuple[tuple[str, int, int, Callable[[str, random.Random], str]], ...] = (
    # kind, weight, least length of the word, what happens to it
    ("swapped", 12, 4, _swap),
    ("doubled", 7, 4, _double),
    ("dropped", 14, 4, _drop),
    ("put in", 6, 4, _put_in),
    ("neighbouring key", 12, 3, _neighbour),
    ("plural", 7, 4, _plural),
    ("small word", 14, 1, _small),
    ("figure", 7, 1, _figure),
    ("name", 8, 4, _name),
    ("capital", 3, 2, _capital),
)
WHOLE_WORDS = (("word skipped", 8), ("word doubled", 4))
BETWEEN_WORDS = (("space lost", 4), ("sign lost", 4))
LINE_SKIPPED = 0.06
"""Chance of a skipped line, for each error that is planted."""


def plant(text: str, rate: float, seed: int) -> tuple[str, tuple[Planted, ...]]:
    """Return ``text`` with errors in ``rate`` of its words, and the list of them, in the order of the text."""
    rng = random.Random(seed)
    words = list(re.finditer(r"[^\W_]+", text))
    wanted = sum(rng.random() < rate for _ in words)
    changes: dict[tuple[int, int], tuple[str, str]] = {}
    for _ in range(wanted * 20):
        if len(changes) >= wanted:
            break
        span, change = _one(text, words, rng)
        if change and not any(span[0] <= end + 1 and start <= span[1] + 1 for start, end in changes):
            changes[span] = change
    return _apply(text, changes)


def _one(text: str, words: list[re.Match[str]], rng: random.Random) -> tuple[tuple[int, int], tuple[str, str] | None]:
    match = rng.choice(words)
    if rng.random() < LINE_SKIPPED:
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end()) + 1 or len(text)
        return (start, end), ("line skipped", "") if start and len(text[start:end].split()) > 3 else None
    kinds = [(kind, weight) for kind, weight, *_ in IN_WORDS] + [*WHOLE_WORDS, *BETWEEN_WORDS]
    kind = rng.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
    span = (match.start(), match.end())
    if kind == "word skipped":
        end = match.end()
        while end < len(text) and text[end] == " ":
            end += 1
        return (match.start(), end), (kind, "") if end > match.end() and match.group().isalpha() else None
    if kind in ("space lost", "sign lost"):
        wanted = " " if kind == "space lost" else ",.;:"
        is_there = match.end() < len(text) and text[match.end()] in wanted
        return (match.end(), match.end() + 1), (kind, "") if is_there else None
    if kind == "word doubled":
        return span, (kind, f"{match.group()} {match.group()}")
    least, change = next((least, change) for name, _, least, change in IN_WORDS if name == kind)
    if len(match.group()) < least:
        return span, None
    wrong = change(match.group(), rng)
    return span, (kind, wrong) if wrong != match.group() else None


def _apply(text: str, changes: dict[tuple[int, int], tuple[str, str]]) -> tuple[str, tuple[Planted, ...]]:
    parts: list[str] = []
    planted: list[Planted] = []
    place = length = 0
    for (start, end), (kind, wrong) in sorted(changes.items()):
        parts += [text[place:start], wrong]
        length += start - place
        planted.append(Planted(kind, length, length + len(wrong), start, end))
        length += len(wrong)
        place = end
    return "".join([*parts, text[place:]]), tuple(planted)
