"""Flags and decisions for the tests: a transcript beside what the OCR reads, and what people said of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.corrections.applying import Applied, apply_decisions
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import judge


class Desk:
    """One transcript beside one page, its flags, and the decisions on them."""

    def __init__(self, transcript: str, ocr: str, convention: str = "markdown") -> None:
        self.transcript = read_transcript("memo.md", transcript.encode(), convention)
        self.flags: tuple[Flag, ...] = judge(transcript, ocr)

    def decide(
        self,
        said: str,
        verb: Verb,
        value: str | None = None,
        *,
        actor: str = "ana",
        ts: str = "2026-01-05T10:00:00Z",
        role: str = "reviewer",
        id: str = "",
    ) -> Decision:
        """Return a decision on the flag whose transcript reading (or, without one, OCR reading) is ``said``."""
        flag = next(flag for flag in self.flags if said in _readings(flag))
        return Decision(id or f"{actor}-{ts}-{said}", flag.key, flag.base, actor, ts, verb, value, role=role)

    def apply(self, decisions: Sequence[Decision]) -> Applied:
        return apply_decisions(
            self.transcript, self.flags, decisions, document="memo", flagged_sha256=self.transcript.sha256
        )


def _readings(flag: Flag) -> tuple[str, ...]:
    return tuple(reading.text for reading in (flag.reference, flag.ocr) if reading and reading.text)
