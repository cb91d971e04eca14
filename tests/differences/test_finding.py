"""Finding differences: nothing lost, nothing invented, neighbours without a counterpart together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.differences.finding import find_differences
from pipeline.model.alignment import Relation
from pipeline.model.difference import DifferenceKind
from tests.differences.beside import lay_beside

WORDS = st.text("abcdefgh,.“”-1234 \n", max_size=12)
ROWS = st.lists(st.tuples(WORDS, WORDS).filter(lambda row: bool((row[0] + row[1]).strip())), max_size=12)


def test_sides_that_agree_have_no_difference() -> None:
    assert find_differences(lay_beside([("The ferry", "The ferry"), ("left.", "left.")])) == ()


def test_nothing_on_either_side_has_no_difference() -> None:
    assert find_differences(lay_beside([])) == ()


def test_neighbouring_words_that_the_transcript_lacks_make_one_difference() -> None:
    rows = [("the pier", "the pier"), ("", "at"), ("", "6.15"), ("", "with"), ("nobody", "nobody")]
    (difference,) = find_differences(lay_beside(rows))
    assert (difference.kind, difference.reference, difference.ocr) == (DifferenceKind.MISSING, "", "at 6.15 with")


def test_neighbouring_words_that_the_scan_lacks_make_one_difference() -> None:
    rows = [("the pier", "the pier"), ("at", ""), ("noon", ""), ("nobody", "nobody")]
    (difference,) = find_differences(lay_beside(rows))
    assert (difference.kind, difference.reference, difference.ocr) == (DifferenceKind.EXTRA, "at noon", "")


def test_small_words_that_no_letter_links_are_two_readings_of_one_place() -> None:
    rows = [("to close", "to close"), ("a", ""), ("", "the"), ("basin", "basin")]
    (difference,) = find_differences(lay_beside(rows))
    assert (difference.kind, difference.reference, difference.ocr) == (DifferenceKind.SUBSTITUTION, "a", "the")


def test_words_far_below_make_a_difference_of_their_own() -> None:
    rows = [("the pier", "the pier"), ("", "COPY"), ("", "\n\n\n\n\nRECEIVED")]
    assert [difference.ocr for difference in find_differences(lay_beside(rows))] == ["COPY", "RECEIVED"]


def test_a_block_that_moved_makes_one_difference() -> None:
    rows = [("He left", "He left"), ("before", "before", Relation.MOVED), ("noon", "noon", Relation.MOVED)]
    (difference,) = find_differences(lay_beside(rows))
    assert (difference.kind, difference.reference) == (DifferenceKind.MOVED, "before noon")


def test_a_difference_shows_what_stands_around_it() -> None:
    rows = [("to close the eastern", "to close the eastern"), ("bason", "basin"), ("rests", "rests")]
    (difference,) = find_differences(lay_beside(rows))
    assert (difference.before, difference.after) == ("to close the eastern ", " rests")


def test_without_a_transcript_the_surroundings_are_those_of_the_ocr() -> None:
    (difference,) = find_differences(lay_beside([("", "left the"), ("", "pier")]))
    assert (difference.ocr, difference.before, difference.after) == ("left the pier", "", "")


@settings(deadline=None)
@given(ROWS)
def test_every_pair_that_disagrees_stands_in_exactly_one_difference(rows: list[tuple[str, str]]) -> None:
    alignment = lay_beside(rows)
    found = [pair for difference in find_differences(alignment) for pair in difference.pairs]
    assert found == [pair for pair in alignment.pairs if pair.reference_text != pair.ocr_text]


@settings(deadline=None)
@given(ROWS)
def test_the_segments_joined_give_both_readings(rows: list[tuple[str, str]]) -> None:
    for difference in find_differences(lay_beside(rows)):
        references = [pair.reference_text for pair in difference.pairs if pair.reference_text]
        readings = [pair.ocr_text for pair in difference.pairs if pair.ocr_text]
        assert difference.reference.split() == " ".join(references).split()
        assert difference.ocr.split() == " ".join(readings).split()
