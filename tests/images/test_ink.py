"""The ink of a page: where it is, what hangs together, what lies close, and straight strokes through it."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from pipeline.images.ink import InkMap, groups_of, ink_map, pieces_of
from pipeline.images.regions import cut_out, lay_out
from pipeline.images.strokes import best_strokes
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture

Mask = NDArray[np.bool_]


def pieces_slowly(mask: Mask) -> set[tuple[int, int, int, int, int]]:
    """Return left, top, right, bottom and area of each connected piece, by walking from pixel to pixel."""
    left_over = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    found = set()
    while left_over:
        reached = {left_over.pop()}
        waiting = list(reached)
        while waiting:
            y, x = waiting.pop()
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left_over
            left_over -= near
            reached |= near
            waiting += near
        rows, columns = [y for y, _ in reached], [x for _, x in reached]
        found.add((min(columns), min(rows), max(columns) + 1, max(rows) + 1, len(reached)))
    return found


@given(arrays(bool, array_shapes(min_dims=2, max_dims=2, max_side=14), elements=st.booleans()))
def test_pieces_are_those_found_by_walking_from_pixel_to_pixel(mask: Mask) -> None:
    pieces = pieces_of(mask)
    rows = zip(pieces.left, pieces.top, pieces.right, pieces.bottom, pieces.area, strict=True)
    assert {tuple(map(int, row)) for row in rows} == pieces_slowly(mask)
    assert int(pieces.area.sum()) == int(mask.sum())


def test_a_page_without_ink_has_no_pieces_and_no_groups() -> None:
    pieces = pieces_of(np.zeros((20, 30), dtype=bool))
    assert (len(pieces), len(groups_of(pieces, (5, 5), (20, 30)))) == (0, 0)


def test_pieces_near_each_other_are_one_group_and_those_far_away_another() -> None:
    mask = np.zeros((60, 200), dtype=bool)
    mask[20:30, 10:20] = mask[20:30, 25:35] = mask[20:30, 150:160] = True
    first, second, third = groups_of(pieces_of(mask), (12, 12), mask.shape)
    assert first == second != third


def test_ink_is_found_on_paper_that_darkens_towards_one_side() -> None:
    paper = np.tile(np.linspace(250, 150, 400).astype(np.uint8), (300, 1))
    paper[100:130, 50:56] = 60
    paper[100:130, 340:346] = 20
    picture = GreyPicture(400, 300, paper.tobytes(), 200)
    pieces = pieces_of(ink_map(picture, 20).mask)
    assert sorted(map(int, pieces.left)) == [50, 340]


def grainy_page(*marks: tuple[Box, int]) -> InkMap:
    """Return the ink of a page of grainy paper (deviation 2) with black type, and marks by how much darker they are."""
    paper = 230 + np.random.default_rng(1).normal(0, 2, (300, 400))
    for column in range(40, 360, 12):
        paper[200:214, column : column + 8] = 40
    for box, darker in marks:
        paper[box.top : box.bottom, box.left : box.right] -= darker
    return ink_map(GreyPicture(400, 300, np.clip(paper, 0, 255).astype(np.uint8).tobytes(), 200), 20)


def test_pencil_is_ink_where_faint_ink_counts_and_the_grain_of_the_paper_is_not() -> None:
    pencil = Box(100, 60, 160, 66)
    ink = grainy_page((pencil, 30))
    assert ink.cut(pencil).mean() < 0.05
    assert InkMap(ink.faint, 1, ink.faint).cut(pencil).mean() > 0.95
    assert ink.faint[100:180].sum() == 0


def test_large_type_is_looked_at_reduced_and_boxes_stay_those_of_the_page() -> None:
    pixels = np.full((300, 400), 255, dtype=np.uint8)
    pixels[100:160, 80:120] = 0
    ink = ink_map(GreyPicture(400, 300, pixels.tobytes(), 300), 60)
    assert ink.factor == 4
    assert ink.cut(Box(80, 100, 120, 160)).all()
    assert not ink.cut(Box(160, 100, 300, 160)).any()


def letters(struck_from: int | None = None) -> InkMap:
    """Return six upright strokes, 20 pixels apart, perhaps with a slanted line through them."""
    mask = np.zeros((60, 200), dtype=bool)
    for column in range(40, 160, 20):
        mask[20:40, column : column + 4] = True
    if struck_from is not None:
        for column in range(30, 165):
            row = struck_from + round((column - 30) * 0.05)
            mask[row : row + 2, column] = True
    return InkMap(mask, 1, mask)


def test_a_slanted_line_through_a_word_covers_it_and_goes_on_beyond_it() -> None:
    (stroke,) = best_strokes(letters(struck_from=26), [Box(40, 20, 144, 40)], 0.0, 20)
    assert stroke.covered > 0.95
    assert stroke.beyond > 0.9
    assert stroke.unbroken > 100


def test_a_bowed_line_through_a_word_covers_it_too() -> None:
    ink = letters()
    for column in range(30, 165):
        row = 33 - round(3 * math.sin(math.pi * (column - 30) / 135))
        ink.mask[row : row + 2, column] = True
    (stroke,) = best_strokes(ink, [Box(40, 20, 144, 40)], 0.0, 20)
    assert stroke.covered > 0.95
    assert stroke.unbroken > 80


def test_a_word_without_a_line_through_it_is_covered_in_part_only() -> None:
    (stroke,) = best_strokes(letters(), [Box(40, 20, 144, 40)], 0.0, 20)
    assert stroke.covered < 0.4
    assert stroke.unbroken < 10


def test_a_region_turned_by_90_degrees_is_laid_out_upright() -> None:
    pixels = np.full((100, 100), 255, dtype=np.uint8)
    pixels[10:60, 70:74] = 0  # a line down the right of a region: the top of a text that is turned clockwise
    cut = cut_out(GreyPicture(100, 100, pixels.tobytes(), 200), Box(50, 10, 74, 60), 90)
    sheet = lay_out([cut], gap=5)
    drawn = np.frombuffer(sheet.picture.pixels, dtype=np.uint8).reshape(sheet.picture.height, sheet.picture.width)
    assert sheet.places == (Box(5, 5, 55, 29),)
    assert (drawn[5:9, 5:55] == 0).all()
    assert (drawn[9:] == 255).all()


def test_the_sheet_between_regions_is_as_bright_as_their_paper() -> None:
    cuts = [GreyPicture(20, 10, bytes([0] * 40 + [180] * 160), 200), GreyPicture(10, 10, bytes([182] * 100), 200)]
    sheet = lay_out(cuts, gap=4)
    assert sheet.places == (Box(4, 4, 24, 14), Box(4, 18, 14, 28))
    assert sheet.picture.pixels[0] == 181
