"""Figures beside the headline: by kind of text, by class of word, by character, and free of order."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.alignment.aligning import align_page
from pipeline.model.alignment import Alignment
from pipeline.model.counts import Tally
from pipeline.model.geometry import Span
from pipeline.model.page import InkKind, Word
from pipeline.model.transcript import Mark, MarkKind, Token
from pipeline.scores.bags import compare_bags
from pipeline.scores.confusions import count_by_character, count_by_class, find_confusions
from pipeline.scores.order_free import count_moved, count_order_free
from pipeline.scores.pairs import read_pairs
from pipeline.scores.text_kinds import TextKind, count_by_kind
from pipeline.scores.word_classes import OWN_TESTS, WordClassCounts, count_word_classes
from tests.scores.pages import make_page, make_tokens

TYPED = "The Minister received me at once and spoke of the new line to the coast and of the bridge."


def align(transcript: str, ocr: str) -> Alignment:
    return align_page(make_tokens(transcript), make_page(ocr))


def classes(alignment: Alignment, tests=OWN_TESTS) -> tuple[tuple[str, WordClassCounts], ...]:
    return count_word_classes(alignment.reference, read_pairs(alignment), tests)


def mark(tokens: tuple[Token, ...], word: str, kind: MarkKind) -> tuple[Token, ...]:
    """Mark one word of a transcript."""
    return tuple(
        dataclasses.replace(token, marks=(Mark(kind, Span(token.start, token.end)),)) if token.text == word else token
        for token in tokens
    )


def test_confusions_are_counted_with_as_many_characters_as_were_confused():
    read = TYPED.replace("Minister", "Mimster").replace("me", "rne").replace("once", "0nce").replace("of the", "ofthe")
    confusions = {(each.reference, each.ocr): each.count for each in find_confusions(read_pairs(align(TYPED, read)))}
    assert confusions == {("m", "rn"): 1, ("ni", "m"): 1, ("o", "0"): 1, (" ", ""): 2}


def test_the_most_frequent_confusion_stands_first_and_layout_is_none():
    read = TYPED.replace("the", "tbe").replace(" and", "\nand")
    first, *others = find_confusions(read_pairs(align(TYPED, read)))
    assert (first.reference, first.ocr, first.count) == ("h", "b", 3)
    assert others == []


def test_accuracy_by_character_and_class_has_the_reference_below_the_line():
    read = TYPED.replace("the", "tbe").replace("The", "Tbe").replace(".", "")
    by_character = count_by_character(read_pairs(align(TYPED, read)))
    assert by_character["h"] == Tally(4, 4)
    assert by_character["T"] == Tally(0, 1)
    by_class = dict(count_by_class(by_character))
    assert by_class["punctuation"] == Tally(1, 1)
    assert by_class["capital letters"] == Tally(0, 2)
    assert by_class["small letters"].errors == 4


def test_text_is_counted_by_the_kind_the_transcriber_marked():
    tokens = make_tokens(f"{TYPED}\nRECEIVED here")
    tokens = mark(mark(tokens, "RECEIVED", MarkKind.STAMP), "here", MarkKind.HAND)
    counts = dict(count_by_kind(read_pairs(align_page(tokens, make_page(f"{TYPED}\nRECEIVFD")))))
    assert counts[TextKind.BODY].characters == Tally(0, 72)
    assert counts[TextKind.STAMP].words == Tally(1, 1)
    assert counts[TextKind.STAMP].characters == Tally(1, 8)
    assert counts[TextKind.HAND].found == Tally(1, 1)
    assert counts[TextKind.HAND].characters.rate is None


def test_words_that_only_the_ocr_has_are_counted_by_their_ink():
    page = make_page(f"{TYPED}\nNoted")
    (region,) = page.regions
    stamped = dataclasses.replace(region.lines[1], words=(Word("Noted", None, None, ink=InkKind.STAMP),))
    page = dataclasses.replace(page, regions=(dataclasses.replace(region, lines=(region.lines[0], stamped)),))
    counts = dict(count_by_kind(read_pairs(align_page(make_tokens(TYPED), page))))
    assert counts[TextKind.STAMP].added == 1
    assert counts[TextKind.BODY].added == 0


def test_words_that_people_search_for_are_counted_apart():
    tests = {"number": lambda word, before, after: any(character.isdigit() for character in word)}
    reference = f"In April 1939 some 1,200 men and 12 horses were here. {TYPED}"
    read = reference.replace("1,200", "1,208").replace("Minister", "Mimster")
    ((name, counts),) = classes(align(reference, read), tests)
    assert (name, counts.words, counts.lost) == ("number", Tally(1, 3), 0)
    own = dict(classes(align(reference, read)))
    assert own["significant"].words.errors == 2
    assert own["capital-initial"].words == Tally(1, 4)


def test_words_not_found_are_errors_and_unsure_words_are_left_out():
    tests = {"all": lambda word, before, after: True}
    tokens = make_tokens(f"{TYPED} Seen by Karadjoff.")
    unsure = mark(tokens, "Seen", MarkKind.UNCLEAR)
    for marked, length in ((tokens, 22), (unsure, 21)):
        ((_, counts),) = classes(align_page(marked, make_page(TYPED)), tests)
        assert counts.words.length == length
        assert counts.words.errors == counts.lost == length - 19


def test_a_test_sees_what_stands_around_a_word():
    seen: list[tuple[str, str, str]] = []
    classes(align("one two three", "one two three"), {"x": lambda *place: bool(seen.append(place))})
    assert seen[1] == ("two", "one ", " three")


HALVES = (
    "The Minister for Railways received me at a quarter past four and spoke at once of the new line to the coast.",
    "I asked whether the bridge at the river would bear the heavier engines which his own engineers had described.",
)


def test_an_exchange_of_blocks_costs_nothing_when_order_is_free():
    reference, ocr = "\n".join(HALVES), "\n".join(reversed(HALVES))
    alignment = align(reference, ocr.replace("bridge", "brigde"))
    assert count_moved(alignment) == 1
    assert count_order_free(alignment).errors <= 6
    assert alignment.distance.value > 100


def test_free_order_never_costs_more_than_order():
    for ocr in (TYPED, TYPED[40:], "", "Something else altogether, of another page."):
        alignment = align(TYPED, ocr)
        assert count_order_free(alignment).errors <= alignment.distance.value


@pytest.mark.parametrize(
    ("words", "ocr_words", "error", "normalized"),
    [
        ("a a b", "a b b b", (2, 3), (3, 7)),
        ("memorandum", "memo randum", (2, 1), (3, 3)),
        ("two words", "", (2, 2), (2, 2)),
        ("", "", (0, 0), (0, 0)),
    ],
)
def test_bags_of_words_disregard_order(words, ocr_words, error, normalized):
    difference = compare_bags(words.split(), ocr_words.split())
    assert (difference.error.errors, difference.error.length) == error
    assert (difference.normalized_error.errors, difference.normalized_error.length) == normalized
    assert difference.missed.errors + difference.common == len(words.split())
    assert difference.spurious.length == len(ocr_words.split())
