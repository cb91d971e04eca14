"""The index of a run: its documents, the worst first, and the figures of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.model.correction import ReliabilityRow
from pipeline.model.counts import Counts
from pipeline.model.result import Provenance
from pipeline.model.scan import Rejected
from pipeline.reports.acrossrun import PlaceNames, find_alike, render_alike
from pipeline.reports.assets import INDEX_SCRIPTS, INDEX_STYLES
from pipeline.reports.figures import Figures, FiguresSum, confusion_matrix
from pipeline.reports.options import ReportOptions
from pipeline.reports.pictures import NoPictures, PictureSource
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary, by_need

PROBLEMS_SHOWN = 100
DOCUMENTS_SHOWN = 1_000
"""In one file of the index; a browser sorts and searches so many at once, in less than 300 kB."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the index says of the run besides its documents."""

    provenance: Provenance
    counts: Counts
    rejected: tuple[Rejected, ...] = ()
    unpaired_transcripts: tuple[str, ...] = ()
    interval: tuple[float, float] | None = None
    """Where the recognition error rate of all such pages lies, with a probability of 95 %; drawn over pages."""
    reliability: tuple[ReliabilityRow, ...] = ()
    """What was said of suggestions on pages they were not fitted on, and what was so."""
    calibrated_by: int = 0
    """Decisions of reviewers by which this run's probabilities were corrected."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the index must know of all documents at once: little of each, so that a run of any length fits."""

    order: tuple[int, ...]
    """Positions of the documents, the one to be looked at first in front."""
    pages: int
    places: int
    problems: int
    figures: Figures
    names: tuple[tuple[PlaceNames, ...], ...]
    """For each document, for each of its occurrences: what it may be alike in."""


def render_index(
    summaries: Sequence[DocumentSummary],
    facts: RunFacts,
    options: ReportOptions | None = None,
    pictures: PictureSource | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index; ``index.html`` is the first.

    A run of more than 1,000 documents has further ones with the rest of its documents, ``index.part2.html`` and so on.
    The others show what is alike in several documents. Their pictures come from ``pictures``; without them they are
    without pictures. No more than a file's share of ``summaries`` is held at a time: they may be read from disk
    whenever one is asked for.
    """
    chosen = options or ReportOptions()
    survey = _survey(summaries)
    groups = find_alike([(position, survey.names[position]) for position in survey.order])
    alike = tuple(render_alike(groups, summaries, pictures or NoPictures(), chosen))
    values = {
        "options": chosen,
        "facts": facts,
        "survey": survey,
        "matrix": confusion_matrix(survey.figures),
        "metrics": facts.provenance.metrics,
        "rejected": facts.rejected[:PROBLEMS_SHOWN],
        "unpaired": facts.unpaired_transcripts[:PROBLEMS_SHOWN],
        "problems": tuple(islice(_problems(summaries, survey), min(survey.problems, PROBLEMS_SHOWN))),
        "alike": [name for name, _ in alike],
    }
    yield from _parts(summaries, survey, values)
    yield from alike


def _survey(summaries: Sequence[DocumentSummary]) -> Survey:
    pages = places = problems = 0
    figures = FiguresSum()
    needs: list[tuple[object, ...]] = []
    names: list[tuple[PlaceNames, ...]] = []
    for summary in summaries:
        pages += summary.pages
        places += summary.places
        problems += len(summary.problems)
        figures.add(summary.figures)
        needs.append(by_need(summary))
        names.append(tuple(occurrence.view.place.groups for occurrence in summary.occurrences))
    order = tuple(sorted(range(len(needs)), key=needs.__getitem__))
    return Survey(order, pages, places, problems, figures.total(), tuple(names))


def _problems(summaries: Sequence[DocumentSummary], survey: Survey) -> Iterator[tuple[DocumentSummary, str]]:
    """Yield the problems of all documents, in the order of the index."""
    for position in survey.order:
        summary = summaries[position]
        yield from ((summary, problem) for problem in summary.problems)


def _parts(
    summaries: Sequence[DocumentSummary], survey: Survey, values: Mapping[str, object]
) -> Iterator[tuple[str, bytes]]:
    """Yield the index, so many documents a file."""
    starts = range(0, max(len(survey.order), 1), DOCUMENTS_SHOWN)
    names = ["index.html", *(f"index.part{number}.html" for number in range(2, len(starts) + 1))]
    for number, (name, start) in enumerate(zip(names, starts, strict=True), 1):
        share = [summaries[position] for position in survey.order[start : start + DOCUMENTS_SHOWN]]
        records = {"documents": [[summary.storage, summary.places] for summary in share]}
        own = {**values, "shown": share, "part": number, "parts": names, "records": records}
        yield name, render("index.html", INDEX_STYLES, INDEX_SCRIPTS, own)
