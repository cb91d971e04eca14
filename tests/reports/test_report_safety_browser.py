"""What hostile text can do in a real browser: nothing. No script of its own runs and nothing is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jinja2 import Environment
from playwright.sync_api import Browser, Page

from pipeline.model.flag import OcrReading, Suggestion
from pipeline.model.result import DocumentResult
from pipeline.reports import rendering
from tests.reports.conftest import OpenReport
from tests.reports.results import files_of, make_document, make_flag, make_page, some_flags

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>window.owned=1</script>",
    "</script><script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    "<svg onload=window.owned=1>",
    '"><svg/onload=window.owned=1>',
    "' autofocus onfocus=window.owned=1 x='",
    "javascript:window.owned=1",
    "<a href=javascript:window.owned=1 id=records>x</a>",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/leak'>",
    "<link rel=preconnect href=http://127.0.0.1:9>",
    "<style>@import 'http://127.0.0.1:9/leak.css';*{background:url(http://127.0.0.1:9/a)}</style>",
    "<form action=http://127.0.0.1:9><button autofocus>x",
    "<base href=http://127.0.0.1:9/>",
    "<object data=http://127.0.0.1:9/x></object>",
    "<video poster=http://127.0.0.1:9/x src=http://127.0.0.1:9/y></video>",
    "{{ constructor.constructor('window.owned=1')() }}",
    "{% raw %}{{ 7*7 }}",
    "${window.owned=1}",
    "-->]]><script>window.owned=1</script>",
    "</style><script>window.owned=1</script>",
    "</title><script>window.owned=1</script>",
    "</textarea><script>window.owned=1</script>",
    "\u2028window.owned=1//",
    "\\u003cscript>window.owned=1\\u003c/script>",
    "<ſcript>window.owned=1</ſcript>",
    "\x00<script>window.owned=1</script>",
)


def hostile_document(payloads: tuple[str, ...]) -> DocumentResult:
    """Return a document with each payload as reading, OCR text, reason, context and suggestion, and in its name."""
    page = make_page()
    flags = [
        make_flag(
            number,
            page.words[number],
            payload,
            message=payload,
            before=payload,
            after=payload,
            ocr=OcrReading(payload, 0.5, page.words[number].box),
            suggestion=Suggestion(payload, payload, 0.5, payload),
        )
        for number, payload in enumerate(payloads)
    ]
    return make_document(flags, page, name=payloads[2])


def watch(page: Page) -> list[str]:
    """Return a list that fills with every request that gets past the policy, other than for files of the report."""
    asked: list[str] = []
    page.context.on("requestfinished", lambda request: asked.append(request.url))
    page.context.on("requestfailed", lambda request: request.failure == "csp" or asked.append(request.url))
    return asked


def test_opening_a_report_asks_for_nothing_but_the_file_itself(open_report: OpenReport) -> None:
    files = files_of(make_document(some_flags(5)))
    page = open_report(files, "index.html")
    asked = watch(page)
    page.get_by_role("link", name="letter-1").click()
    page.locator(".place").wait_for()
    page.locator(".place-title").focus()
    for key in ("1", "z", "g", "?"):
        page.keyboard.press(key)
    assert [url.split("/")[-1].split("#")[0] for url in asked if not url.startswith("data:")] == ["letter-1.html"]


def test_every_payload_in_every_place_is_shown_letter_for_letter_and_runs_nothing(open_report: OpenReport) -> None:
    files = files_of(hostile_document(PAYLOADS), title=PAYLOADS[0])
    name = next(path for path in files if path.startswith("documents/"))
    page = open_report(files, name)
    asked = watch(page)
    page.reload()
    for number, payload in enumerate(PAYLOADS):
        reading = page.locator(".place .readings dd").first.evaluate(
            """(dd) => {
              const copy = dd.cloneNode(true);
              for (const chip of copy.querySelectorAll(".chip")) chip.textContent = "";
              return copy.textContent;
            }"""
        )
        expected = "".join(sign for sign in payload if sign not in "\u2028\x00")
        assert reading == expected, number
        page.keyboard.press("n")
    for view in ("reading", "alike", "figures"):
        page.goto(page.url.split("#")[0] + f"#view={view}")
        assert page.evaluate("window.owned") is None
    page.goto(page.url.split("documents/")[0] + "index.html")
    assert page.evaluate("window.owned") is None
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []


def test_a_note_and_a_decisions_file_cannot_run_anything_either(open_report: OpenReport, tmp_path: Path) -> None:
    flags = some_flags(2)
    page = open_report(files_of(make_document(flags)), "documents/letter-1.html")
    line = {
        "v": 1,
        "id": PAYLOADS[2],
        "flag": flags[0].key,
        "base": "x",
        "actor": PAYLOADS[3],
        "ts": PAYLOADS[1],
        "verb": "edit",
        "value": PAYLOADS[1] + "\u202e",
        "note": PAYLOADS[4],
        "kind": None,
    }
    file = tmp_path / "decisions.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    page.locator("#import").set_input_files(file)
    page.locator(".decisions li").wait_for()
    said = page.locator(".decisions li").inner_text()
    assert PAYLOADS[3] in said
    assert PAYLOADS[1] + "U+202E" in said
    assert page.evaluate("window.owned") is None


def test_even_if_nothing_were_escaped_the_policy_would_stop_scripts_and_requests(
    real_browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = rendering._environment().overlay(autoescape=False)
    assert isinstance(careless, Environment)
    monkeypatch.setattr(rendering, "_environment", lambda: careless)
    stopped = tuple(each for each in PAYLOADS if "http-equiv" not in each and "<base" not in each)
    files = files_of(hostile_document(stopped), title=PAYLOADS[0])
    name, content = next(each for each in files.items() if each[0].startswith("documents/"))
    assert b"<script>window.owned=1</script>" in content
    (tmp_path / "report.html").write_bytes(content)
    context = real_browser.new_context()
    page = context.new_page()
    asked = watch(page)
    page.goto((tmp_path / "report.html").as_uri())
    page.wait_for_timeout(300)
    assert page.evaluate("window.owned") is None
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == [], name
    context.close()
