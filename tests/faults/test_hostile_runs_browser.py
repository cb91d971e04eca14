"""Hostile text from every side of a whole run, in a real browser: names, transcripts, OCR, metadata of pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser

from tests.faults.forking import run
from tests.faults.workplace import NARROWEST, Workplace, make_workplace, table
from tests.reports.test_report_safety_browser import PAYLOADS, watch

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def poison(workplace: Workplace) -> None:
    """Put a payload into each page's name, transcript, reading and metadata."""
    for number, payload in enumerate(PAYLOADS):
        scan = workplace.folder / f"scans/log-{number:03}_1.png"
        comment = PngInfo()
        for key in ("Comment", "Title", "XML:com.adobe.xmp"):
            comment.add_itxt(key, payload.replace("\0", ""))
        with Image.open(scan) as image:
            image.load()
            image.save(scan, pnginfo=comment, dpi=(300, 300))
        name = f"{number:02} " + payload.replace("/", "\u2215").replace("\0", "")
        scan.rename(scan.with_name(f"{name}_1.png"))
        text = payload.replace("\0", "").replace("\u2028", "")
        words = ("The keeper wrote that the schooner had passed the reef", f"before dawn {text} and lowered no boat")
        typed = "\n".join(words).replace("schooner", f"{payload.split()[0]}schoner".replace("\0", ""))
        transcript = workplace.folder / f"transcripts/log-{number:03}.md"
        transcript.write_text(typed + "\n", encoding="utf-8")
        transcript.rename(transcript.with_name(f"{name}.md"))
        width = NARROWEST + number
        (workplace.folder / f"engine/{width}.tsv").write_text(table(width, words), encoding="utf-8")


def test_no_name_text_reading_or_metadata_runs_or_fetches_anything(tmp_path: Path, real_browser: Browser) -> None:
    workplace = make_workplace(tmp_path / "archive", documents=len(PAYLOADS), pages=1)
    poison(workplace)
    ended = run(workplace)
    assert ended.code == 0, [line for line in ended.err.splitlines() if "warning" in line]
    assert not set(ended.err) & {"\x1b", "\u2028", "\x00"}
    context = real_browser.new_context()
    page = context.new_page()
    asked = watch(page)
    files = [name for name in workplace.report() if name.endswith(".html")]
    assert len(files) >= len(PAYLOADS) + 1
    for name in files:
        page.goto((workplace.folder / "reports" / name).as_uri())
        assert page.evaluate("window.owned") is None, name
        assert page.url.startswith("file:"), name
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    context.close()
