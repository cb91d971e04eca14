"""What officials leave on the first page of a despatch: many stamps and notes, faint ones and one over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tests.forge.prose import Prose, fill, pick
from tests.forge.spec import Border, Hand, Ink, Item, Scribble, Stamp

STAMPS, NOTES, SCRAWLS = (2, 6), (1, 5), (0, 4)
"""How many there are at least, and fewer than how many."""
SPOTS = ((0.7, 3.5), (0.7, 8.0), (2.0, 1.2), (4.3, 2.4), (6.6, 1.2), (6.8, 2.9), (7.4, 6.5), (3.0, 10.2), (6.4, 10.0))
"""Inches, where stamps and notes gather: the margins, the head of the page and its foot."""
FAINT = 0.45
"""Share of the stamps and notes that are faint, and of the stamps that are patchy."""
FAINTEST, FAINT_TO = 0.3, 0.65
"""Strength of ink."""
DRIEST, DRY_TO = 0.75, 0.35
"""Share of the ink of dry marks that the paper did not take."""
TICKS = (1, 5)
"""How many ticks there are, where marks are dry, at least, and fewer than how many."""
RIGHT_EDGE = (8.0, 8.3)
"""Inches, between which numbers run down the page."""
INKS = (Ink.RED, Ink.BLUE, Ink.VIOLET, Ink.BLACK, Ink.BLACK)
PENS = (Ink.PEN, Ink.PENCIL, Ink.PENCIL, Ink.BLACK, Ink.BLUE, Ink.RED)


def busy_marks(
    prose: Prose,
    stamps: Sequence[Stamp],
    hands: Sequence[str],
    faces: Sequence[str],
    rng: np.random.Generator,
    dry: float = 0,
) -> tuple[Item, ...]:
    """Return stamps and pen work by chance; ``stamps`` are those to choose from, ``faces`` what they are cut in.

    ``dry`` is the share of the marks that the paper takes in dots only; without it, there are no ticks either.
    """
    pressed = [_press(stamp, faces, rng) for stamp in stamps[: int(rng.integers(*STAMPS))]]
    notes = [_note(prose, hands, rng) for _ in range(int(rng.integers(*NOTES)))]
    scrawls = [_scrawl(rng) for _ in range(int(rng.integers(*SCRAWLS)))]
    marks = (*pressed, *_numbers(prose, faces, rng), *notes, *scrawls)
    if not dry:
        return marks
    ticks = [_tick(rng) for _ in range(int(rng.integers(*TICKS)))]
    return tuple(_dried(mark, rng) if rng.random() < dry else mark for mark in (*marks, *ticks))


def _press(stamp: Stamp, faces: Sequence[str], rng: np.random.Generator) -> Stamp:
    """Return a stamp somewhere else, upright or sideways, in another face, as strong as chance will have it."""
    angle = 0.0 if stamp.border is Border.OVAL else pick((0.0, 0.0, 0.0, 90.0, -90.0), rng)
    return replace(
        stamp,
        centre=_spot(rng, 0.8),
        angle=angle + float(rng.normal(0, 4)),
        points=stamp.points * float(rng.uniform(0.8, 1.5)),
        face=pick(faces, rng),
        ink=pick(INKS, rng),
        strength=_strength(rng),
        patchy=float(rng.uniform(0.2, 0.7)) if rng.random() < FAINT else 0.0,
        unclear=(),
    )


def _numbers(prose: Prose, faces: Sequence[str], rng: np.random.Generator) -> tuple[Stamp, ...]:
    """Return a file number down the right edge, and initials of a clerk further down, in large type."""
    texts = (pick(prose.file_numbers, rng), pick(prose.initials, rng).replace(".", ""))
    heights = (float(rng.uniform(3, 6)), float(rng.uniform(7.5, 10)))
    look = Stamp(
        ("-",),
        (float(rng.uniform(*RIGHT_EDGE)), 0),
        points=float(rng.uniform(14, 24)),
        face=pick(faces, rng),
        ink=Ink.BLACK,
    )
    return tuple(
        replace(
            look, lines=(text,), centre=(look.centre[0], height), angle=90 + float(rng.normal(0, 1)), strength=strength
        )
        for text, height, strength in zip(texts, heights, (1.0, _strength(rng)), strict=True)
        if rng.random() < 0.7
    )


def _note(prose: Prose, hands: Sequence[str], rng: np.random.Generator) -> Hand:
    is_initials = bool(rng.random() < 0.4)
    left, baseline = _spot(rng, 1.0)
    return Hand(
        pick(prose.initials, rng) if is_initials else fill(pick((*prose.notes, "{stampdate}"), rng), prose, rng),
        left=left - 0.4,
        baseline=baseline,
        points=float(rng.uniform(18, 44)),
        angle=float(rng.normal(-5, 12)),
        face=pick(hands, rng),
        ink=pick(PENS, rng),
        is_initials=is_initials,
        is_struck=bool(rng.random() < 0.1),
        strength=_strength(rng),
    )


def _scrawl(rng: np.random.Generator) -> Scribble:
    left, top = _spot(rng, 1.0)
    width, height = (float(rng.uniform(*span)) for span in ((0.15, 1.4), (0.2, 0.7)))
    return Scribble(max(left - 0.4, 0.05), top, width, height, pick(PENS, rng), _strength(rng))


def _tick(rng: np.random.Generator) -> Scribble:
    """Return a tick anywhere on the sheet, beside a line or over one."""
    left, top = float(rng.uniform(0.3, 7.6)), float(rng.uniform(0.5, 10.2))
    width, height = (float(rng.uniform(*span)) for span in ((0.12, 0.5), (0.1, 0.5)))
    return Scribble(left, top, width, height, pick(PENS, rng), _strength(rng), is_tick=True)


def _dried(mark: Stamp | Hand | Scribble, rng: np.random.Generator) -> Stamp | Hand | Scribble:
    return replace(mark, dry=float(rng.uniform(DRY_TO, DRIEST)), strength=1)


def _spot(rng: np.random.Generator, spread: float) -> tuple[float, float]:
    """Return a place on the sheet, inches: now and then anywhere, else near one where marks gather."""
    if rng.random() < 0.2:
        return float(rng.uniform(0.8, 7.6)), float(rng.uniform(0.8, 10.2))
    x, y = SPOTS[int(rng.integers(len(SPOTS)))]
    x, y = x + float(rng.normal(0, 0.3)) * spread, y + float(rng.normal(0, 0.6)) * spread
    return min(max(x, 0.5), 7.9), min(max(y, 0.5), 10.4)


def _strength(rng: np.random.Generator) -> float:
    return float(rng.uniform(FAINTEST, FAINT_TO)) if rng.random() < FAINT else 1.0
