"""The transcript of a forged page has a transcriber's habits, and its truth says where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.forge.forging import forge
from tests.forge.prose import load_prose
from tests.forge.sets import plan_document
from tests.forge.spec import Flow, Hand, Item, Means, PageSpec, Print, Scribble, Stamp, Strike, Typed
from tests.forge.transcript import Slip, Transcribed, transcribe
from tests.forge.truth import PageTruth

CARD = PageSpec((), seed=11, wear=1, dpi=75, size=(6.0, 4.0))

STARTS, RUNS = Flow.STARTS, Flow.RUNS

HABITS: tuple[tuple[str, tuple[Item, ...], str], ...] = (
    ("a heading is bold", (Typed("Subject:", 1, 1, is_underlined=True),), "**Subject:**\n"),
    ("print is bold", (Print("BOARD OF HEALTH", 3, 1),), "**BOARD OF HEALTH**\n"),
    ("lines of a list break hard", (Typed("Mr. Hale", 1, 1), Typed("Mr. Lunt", 1, 1.17)), "Mr. Hale  \nMr. Lunt\n"),
    ("what stands apart is a block", (Typed("Sir:", 1, 1), Typed("Enclosure.", 1, 3)), "Sir:\n\nEnclosure.\n"),
    (
        "one height is one line",
        (Typed("No. 227", 1, 1), Stamp(("NOTED",), (4, 0.95))),
        "No. 227  NOTED\n",
    ),
    ("blanks are escaped", (Typed("to ____ by", 1, 1),), "to \\_\\_\\_\\_ by\n"),
    (
        "struck words",
        (Typed("a new old car", 1, 1, strikes=(Strike(1, 3, Means.DASHES),)),),
        "a ~~new old~~ car\n",
    ),
    ("a struck stamp", (Stamp(("TOP SECRET",), (3, 1), is_struck=True),), "~~TOP SECRET~~\n"),
    ("paragraphs run on", (Typed("I went", 1, 1, STARTS), Typed("home.", 1, 1.17, RUNS)), "I went home.\n"),
    (
        "paragraphs are blocks",
        (Typed("I went.", 1, 1, STARTS), Typed("He stayed.", 1, 1.17, STARTS)),
        "I went.\n\nHe stayed.\n",
    ),
    (
        "divided words are joined",
        (Typed("to re-", 1, 1, STARTS, is_hyphenated=True), Typed("turn", 1, 1.17, RUNS)),
        "to return\n",
    ),
    (
        "a note cuts into the sentence",
        (Typed("I went", 1, 1, STARTS), Typed("home.", 1, 1.4, RUNS), Hand("see 12", 4, 1.25, points=12)),
        "I went\n\nsee 12\n\nhome.\n",
    ),
    (
        "a divided word that something cuts into keeps its hyphen",
        (
            Typed("to re-", 1, 1, STARTS, is_hyphenated=True),
            Typed("turn", 1, 1.5, RUNS),
            Hand("see 12", 4, 1.3, points=12),
        ),
        "to re-\n\nsee 12\n\nturn\n",
    ),
    ("a scribble is unclear", (Scribble(1, 1, 1, 0.5),), "[unclear]\n"),
    ("unclear words are one mark", (Stamp(("MAY 3 1944",), (3, 1), unclear=(1, 2)),), "MAY [unclear]\n"),
    (
        "a sideways stamp is read at its middle, line under line",
        (Typed("Sir:", 1, 0.5), Stamp(("RECEIVED", "MAY 3"), (0.5, 2), angle=-90), Typed("End.", 1, 3.5)),
        "Sir:\n\nRECEIVED  \nMAY 3\n\nEnd.\n",
    ),
    ("page numbers are left out", (Typed("-2-", 3, 0.5, is_transcribed=False), Typed("Sir:", 1, 1)), "Sir:\n"),
    ("signs of Markdown are escaped", (Typed("2 * 3 [sic]", 1, 1),), "2 \\* 3 \\[sic\\]\n"),
)


def transcribed(pages: Sequence[PageSpec], slips: Sequence[Slip] = ()) -> tuple[Transcribed, list[PageTruth]]:
    truths = [forge(page)[1] for page in pages]
    return transcribe([(page.items, truth) for page, truth in zip(pages, truths, strict=True)], slips), truths


@pytest.mark.parametrize(("items", "text"), [case[1:] for case in HABITS], ids=[case[0] for case in HABITS])
def test_the_transcriber_has_this_habit(items: tuple[Item, ...], text: str) -> None:
    assert transcribed([replace(CARD, items=items)])[0].text == text


def test_initials_at_the_foot_of_a_page_stand_in_mid_sentence() -> None:
    first = replace(CARD, items=(Typed("which could only be", 1, 1, STARTS), Hand("M.H.", 4, 3, is_initials=True)))
    second = replace(CARD, items=(Typed("decided when", 1, 1, RUNS),))
    assert transcribed([first, second])[0].text == "which could only be\n\nM.H.\n\ndecided when\n"


SLIPS = (
    (Slip(1, "24", "42", "figure"), "sent 42 of the 18 barges\n", "42"),
    (Slip(1, "the", "", "skipped"), "sent 24 of 18 barges\n", ""),
    (Slip(1, "sent", "", "skipped"), "24 of the 18 barges\n", ""),
    (Slip(1, "barges", "", "skipped"), "sent 24 of the 18\n", ""),
    (Slip(1, "of", "of of", "doubled"), "sent 24 of of the 18 barges\n", "of of"),
)


@pytest.mark.parametrize(("slip", "text", "made"), SLIPS, ids=[slip.kind + " " + slip.word for slip, _, _ in SLIPS])
def test_a_slip_is_made_once_and_its_place_is_known(slip: Slip, text: str, made: str) -> None:
    result, truths = transcribed([replace(CARD, items=(Typed("sent 24 of the 18 barges", 1, 1, STARTS),))], [slip])
    (found,) = result.slips
    assert result.text == text
    assert result.text[found.start : found.end] == made
    assert [truths[0].words[word].text for word in found.words] == [slip.word]


def test_a_slip_on_a_word_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no such word"):
        transcribed([replace(CARD, items=(Typed("sent", 1, 1),))], [Slip(1, "barge", "barrage", "name")])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_word_is_typed_once_and_where_its_place_says(seed: int) -> None:
    look = PageSpec((), seed=seed, wear=1, dpi=60)
    document = plan_document(
        "d", rng=np.random.default_rng(seed), prose=load_prose("b"), hands=["la-belle-aurore"], look=look, pages=2
    )
    result, truths = transcribed(document.pages, document.slips)
    slipped = {(slip.slip.page, word) for slip in result.slips for word in slip.words}
    typed = [(place.page, word) for place in result.places for word in place.words]
    left_out = {(slip.slip.page, slip.words[0]) for slip in result.slips if not slip.slip.typed}
    page_numbers = {
        (number, word.id)
        for number, (page, truth) in enumerate(zip(document.pages, truths, strict=True), start=1)
        for word in truth.words
        if not getattr(page.items[word.group], "is_transcribed", True)
    }
    everything = {(number, word.id) for number, truth in enumerate(truths, start=1) for word in truth.words}
    assert len(typed) == len(set(typed))
    assert set(typed) == everything - left_out - page_numbers
    for place in result.places:
        words = [truths[place.page - 1].words[word] for word in place.words]
        text = result.text[place.start : place.end].replace("\\", "")
        if (place.page, words[0].id) in slipped or words[0].is_unclear:
            continue
        assert text in (words[0].text, words[0].text.removesuffix("-"))
    assert [place.start for place in result.places] == sorted(place.start for place in result.places)
