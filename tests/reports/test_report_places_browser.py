"""Finding places, seeing them, and deciding on many at once."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from pipeline.model.difference import Segment
from pipeline.model.flag import Flag, OcrReading, Reason, Severity, Suggestion
from pipeline.model.geometry import Box
from tests.reports.conftest import OpenReport
from tests.reports.results import DrawnPictures, files_of, make_document, make_flag, make_page, some_flags

pytestmark = pytest.mark.browser

PAGE = "documents/letter-1.html"


def listed(page: Page) -> list[str]:
    return page.locator(".row-reason").all_inner_texts()


def shot(page: Page, selector: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(selector).first.screenshot())).convert("L")


def darkest(image: Image.Image) -> int:
    lowest, _ = image.getextrema()
    assert isinstance(lowest, int)
    return lowest


@pytest.mark.parametrize("index", [0, 7, 23], ids=["first word", "within", "last line"])
def test_the_picture_of_a_place_shows_the_flagged_word(open_report: OpenReport, index: int) -> None:
    page_read = make_page()
    word = page_read.words[index]
    marked = DrawnPictures(page_read)
    box = word.box
    assert box is not None
    marked.image.paste(0, (box.left, box.top, box.right, box.bottom))
    report = files_of(make_document([make_flag(1, word)], page_read), pictures=marked)
    page = open_report(report, PAGE)
    place = page.evaluate(
        """() => {
          const picture = document.querySelector(".picture"), frame = picture.getBoundingClientRect();
          const box = picture.querySelector("rect.box").getBoundingClientRect();
          return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
        }"""
    )
    seen = shot(page, ".picture")
    left, top, right, bottom = place
    assert left >= 0
    assert top >= 0
    assert right <= seen.width
    assert bottom <= seen.height
    inside = seen.crop((round(left) + 8, round(top) + 8, round(right) - 8, round(bottom) - 8))
    dark = sum(inside.histogram()[:40]) / (inside.width * inside.height)
    assert dark > 0.95
    strip = shot(page, ".strip")
    assert darkest(strip) < 20


def test_a_click_in_the_picture_or_a_key_moves_turns_and_enlarges_it(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)

    def view() -> list[float]:
        return [float(part) for part in page.locator(".picture").get_attribute("viewBox").split()]  # type: ignore[union-attr]

    first = view()
    page.locator(".picture").click(position={"x": 30, "y": 30})
    assert view()[0] < first[0]
    page.get_by_role("button", name="Larger").click()
    assert view()[2] < first[2]
    page.locator(".picture").focus()
    page.keyboard.press("ArrowDown")
    page.locator(".place-title").focus()
    for _ in range(3):
        page.keyboard.press("z")
    assert view()[3] >= 1_000
    page.keyboard.press("t")
    assert "rotate(90" in (page.locator(".picture g").get_attribute("transform") or "")
    page.keyboard.press("c")
    page.keyboard.press("v")
    assert page.locator(".picture g").get_attribute("class") == "contrast inverted"


def test_filters_combine_show_their_counts_and_live_in_the_address(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(9))), PAGE)
    page.get_by_text("Severity", exact=True).click()
    options = page.locator(".facet[open] label").all_inner_texts()
    assert [" ".join(text.split()) for text in options] == ["Critical 3", "Major 3", "Minor 3"]
    page.locator(".facet[open]").get_by_label("Critical").check()
    page.locator(".facet[open]").get_by_label("Minor").check()
    page.keyboard.press("Escape")
    assert sorted(listed(page)) == ["Capitals"] * 3 + ["Number"] * 3
    page.get_by_text("Reason", exact=True).click()
    assert "Another word" not in page.locator(".facet[open]").inner_text()
    page.locator(".facet[open]").get_by_label("Number").check()
    assert listed(page) == ["Number"] * 3
    page.locator("#search").fill("no such text")
    assert "No place fits this filter." in page.locator(".matches").inner_text()
    page.locator("#search").fill("the")
    kept = listed(page)
    page.reload()
    assert listed(page) == kept
    assert "severity=critical%2Cminor" in page.url
    assert "reason=number" in page.url
    page.get_by_role("button", name="Clear").click()
    assert len(listed(page)) == 9


def test_a_place_says_where_it_is_why_it_is_flagged_and_what_both_sides_have(open_report: OpenReport) -> None:
    word = make_page().words[14]
    flag = make_flag(1, word, "boarding", Reason.NAME, Severity.CRITICAL, message="The names differ.")
    page = open_report(files_of(make_document([flag])), PAGE)
    said = page.locator(".place").inner_text()
    for part in ("Name", "Critical", "page 1, line 2", "1 of 1", "The names differ.", "Transcript", "boarding", "OCR"):
        assert part in said
    assert word.text in said
    assert "confidence 90 %" in said
    assert "before it boarding after it" in said


def test_a_link_to_a_place_opens_that_place(open_report: OpenReport) -> None:
    flags = some_flags(5)
    page = open_report(files_of(make_document(flags)), PAGE, address=f"#place={flags[3].key}")
    assert "4 of 5" in page.locator(".place-where").inner_text()
    page.goto(page.url.split("#")[0] + "#place-2")
    page.get_by_text("2 of 5").wait_for()


def alike_flags() -> list[object]:
    words = make_page().words
    quotes = (Segment("“", '"'), Segment("so", "so"))
    return [
        *(
            make_flag(number, words[number], "“so", Reason.PUNCTUATION, Severity.INFO, segments=quotes)
            for number in range(1, 6)
        ),
        make_flag(6, words[6], "other"),
    ]


def test_a_group_is_decided_at_once_each_place_shown_and_one_undo_takes_all_back(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(alike_flags())), PAGE)  # type: ignore[arg-type]
    page.keyboard.press("g")
    page.get_by_role("heading", name="Kinds of quotation marks").wait_for()
    assert page.locator(".occurrences li").count() == 5
    assert page.locator(".occurrences svg.crop").count() == 5
    page.locator(".occurrences input").nth(2).uncheck()
    page.get_by_role("button", name="Transcript is right: apply to 4").click()
    assert page.locator("#progress").inner_text() == "4 of 6 decided"
    assert page.get_by_role("button", name="Transcript is right: apply to 0").is_disabled()
    with page.expect_download() as caught:
        page.keyboard.press("d")
    lines = [json.loads(row) for row in Path(caught.value.path()).read_text(encoding="utf-8").splitlines()]
    assert len({line["scope"] for line in lines}) == 1
    assert lines[0]["scope"].startswith("group:")
    assert len(lines) == 4
    page.keyboard.press("u")
    assert page.locator("#progress").inner_text() == "0 of 6 decided"
    page.keyboard.press("r")
    assert page.locator("#progress").inner_text() == "4 of 6 decided"


def left_out_flags() -> list[Flag]:
    """Return a misread word, and two notes by hand that nobody typed."""
    words = make_page().words
    notes = [
        make_flag(number, None, None, Reason.HANDWRITING, ocr=OcrReading("", None, words[3 * number].box), segments=())
        for number in (2, 3)
    ]
    return [make_flag(1, words[0], "other"), *notes]


def test_what_the_transcript_leaves_out_is_decided_at_once_by_keys_that_lead_back(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(left_out_flags())), PAGE)  # type: ignore[arg-type]
    hint = page.locator(".place > .hint")
    assert hint.inner_text() == ""
    page.keyboard.press("n")
    assert hint.inner_text() == "g 1 more place alike: Handwriting that the transcript does not have"
    page.keyboard.press("g")
    page.get_by_role("heading", name="Handwriting that the transcript does not have").wait_for()
    assert page.locator(".preview button.choice").all_inner_texts() == [
        "1Transcript is right to leave it out: apply to 2",
        "sSkip: apply to 2",
    ]
    page.keyboard.press("2")
    assert page.locator("#progress").inner_text() == "0 of 3 decided"
    page.keyboard.press("1")
    assert page.locator("#progress").inner_text() == "2 of 3 decided"
    page.keyboard.press("m")
    page.locator(".place-title").get_by_text("Another word").wait_for()
    assert page.locator(".rows li").count() == 3


@pytest.mark.parametrize(
    ("reason", "kind"), [(Reason.HANDWRITING, "handwriting"), (Reason.SUBSTITUTION, "a stamp")], ids=str
)
def test_what_is_no_text_is_first_offered_as_what_it_was_flagged_for(
    open_report: OpenReport, reason: Reason, kind: str
) -> None:
    page = open_report(files_of(make_document([make_flag(1, make_page().words[0], "other", reason)])), PAGE)
    page.keyboard.press("x")
    assert kind in page.locator(":focus").inner_text()


def test_places_are_listed_as_on_the_pages_when_the_reviewer_wants_so(open_report: OpenReport) -> None:
    flags = [
        make_flag(number, make_page().words[number], f"word {number}", place=place)
        for number, place in ((1, 3), (2, 1), (3, 2))
    ]
    page = open_report(files_of(make_document(flags)), PAGE)
    typed = page.locator(".row-readings bdi:first-of-type")
    assert typed.all_inner_texts() == ["word 1", "word 2", "word 3"]
    page.get_by_label("Order of the places").select_option("as on the pages")
    assert typed.all_inner_texts() == ["word 2", "word 3", "word 1"]
    page.reload()
    assert typed.all_inner_texts() == ["word 2", "word 3", "word 1"]


@pytest.mark.parametrize(
    ("typed", "closed"),
    [(None, ["2OCR is right: put it in", "eNeither: type it…", "iIllegible"]), ("", []), ("FILE", [])],
    ids=["ink beside the text", "text that is missing", "text that differs"],
)
def test_text_can_be_decided_only_where_it_has_a_place_in_the_transcript(
    open_report: OpenReport, typed: str | None, closed: list[str]
) -> None:
    page = open_report(files_of(make_document([make_flag(1, make_page().words[0], typed, Reason.STAMP)])), PAGE)
    assert page.locator(".place button.choice:disabled").all_inner_texts() == closed
    assert page.get_by_text("It has no place in the transcript.").count() == (1 if closed else 0)
    page.keyboard.press("e")
    assert page.locator("#edit").count() == (0 if closed else 1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("EU", "reads nothing of it; it may stand anywhere in the frame"), (None, "reads nothing here")],
    ids=["where it is looked for", "where ink is seen"],
)
def test_a_frame_around_what_was_not_read_is_said_to_be_a_guess(
    open_report: OpenReport, typed: str | None, told: str
) -> None:
    nothing = OcrReading("", None, Box(0, 0, 700, 90))
    flag = make_flag(1, None, typed, Reason.STRUCK, ocr=nothing, segments=())
    page = open_report(files_of(make_document([flag])), PAGE)
    assert page.locator(".place .readings dd").nth(1).inner_text() == told


def test_a_turned_scan_stands_upright_and_its_boxes_with_it(open_report: OpenReport) -> None:
    document = make_document([make_flag(1, make_page().words[0])])
    result = document.pages[0]
    assert result.scan is not None
    scan = replace(result.scan, orientation=6)
    turned = replace(document, pages=(replace(result, scan=scan),))
    page = open_report(files_of(turned), PAGE)
    assert page.locator("figure.page svg").first.get_attribute("viewBox") == "0 0 1000 800"
    box = make_page().words[0].box
    assert isinstance(box, Box)
    rect = page.locator(".picture rect.box")
    left = float(rect.get_attribute("x") or 0)
    assert abs(left + 4 - (1_000 - box.bottom)) < 8
    assert darkest(shot(page, ".picture")) < 60


@pytest.mark.parametrize(
    ("text", "probability", "words"),
    [
        ("decision", 0.9996, "Probably decision (over 99 %)"),
        ("decision", 0.62, "Probably decision (62 %)"),
        ("", 0.62, "Probably nothing (62 %)"),
        ("decision", 0.0002, "No reading is likely; best is decision (under 1 %)"),
    ],
)
@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_a_suggestion_sounds_as_sure_as_it_is(
    open_report: OpenReport, has_script: bool, text: str, probability: float, words: str
) -> None:
    page_read = make_page()
    flag = make_flag(1, page_read.words[0], suggestion=Suggestion(text, "ocr", probability))
    page = open_report(files_of(make_document([flag], page_read)), PAGE, java_script_enabled=has_script)
    assert page.locator(".suggestion:visible").inner_text().startswith(words)


def test_where_there_is_no_transcript_none_is_said_to_say_nothing(open_report: OpenReport) -> None:
    page_read = make_page()
    flag = make_flag(1, page_read.words[0], None, Reason.LOW_CONFIDENCE, Severity.MINOR, segments=())
    page = open_report(files_of(make_document([flag], page_read)), PAGE)
    assert page.locator(".readings dd:visible").first.inner_text() == "there is none"
