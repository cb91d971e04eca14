"""Text that stands at another place in the OCR than in the transcript."""

from __future__ import annotations

import pytest

from pipeline.alignment.aligning import align_page, align_texts
from pipeline.model.alignment import Alignment, Relation
from tests.alignment.typed import misread, page_in_columns, page_of, prose, tokens_of, wrapped

STAMP = "RECEIVED CENTRAL REGISTRY 14 MAR 1931"


def linked(alignment: Alignment) -> float:
    """The share of tokens that stand beside a word that reads the same."""
    same = sum(len(pair.tokens) for pair in alignment.pairs if pair.words and not pair.edits)
    return same / len(alignment.reference.units)


def relations(alignment: Alignment) -> dict[Relation, list[str]]:
    texts: dict[Relation, list[str]] = {}
    for block in alignment.blocks:
        side = alignment.reference.text[block.reference.start : block.reference.end]
        text = side or alignment.ocr.text[block.ocr.start : block.ocr.end]
        texts.setdefault(block.relation, []).append(text.strip())
    return texts


def test_a_stamp_typed_first_and_stamped_in_the_middle_is_one_moved_block() -> None:
    lines = wrapped(prose(1, 1500)).splitlines()
    page = page_of("\n".join((*lines[:9], STAMP, *lines[9:])))
    alignment = align_page(tokens_of("\n".join((STAMP, *lines))), page)
    assert relations(alignment)[Relation.MOVED] == [STAMP]
    assert linked(alignment) == 1
    assert alignment.is_optimal


@pytest.mark.parametrize("length", [600, 3000, 30_000])
def test_halves_that_changed_places_are_one_moved_block(length: int) -> None:
    one, two = prose(2, length), prose(3, length + 100)
    blocks = align_texts(f"{one} {two}", f"{two} {one}")
    assert [block.relation for block in blocks] == [Relation.MOVED, Relation.IN_ORDER]
    # Nothing but the blank between the halves is an edit.
    assert sum(block.cost for block in blocks) <= 2


def test_columns_read_across_are_found_by_their_text() -> None:
    left, right = wrapped(prose(4, 900), 36).splitlines(), wrapped(prose(5, 900), 36).splitlines()
    across = "\n".join(f"{one} {two}" for one, two in zip(left, right, strict=False))
    reference = " ".join((*left, *right))
    assert linked(align_page(tokens_of(reference), page_of(misread(across, 6, 0.0)))) > 0.95


def test_boxes_help_with_columns_that_were_read_badly() -> None:
    left, right = (wrapped(prose(seed, 1200), 24).splitlines()[:40] for seed in (7, 8))
    reference = tokens_of(" ".join((*left, *right)))
    page = page_in_columns(misread("\n".join(left), 9, 0.2), misread("\n".join(right), 10, 0.2))

    def found(alignment: Alignment) -> int:
        return sum(1 for pair in alignment.pairs if pair.tokens and pair.words)

    assert found(align_page(reference, page)) >= found(align_page(reference, page_of(page.text)))


def test_a_line_that_the_engine_read_twice_is_a_repeat() -> None:
    lines = wrapped(prose(11, 1200)).splitlines()
    alignment = align_page(tokens_of("\n".join(lines)), page_of("\n".join((*lines[:7], lines[3], *lines[7:]))))
    assert relations(alignment)[Relation.REPEATED] == [lines[3]]
    assert linked(alignment) == 1


def test_text_that_one_side_alone_has_gets_no_counterpart() -> None:
    paragraphs = [prose(seed, 500) for seed in (12, 13, 14)]
    strange = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich"
    alignment = align_page(
        tokens_of(" ".join((paragraphs[0], strange, paragraphs[1], paragraphs[2]))),
        page_of("\n".join((paragraphs[0], paragraphs[1], STAMP, paragraphs[2]))),
    )
    assert relations(alignment)[Relation.REFERENCE_ONLY] == [strange]
    assert relations(alignment)[Relation.OCR_ONLY] == [STAMP]
    assert linked(alignment) > 0.95


def test_unrelated_texts_of_a_page_are_not_linked() -> None:
    alignment = align_page(tokens_of("1/2 % 34-56; 78 = 90 + " * 30), page_of(wrapped(prose(15, 1500))))
    assert not any(pair.tokens and pair.words for pair in alignment.pairs)


def test_a_single_word_that_was_read_out_of_order_takes_no_word_from_its_place() -> None:
    page = page_of(
        "interest, has been taken over by other\nAccordingly, supporters are found in\n"
        "Rumania for editorials of the type appearing in\nthe journal of January 1, 1943, which praises\n"
        "Rumanians.\nRumania'ts defense of Europe from the"
    )
    reference = tokens_of(
        "interest, has been taken over by other Romanians. Accordingly, supporters are found in Rumania for "
        "editorials of the type appearing in the journal of January 1, 1943, which praises Rumania's defense "
        "of Europe from the"
    )
    alignment = align_page(reference, page)
    assert relations(alignment)[Relation.MOVED] == ["Romanians."]
    beside = {pair.reference_text: pair.ocr_text for pair in alignment.pairs}
    assert (beside["Romanians."], beside["Rumania's"]) == ("Rumanians.", "Rumania'ts")
    assert all(pair.tokens and pair.words for pair in alignment.pairs)


@pytest.mark.parametrize(
    ("note", "read"),
    [("and that he would rather", "andthat he would rather"), ("Churchill, of whom", "Chur chill, of whom")],
    ids=["merged", "split"],
)
def test_the_first_word_of_a_moved_note_may_be_merged_or_split(note: str, read: str) -> None:
    before, after = prose(21, 700), prose(22, 700)
    end = "stay where the old lantern hung"
    alignment = align_page(tokens_of(f"{note} {end} {before} {after}"), page_of(f"{before}\n{read} {end}\n{after}"))
    assert all(pair.tokens and pair.words for pair in alignment.pairs)
