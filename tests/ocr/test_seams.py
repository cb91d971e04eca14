"""Lines that were written one after the other fit together better than others."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.ocr.seams import coherence, seam


@pytest.mark.parametrize(
    ("line", "following", "how"),
    [
        ("brought under con-", "trol by the", ("hyphen", "whole")),
        ("brought under con-|", "trol by the", ("hyphen", "whole")),
        ("brought under con=", "trol, they", ("hyphen", "whole")),
        ("brought under con-", "house by the", ("hyphen", "small")),
        ("brought under con-", "The house", ("hyphen", "capital")),
        ("he left.", "the house", ("stop", "small")),
        ("he left.”", "“The house", ("stop", "capital")),
        ("he left,", "the house", ("comma", "small")),
        ("he left", "12 houses", ("letter", "other")),
        ("-", "-", ("hyphen", "other")),
        ("|", "|", ("other", "other")),
    ],
)
def test_a_seam_is_known_by_how_a_line_ends_and_the_next_begins(
    line: str, following: str, how: tuple[str, str]
) -> None:
    assert seam(line, following) == how


def test_halves_of_a_word_say_nothing_in_a_language_without_a_list() -> None:
    assert seam("unter Kon-", "trolle", "deu") == ("hyphen", "unknown")
    assert coherence([("unter Kon-", "trolle")], "deu") == 0


def test_lines_in_order_make_more_sense_than_out_of_it() -> None:
    lines = ["The fire was brought under con-", "trol by noon. They", "left the har-", "bour when it was over."]
    assert coherence(pairwise(lines)) > coherence(pairwise([lines[0], lines[2], lines[1], lines[3]]))


def test_lines_without_a_seam_make_no_sense_to_speak_of() -> None:
    assert coherence([]) == 0
