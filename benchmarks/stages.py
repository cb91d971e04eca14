"""Where the processor time of a run goes, by stage: one run with one worker, in this process, with stopwatches.

    python -m benchmarks.stages SCANS [TRANSCRIPTS] --out REPORTS --cache CACHE [--no-second-pass …]

The arguments are those of ``corrigenda run``. Prints seconds of the processor by stage as JSON, engine processes
included. ``run_cost`` divides them by pages.
"""

from __future__ import annotations

import functools
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cpu import cpu_seconds, engine_seconds
from pipeline.cli.main import run
from pipeline.flow import document, lessons, pictures, presenting, recognizing
from pipeline.images import opening
from pipeline.ocr import passes_engine, tesseract

START, LEXICON = "start and imports", "lexicon"
DECODE, ENGINE, LOOK, LOOK_ENGINE = "decode", "engine", "closer look", "its engine calls"
COMPARE, REPORT, REST = "compare", "report", "all else"
STAGES = (START, LEXICON, DECODE, ENGINE, LOOK, LOOK_ENGINE, COMPARE, REPORT, REST)


@dataclass
class Stopwatches:
    """Adds up what each stage costs; what a stage within a stage costs counts for the inner one alone."""

    spent: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _stages: threading.local = field(default_factory=threading.local)

    def watch(self, holder: Any, name: str, stage: str, within: dict[str, str] | None = None) -> None:
        """Put a stopwatch on the function ``name`` of a module or class; ``within`` names it by the stage around it."""
        function: Callable[..., Any] = getattr(holder, name)

        @functools.wraps(function)
        def watched(*arguments: Any, **named: Any) -> Any:
            stack = self._stages.__dict__.setdefault("stack", [])
            outer = stack[-1] if stack else None
            stack.append((within or {}).get(outer, stage))
            before = self._now()
            try:
                return function(*arguments, **named)
            finally:
                spent = self._now() - before
                self.spent[stack.pop()] += spent
                if outer:
                    self.spent[outer] -= spent

        setattr(holder, name, watched)

    def _now(self) -> float:
        """Return the seconds of this thread, and of the engines: with one worker, one thread alone waits for those."""
        is_reading = threading.current_thread() is not threading.main_thread()
        return time.thread_time() + (engine_seconds() if is_reading else 0.0)


def main() -> None:
    watches = Stopwatches()
    watches.watch(lessons, "load_lexicon", LEXICON)
    watches.watch(opening, "open_scan", DECODE)  # not that of ``pictures``, which belongs to the report
    watches.watch(recognizing, "grey_picture", DECODE)
    watches.watch(recognizing, "chroma_of", DECODE)
    watches.watch(passes_engine.PassesEngine, "read", ENGINE)
    watches.watch(tesseract.TesseractEngine, "read_together", ENGINE, {LOOK: LOOK_ENGINE})
    watches.watch(recognizing, "look_closer", LOOK)
    watches.watch(document, "compare_document", COMPARE)
    watches.watch(presenting, "present_document", REPORT)
    watches.watch(presenting, "present_run", REPORT)
    assert pictures.open_scan is not opening.open_scan
    watches.spent[START] = cpu_seconds()
    code = run(["run", *sys.argv[1:], "--jobs", "1", "--quiet"])
    watches.spent[REST] = cpu_seconds() - sum(watches.spent.values())
    print(json.dumps({stage: round(watches.spent[stage], 4) for stage in STAGES}))
    sys.exit(code)


if __name__ == "__main__":
    main()
