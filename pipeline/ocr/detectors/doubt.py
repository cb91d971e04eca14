"""How probable it is that each word of a page was read rightly: what can be seen of it, weighed by fitted trees.

The trees stand in ``doubt.json``. ``benchmarks/fit_doubt.py`` fitted and wrote them; ``docs/detectors.md`` tells on
what, and what they are worth.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import median

import numpy as np

from pipeline.model.page import Page, Word
from pipeline.ocr.detectors.frame import Frame, is_clear
from pipeline.ocr.detectors.logistic import Table
from pipeline.ocr.detectors.spelling import commonest_neighbour, is_known, plausibility, rarity
from pipeline.ocr.detectors.trees import Trees, load_trees
from pipeline.ocr.detectors.words import ODD_SIGNS, confidence_of

FITTED = Path(__file__).with_name("doubt.json")
SURE = 0.9
"""Confidence from which a word says something of others."""
LEAST_ALIKE = 5
"""Sure words of the same outline that tell how high such words are."""
TO_PITCH = 3.0
"""How strongly the widths of letters are drawn to the page's pitch: as much as so many words."""
FURTHEST = 1.5
"""Of a logarithm of sizes; what is further off is a fault of the box."""
HYPHENS = ("-", "=")
"""The engine often takes a worn hyphen for the other."""

DOUBT = (
    "confidence",
    "confidence_rank",
    "page_confidence",
    "confidence_before",
    "confidence_after",
    "width",
    "height",
    "plausibility",
    "letters",
    "others",
    "odd_signs",
    "capitals",
    "ends_in",
    "odd_stop",
    "known",
    "rarity",
    "neighbour",
    "seen_elsewhere",
    "reading",
)
"""Features that tell whether a word was read rightly."""
RISING = ("confidence", "confidence_rank", "known", "seen_elsewhere", "reading")
"""With these the probability never falls, and with ``FALLING`` it never rises."""
FALLING = ("odd_signs",)

_EDGES = ".,;:!?()[]'\"‘’“”-–—"
_ENDINGS = ".,;:-'\"()"
_ASCENDS = re.compile(r"[A-Z0-9bdfhiklt()/&$?!]")
_DESCENDS = re.compile(r"[gjpqy,;()]")

Features = dict[str, list[float]]
Outline = tuple[bool, bool]


def word_probabilities(page: Page, frame: Frame) -> Table:
    """Return for each word of the page the probability that it was read rightly."""
    return _trees().probabilities(DOUBT, doubt_features(page, frame))


def doubt_features(page: Page, frame: Frame) -> Table:
    """Return a row for each word of the page with the columns ``DOUBT``."""
    if not page.words:
        return np.empty((0, len(DOUBT)))
    found = {**_confidences(page), **_shapes(page, frame), **_spellings(page), **_repetitions(page)}
    return np.array([found[name] for name in DOUBT], dtype=np.float64).T


@cache
def _trees() -> Trees:
    return load_trees(FITTED)


def _confidences(page: Page) -> Features:
    """Return what the engine says of each word, beside the rest of its page and its neighbours in the line."""
    every = np.array([confidence_of(word) for word in page.words])
    ordered = np.sort(every)
    rank = (np.searchsorted(ordered, every, "left") + np.searchsorted(ordered, every, "right")) / (2 * len(every))
    mean = float(every.mean())
    before, after = [], []
    for line in page.lines:
        known = [confidence_of(word) for word in line.words]
        before += [mean, *known[:-1]]
        after += [*known[1:], mean]
    return {
        "confidence": every.tolist(),
        "confidence_rank": rank.tolist(),
        "page_confidence": [mean] * len(every),
        "confidence_before": before,
        "confidence_after": after,
    }


def _shapes(page: Page, frame: Frame) -> Features:
    """Return by how much each box is wider and higher than its letters are elsewhere on the page, as logarithms."""
    widths, heights = _letter_widths(page, frame), _usual_heights(page)
    found: Features = {"width": [], "height": []}
    for word in page.words:
        width = sum(widths.get(char, frame.pitch) for char in word.text)
        height = heights.get(_outline(word.text), frame.height)
        found["width"].append(_excess(word.box.width, width) if word.box else 0.0)
        found["height"].append(_excess(word.box.height, height) if word.box else 0.0)
    return found


def _excess(size: int, usual: float) -> float:
    return min(max(math.log(max(size, 1) / usual), -FURTHEST), FURTHEST)


