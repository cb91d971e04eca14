"""Deciding in the browser: by keyboard alone, undone and redone, downloaded, read in, merged."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.reports.conftest import OpenReport
from tests.reports.results import files_of, make_document, some_flags

pytestmark = pytest.mark.browser

PAGE = "documents/letter-1.html"


def downloaded(page: Page) -> list[dict[str, object]]:
    """Return the lines of the decisions file, as a clerk gets it."""
    with page.expect_download() as caught:
        page.keyboard.press("d")
    text = Path(caught.value.path()).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def progress(page: Page) -> str:
    return page.locator("#progress").inner_text()


def test_a_document_can_be_reviewed_by_keyboard_alone(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(7))), PAGE)
    press(page, "1", "2", "e")
    page.keyboard.type("typed anew")
    press(page, "Enter", "i", "x", "1", "a")
    page.keyboard.type("looked twice")
    press(page, "Tab", "Shift+Tab", "Escape")
    page.locator(".place-title").focus()
    press(page, "f")
    press(page, "s")
    verbs = [(line["verb"], line["value"], line["kind"], line["note"]) for line in downloaded(page)]
    assert verbs == [
        ("accept_ref", None, None, ""),
        ("accept_ocr", None, None, ""),
        ("edit", "typed anew", None, ""),
        ("illegible", None, None, ""),
        ("rekind", None, "stamp", ""),
        ("second_look", None, None, "looked twice"),
        ("skip", None, None, ""),
    ]
    assert progress(page) == "5 of 7 decided"


def test_each_decision_brings_the_next_undecided_place_its_focus_and_its_announcement(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, "n", "1")
    assert page.evaluate("document.activeElement.className") == "place-title"
    assert "3 of 3" in page.locator(".place-where").inner_text()
    assert "Place 3 of 3" in page.locator("#announcements").inner_text()
    press(page, "1")
    assert "1 of 3" in page.locator(".place-where").inner_text()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("111", "Every place of this list is decided."),
        ("1s1", "No other place of this list is open; 1 is not decided: see “State”."),
        ("1sf", "No other place of this list is open; 2 are not decided: see “State”."),
    ],
)
def test_at_the_end_of_the_list_it_is_said_how_many_are_not_decided(
    open_report: OpenReport, keys: str, said: str
) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, *keys)
    page.locator(".notice").get_by_text(said, exact=True).wait_for(timeout=3_000)


def test_undoing_and_doing_again_changes_nothing_but_undo_lines(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(4))), PAGE)
    press(page, "1", "2", "i")
    before = downloaded(page)
    press(page, "u", "u", "u")
    assert progress(page) == "0 of 4 decided"
    press(page, "r", "r", "r")
    assert progress(page) == "3 of 4 decided"
    press(page, "u", "r")
    after = downloaded(page)
    assert [line for line in after if line["verb"] != "undo"] == [
        line | {"prev": again["prev"]}
        for line, again in zip(before, [each for each in after if each["verb"] != "undo"], strict=True)
    ]
    assert len(after) == 3 + 6 + 2
    assert page.get_by_role("button", name="Redo").is_disabled()


def test_nothing_is_done_again_once_something_else_was_decided(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(4))), PAGE)
    press(page, "1", "2", "u", "i")
    assert page.get_by_role("button", name="Redo").is_disabled()
    press(page, "r")
    assert [line["verb"] for line in downloaded(page)] == ["accept_ref", "accept_ocr", "undo", "illegible"]


def test_single_keys_are_switched_off_while_typing_and_by_choice(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, "/")
    page.keyboard.type("1212")
    assert progress(page) == "0 of 3 decided"
    page.keyboard.press("Escape")
    page.locator("#search").fill("")
    page.locator(".place-title").focus()
    press(page, "?")
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.locator(".place-title").focus()
    press(page, "1")
    assert progress(page) == "0 of 3 decided"


def test_a_key_can_be_given_to_another_action_place(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, "?")
    field = page.get_by_label("Transcript is right", exact=True)
    field.fill("k")
    field.press("Tab")
    page.get_by_role("button", name="Close").click()
    page.locator(".place-title").focus()
    press(page, "k")
    assert progress(page) == "1 of 3 decided"
    page.reload()
    page.locator(".place-title").focus()
    press(page, "k", "1")
    assert progress(page) == "2 of 3 decided"


def test_decisions_are_still_there_when_the_report_is_opened_again(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, "1", "2")
    page.reload()
    assert progress(page) == "2 of 3 decided"
    press(page, "u")
    assert progress(page) == "1 of 3 decided"


def test_two_reports_in_one_browser_never_see_each_others_decisions(open_report: OpenReport) -> None:
    flags = some_flags(3)
    one = open_report(files_of(make_document(flags)), PAGE)
    press(one, "1", "1")
    two = open_report(files_of(make_document(flags), report_id="another"), PAGE, beside=one)
    assert progress(two) == "0 of 3 decided"
    press(two, "2")
    assert [line["verb"] for line in downloaded(two)] == ["accept_ocr"]
    assert [line["verb"] for line in downloaded(one)] == ["accept_ref", "accept_ref"]


def test_decisions_of_somebody_else_are_merged_and_contradictions_shown(
    open_report: OpenReport, tmp_path: Path
) -> None:
    flags = some_flags(4)
    page = open_report(files_of(make_document(flags)), PAGE)
    press(page, "1", "1")
    mine = downloaded(page)
    theirs = [
        mine[0] | {"id": "01ARZ3NDEKTSV4RRFFQ69G5FA1", "actor": "ana", "verb": "accept_ocr"},
        mine[1] | {"id": "01ARZ3NDEKTSV4RRFFQ69G5FA2", "actor": "ana"},
        mine[0] | {"id": "01ARZ3NDEKTSV4RRFFQ69G5FA3", "actor": "ana", "flag": flags[3].key, "base": "other"},
        mine[0] | {"id": "01ARZ3NDEKTSV4RRFFQ69G5FA4", "actor": "ana", "flag": "not of this report"},
    ]
    file = tmp_path / "ana.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in theirs) + "no line\n", encoding="utf-8")
    page.locator("#import").set_input_files(file)
    notice = page.locator(".notice")
    notice.get_by_text("3 decisions read in").wait_for()
    said = notice.inner_text()
    assert "1 left out: their places are not in this report" in said
    assert "1 line could not be read" in said
    assert "1 place in conflict" in said
    states = page.evaluate("[...document.querySelectorAll('a.row')].map((row) => row.className)")
    assert states == ["row state-conflict", "row state-decided", "row state-open", "row state-stale"]
    page.locator("#import").set_input_files(file)
    notice.get_by_text("0 decisions read in; 3 were here already").wait_for()
    assert len(downloaded(page)) == 5


def test_without_a_store_the_page_says_so_and_decisions_can_still_be_downloaded(open_report: OpenReport) -> None:
    files = files_of(make_document(some_flags(3)))
    page = open_report(files, PAGE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});")
    page.reload()
    assert "This browser keeps nothing" in page.locator(".notice").inner_text()
    press(page, "1", "2")
    assert [line["verb"] for line in downloaded(page)] == ["accept_ref", "accept_ocr"]


def test_a_full_store_is_noticed(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    press(page, "1")
    assert "store is full" in page.locator(".notice").inner_text()
    assert len(downloaded(page)) == 1


def test_closing_with_decisions_that_were_not_downloaded_asks_first(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE, leaves=False)
    press(page, "1")
    asked: list[str] = []

    def answer(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", answer)
    page.reload()
    assert asked == ["beforeunload"]
    downloaded(page)
    page.reload()
    assert asked == ["beforeunload"]


def test_progress_by_reason_equals_what_is_downloaded(open_report: OpenReport) -> None:
    flags = some_flags(6)
    page = open_report(files_of(make_document(flags)), PAGE)
    press(page, "1", "s", "2", "f", "i")
    judged = {line["flag"] for line in downloaded(page) if line["verb"] in ("accept_ref", "accept_ocr", "illegible")}
    page.get_by_text("by reason").click()
    rows = page.locator(".by-reason tr").all_inner_texts()
    counted = {row.split("\t")[0]: row.split("\t")[1] for row in rows}
    number = [flag for flag in flags if flag.reason.value == "number"]
    done = sum(flag.key in judged for flag in number)
    assert counted["Number"] == f"{done} of {len(number)}"
    assert progress(page) == f"{len(judged)} of 6 decided"


def test_the_lines_of_a_file_are_chained_by_their_checksums(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(3))), PAGE)
    press(page, "1", "2", "i")
    with page.expect_download() as caught:
        page.keyboard.press("d")
    rows = Path(caught.value.path()).read_text(encoding="utf-8").splitlines()
    expected = [""] + [hashlib.sha256(row.encode()).hexdigest() for row in rows[:-1]]
    assert [json.loads(row)["prev"] for row in rows] == expected
