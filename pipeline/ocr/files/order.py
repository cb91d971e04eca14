"""Bringing parts of a page into the order in which a file says they are to be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from pipeline.ocr.files.building import UNORDERED, WRONG_ORDER, Sheet

Part = TypeVar("Part")


def in_order(parts: Sequence[tuple[str, Part]], order: Iterable[str], sheet: Sheet) -> tuple[Part, ...]:
    """Return ``parts`` (id and part) in the order of the ids in ``order``, each exactly once.

    An id that several parts share stands for them in turn. Ids of no part, and ids named too often, are passed over;
    parts that are not named come last, as they stood. Both are noted.
    """
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for index, (identifier, _) in enumerate(parts):
        waiting[identifier].append(index)
    chosen: list[int] = []
    for identifier in order:
        if waiting[identifier]:
            chosen.append(waiting[identifier].pop(0))
        else:
            sheet.note(WRONG_ORDER)
    left_over = sorted(index for indices in waiting.values() for index in indices)
    for _ in left_over if chosen else ():
        sheet.note(UNORDERED)
    return tuple(parts[index][1] for index in (*chosen, *left_over))


def by_index(parts: Sequence[tuple[str | None, Part]], sheet: Sheet) -> tuple[Part, ...]:
    """Return ``parts`` (index as written, and part) sorted by index; those without a sound one come last, noted."""
    if all(index is None for index, _ in parts):
        return tuple(part for _, part in parts)
    sound, rest = [], []
    for position, (index, part) in enumerate(parts):
        if index is not None and index.strip().isdecimal():
            sound.append((int(index), position, part))
        else:
            sheet.note(WRONG_ORDER)
            rest.append(part)
    return (*(part for _, _, part in sorted(sound, key=lambda entry: entry[:2])), *rest)
