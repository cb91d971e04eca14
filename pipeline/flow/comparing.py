"""Two runs over the same pages: which is better, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import NoInputError
from pipeline.model.counts import Counts, Tally
from pipeline.scores.aggregation import Observation
from pipeline.scores.comparing import Comparison, compare_runs
from pipeline.scores.intervals import Interval
from pipeline.store.run_json import tally_json
from pipeline.store.runs import RunFolder

MEASURES: dict[str, Callable[[Counts], Tally]] = {
    "recognition": lambda counts: counts.recognition,
    "recognition_words": lambda counts: counts.recognition_words,
    "characters": lambda counts: counts.characters,
    "words": lambda counts: counts.words,
}
"""What two runs are compared by."""


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs, by each measure."""

    measures: tuple[tuple[str, Comparison], ...]

    def as_json(self) -> dict[str, object]:
        """Return the document that ``--json`` prints."""
        return {"schema": "corrigenda.compare/1", **{name: _as_json(result) for name, result in self.measures}}


def compare_folders(first: Path, second: Path) -> RunComparison:
    """Compare the runs in two report folders, page by page; raises ``NoInputError`` when they share none."""
    one, two = _counts(first), _counts(second)
    if {name for name, _ in one}.isdisjoint(name for name, _ in two):
        where, advice = f"{first}, {second}", "Pages are the same when document and scan have the same names."
        raise NoInputError("these runs have no page in common", where=where, advice=advice)
    return RunComparison(
        tuple(
            (name, compare_runs(_observations(one, measure), _observations(two, measure)))
            for name, measure in MEASURES.items()
        )
    )


def _counts(folder: Path) -> list[tuple[str, Counts | None]]:
    """Return the counts of each page by document and scan, drawing one document at a time.

    A page that was scanned twice is measured at one of its scans, as in the figures of the run.
    """
    return [
        (f"{document.id}/{page.source.name}", None if page.is_duplicate else page.counts)
        for document in RunFolder(folder).load_documents()
        for page in document.pages
    ]


def _observations(
    pages: list[tuple[str, Counts | None]], measure: Callable[[Counts], Tally]
) -> tuple[Observation, ...]:
    return tuple(Observation(name, measure(counts) if counts else None) for name, counts in pages)


def _as_json(result: Comparison) -> dict[str, object]:
    return {
        "first": tally_json(result.first),
        "second": tally_json(result.second),
        "difference": result.difference,
        "bootstrap": _interval(result.bootstrap),
        "jackknife": _interval(result.jackknife),
        "is_different": result.is_different,
        "pages": {"better": result.better, "worse": result.worse, "equal": result.equal},
        "changed": list(result.changed),
        "only_first": list(result.only_first),
        "only_second": list(result.only_second),
        "unmeasured": list(result.unmeasured),
    }


def _interval(interval: Interval | None) -> dict[str, object] | None:
    return None if interval is None else {"low": interval.low, "high": interval.high}
