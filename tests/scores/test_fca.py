"""Flexible character accuracy on the examples of the paper (figures 3 and 4) and on small texts."""

from __future__ import annotations

import pytest

from pipeline.scores.profiles.fca import count_characters

LEFT, RIGHT = "Eight happy frogs scuba dived", "Jenny chick flaps white wings"
BLOCKS = f"{LEFT}\n{RIGHT}"
COLUMNS = "Eight happy frogs\nscuba dived\nJenny chick flaps\nwhite wings"

FIGURE_4 = {
    "A: no errors": (BLOCKS, BLOCKS, 1),
    "B: other order of blocks": (BLOCKS, f"{RIGHT}\n{LEFT}", 1),
    "C: merged across columns": (COLUMNS, "Eight happy frogs Jenny chick flaps\nscuba dived white wings", 0.964),
    "D: cut too often": (BLOCKS, "Eight happy frogs\nJenny chick flaps\nscuba dived\nwhite wings", 0.966),
    "E: second part missing": (BLOCKS, LEFT, 0.5),
    "E: first part missing": (BLOCKS, RIGHT, 0.5),
    "F: all missing": (BLOCKS, "", 0),
    "G: added part": (LEFT, f"{LEFT}\nJenny chick", 0.621),
}


@pytest.mark.parametrize(("reference", "ocr", "accuracy"), FIGURE_4.values(), ids=FIGURE_4.keys())
def test_the_accuracies_of_figure_4_come_out(reference, ocr, accuracy):
    assert 1 - count_characters(reference, ocr).rate == pytest.approx(accuracy, abs=0.001)


QUOTATION = '"I have\nno special\ntalent.\nI am only\npassionately\ncurious."\nAlbert\nEinstein'
FIGURE_3 = {
    "I": ('1 hav\nnospecial\ntalents.\nI am one\npassionate\ncuriousity."\nAlberto\nEmstein', 15),
    "II": ('1 hav\nnospecial\ntalents. Alberto\nI am one Emstein\npassionate\ncuriousity."', 16),
    "III": ('Alberto\nEmstein\n1 hav\nnospecial\ntalents.\nI am one\npassionate\ncuriousity."', 15),
}


@pytest.mark.parametrize(("ocr", "errors"), FIGURE_3.values(), ids=FIGURE_3.keys())
def test_the_errors_of_figure_3_come_out(ocr, errors):
    tally = count_characters(QUOTATION, ocr)
    assert (tally.errors, tally.length) == (errors, 68)


SMALL = [
    ("a", "", 1, 1),
    ("a\nb", "b\na", 0, 2),
    ("aaa\nbbb\nccc", "ccc\naaa\nbbb", 0, 9),
    ("aaa\nbbb\nccc", "aaa\nbbb", 3, 9),
    ("bbb", "aaa\nbbb\nccc", 6, 3),
    ("a", "a\nbb\nccc", 5, 1),
    ("abcd", "ab\ne", 3, 4),
    ("accc", "a\nbb\nccc", 2, 4),
]


@pytest.mark.parametrize(("reference", "ocr", "errors", "length"), SMALL)
def test_small_texts_cost_what_finds_no_match(reference, ocr, errors, length):
    tally = count_characters(reference, ocr)
    assert (tally.errors, tally.length) == (errors, length)
