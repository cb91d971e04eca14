"""The cells of typed words, and what each letter looks like in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.model.geometry import Box
from pipeline.model.page import Page, Word
from pipeline.ocr.detectors.typed import UNKNOWN, Typed, typed_words
from pipeline.ocr.detectors.words import sight_of
from tests.ocr.typed_pages import forged, is_typed, read, typed


def typed_on(move: int = 0, text: str | None = None) -> Typed:
    """Return what is typed on a page; the box of its fifth word lies ``move`` pixels too far to the right."""
    picture, truth = forged(*typed())
    page = read(truth, is_typed)
    sight = sight_of(
        page.with_words([moved(word, move, text) if at == 5 else word for at, word in enumerate(page.words)]),
        picture,
        None,
    )
    found = typed_words(sight, picture)
    assert found
    return found


def moved(word: Word, move: int, text: str | None) -> Word:
    assert word.box
    box = Box(word.box.left + move, word.box.top, word.box.right + move, word.box.bottom)
    return replace(word, box=box, text=word.text if text is None else text)


def cells_of(found: Typed, word: int) -> np.ndarray:
    return found.cells[found.owner == word]


def test_every_cell_belongs_to_its_word_and_a_letter_that_stands_often_is_known() -> None:
    found = typed_on()
    assert found.counts.tolist() == [len(word.text) for _, word in found.words]
    assert found.is_known.mean() > 0.8


def test_cells_of_a_box_that_lies_beside_its_word_are_laid_on_their_letters() -> None:
    there, beside = typed_on(), typed_on(move=2)
    assert np.abs(cells_of(beside, 5) - cells_of(there, 5)).mean() < 0.05


def test_letters_of_a_word_that_does_not_fit_its_cells_are_not_known() -> None:
    found = typed_on(text="no")
    assert (found.letter[found.owner == 5] == UNKNOWN).all()


def test_a_page_without_places_has_nothing_typed() -> None:
    picture, truth = forged(*typed())
    page: Page = read(truth, is_typed)
    sight = sight_of(page.with_words([replace(word, box=None) for word in page.words]), picture, None)
    assert typed_words(sight, picture) is None
