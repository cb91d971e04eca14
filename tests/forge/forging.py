"""From the specification of a page to its picture and its truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PIL import Image

from tests.forge.geometry import Affine, box_of, map_quad, turn
from tests.forge.pen import scribble, write_hand
from tests.forge.reading import read_perfectly
from tests.forge.scanning import take_picture
from tests.forge.sheet import Sheet
from tests.forge.spec import Hand, PageSpec, Print, Scribble, Stamp, Typed
from tests.forge.stamps import press_stamp, print_line
from tests.forge.truth import LineKind, PageTruth, TrueMark, TrueWord
from tests.forge.typewriter import Typist
from tests.forge.wear import WEAR, Machine

SKEW = 1_000_000
"""Number of the random stream that turns the sheet; those of the items are counted from 0."""


def forge(spec: PageSpec) -> tuple[Image.Image, PageTruth]:
    """Return the picture of a page and the truth about it; the same specification gives the same pixels."""
    sheet = Sheet(*spec.pixels, spec.dpi)
    write_items(sheet, spec)
    degrees = float(np.random.default_rng((spec.seed, SKEW)).uniform(-1, 1)) * WEAR[spec.wear].skew
    skew = turn(degrees, (sheet.width / 2, sheet.height / 2))
    picture = take_picture(sheet.layers, spec, skew)
    picture.info["dpi"] = (spec.dpi, spec.dpi)
    return picture, _tell_truth(sheet, spec, skew, degrees)


def write_items(sheet: Sheet, spec: PageSpec) -> None:
    """Write every item on the sheet; each has a random stream of its own, so that one more changes no other."""
    typist = Typist(sheet, spec, Machine(spec.seed, WEAR[spec.wear]))
    for group, item in enumerate(spec.items):
        rng = np.random.default_rng((spec.seed, group))
        match item:
            case Typed():
                typist.type_line(item, group, rng)
            case Print():
                print_line(sheet, item, group, rng)
            case Stamp():
                press_stamp(sheet, item, group, rng)
            case Hand():
                write_hand(sheet, item, group, rng)
            case Scribble():
                scribble(sheet, item, group, rng)


def _tell_truth(sheet: Sheet, spec: PageSpec, skew: Affine, degrees: float) -> PageTruth:
    words = tuple(
        replace(word, quad=map_quad(skew, word.quad), box=box_of(skew.map_all(outline).tolist()))
        for word, outline in zip(sheet.words, sheet.outlines, strict=True)
    )
    marks = tuple(
        replace(mark, quad=quad, box=box_of(quad))
        for mark, quad in ((mark, map_quad(skew, mark.quad)) for mark in sheet.marks)
    )
    words = _mark_overlaid(words, marks)
    return PageTruth(
        width=sheet.width,
        height=sheet.height,
        dpi=spec.dpi,
        wear=spec.wear,
        mode=str(spec.mode),
        face=spec.face,
        skew=round(degrees, 3),
        words=words,
        marks=marks,
        text=read_perfectly(spec.items, words),
    )


def _mark_overlaid(words: tuple[TrueWord, ...], marks: tuple[TrueMark, ...]) -> tuple[TrueWord, ...]:
    patches = [(word.group, word.ink, word.box) for word in words]
    patches += [(mark.group, words[mark.words[0]].ink, mark.box) for mark in marks if mark.kind is LineKind.BORDER]
    return tuple(
        replace(
            word,
            is_overlaid=any(
                group != word.group and ink != word.ink and box.overlap(word.box) for group, ink, box in patches
            ),
        )
        for word in words
    )
