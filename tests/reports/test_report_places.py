"""From flags to places: gathered, grouped, seen on the scan, shown with what is invisible in them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.counts import Counts, Tally
from pipeline.model.difference import Segment
from pipeline.model.flag import Reason, Severity, by_urgency
from pipeline.model.geometry import Box
from pipeline.model.placement import PlacementStatus
from pipeline.model.scan import Scan, ScanSource
from pipeline.reports.alike import group_names
from pipeline.reports.chips import show, show_json
from pipeline.reports.figures import BINS, CHANCES, Figures, FiguresSum, confusion_matrix, count_figures, worst_pages
from pipeline.reports.pageviews import picture_width
from pipeline.reports.places import gather_places
from pipeline.reports.records import after_words, before_words
from pipeline.reports.views import upright_box, upright_size, view_of
from tests.flags import judging
from tests.reports.results import make_document, make_flag, make_page, some_flags

SUSPICIOUS = (
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *(0x061C, 0x200E, 0x200F, 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E),
    *range(0x200B, 0x200E),
    *range(0x2060, 0x2065),
    *range(0x206A, 0x2070),
    *(0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xE0001, 0xE0041, 0xE0100),
    *(0x09, 0xA0, 0x1680, 0x2000, 0x2002, 0x2003, 0x2007, 0x2009, 0x200A, 0x202F, 0x205F, 0x2028, 0x2029),
    *(0x2800, 0x3000, 0x00, 0x08, 0x1B, 0x7F, 0x85, 0xFFFE, 0xE000, 0x0378, 0xFFFD),
)


@pytest.mark.parametrize("code", SUSPICIOUS, ids=lambda code: f"U+{code:04X}")
def test_a_character_that_cannot_be_seen_is_shown_by_its_code_and_name(code: int) -> None:
    (chip,) = show(chr(code), is_difference=True)
    assert not isinstance(chip, str)
    label, name = chip
    assert label.isprintable()
    assert label.strip()
    assert name.startswith(f"U+{code:04X} ")
    assert unicodedata.name(chr(code), "") in name


@given(st.text(), st.booleans())
def test_nothing_but_chips_and_the_text_itself_is_shown(text: str, is_difference: bool) -> None:
    plain = "".join(piece for piece in show(text, is_difference=is_difference) if isinstance(piece, str))
    left = iter(text)
    assert all(sign in left for sign in plain.replace("\n", ""))
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Co") for sign in plain.replace("\n", ""))


def test_plain_text_stays_a_string_in_the_data_of_a_page() -> None:
    assert show_json("Sofia, April 4") == "Sofia, April 4"
    assert show_json("a\u200bb") == ["a", ["ZWSP", "U+200B ZERO WIDTH SPACE"], "b"]


def test_flags_that_speak_of_the_same_readings_are_one_place_led_by_the_most_urgent() -> None:
    word = make_page().words[0]
    name = make_flag(1, word, reason=Reason.NAME, severity=Severity.CRITICAL)
    doubt = replace(name, key="d" * 32, reason=Reason.LOW_CONFIDENCE, severity=Severity.MINOR, priority=0.1)
    elsewhere = make_flag(2, make_page().words[1])
    places = gather_places([doubt, elsewhere, name])
    assert [tuple(flag.reason for flag in place.flags) for place in places] == [
        (Reason.NAME, Reason.LOW_CONFIDENCE),
        (Reason.SUBSTITUTION,),
    ]


@given(st.permutations(range(12)), st.lists(st.integers(1, 4), min_size=12, max_size=12))
def test_every_flag_is_in_exactly_one_place_whatever_their_order(order: list[int], places: list[int]) -> None:
    flags = [replace(flag, place=number) for flag, number in zip(some_flags(12), places, strict=True)]
    gathered = gather_places([flags[index] for index in order])
    assert sorted(flag.key for place in gathered for flag in place.flags) == sorted(flag.key for flag in flags)
    leads = [place.lead for place in gathered]
    assert leads == sorted(leads, key=by_urgency)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ([("“", '"'), ("so", "so")], ("class:quotes", 'words:“so→"so', 'confusion:“→"')),
        ([("co", "co"), ("-", "—"), ("op", "op")], ("class:dashes", "words:co-op→co—op", "confusion:-→—")),
        ([("to", "to"), (" ", ""), ("day", "day")], ("class:spacing", "words:to day→today", "confusion: →∅")),
        ([("end", "end"), (".", ",")], ("class:stops", "words:end.→end,", "confusion:.→,")),
        ([("ﬁ", "fi"), ("re", "re")], ("class:typography", "words:ﬁre→fire", "confusion:ﬁ→fi")),
        ([("S", "s"), ("tate", "tate")], ("class:capitals", "words:State→state", "confusion:S→s")),
        ([("th", "th"), ("e", "c")], ("words:the→thc", "confusion:e→c")),
        ([("rn", "m"), ("y", "y")], ("words:rny→my", "confusion:rn→m")),
        ([("entirely", "another")], ("words:entirely→another",)),
        ([("missing", "")], ()),
        ([("same", "same")], ()),
    ],
)
def test_alike_differences_share_the_name_of_a_group(
    segments: list[tuple[str, str]], expected: tuple[str, ...]
) -> None:
    made = tuple(Segment(*pair) for pair in segments)
    word = make_page().words[0]
    flag = make_flag(1, word, "".join(each.reference for each in made), segments=made)
    assert flag.ocr
    ocr = replace(flag.ocr, text="".join(each.ocr for each in made))
    assert group_names(replace(flag, ocr=ocr)) == expected


def test_marks_of_the_transcriber_are_alike_when_their_text_is() -> None:
    flag = make_flag(1, make_page().words[0], "[unclear]", Reason.UNCLEAR)
    assert group_names(flag) == ("mark:[unclear]",)


@pytest.mark.parametrize(
    ("reason", "severity", "typed", "read", "expected"),
    [
        (Reason.HANDWRITING, Severity.MINOR, None, "", ("absent:handwriting",)),
        (Reason.BLANK, Severity.MINOR, None, "", ("absent:blank",)),
        (Reason.LOW_CONFIDENCE, Severity.INFO, None, "", ("absent:low-confidence",)),
        (Reason.STAMP, Severity.MINOR, None, "FILED", ("absent:stamp",)),
        (Reason.MISSING_TEXT, Severity.INFO, None, "oi vt", ("absent:missing-text",)),
        (Reason.MISSING_TEXT, Severity.MAJOR, None, "should not", ()),
        (Reason.LOW_CONFIDENCE, Severity.MINOR, None, "doubtful", ()),
        (Reason.STRUCK, Severity.MINOR, None, "eight", ()),
        (Reason.STAMP, Severity.MINOR, "FILED", "", ()),
        (Reason.BLANK, Severity.MINOR, "____", "", ("mark:____",)),
    ],
)
def test_what_a_transcript_leaves_out_is_alike_by_its_kind(
    reason: Reason, severity: Severity, typed: str | None, read: str, expected: tuple[str, ...]
) -> None:
    flag = make_flag(1, make_page().words[0], typed, reason, severity)
    assert flag.ocr
    assert group_names(replace(flag, ocr=replace(flag.ocr, text=read), segments=())) == expected


@given(
    st.integers(1, 8),
    st.tuples(*[st.integers(0, 1_500)] * 4),
    st.integers(200, 1_200),
    st.integers(200, 1_200),
    st.floats(4, 60),
)
def test_a_view_holds_its_box_and_lies_within_the_upright_page(
    orientation: int, corners: tuple[int, ...], width: int, height: int, word: float
) -> None:
    scan = Scan(ScanSource("a.png", "a.png"), "ab", width, height, orientation)
    left, right = sorted(corners[:2])
    top, bottom = sorted(corners[2:])
    box = upright_box(Box(left, top, right, bottom), scan)
    limit = upright_size(scan)
    assert limit == ((height, width) if orientation >= 5 else (width, height))
    view = view_of(box, word, scan)
    assert view.left <= box.left <= box.right <= view.right
    assert view.top <= box.top <= box.bottom <= view.bottom
    assert view.left >= 0
    assert view.top >= 0
    assert view.right <= limit[0]
    assert view.bottom <= limit[1]


@pytest.mark.parametrize(
    ("size", "word", "expected"),
    [
        ((2_280, 3_222), 30.0, 1_500),
        ((2_280, 3_222), 15.0, 2_280),
        ((6_000, 9_000), 60.0, 1_500),
        ((6_000, 9_000), 30.0, 2_449),
        ((800, 1_000), 22.0, 800),
    ],
    ids=["letter", "small type", "large scan of large type", "newspaper", "small scan"],
)
def test_the_picture_of_a_page_is_wide_enough_to_read_its_type(
    size: tuple[int, int], word: float, expected: int
) -> None:
    scan = Scan(ScanSource("a.png", "a.png"), "ab", *size)
    assert picture_width(scan, word, 1_500) == expected


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("short ", " text", ("short ", " text")),
        ("f the Rumanians have made their morning ", " in view of limited food quantities avai", None),
        ("one\n  two ", "", ("one two ", "")),
    ],
)
def test_surroundings_stand_on_one_line_without_words_that_are_cut_off(
    before: str, after: str, shown: tuple[str, str] | None
) -> None:
    flag = make_flag(1, None, before=before, after=after)
    expected = shown or ("the Rumanians have made their morning ", " in view of limited food quantities")
    assert (before_words(flag), after_words(flag)) == expected


def test_figures_of_documents_add_up_to_those_of_the_run() -> None:
    flags = some_flags(9)
    document = make_document(flags)
    one = count_figures(document.pages, gather_places(flags))
    total = FiguresSum()
    total.add(one)
    total.add(one)
    both = total.total()
    assert both.confusions == tuple((reference, ocr, 2 * number) for reference, ocr, number in one.confusions)
    assert len(both.bins) == BINS
    assert [bin.words for bin in both.bins] == [2 * bin.words for bin in one.bins]


def test_a_word_broken_at_the_end_of_a_line_is_read_alike() -> None:
    alignment = judging.gather("The ferry left the pier", "The fer-\nry left tho pier").alignment
    one = count_figures([replace(make_document(()).pages[0], alignment=alignment)], ())
    assert (sum(bin.words for bin in one.bins), sum(bin.right for bin in one.bins)) == (6, 5)


def test_of_a_page_that_was_scanned_twice_one_scan_is_among_the_worst_pages() -> None:
    page = replace(make_document([]).pages[0], counts=Counts(recognition=Tally(3, 100), pages=1))
    again = replace(page, number=2, placement=PlacementStatus.DUPLICATE)
    assert [each.number for each in worst_pages([page, again], [])] == [1]


def test_the_words_of_a_page_that_was_scanned_twice_count_once() -> None:
    alignment = judging.gather("The ferry left the pier", "The fery left the pier").alignment
    page = replace(make_document(()).pages[0], alignment=alignment)
    again = replace(page, number=2, placement=PlacementStatus.DUPLICATE)
    assert count_figures([page, again], ()) == count_figures([page], ())


@pytest.mark.parametrize(
    ("probability", "row"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.85, 3), (0.985, 6), (0.99, 7), (1.0, 7), (None, None)]
)
def test_words_stand_in_the_row_of_their_probability(probability: float | None, row: int | None) -> None:
    read = judging.make_page("The ferry left the pier")
    read = read.with_words(replace(word, probability=probability) for word in read.words)
    alignment = judging.gather("The fery left the pier", read).alignment
    one = count_figures([replace(make_document(()).pages[0], alignment=alignment)], ())
    words = sum(bin.words for bin in one.bins)
    assert (words, sum(bin.right for bin in one.bins)) == (5, 4)
    assert [bin.words for bin in one.chances] == [words * (index == row) for index in range(len(CHANCES) + 1)]
    total = FiguresSum()
    total.add(one)
    total.add(one)
    assert sum(bin.said for bin in total.total().chances) == pytest.approx(2 * words * (probability or 0.0))


def test_the_matrix_counts_single_characters_taken_for_single_ones() -> None:
    figures = Figures(confusions=(("e", "c", 5), ("rn", "m", 4), ("a", "c", 3), ("e", "o", 1), ("", "x", 1)))
    matrix = confusion_matrix(figures)
    assert matrix.rows == ("e", "a")
    assert matrix.columns == ("c", "o")
    assert matrix.cells == ((5, 1), (3, 0))
    assert confusion_matrix(Figures()).most == 0
