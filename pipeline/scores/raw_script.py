"""A minimal edit script between two texts that follows what is already known of them, wherever that is minimal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

Stretch = tuple[int, int, int]
"""Symbols that are equal and belong together: start in the reference, start in the OCR, length."""

MOST_WORK = 10**11
"""Length times distance above which the true distance is not sought."""
SEAM = 24
"""An agreed stretch of this length is where the texts are cut into pieces, each of which gets its own script."""
LONG = 20_000
MUCH_MOVED = 0.3
"""Share of a long text that is edited when all agreed stretches are kept, above which none are: much was moved, and
to find the true distance first would take half of the time again."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit: substitution with both sides, deletion without ``ocr``, insertion without ``reference``."""

    reference: int | None
    ocr: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """Edits without a symbol that agrees between them."""

    steps: tuple[Step, ...]
    is_guided: bool
    """Whether what is known to belong together was kept around it."""


@dataclass(frozen=True, slots=True)
class EditScript:
    """How to make the OCR out of the reference."""

    runs: tuple[Run, ...]
    is_following: bool
    """Whether it keeps what belongs together, in most pieces at least; otherwise it is any shortest script."""
    is_exact: bool = True
    """Whether no shorter script exists: its length is the true Levenshtein distance."""

    @property
    def distance(self) -> int:
        return _count(self.runs)


def find_script(reference: str, ocr: str, agreed: Sequence[Stretch]) -> EditScript:
    """Return an edit script with the true Levenshtein distance between two strings.

    ``agreed`` are stretches known to belong together; those out of order or not equal are disregarded. They are kept
    in every piece of the text where that costs nothing.
    """
    ordered = _in_order(reference, ocr, agreed)
    longest = max(len(reference), len(ocr))
    pieces = [_follow(reference, ocr, piece) for piece in _cut(len(reference), len(ocr), ordered)]
    runs = tuple(run for piece in pieces for run in piece)
    cost = _count(runs)
    if longest * cost > MOST_WORK:
        return EditScript(runs, is_following=True, is_exact=False)
    if longest < LONG or cost <= MUCH_MOVED * longest:
        distance = Levenshtein.distance(reference, ocr, score_cutoff=cost, score_hint=cost)
        if distance == cost:
            return EditScript(runs, is_following=True)
    return EditScript(_group(_steps(reference, ocr, 0, 0, hint=cost), is_guided=False), is_following=False)


def _count(runs: Iterable[Run]) -> int:
    return sum(len(run.steps) for run in runs)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of both texts, and the agreed stretches in it."""

    start: int
    end: int
    ocr_start: int
    ocr_end: int
    agreed: tuple[Stretch, ...]


def _in_order(reference: str, ocr: str, agreed: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches that are in order and equal, joined where what stands between them is equal too."""
    joined: list[Stretch] = []
    first = ocr_first = done = ocr_done = 0
    for start, ocr_start, length in sorted(agreed):
        end, ocr_end = start + length, ocr_start + length
        if start < done or ocr_start < ocr_done or reference[start:end] != ocr[ocr_start:ocr_end]:
            continue
        if reference[done:start] != ocr[ocr_done:ocr_start]:
            joined.append((first, ocr_first, done - first))
            first, ocr_first = start, ocr_start
        done, ocr_done = end, ocr_end
    joined.append((first, ocr_first, done - first))
    return [stretch for stretch in joined if stretch[2]]


def _cut(length: int, ocr_length: int, agreed: Sequence[Stretch]) -> Iterator[_Piece]:
    """Cut the texts at the end of every long agreed stretch."""
    start = ocr_start = 0
    inside: list[Stretch] = []
    for stretch in agreed:
        inside.append(stretch)
        if stretch[2] >= SEAM:
            end, ocr_end = stretch[0] + stretch[2], stretch[1] + stretch[2]
            yield _Piece(start, end, ocr_start, ocr_end, tuple(inside))
            start, ocr_start = end, ocr_end
            inside.clear()
    yield _Piece(start, length, ocr_start, ocr_length, tuple(inside))


def _follow(reference: str, ocr: str, piece: _Piece) -> tuple[Run, ...]:
    """Return a shortest script of a piece that keeps its agreed stretches; where there is none, any shortest one."""
    old, new = reference[piece.start : piece.end], ocr[piece.ocr_start : piece.ocr_end]
    guided = _group(_between(reference, ocr, piece), is_guided=True)
    cost = _count(guided)
    if not cost or Levenshtein.distance(old, new, score_cutoff=cost, score_hint=cost) == cost:
        return guided
    return _group(_steps(old, new, piece.start, piece.ocr_start, hint=cost), is_guided=False)


def _between(reference: str, ocr: str, piece: _Piece) -> Iterator[Step | None]:
    """Yield the edits of each gap between agreed stretches, and None for every stretch that agrees."""
    done, ocr_done = piece.start, piece.ocr_start
    for start, ocr_start, length in (*piece.agreed, (piece.end, piece.ocr_end, 0)):
        gap, ocr_gap = reference[done:start], ocr[ocr_done:ocr_start]
        if gap != ocr_gap:
            yield from _steps(gap, ocr_gap, done, ocr_done)
        elif gap:
            yield None
        if length:
            yield None
        done, ocr_done = start + length, ocr_start + length


def _steps(reference: str, ocr: str, start: int, ocr_start: int, hint: int | None = None) -> Iterator[Step | None]:
    """Yield the edits between two strings that stand at these places, and None where they agree."""
    for opcode in Levenshtein.opcodes(reference, ocr, score_hint=hint):
        if opcode.tag == "equal":
            yield None
            continue
        length, ocr_length = opcode.src_end - opcode.src_start, opcode.dest_end - opcode.dest_start
        for step in range(max(length, ocr_length)):
            yield Step(
                start + opcode.src_start + step if step < length else None,
                ocr_start + opcode.dest_start + step if step < ocr_length else None,
            )


def _group(steps: Iterable[Step | None], *, is_guided: bool) -> tuple[Run, ...]:
    runs: list[Run] = []
    run: list[Step] = []
    for step in (*steps, None):
        if step is not None:
            run.append(step)
        elif run:
            runs.append(Run(tuple(run), is_guided))
            run = []
    return tuple(runs)
