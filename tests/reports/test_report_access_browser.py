"""The report for everybody: checked by axe, at 320 pixels, without colours, without a script, and on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pipeline.model.difference import Segment
from pipeline.model.flag import Flag
from tests.reports.conftest import OpenReport
from tests.reports.results import files_of, make_document, make_flag, make_page, some_flags

pytestmark = pytest.mark.browser

PAGE = "documents/letter-1.html"
VIEWS = ("places", "reading", "alike", "figures")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

RIGHT_TO_LEFT = "הספר נמצא בבית"


def right_to_left() -> list[Flag]:
    words = make_page().words
    return [
        make_flag(
            1, words[0], RIGHT_TO_LEFT, segments=(Segment(RIGHT_TO_LEFT[:4], "هذا"), Segment(RIGHT_TO_LEFT[4:], "x"))
        )
    ]


REPORTS = {
    "empty": ([], {}),
    "one flag": (some_flags(1), {}),
    "200 flags": (some_flags(200), {}),
    "right to left": (right_to_left(), {"language": "he"}),
    "no images": (some_flags(5), {"images": False}),
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPORTS)
def test_axe_finds_nothing_wrong_with_any_view(open_report: OpenReport, kind: str) -> None:
    flags, options = REPORTS[kind]
    page = open_report(files_of(make_document(flags), **options), PAGE)
    for view in VIEWS:
        page.goto(page.url.split("#")[0] + f"#view={view}")
        assert violations(page) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_after_decisions_in_either_colour_scheme(open_report: OpenReport, scheme: str) -> None:
    page = open_report(files_of(make_document(some_flags(8))), PAGE, color_scheme=scheme)
    for key in ("1", "2", "i", "f", "e"):
        page.keyboard.press(key)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []


def test_axe_finds_nothing_wrong_with_the_index_and_the_groups_of_a_run(open_report: OpenReport) -> None:
    files = files_of(make_document(some_flags(5)), make_document(some_flags(4), name="letter-2"))
    page = open_report(files, "index.html")
    assert violations(page) == []
    page.get_by_role("link", name="Alike in several documents").click()
    page.locator(".groups a").first.click()
    page.locator(".occurrences li").first.wait_for()
    assert violations(page) == []


def test_nothing_needs_sideways_scrolling_at_320_pixels(open_report: OpenReport) -> None:
    files = files_of(make_document(some_flags(30)), make_document(some_flags(9), name="letter-2"))
    page = open_report(files, PAGE, viewport={"width": 320, "height": 640})
    addresses = [f"{PAGE}#view={view}" for view in VIEWS] + ["index.html", "alike.html"]
    start = page.url.removesuffix(PAGE)
    for address in addresses:
        page.goto(start + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_every_control_is_at_least_24_pixels_large(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(60))), PAGE)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input, a.row, #tabs a")]
          .map((each) => [each.closest("label") ?? each, each])
          .map(([target, each]) => [each.outerHTML.slice(0, 80), target.getBoundingClientRect()])
          .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 22))
          .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )
    assert small == []


def test_without_any_colour_both_sides_and_the_differences_are_still_told_apart(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE, forced_colors="active")
    assert page.locator(".place .readings dt").all_inner_texts() == ["Transcript", "OCR"]
    lines = page.evaluate(
        """() => [...document.querySelectorAll(".place .readings mark")]
          .map((mark) => getComputedStyle(mark).borderBottomStyle)"""
    )
    assert set(lines) == {"solid", "dashed"}
    assert page.locator(".place-title .severity").inner_text() == "Critical"


def test_motion_is_left_out_where_people_asked_for_that(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"


def test_without_a_script_200_places_the_figures_and_the_pages_can_be_read(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(230))), PAGE, java_script_enabled=False)
    assert page.locator(".card").count() == 200
    assert page.locator(".card").first.is_visible()
    assert page.get_by_text("the first 200 of 230").is_visible()
    assert page.locator(".card .crop").first.is_visible()
    assert page.get_by_role("heading", name="Figures").is_visible()
    assert page.locator("figure.page svg").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_on_paper_every_place_is_printed_and_none_is_cut(open_report: OpenReport, script: bool) -> None:
    page = open_report(files_of(make_document(some_flags(40))), PAGE, java_script_enabled=script)
    pdf = page.pdf(format="A4")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 8 <= pages <= 40
    page.emulate_media(media="print")
    assert page.locator(".card").last.is_visible()
    assert not page.locator("#tabs").is_visible()
    wide = page.evaluate(
        "[...document.querySelectorAll('.card')].every((card) => card.scrollWidth <= card.clientWidth + 1)"
    )
    assert wide is True
