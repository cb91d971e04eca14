"""What a further look read in a patch of ink is laid beside the stretch of the transcript that says it."""

from __future__ import annotations

import pytest

from pipeline.alignment.patches import lay_patches
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Patch
from tests.flags.judging import gather, make_page

BODY = "Sir:\nI have the honor to refer to my telegram"
TRANSCRIPT = "RECEIVED\nDEPARTMENT OF STATE\n1939 MAY 31\n\nADVISER ON POLITICAL RELATIONS\n\n" + BODY
ASIDE, ELSEWHERE = Box(1000, 100, 1300, 400), Box(1400, 100, 1700, 400)


def stamp(text: str, box: Box = ASIDE) -> Patch:
    return Patch(InkKind.STAMP, box, weight=0.9, text=text)


def laid(*patches: Patch, transcript: str = TRANSCRIPT, page: str = BODY) -> list[str]:
    """Return what the transcript says at each patch, in the order of the patches; "" where nothing was found."""
    evidence = gather(transcript, make_page(page, patches=patches))
    assert evidence.alignment
    found = {each.patch: each.tokens for each in lay_patches(evidence.alignment, patches)}
    return [" ".join(token.text for token in found.get(patch, ())) for patch in patches]


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("RECEIVES DEPARTMENT OF STATE 1939 MAY 3!", "RECEIVED DEPARTMENT OF STATE 1939 MAY 31"),
        ("AOVISER ON POLITICAL RELATIONS", "ADVISER ON POLITICAL RELATIONS"),
        ("OFFICE OF THE POSTMASTER", ""),
        ("of the", ""),
        ("I have the honor to refer", ""),
        ("", ""),
    ],
    ids=[
        "misread",
        "the second of two",
        "not in the transcript",
        "too short",
        "read in the text of the page",
        "unread",
    ],
)
def test_a_patch_is_laid_beside_what_it_says(read: str, said: str) -> None:
    assert laid(stamp(read)) == [said]


def test_of_two_patches_that_say_the_same_one_is_laid_beside_it() -> None:
    same = "ADVISER ON POLITICAL RELATIONS"
    assert sorted(laid(stamp(same), stamp(same, ELSEWHERE))) == ["", same]


def test_each_of_two_stamps_is_laid_beside_its_own_stretch() -> None:
    adviser, received = "ADVISER ON POLITICAL", "RECEIVED DEPARTMENT OF STATE"
    assert laid(stamp(adviser), stamp(received, ELSEWHERE)) == [adviser, received]


def test_words_of_the_page_within_the_patch_belong_to_it() -> None:
    page = BODY + "\nADVISER ON"
    over_the_words = Box(0, 55, 400, 90)
    assert laid(stamp("ADVISER ON POLITICAL RELATIONS", over_the_words), page=page) == [
        "ADVISER ON POLITICAL RELATIONS"
    ]
    assert laid(stamp("ADVISER ON POLITICAL RELATIONS"), page=page) == ["POLITICAL RELATIONS"]
