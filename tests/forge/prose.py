"""Invented office prose, put together by chance from ``texts/office.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

FILE = Path(__file__).parent / "texts" / "office.toml"

HALVES = ("a", "b")
"""They share no sentence, name or stamp."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Prose:
    """One half of the texts; what stands in braces in them is filled in by ``fill``."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    offices: tuple[str, ...]
    things: tuple[str, ...]
    sentences: tuple[str, ...]
    subjects: tuple[str, ...]
    notes: tuple[str, ...]
    initials: tuple[str, ...]
    file_numbers: tuple[str, ...]
    letterheads: tuple[tuple[str, ...], ...]
    stamps: tuple[tuple[str, ...], ...]
    ovals: tuple[tuple[str, ...], ...]
    """Upper rim, two lines, lower rim."""

    @property
    def names(self) -> frozenset[str]:
        """The words with a capital in the names of people, places and offices."""
        words = " ".join((*self.people, *self.places, *self.offices)).split()
        return frozenset(word for word in words if word[0].isupper())


def load_prose(half: str) -> Prose:
    """Return one half of the texts; ``ValueError`` for a half that is not there."""
    if half not in HALVES:
        raise ValueError(f"no texts {half!r} among {', '.join(HALVES)}")
    lists = tomllib.loads(FILE.read_text(encoding="utf-8"))[half]
    nested: dict[str, Any] = {
        name: tuple(tuple(row) if isinstance(row, list) else row for row in rows) for name, rows in lists.items()
    }
    return Prose(**nested)


def pick(choices: Sequence[Choice], rng: np.random.Generator) -> Choice:
    return choices[int(rng.integers(len(choices)))]


def fill(template: str, prose: Prose, rng: np.random.Generator) -> str:
    """Return a template with every name in braces replaced; the first letter becomes a capital."""
    text = re.sub(r"\{(\w+)\}", lambda match: _chance(match.group(1), prose, rng), template)
    return text[0].upper() + text[1:]


def compose(prose: Prose, rng: np.random.Generator, words: int) -> tuple[str, ...]:
    """Return paragraphs of at least ``words`` words together; all sentences have a turn before one comes again."""
    paragraphs: list[list[str]] = [[]]
    deck: list[str] = []
    count = 0
    while count < words:
        deck = deck or [prose.sentences[index] for index in rng.permutation(len(prose.sentences))]
        sentence = fill(deck.pop(), prose, rng)
        paragraphs[-1].append(sentence)
        count += len(sentence.split())
        if len(paragraphs[-1]) >= rng.integers(3, 6):
            paragraphs.append([])
    return tuple(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def _chance(name: str, prose: Prose, rng: np.random.Generator) -> str:
    match name:
        case "person":
            return pick(prose.people, rng)
        case "place":
            return pick(prose.places, rng)
        case "office":
            return pick(prose.offices, rng)
        case "thing":
            return pick(prose.things, rng)
        case "number":
            return f"{rng.integers(11, 4000):,}"
        case "money":
            return f"${rng.integers(20, 9000):,}.{rng.integers(0, 20) * 5:02d}"
        case "year":
            return str(rng.integers(1921, 1940))
        case "date":
            return f"{pick(MONTHS, rng)} {rng.integers(1, 29)}, {rng.integers(1939, 1949)}"
        case "stampdate":
            return f"{pick(MONTHS, rng)[:3].upper()} {rng.integers(1, 29)} {rng.integers(1939, 1949)}"
        case "time":
            return f"{rng.integers(1, 12)}:{rng.integers(0, 12) * 5:02d}"
    raise ValueError(f"no {name!r} to fill in")
