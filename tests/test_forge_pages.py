"""The truth about a forged page is what its pixels show."""

from __future__ import annotations

import math
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from pipeline.images.ink import pieces_of
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind
from tests.forge.forging import forge
from tests.forge.layout import Column, pour
from tests.forge.prose import compose, load_prose
from tests.forge.spec import (
    Border,
    Hand,
    Ink,
    Item,
    Means,
    Mode,
    PageSpec,
    Paper,
    Print,
    Ribbon,
    Scribble,
    Stamp,
    Strike,
    Typed,
)
from tests.forge.truth import LineKind
from tests.forge.turning import turn_page

CARD = PageSpec((), seed=7, wear=1, dpi=150, size=(4.0, 3.0))
BLUR = 2
"""Pixels by which the lens spreads ink beyond its box."""


def ink_of(items: tuple[Item, ...], page: PageSpec = CARD) -> NDArray[np.bool_]:
    """Return where the items darken the page: its picture beside that of the same page without them."""
    full, empty = (
        np.asarray(forge(replace(page, items=part))[0].convert("L"), np.int16) for part in (items, page.items)
    )
    return empty - full > 40


def box_around(ink: NDArray[np.bool_]) -> Box:
    rows, columns = np.nonzero(ink)
    return Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)


SINGLE_WORDS: tuple[tuple[str, Item], ...] = (
    ("typed", Typed("harbor", 1.5, 1.5)),
    ("print", Print("OFFICE", 2, 1.5, points=18)),
    ("hand", Hand("Varney", 1.5, 1.5, points=26, ink=Ink.BLACK)),
    ("turned hand", Hand("Varney", 1.5, 1.5, points=26, angle=-15, ink=Ink.BLACK)),
    ("stamp", Stamp(("COPY",), (2, 1.5), points=20, ink=Ink.BLACK)),
    ("sideways stamp", Stamp(("COPY",), (2, 1.5), points=20, angle=90, ink=Ink.BLACK)),
    ("stamp upside down", Stamp(("COPY",), (2, 1.5), points=20, angle=180, ink=Ink.BLACK)),
    ("scribble", Scribble(1.5, 1, 1, 0.5, ink=Ink.BLACK)),
    ("blank", Typed("________", 1.5, 1.5)),
)


@pytest.mark.parametrize(("name", "item"), SINGLE_WORDS, ids=[name for name, _ in SINGLE_WORDS])
def test_the_box_of_a_word_holds_its_ink_and_nothing_else(name: str, item: Item) -> None:
    (word,) = forge(replace(CARD, items=(item,)))[1].words
    ink = box_around(ink_of((item,)))
    for side in ("left", "top", "right", "bottom"):
        assert abs(getattr(ink, side) - getattr(word.box, side)) <= BLUR + 1, side


@pytest.mark.parametrize("angle", [-90, -30, -7, 5, 45, 90])
def test_the_quad_of_a_stamped_word_is_turned_as_the_stamp_is(angle: float) -> None:
    truth = forge(replace(CARD, items=(Stamp(("RECEIVED",), (2, 1.5), angle=angle, ink=Ink.BLACK),)))[1]
    (left, top), (right, bottom) = truth.words[0].quad[:2]
    assert math.degrees(math.atan2(bottom - top, right - left)) == pytest.approx(angle + truth.skew, abs=0.1)


def test_a_sideways_stamp_has_upright_boxes() -> None:
    stamp = Stamp(("RECEIVED", "HARBOR BOARD"), (2, 1.5), angle=-90)
    assert all(word.box.height > word.box.width for word in forge(replace(CARD, items=(stamp,)))[1].words)


def test_every_word_of_every_item_is_in_the_truth_with_its_kind() -> None:
    items: tuple[Item, ...] = (
        Print("BOARD OF HEALTH", 2, 0.4),
        Typed("12-B", 0.3, 0.7, is_file_number=True),
        Typed("Sent to ____ by mail", 0.3, 1.0),
        Stamp(("NOTED", "By ____"), (3, 1.6), border=Border.OVAL, rim=("OFFICE", "LEGATION")),
        Hand("see file", 0.3, 2.0),
        Hand("E.T.", 0.3, 2.5, is_initials=True),
        Scribble(1.5, 2.3, 0.5, 0.3),
    )
    words = forge(replace(CARD, items=items))[1].words
    assert [(word.text, word.kind) for word in words] == [
        *((text, InkKind.PRINT) for text in ("BOARD", "OF", "HEALTH")),
        ("12-B", InkKind.FILE_NUMBER),
        ("Sent", InkKind.BODY),
        ("to", InkKind.BODY),
        ("____", InkKind.BLANK),
        ("by", InkKind.BODY),
        ("mail", InkKind.BODY),
        ("NOTED", InkKind.STAMP),
        ("By", InkKind.STAMP),
        ("____", InkKind.BLANK),
        ("OFFICE", InkKind.STAMP),
        ("LEGATION", InkKind.STAMP),
        ("see", InkKind.HAND),
        ("file", InkKind.HAND),
        ("E.T.", InkKind.SIGNATURE),
        ("", InkKind.SIGNATURE),
    ]
    assert [word.id for word in words] == list(range(len(words)))


