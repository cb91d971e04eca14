"""Whatever stands in a transcript, an OCR result or a file name is shown as text, and nothing runs or loads."""

from __future__ import annotations

import base64
import hashlib
import re
import string
from urllib.parse import parse_qs

import pytest
from lxml import html

from pipeline.reports.alike import confusion_name
from pipeline.reports.head import island, own_link
from pipeline.reports.rendering import confusion_link
from pipeline.reports.report import render_report
from tests.reports.results import DrawnPictures, make_document, make_flag, make_page, make_run

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "a\u202eb\u0000c\ud800d",
    "<!-- <style>*{display:none}</style>",
    "</title></textarea><meta http-equiv=refresh content=0;url=http://example.org>",
)


def hostile_pages() -> list[bytes]:
    page = make_page()
    flags = [
        make_flag(
            number,
            page.words[number],
            message=text,
            reference=text,
            before=text,
            after=text,
        )
        for number, text in enumerate(HOSTILE)
    ]
    document = make_document(flags, page, name=HOSTILE[1])
    return [content for _, content in render_report(make_run(document), DrawnPictures(page))]


@pytest.mark.parametrize("content", hostile_pages(), ids=["document", "index"])
def test_a_report_of_hostile_text_has_one_script_one_style_and_no_way_out(content: bytes) -> None:
    page = html.document_fromstring(content.decode())
    scripts = [each for each in page.iter("script") if each.get("type") != "application/json"]
    assert len(scripts) == 1
    assert len(list(page.iter("style"))) == 1
    policy = page.find('.//meta[@http-equiv="Content-Security-Policy"]').get("content")
    for kind, element in (("script", scripts[0]), ("style", next(page.iter("style")))):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert [each.get("http-equiv") for each in page.iter("meta") if each.get("http-equiv")] == [
        "Content-Security-Policy"
    ]
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on"), name
            assert name != "style"
            if name in ("href", "src"):
                assert re.match(r"(#|data:image/(jpeg|png);base64,|(\.\./)?[A-Za-z0-9._/-]+\.html)", value), value


def test_data_for_the_script_cannot_leave_its_element() -> None:
    written = island(list(HOSTILE))
    assert not set(written) & set("<>&\u2028\u2029")
    written.encode()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "//host/a.html", "/a.html", "a.html?x", "", "http://a/b.html"]
)
def test_only_links_within_the_report_are_made(target: str) -> None:
    with pytest.raises(ValueError, match="not a link"):
        own_link(target)


@pytest.mark.parametrize("sign", [*string.printable, "é", "→", "\u202e", "\U0001f600"])
def test_whatever_was_taken_for_something_else_can_be_linked_to(sign: str) -> None:
    link = confusion_link("", sign)
    assert parse_qs(link.removeprefix("#")) == {"group": [confusion_name("", sign)]}
