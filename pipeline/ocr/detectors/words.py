"""What can be seen of each word of a page, as numbers: the features of the models in ``weights.py``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from statistics import median

import numpy as np

from pipeline.images.chroma import Chroma
from pipeline.images.ink import InkMap, Pieces, ink_map, pieces_of
from pipeline.model.geometry import Box
from pipeline.model.page import Line, Page, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.frame import Frame, frame_of
from pipeline.ocr.detectors.logistic import Table
from pipeline.ocr.detectors.spelling import plausibility

UNSTATED = 0.5
"""Taken for the confidence of a word of which the engine says none."""
ODD_SIGNS = re.compile(r"[^\w\s.,;:()'\"’‘“”\-–—/&$?!]|_")
"""Signs that hardly stand in a text."""
OVERSIZE = 2.0
"""Heights of a word from which a piece of ink is too large for type."""

FOREIGN = (
    "confidence",
    "confidence_under_90",
    "confidence_under_60",
    "line_confidence",
    "line_confidence_under_80",
    "line_words",
    "line_is_short",
    "line_is_long",
    "pitch_off",
    "height_over",
    "height_under",
    "outside_column",
    "above_text",
    "below_text",
    "plausibility",
    "line_plausibility",
    "no_letters",
    "odd_signs",
    "is_short",
    "large_ink",
    "large_ink_line",
    "density_off",
    "colour",
)
"""Features that tell words which are not of the body of the text."""

_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sight:
    """A page, its frame and its ink."""

    page: Page
    frame: Frame
    ink: InkMap
    pieces: Pieces
    chroma: Chroma | None


def sight_of(page: Page, picture: GreyPicture, chroma: Chroma | None) -> Sight:
    """Return a page with the frame of its type and with its ink on ``picture``, on which it was read."""
    frame = frame_of(page)
    ink = ink_map(picture, frame.height)
    return Sight(page, frame, ink, pieces_of(ink.mask), chroma)


def confidence_of(word: Word) -> float:
    """Return what the engine says of a word, 0–1."""
    return UNSTATED if word.confidence is None else word.confidence


def density(word: Word, sight: Sight) -> float:
    """Return which share of a word's box is ink, 0–1; 0 without a box."""
    cut = sight.ink.cut(word.box) if word.box else None
    return np.count_nonzero(cut) / cut.size if cut is not None and cut.size else 0.0


def foreign_features(sight: Sight) -> Table:
    """Return a row for each word of the page with the columns ``FOREIGN``."""
    large = _large_pieces(sight)
    usual = _usual_density(sight)
    colour = _body_colour(sight)
    rows = []
    for line in sight.page.lines:
        shares = [_share(word, large, sight) for word in line.words]
        of_line = _line_values(line, sight)
        for word, share in zip(line.words, shares, strict=True):
            rows.append(
                {
                    **of_line,
                    **_word_values(word, sight.frame, sight.page.engine.languages),
                    "large_ink": share,
                    "large_ink_line": sum(shares) / len(shares),
                    "density_off": abs(math.log(max(density(word, sight), 0.02) / usual)),
                    "colour": _colour(word, sight, colour),
                }
            )
    return _table(rows, FOREIGN)


def _table(rows: list[dict[str, float]], names: tuple[str, ...]) -> Table:
    return np.array([[row[name] for name in names] for row in rows], dtype=np.float64).reshape(-1, len(names))


def _word_values(word: Word, frame: Frame, languages: str) -> dict[str, float]:
    confidence = confidence_of(word)
    fit = math.log(max(frame.pitch_fit(word), 0.05))
    height = math.log(max(word.box.height, 1) / frame.height) if word.box else 0.0
    return {
        "confidence": confidence,
        "confidence_under_90": max(0.0, 0.9 - confidence),
        "confidence_under_60": max(0.0, 0.6 - confidence),
        "pitch_off": min(max(0.0, abs(fit) - 0.06), 1.0),
        "height_over": min(max(0.0, height - 0.15), 1.5),
        "height_under": min(max(0.0, -height - 0.4), 1.5),
        "plausibility": plausibility(word.text, languages),
        "no_letters": float(not _LETTERS.search(word.text)),
        "odd_signs": float(min(len(ODD_SIGNS.findall(word.text)), 3)),
        "is_short": float(sum(map(str.isalnum, word.text)) < 3),
    }


def _line_values(line: Line, sight: Sight) -> dict[str, float]:
    known = [confidence_of(word) for word in line.words]
    mean = sum(known) / len(known)
    likely = [plausibility(word.text, sight.page.engine.languages) for word in line.words]
    box, frame = line.box or sight.frame.column, sight.frame
    column = frame.column
    inside = min(box.right, column.right) - max(box.left, column.left)
    return {
        "line_confidence": mean,
        "line_confidence_under_80": max(0.0, 0.8 - mean),
        "line_words": math.log(len(known)),
        "line_is_short": float(len(known) < 3),
        "line_is_long": float(len(known) > 5),
        "line_plausibility": sum(likely) / len(likely),
        "outside_column": 1 - max(0, inside) / max(box.width, 1),
        "above_text": min(max(0.0, (column.top - box.bottom) / frame.height), 10) / 10,
        "below_text": min(max(0.0, (box.top - column.bottom) / frame.height), 10) / 10,
    }


def _large_pieces(sight: Sight) -> Pieces:
    limit = OVERSIZE * sight.frame.height / sight.ink.factor
    return sight.pieces.chosen((sight.pieces.height > limit) & (sight.pieces.area > limit))


def _share(word: Word, large: Pieces, sight: Sight) -> float:
    """Return which part of a word's box lies in the box of a piece of ink too large for type."""
    if word.box is None or not word.box.area:
        return 0.0
    left, top, right, bottom = sight.ink.reduced(word.box)
    across = np.minimum(large.right, right) - np.maximum(large.left, left)
    down = np.minimum(large.bottom, bottom) - np.maximum(large.top, top)
    shared = np.maximum(across, 0) * np.maximum(down, 0)
    return float(shared.max(initial=0)) / max(1, (right - left) * (bottom - top))


def _usual_density(sight: Sight) -> float:
    seen = [density(word, sight) for word in sight.page.words if confidence_of(word) > 0.9 and len(word.text) > 3]
    return max(median(seen), 0.02) if seen else 0.2


def _body_colour(sight: Sight) -> float:
    if sight.chroma is None:
        return 0.0
    boxes: list[Box] = [word.box for word in sight.page.words if word.box and confidence_of(word) > 0.9]
    return median([sight.chroma.of(box) for box in boxes] or [0.0])


def _colour(word: Word, sight: Sight, usual: float) -> float:
    if sight.chroma is None or word.box is None:
        return 0.0
    return min(max(0.0, sight.chroma.of(word.box) - usual - 6), 60) / 60
