"""Pages find their stretch of a transcript without page breaks, and what has no counterpart is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alignment.placing import place_pages
from pipeline.model.placement import PagePlacement, PlacementStatus
from pipeline.model.transcript import Transcript
from tests.alignment.typed import misread, page_of, prose, transcript_of, wrapped

LOCATED, DUPLICATE = PlacementStatus.LOCATED, PlacementStatus.DUPLICATE
TEXTS = [prose(seed, 900) for seed in range(8)]


def texts_of(transcript: Transcript, place: PagePlacement) -> list[str]:
    return [transcript.text[span.start : span.end] for span in place.spans]


def place(pages: Sequence[str | None], text: str) -> tuple[Transcript, tuple[PagePlacement, ...], list[str]]:
    """Place pages given as text; return what lies on none beside them."""
    transcript = transcript_of(text)
    placement = place_pages([None if page is None else page_of(wrapped(page)) for page in pages], transcript)
    return transcript, placement.pages, [transcript.text[span.start : span.end] for span in placement.unplaced]


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.25])
def test_every_page_finds_its_stretch(rate: float) -> None:
    pages = [f"{number} A HISTORY OF THE COUNTY\n{misread(text, number, rate)}" for number, text in enumerate(TEXTS)]
    transcript, places, unplaced = place(pages, "\n\n".join(TEXTS))
    assert [texts_of(transcript, found) for found in places] == [[text] for text in TEXTS]
    assert unplaced == []


def test_a_missing_page_leaves_its_text_unplaced() -> None:
    transcript, places, unplaced = place(TEXTS[:3] + TEXTS[4:], "\n\n".join(TEXTS))
    assert [texts_of(transcript, found) for found in places] == [[text] for text in TEXTS[:3] + TEXTS[4:]]
    assert unplaced == [TEXTS[3]]


def test_missing_pages_at_both_ends_leave_their_text_unplaced() -> None:
    _, _, unplaced = place(TEXTS[1:-1], "\n\n".join(TEXTS))
    assert unplaced == [TEXTS[0], TEXTS[-1]]


def test_a_foreign_page_is_not_located() -> None:
    _, places, unplaced = place([TEXTS[0], prose(99, 900), TEXTS[1]], "\n\n".join(TEXTS[:2]))
    assert [found.status for found in places] == [LOCATED, PlacementStatus.NOT_LOCATED, LOCATED]
    assert places[1].spans == ()
    assert places[1].why == "its text is not in the transcript"
    assert unplaced == []


def test_a_page_scanned_twice_is_a_duplicate() -> None:
    pages = [TEXTS[0], misread(TEXTS[1], 1, 0.1), TEXTS[1], TEXTS[2]]
    _, places, _ = place(pages, "\n\n".join(TEXTS[:3]))
    assert [found.status for found in places] == [LOCATED, DUPLICATE, LOCATED, LOCATED]
    assert places[1].spans == places[2].spans
    assert "page 3" in places[1].why


def test_a_page_in_another_order_is_said_to_be() -> None:
    order = [0, 2, 1, 3, 4]
    transcript, places, _ = place([TEXTS[number] for number in order], "\n\n".join(TEXTS[:5]))
    assert [texts_of(transcript, found) for found in places] == [[TEXTS[number]] for number in order]
    assert sorted(found.status for found in places) == [LOCATED] * 4 + [PlacementStatus.OUT_OF_ORDER]


def test_pages_without_text_are_not_located() -> None:
    _, places, _ = place([None, "", "Chapter", TEXTS[0], TEXTS[1]], "\n\n".join(TEXTS[:2]))
    assert [found.status for found in places] == [PlacementStatus.NOT_LOCATED] * 3 + [LOCATED] * 2
    assert places[0].why == "too little text was read on it"


def test_a_catchword_belongs_to_the_page_that_begins_with_it() -> None:
    one, two = "When the harbour froze the ferry waited " + TEXTS[0], "its manifestations took another form " + TEXTS[1]
    transcript, places, _ = place([f"{one} its.....", f"- 2 - {two}"], f"{one} {two}")
    assert [texts_of(transcript, found) for found in places] == [[one], [two]]


@pytest.mark.parametrize("initials", ["GDG", "M.H. [unclear]  \nE.H.C.", "PS /WMC"])
def test_unread_initials_stand_at_the_foot_of_the_page_before(initials: str) -> None:
    one, two = TEXTS[0].rstrip("."), TEXTS[1].lower()
    transcript, places, unplaced = place([one, f"- 2 - {two}"], f"{one}\n\n{initials}\n\n{two}")
    assert [texts_of(transcript, found) for found in places] == [[f"{one}\n\n{initials}"], [two]]
    assert unplaced == []


def test_a_gap_within_a_page_stays_in_its_stretch() -> None:
    half = len(TEXTS[0]) // 2
    text = f"{TEXTS[0][:half]} [unclear] {TEXTS[0][half:]}\n\n{TEXTS[1]}"
    transcript, places, _ = place(TEXTS[:2], text)
    assert texts_of(transcript, places[0]) == [text[: text.index("\n\n")]]


def test_a_stamp_typed_on_the_page_before_goes_to_the_page_that_shows_it() -> None:
    stamp = "DECLASSIFIED Authority NND 8417"
    half = TEXTS[0].index(". ") + 1
    text = f"{TEXTS[0][:half]}\n\n{stamp}\n\n{TEXTS[0][half + 1 :]}\n\n{TEXTS[1]}"
    transcript, places, unplaced = place([TEXTS[0], f"{stamp} {TEXTS[1]}"], text)
    assert texts_of(transcript, places[0]) == [TEXTS[0][:half], TEXTS[0][half + 1 :]]
    assert texts_of(transcript, places[1]) == [TEXTS[1], stamp]
    assert unplaced == []


def test_a_short_page_is_placed_between_its_neighbours_when_the_evidence_is_strong() -> None:
    short = "Respectfully yours, Burton Berry, Consul General"
    text = "\n\n".join((TEXTS[0], short, TEXTS[1]))
    transcript, places, unplaced = place([TEXTS[0], short, TEXTS[1]], text)
    assert [texts_of(transcript, found) for found in places] == [[TEXTS[0]], [short], [TEXTS[1]]]
    assert unplaced == []


def test_the_only_page_gets_the_whole_of_a_transcript_that_is_as_long() -> None:
    text = f"~~SM~~\n\nA note that no engine could ever read\n\n{TEXTS[0]}"
    transcript, places, unplaced = place([f"stray ink {TEXTS[0]}"], text)
    assert texts_of(transcript, places[0]) == [text]
    assert unplaced == []


def test_the_only_page_of_something_else_is_not_located() -> None:
    _, places, unplaced = place([prose(98, 700)], TEXTS[0])
    assert places[0].status is PlacementStatus.NOT_LOCATED
    assert unplaced == [TEXTS[0]]


def test_markup_around_the_first_and_last_word_lies_on_their_page() -> None:
    text = f"~~{TEXTS[0]}~~\n\n~~{TEXTS[1]}~~"
    transcript, places, _ = place(TEXTS[:2], text)
    assert [texts_of(transcript, found) for found in places] == [[f"~~{TEXTS[0]}~~"], [f"~~{TEXTS[1]}~~"]]


@pytest.mark.parametrize(
    ("pages", "text"), [([], ""), ([], "text"), ([None], ""), (["some words"], ""), ([""], "words")]
)
def test_nothing_to_place_is_no_error(pages: list[str | None], text: str) -> None:
    _, places, unplaced = place(pages, text)
    assert [found.status for found in places] == [PlacementStatus.NOT_LOCATED] * len(pages)
    assert unplaced == ([text] if text else [])


@given(st.lists(st.sampled_from([*TEXTS[:4], "", "a short page", prose(97, 600)]), max_size=5), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_every_word_lies_on_pages_or_is_listed(pages: list[str], seed: int) -> None:
    text = "\n\n".join(TEXTS[:4])
    transcript = transcript_of(text)
    placement = place_pages([page_of(wrapped(misread(page, seed, 0.1))) for page in pages], transcript)
    own = [span for found in placement.pages if found.status is not DUPLICATE for span in found.spans]
    for token in transcript.tokens:
        if token.is_text:
            assert sum(span.contains(token.span) for span in (*own, *placement.unplaced)) == 1