def _letter_widths(page: Page, frame: Frame) -> dict[str, float]:
    """Return how wide each letter is, by ridge regression of the widths of clear words on what they consist of."""
    clear = [(word.text, word.box.width) for word in page.words if is_clear(word) and word.box]
    letters = sorted({char for text, _ in clear for char in text})
    places = {char: place for place, char in enumerate(letters)}
    counts = np.zeros((len(clear), len(letters)))
    for row, (text, _) in enumerate(clear):
        for char in text:
            counts[row, places[char]] += 1
    over = np.array([width for _, width in clear]) - frame.pitch * counts.sum(axis=1)
    wider = np.linalg.solve(counts.T @ counts + TO_PITCH * np.eye(len(letters)), counts.T @ over)
    return dict(zip(letters, np.maximum(frame.pitch + wider, 0.2 * frame.pitch).tolist(), strict=True))


def _usual_heights(page: Page) -> dict[Outline, float]:
    """Return how high the boxes of words are that were read with confidence, by their outline."""
    seen: dict[Outline, list[int]] = defaultdict(list)
    for word in page.words:
        if word.box and confidence_of(word) > SURE:
            seen[_outline(word.text)].append(word.box.height)
    return {outline: median(heights) for outline, heights in seen.items() if len(heights) >= LEAST_ALIKE}


def _outline(text: str) -> Outline:
    """Say whether a word rises above its small letters, and whether it goes below the line."""
    return bool(_ASCENDS.search(text)), bool(_DESCENDS.search(text))


def _spellings(page: Page) -> Features:
    """Return what the letters and signs of each word say, and those of the words before and after it."""
    languages = page.engine.languages
    texts = [word.text for word in page.words]
    befores, afters = ["", *texts[:-1]], [*texts[1:], ""]
    single = {text: _spelling(text, languages) for text in dict.fromkeys(texts)}
    found: Features = {name: [single[text][name] for text in texts] for name in single[texts[0]]}
    around = list(zip(befores, texts, afters, strict=True))
    found["odd_stop"] = [_odd_stop(text, after) for _, text, after in around]
    found["known"] = [_known(before, text, after, languages) for before, text, after in around]
    return found


def _spelling(text: str, languages: str) -> dict[str, float]:
    letters = sum(map(str.isalpha, text))
    rare, neighbour = _rarity(text, languages)
    return {
        "plausibility": plausibility(text, languages),
        "letters": letters,
        "others": sum(not char.isalnum() for char in text),
        "odd_signs": min(len(ODD_SIGNS.findall(text)), 3),
        "capitals": sum(map(str.isupper, text)) / max(1, letters),
        "ends_in": 0.0 if text[-1].isalpha() else 1.0 if text[-1].isdigit() else 3.0 + _ENDINGS.find(text[-1]),
        "rarity": rare,
        "neighbour": neighbour,
    }


def _rarity(text: str, languages: str) -> tuple[float, float]:
    """Return how rare the rarest word of a text is, and how much commoner one that differs in a letter is."""
    words = re.findall(r"[a-z]+", text.lower()) if "eng" in languages.split("+") else []
    if not words:
        return 0.0, 0.0
    rarest = max(words, key=rarity)
    return rarity(rarest), rarity(rarest) - commonest_neighbour(rarest)


def _odd_stop(text: str, after: str) -> float:
    """Return 1 for a full stop before a small letter, 2 for a comma before a capital, else 0."""
    if text.endswith(".") and after[:1].islower():
        return 1.0
    return 2.0 if text.endswith(",") and after[:1].isupper() else 0.0


def _known(before: str, text: str, after: str, languages: str) -> float:
    """Return 1 for a word of the list, alone or with its other part beyond a hyphen, 0 for another, 0.5 for no word."""
    known = is_known(text, languages)
    if known is False and text.endswith(HYPHENS) and is_known(text[:-1] + after, languages):
        return 1.0
    if known is False and before.endswith(HYPHENS) and is_known(before[:-1] + text, languages):
        return 1.0
    return 0.5 if known is None else float(known)


def _repetitions(page: Page) -> Features:
    """Return how often each word was read with confidence elsewhere on the page, and whether another reading agrees."""
    seen = Counter(_bare(word.text) for word in page.words if confidence_of(word) > SURE)
    was_read_twice = any(word.readings for word in page.words)
    found: Features = {"seen_elsewhere": [], "reading": []}
    for word in page.words:
        bare = _bare(word.text)
        elsewhere = seen[bare] - (confidence_of(word) > SURE) if len(bare) > 2 else 0
        found["seen_elsewhere"].append(min(elsewhere, 3))
        found["reading"].append(_agreement(word) if was_read_twice else 0.0)
    return found


def _bare(text: str) -> str:
    return text.strip(_EDGES).casefold()


def _agreement(word: Word) -> float:
    """Return 1 where another reading says the same, -1 where all say something else, -0.5 where there is none.

    On a page that was read once, nothing is known of it: 0.
    """
    texts = [reading.text for reading in word.readings]
    return 1.0 if word.text in texts else -1.0 if texts else -0.5