@pytest.mark.parametrize("means", list(Means))
def test_a_strike_adds_ink_across_the_words_it_names(means: Means) -> None:
    plain = Typed("one two three", 0.5, 1.5)
    struck = replace(plain, strikes=(Strike(1, 2, means),))
    truth = forge(replace(CARD, items=(struck,)))[1]
    assert [word.struck for word in truth.words] == ["", str(means), ""]
    (mark,) = truth.marks
    assert mark.kind is (LineKind.PEN_STRIKE if means is Means.PEN else LineKind.OVERTYPED)
    assert mark.words == (1,)
    assert mark.box.left <= truth.words[1].box.left + BLUR
    assert mark.box.right >= truth.words[1].box.right - BLUR
    added = ink_of((struck,), replace(CARD, items=(plain,)))
    assert added.any()
    around = box_around(added)
    assert around.overlap(mark.box) >= 0.9 * around.area


def test_a_struck_stamp_is_struck_along_its_text() -> None:
    stamp = Stamp(("TOP SECRET",), (2, 1.5), points=24, angle=20, is_struck=True)
    truth = forge(replace(CARD, items=(stamp,)))[1]
    (mark,) = truth.marks
    assert mark.kind is LineKind.PEN_STRIKE
    assert all(word.struck == "pen" for word in truth.words)
    (left, top), (right, bottom) = mark.quad[:2]
    assert math.degrees(math.atan2(bottom - top, right - left)) == pytest.approx(20 + truth.skew, abs=0.1)


@pytest.mark.parametrize(
    ("whole", "less"),
    [
        (Stamp(("FILED", "MAY 3"), (2, 1.5), 24), {"strength": 0.3}),
        (Stamp(("FILED", "MAY 3"), (2, 1.5), 24), {"patchy": 0.5}),
        (Hand("see file", 0.5, 1.5, 40), {"strength": 0.3}),
        (Scribble(0.5, 1, 2, 1), {"strength": 0.3}),
        (Stamp(("FILED", "MAY 3"), (2, 1.5), 24), {"dry": 0.5}),
        (Hand("see file", 0.5, 1.5, 40), {"dry": 0.5}),
        (Scribble(0.5, 1, 2, 1, is_tick=True), {"dry": 0.5}),
    ],
    ids=["faint stamp", "patchy stamp", "faint hand", "faint scribble", "dry stamp", "dry hand", "dry tick"],
)
def test_less_ink_darkens_less_of_the_page_and_the_truth_stays(
    whole: Stamp | Hand | Scribble, less: dict[str, float]
) -> None:
    part = replace(whole, **less)
    assert ink_of((part,)).sum() < 0.8 * ink_of((whole,)).sum()
    truths = [forge(replace(CARD, items=(item,)))[1] for item in (whole, part)]
    assert truths[0] == truths[1]


def test_of_dry_ink_dots_are_left() -> None:
    whole = Hand("see file", 0.5, 1.5, 60)
    dots, strokes = (len(pieces_of(ink_of((item,)))) for item in (replace(whole, dry=0.6), whole))
    assert dots > 4 * strokes


def test_a_tick_is_a_note_and_no_signature() -> None:
    tick, initials = (Scribble(0.5, 1, 1, 1, is_tick=each) for each in (True, False))
    kinds = [[word.kind for word in forge(replace(CARD, items=(item,)))[1].words] for item in (tick, initials)]
    assert kinds == [[InkKind.HAND], [InkKind.SIGNATURE]]


