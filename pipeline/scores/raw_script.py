"""A minimal edit script between two texts that follows what is already known of them, wherever that is minimal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

MOST_WORK = 10**11
"""Length times distance above which the true distance is not sought."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit: substitution with both sides, deletion without ``ocr``, insertion without ``reference``."""

    reference: int | None
    ocr: int | None


Run = tuple[Step, ...]
"""Edits without a symbol that agrees between them."""


@dataclass(frozen=True, slots=True)
class EditScript:
    """Runs of edits; between two runs at least one symbol agrees on both sides."""

    runs: tuple[Run, ...]
    distance: int
    is_exact: bool
    """Whether ``distance`` is the true Levenshtein distance."""


SHORTEST_KEPT = (1, 8, 24, 80)
"""How long an agreed stretch must be to be kept, tried in this order."""


def find_script(reference: str, ocr: str, agreed: Sequence[tuple[int, int, int]]) -> EditScript:
    """Return an edit script with the true Levenshtein distance between two strings.

    ``agreed`` are stretches known to belong together: start in each string, and length; those out of order or not
    equal are disregarded. The script keeps as many of them as cost nothing, those that are long rather than those
    that are short.
    """
    ordered = list(_in_order(reference, ocr, agreed))
    guided = _follow(reference, ocr, ordered, SHORTEST_KEPT[0])
    cost = _cost(guided)
    if max(len(reference), len(ocr)) * cost > MOST_WORK:
        return EditScript(guided, cost, False)
    distance = Levenshtein.distance(reference, ocr, score_cutoff=cost, score_hint=cost)
    for shortest in SHORTEST_KEPT[1:]:
        if cost == distance:
            break
        guided = _follow(reference, ocr, ordered, shortest)
        cost = _cost(guided)
    if cost > distance:
        guided = _group(_steps(reference, ocr, 0, 0, score_hint=distance))
    return EditScript(guided, distance, True)


def _follow(reference: str, ocr: str, agreed: Iterable[tuple[int, int, int]], shortest: int) -> tuple[Run, ...]:
    """Return the runs of edits that leave the agreed stretches of at least ``shortest`` symbols as they are."""
    return _group(_between(reference, ocr, [stretch for stretch in agreed if stretch[2] >= shortest]))


def _cost(runs: Sequence[Run]) -> int:
    return sum(map(len, runs))


def _in_order(reference: str, ocr: str, agreed: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    done = ocr_done = 0
    for start, ocr_start, length in sorted(agreed):
        end, ocr_end = start + length, ocr_start + length
        if start < done or ocr_start < ocr_done or reference[start:end] != ocr[ocr_start:ocr_end]:
            continue
        yield start, ocr_start, length
        done, ocr_done = end, ocr_end


def _between(reference: str, ocr: str, agreed: list[tuple[int, int, int]]) -> Iterator[Step | None]:
    """Yield the edits of each gap between agreed stretches, and None for every stretch that agrees."""
    done = ocr_done = 0
    for start, ocr_start, length in [*agreed, (len(reference), len(ocr), 0)]:
        gap, ocr_gap = reference[done:start], ocr[ocr_done:ocr_start]
        if gap != ocr_gap:
            yield from _steps(gap, ocr_gap, done, ocr_done)
        elif gap:
            yield None
        if length:
            yield None
        done, ocr_done = start + length, ocr_start + length


def _steps(
    reference: str, ocr: str, start: int, ocr_start: int, score_hint: int | None = None
) -> Iterator[Step | None]:
    for opcode in Levenshtein.opcodes(reference, ocr, score_hint=score_hint):
        if opcode.tag == "equal":
            yield None
            continue
        length, ocr_length = opcode.src_end - opcode.src_start, opcode.dest_end - opcode.dest_start
        for step in range(max(length, ocr_length)):
            yield Step(
                start + opcode.src_start + step if step < length else None,
                ocr_start + opcode.dest_start + step if step < ocr_length else None,
            )


def _group(steps: Iterable[Step | None]) -> tuple[Run, ...]:
    runs: list[Run] = []
    run: list[Step] = []
    for step in steps:
        if step is not None:
            run.append(step)
        elif run:
            runs.append(tuple(run))
            run = []
    return (*runs, tuple(run)) if run else tuple(runs)
