"""Splitting a document's report where one file would be too large to open with ease."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.reports.pageviews import PageView

FRAME_WEIGHT = 150_000
"""Bytes of script, style and figures, which every file has."""
PLACE_WEIGHT = 1_500
"""Bytes that a place takes in the file, roughly."""


def split_pages(pages: Sequence[PageView], most_places: int, most_bytes: int) -> tuple[tuple[PageView, ...], ...]:
    """Return the pages in parts that stay within both limits; at least one part, each page with its picture.

    A page alone beyond the limits is repeated, with some of its places in each part.
    """
    parts: list[list[PageView]] = [[]]
    room = most_bytes - FRAME_WEIGHT
    for page in (piece for whole in pages for piece in _pieces(whole, most_places, room)):
        if parts[-1] and not _fits([*parts[-1], page], most_places, room):
            parts.append([])
        parts[-1].append(page)
    return tuple(tuple(part) for part in parts)


def _fits(pages: Sequence[PageView], most_places: int, most_bytes: int) -> bool:
    places = sum(len(page.places) for page in pages)
    return places <= most_places and sum(page.weight for page in pages) + places * PLACE_WEIGHT <= most_bytes


def _pieces(page: PageView, most_places: int, most_bytes: int) -> Iterator[PageView]:
    step = max(1, min(most_places, (most_bytes - page.weight) // PLACE_WEIGHT))
    if len(page.places) <= step:
        yield page
        return
    for start in range(0, len(page.places), step):
        yield replace(page, places=page.places[start : start + step])
