"""A folder with a transcript and a finished run on it, made without an engine."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from pipeline.cli.main import run
from pipeline.corrections.calibration import AS_FITTED, Calibrations
from pipeline.corrections.knowledge import EMPTY
from pipeline.flow.document import compare_document
from pipeline.flow.loading import TRANSCRIPTS, KeptTranscript, LoadedTranscript
from pipeline.flow.reading import PageReading
from pipeline.flow.shown import FINISHED, Finished
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag
from pipeline.model.result import DocumentResult, Provenance
from pipeline.model.scan import DocumentSource, PairingRule, Scan, ScanSource, TranscriptSource
from pipeline.store.decisions import write_decisions
from pipeline.store.runs import RunFolder, RunSummary
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import make_page

READ = [
    "The harbour master reports that the ferry of the morning left the pier before noon\n"
    "with the passengers for the eastern islands, and that nobody on board was hurt when\n"
    "it ran upon the bar. He has closed the eastern basin until the bar is marked.",
    "The Board met on the same day and heard him. It was agreed that the decision to close\n"
    "the basin rests with the harbour master, and that two buoys are to be laid out at once\n"
    "at the cost of the Board. The master of the ferry was thanked for his conduct.",
]
TYPED = "\n\n".join(READ).replace("that the ferry", "that teh ferry").replace("decision", "decison")


class Workplace:
    """A folder with a transcript and the finished run on it."""

    def __init__(self, folder: Path, pages: Sequence[str] = READ, *, typed: str = TYPED, mask: str = "") -> None:
        self.transcript = folder / "transcripts" / "memo.md"
        self.transcript.parent.mkdir()
        self.transcript.write_text(typed, encoding="utf-8")
        self.run, self.out = folder / "reports", folder / "corrected"
        self.document = self._document(pages)
        kept = RunFolder(self.run)
        kept.save_document(self.document, "inputs")
        transcript = KeptTranscript("memo.md", typed.encode(), None, None, "markdown", None)
        kept.keep("memo", TRANSCRIPTS, "inputs", (transcript,))
        self.keep_finished("inputs", AS_FITTED)
        provenance = Provenance("corrigenda", "3", "none", (), (("mask", mask),), "15", (), "corrigenda")
        kept.finish(RunSummary(provenance, ("memo",)))

    def keep_finished(self, inputs: str, used: Calibrations) -> None:
        """Keep with the document by what its probabilities were corrected."""
        finished = Finished(inputs, (), (), (), self.document.counts, 0, (), (), used)
        RunFolder(self.run).keep("memo", FINISHED, inputs, finished)

    def _document(self, pages: Sequence[str]) -> DocumentResult:
        scans = tuple(ScanSource(f"memo_{number}.png", f"memo_{number}.png") for number, _ in enumerate(pages, start=1))
        source = DocumentSource("memo", scans, (TranscriptSource("memo.md", "memo.md"),), PairingRule.NUMBERED)
        readings = [
            PageReading(scan, Scan(scan, f"{scan.path} ", 2000, 3000), make_page(text))
            for scan, text in zip(scans, pages, strict=True)
        ]
        transcript = read_transcript("memo.md", self.transcript.read_bytes(), "markdown")
        return compare_document(source, readings, [LoadedTranscript(transcript)], EMPTY)

    def flag(self, said: str) -> Flag:
        return next(flag for flag in self.document.flags if flag.reference and flag.reference.text == said)

    def decide(self, name: str, *decisions: tuple[str, Verb]) -> Path:
        """Write a file of ``name``'s decisions and return where it is."""
        made = tuple(
            Decision(f"{name}-{said}", self.flag(said).key, self.flag(said).base, name, "2026-01-05T10:00:00Z", verb)
            for said, verb in decisions
        )
        path = self.run.parent / f"{name}.jsonl"
        write_decisions(path, made)
        return path

    def apply(self, *arguments: str | Path) -> int:
        return run(["apply", *map(str, [self.run, *arguments, "--out", self.out])])

    def table(self, name: str) -> list[dict[str, str]]:
        with (self.out / name).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    @property
    def corrected(self) -> str:
        return (self.out / "memo.md").read_text(encoding="utf-8")

    @property
    def errata(self) -> list[dict[str, str]]:
        return self.table("errata.csv")