def test_words_under_a_stamp_are_said_to_be_overlaid() -> None:
    items: tuple[Item, ...] = (
        Typed("far under near", 0.2, 1.5),
        Stamp(("COPY",), (0.85, 1.45), points=10, border=Border.BOX),
        Typed("apart", 0.2, 2.5),
    )
    words = forge(replace(CARD, items=items))[1].words
    assert {word.text for word in words if word.is_overlaid} == {"under", "COPY"}


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_was_scanned_turned_has_its_boxes_turned(quarters: int) -> None:
    items: tuple[Item, ...] = (Typed("harbor", 0.5, 1),)
    full, empty = (forge(replace(CARD, items=part)) for part in (items, ()))
    picture, truth = turn_page(*full, quarters)
    assert picture.size == (truth.width, truth.height)
    ink = np.asarray(turn_page(*empty, quarters)[0], np.int16) - np.asarray(picture, np.int16) > 40
    around, box = box_around(ink), truth.words[0].box
    for side in ("left", "top", "right", "bottom"):
        assert abs(getattr(around, side) - getattr(box, side)) <= BLUR + 1, side


def test_paper_and_ribbon_have_the_colours_asked_for() -> None:
    page = replace(CARD, mode=Mode.COLOUR, paper=Paper.BLUE, ribbon=Ribbon.PURPLE, items=(Typed("MMMM", 1, 1),))
    tones = np.asarray(forge(page)[0])
    red, green, blue = tones[-60:].mean(axis=(0, 1))
    assert red < green < blue
    red, green, blue = tones.min(axis=(0, 1))
    assert green < red < blue


def test_an_item_more_changes_no_pixel_elsewhere_and_no_truth_of_the_others() -> None:
    first: tuple[Item, ...] = (Typed("harbor board", 0.5, 0.6),)
    second: tuple[Item, ...] = (*first, Stamp(("COPY",), (3, 2.4), border=Border.BOX))
    (before, short), (after, long) = (forge(replace(CARD, items=items)) for items in (first, second))
    assert long.words[: len(short.words)] == short.words
    half = CARD.pixels[1] // 2
    assert np.array_equal(np.asarray(before)[:half], np.asarray(after)[:half])


@pytest.mark.parametrize(("mode", "kind"), [(Mode.GREY, "L"), (Mode.COLOUR, "RGB"), (Mode.FILM, "1")])
def test_the_same_specification_gives_the_same_pixels_in_every_mode(mode: Mode, kind: str) -> None:
    page = replace(CARD, items=(Typed("harbor", 0.5, 1),), mode=mode, wear=3, folds=(1.5,))
    (first, truth), (second, same) = forge(page), forge(page)
    assert first.mode == kind
    assert first.tobytes() == second.tobytes()
    assert truth == same
    assert first.tobytes() != forge(replace(page, seed=8))[0].tobytes()


def _paragraph_page(wear: int) -> PageSpec:
    prose = load_prose("a")
    (lines,) = pour(
        compose(prose, np.random.default_rng(3), 90), [Column(left=0.5, top=0.5, characters=60, spacing=0.2)]
    )
    return PageSpec(lines, seed=5, wear=wear, size=(7.2, 4.0))


def _error_rate(page: PageSpec, folder: Path) -> float:
    picture, truth = forge(page)
    scan = folder / f"wear_{page.wear}.png"
    picture.save(scan)
    command = ["tesseract", str(scan), "-", "--psm", "6", "--dpi", str(page.dpi), "-l", "eng"]
    read = subprocess.run(command, capture_output=True, text=True, check=True, env={"OMP_THREAD_LIMIT": "1"}).stdout
    reference = " ".join(truth.text.split())
    return Levenshtein.distance(reference, " ".join(read.split())) / len(reference)


@pytest.mark.engine
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract on the search path to read the pages with")
def test_an_engine_reads_the_three_degrees_of_wear_worse_and_worse(tmp_path: Path) -> None:
    clean, used, bad = (_error_rate(_paragraph_page(wear), tmp_path) for wear in (1, 2, 3))
    assert clean < 0.04
    assert clean < used < 0.12
    assert bad > 3 * used


def test_ink_stands_out_less_from_the_paper_with_every_degree_of_wear() -> None:
    def contrast(wear: int) -> float:
        page = _paragraph_page(wear)
        tones = np.asarray(forge(page)[0], np.float64)
        ink = ink_of(page.items, replace(page, items=()))
        return float((tones[~ink].mean() - tones[ink].mean()) / tones[~ink].std())

    first, second, third = (contrast(wear) for wear in (1, 2, 3))
    assert first > second > third
