"""The page on flags says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.flags.priority import HARM, LEAST_FOR_FIGURES
from pipeline.model.flag import NEAR, Reason
from tests.flags.judging import judge

PAGE = (Path(__file__).parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w-]+)` \| ([\w, ]+) \| (.+) \| (`.+`|–) \| (`.+`|–) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
EXAMPLES = [row for row in ROWS if row[3] != "–"]


def test_every_reason_is_described_once() -> None:
    assert [reason for reason, *_ in ROWS] == [reason.value for reason in Reason]


@pytest.mark.parametrize(("reason", "severities", "meaning", "transcript", "ocr"), EXAMPLES, ids=lambda text: text[:20])
def test_the_examples_are_flagged_as_the_table_says(
    reason: str, severities: str, meaning: str, transcript: str, ocr: str
) -> None:
    typed, read = (text.strip("`").replace("⏎", "\n") for text in (transcript, ocr))
    found = [flag.severity.value for flag in judge(typed, read) if flag.reason is Reason(reason)]
    assert found
    assert set(found) <= set(severities.split(", "))


def test_the_figures_are_those_of_the_program() -> None:
    harm = dict(re.findall(r"^\| (\w+) \| (\d\.\d) \|$", PAGE, re.MULTILINE))
    assert harm == {severity.value: str(value) for severity, value in HARM.items()}
    assert f"at least {LEAST_FOR_FIGURES} for figures" in PAGE
    assert f"the {NEAR} characters around them" in PAGE
