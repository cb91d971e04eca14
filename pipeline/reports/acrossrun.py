"""What is alike in several documents of a run, so that one decision can serve them all.

Each occurrence has a picture of its own here, cut when the run is done; its decision goes where the decisions on its
document are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from pipeline.images.orientation import to_disk_box
from pipeline.reports.assets import ALIKE_SCRIPTS, ALIKE_STYLES
from pipeline.reports.options import ReportOptions
from pipeline.reports.pageviews import data_address
from pipeline.reports.pictures import PictureSource
from pipeline.reports.records import Record, place_record, vocabulary
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary, Occurrence

MOST_OF_A_GROUP = 200
MOST_OF_ALL = 2_000
"""Occurrences shown; what is left out can be decided once these are."""
PICTURE_SIZE = (700, 220)
"""Most pixels of a picture."""


PlaceNames = tuple[str, ...]
"""The names of the groups of one place."""

Address = tuple[int, int]
"""Where an occurrence is: the position of its document in the run, and its own among those of the document."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One occurrence, and the document it is in."""

    document: str
    file: str
    storage: str
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class _Pictured:
    """One occurrence as it goes into a file."""

    found: _Found
    picture: str | None


def find_alike(documents: Iterable[tuple[int, Sequence[PlaceNames]]]) -> dict[str, list[Address]]:
    """Return the groups with places in at least two documents, the largest first, within the limits.

    ``documents`` gives the position of each document, and the names of the groups of each of its occurrences.
    """
    groups: dict[str, list[Address]] = {}
    for position, occurrences in documents:
        for number, names in enumerate(occurrences):
            for name in names:
                groups.setdefault(name, []).append((position, number))
    shared = {name: found for name, found in groups.items() if found[0][0] != found[-1][0]}
    ranked = sorted(shared, key=lambda name: (not name.startswith("class:"), -len(shared[name]), name))
    kept: dict[str, list[Address]] = {}
    total = 0
    for name in ranked:
        if total + min(len(shared[name]), MOST_OF_A_GROUP) <= MOST_OF_ALL:
            kept[name] = shared[name][:MOST_OF_A_GROUP]
            total += len(kept[name])
    return kept


def render_alike(
    alike: Mapping[str, Sequence[Address]],
    summaries: Sequence[DocumentSummary],
    pictures: PictureSource,
    options: ReportOptions,
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of differences that several documents share; none where there are none."""
    groups = _load(alike, summaries, pictures, options)
    for number, part in enumerate(_parts(groups, options), start=1):
        name = "alike.html" if number == 1 else f"alike.part{number}.html"
        yield name, _render_part(part, groups, number, options)


def _load(
    alike: Mapping[str, Sequence[Address]],
    summaries: Sequence[DocumentSummary],
    pictures: PictureSource,
    options: ReportOptions,
) -> dict[str, tuple[_Pictured, ...]]:
    """Return the occurrences at their addresses, each document drawn once, and each of its scans opened once."""
    pictured: dict[Address, _Pictured] = {}
    addresses = sorted({address for group in alike.values() for address in group})
    for position, group in groupby(addresses, key=itemgetter(0)):
        summary = summaries[position]
        occurrences = [(address, summary.occurrences[address[1]]) for address in group]
        for address, occurrence in sorted(occurrences, key=lambda each: _scan_name(each[1])):
            found = _Found(summary.id, summary.files[0], summary.storage, occurrence)
            pictured[address] = _picture(found, pictures, options)
    return {name: tuple(pictured[address] for address in group) for name, group in alike.items()}


def _parts(groups: Mapping[str, Sequence[_Pictured]], options: ReportOptions) -> Iterator[tuple[_Pictured, ...]]:
    """Yield what goes into each file; a group is never torn apart unless it alone is too large."""
    part: dict[tuple[str, str], _Pictured] = {}
    weight = 0
    for group in groups.values():
        fresh = {_identity(each.found): each for each in group if _identity(each.found) not in part}
        if part and weight + _weight(fresh.values()) > options.most_bytes:
            yield tuple(part.values())
            part, weight = {}, 0
            fresh = {_identity(each.found): each for each in group}
        part |= fresh
        weight += _weight(fresh.values())
    if part:
        yield tuple(part.values())


def _weight(part: Iterable[_Pictured]) -> int:
    """Return about how many bytes these take in a file."""
    return sum(len(each.picture or "") + 1_500 for each in part)


def _scan_name(occurrence: Occurrence) -> tuple[str, int]:
    source = occurrence.scan.source if occurrence.scan else None
    return (source.name, source.frame) if source else ("", 0)


def _identity(found: _Found) -> tuple[str, str]:
    return found.storage, found.occurrence.view.place.key


def _picture(found: _Found, pictures: PictureSource, options: ReportOptions) -> _Pictured:
    view, scan = found.occurrence.view.view, found.occurrence.scan
    if not options.images or view is None or scan is None:
        return _Pictured(found, None)
    area = to_disk_box(view, scan.orientation, scan.width, scan.height)
    width, height = PICTURE_SIZE
    crop = pictures.picture(scan, area, most_width=width, most_height=height, hidden=found.occurrence.hidden)
    return _Pictured(found, data_address(crop) if crop else None)


def _render_part(
    part: Sequence[_Pictured], groups: Mapping[str, Sequence[_Pictured]], number: int, options: ReportOptions
) -> bytes:
    storages = list(dict.fromkeys(each.found.storage for each in part))
    shown = {_identity(each.found) for each in part}
    here = {name for name, group in groups.items() if all(_identity(each.found) in shown for each in group)}
    records = vocabulary() | {
        "storage": storages,
        "name": "alike",
        "places": [_record(each, index, storages, here) for index, each in enumerate(part, start=1)],
    }
    values = {
        "options": options,
        "part": number,
        "records": records,
        "groups": [(name, len(found)) for name, found in groups.items() if name in here],
        "pictures": [
            (index, each.found.occurrence.view.view, each.picture)
            for index, each in enumerate(part, start=1)
            if each.picture
        ],
    }
    return render("alike.html", ALIKE_STYLES, ALIKE_SCRIPTS, values)


def _record(pictured: _Pictured, index: int, storages: list[str], here: set[str]) -> Record:
    found = pictured.found
    record = place_record(replace(found.occurrence.view, number=index), index if pictured.picture else None)
    return record | {
        "groups": [name for name in found.occurrence.view.place.groups if name in here],
        "store": storages.index(found.storage),
        "document": found.document,
        "file": found.file,
    }
