"""Each case of the tables in ``cases``: what stands on the page, and the marks."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.model.transcript import Mark
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import diplomatic

FOLDER = Path(__file__).parent / "cases"
CASES = [
    {"convention": "markdown", **case}
    for name in ("markdown.toml", "institutions.toml")
    for case in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["case"]
]


def _listed(mark: Mark, text: str) -> list[str]:
    attributes = " ".join(f"{name}={value}" for name, value in mark.attributes)
    return [mark.kind, text[mark.span.start : mark.span.end], attributes]


@pytest.mark.parametrize("case", CASES, ids=[f"{case['convention']}: {case['name']}" for case in CASES])
def test_a_transcript_says_what_its_convention_means(case: dict[str, object]) -> None:
    transcript = read_transcript("case", str(case["text"]).encode("utf-8"), str(case["convention"]))
    assert transcript.text == case["text"]
    assert diplomatic(transcript.tokens) == case["page"]
    assert [_listed(mark, transcript.text) for mark in transcript.marks] == case["marks"]
