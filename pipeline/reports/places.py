"""From flags to the places a person decides on.

Several flags may stand at one place for several reasons. Where they speak of the very same readings a person decides
once: they become one place, led by the most urgent of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.flag import Flag, by_urgency
from pipeline.reports.alike import group_names


@dataclass(frozen=True, slots=True)
class Place:
    """What is shown and decided as one."""

    flags: tuple[Flag, ...]
    """At least one; the most urgent first."""

    @property
    def lead(self) -> Flag:
        return self.flags[0]

    @property
    def key(self) -> str:
        return self.lead.key

    @property
    def page(self) -> int | None:
        return self.lead.page

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups of equal differences it belongs to."""
        return group_names(self.lead)


def gather_places(flags: Iterable[Flag]) -> tuple[Place, ...]:
    """Return the places of ``flags``, the most urgent first; every flag is in exactly one."""
    gathered: dict[tuple[object, ...], list[Flag]] = {}
    for flag in sorted(flags, key=by_urgency):
        gathered.setdefault(_identity(flag), []).append(flag)
    return tuple(Place(tuple(together)) for together in gathered.values())


def _identity(flag: Flag) -> tuple[object, ...]:
    reference = (flag.reference.start, flag.reference.end) if flag.reference else None
    ocr = (flag.ocr.text, flag.ocr.box) if flag.ocr else None
    return (flag.page, flag.place, reference, ocr)
