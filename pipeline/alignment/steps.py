"""Edit scripts as plain tuples, before they are dressed as opcodes."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.alignment import Opcode
from pipeline.model.geometry import Span

Step = tuple[str, int, int, int, int]
"""Tag as in ``Opcode``, start and end in the reference, start and end in the OCR."""


def append_step(steps: list[Step], step: Step) -> None:
    """Add a step to a script, joined with the last one where both are of the same kind."""
    if steps and steps[-1][0] == step[0] and steps[-1][2] == step[1] and steps[-1][4] == step[3]:
        tag, reference_start, _, ocr_start, _ = steps[-1]
        steps[-1] = (tag, reference_start, step[2], ocr_start, step[4])
    else:
        steps.append(step)


def cost_of(steps: Iterable[Step]) -> int:
    """Return the number of character edits."""
    return sum(max(end - start, ocr_end - ocr_start) for tag, start, end, ocr_start, ocr_end in steps if tag != "equal")


def as_opcodes(steps: Iterable[Step]) -> tuple[Opcode, ...]:
    """Return the script as values of the model."""
    return tuple(
        Opcode(tag, Span(start, end), Span(ocr_start, ocr_end)) for tag, start, end, ocr_start, ocr_end in steps
    )


def shifted(steps: Iterable[Step], reference_start: int, ocr_start: int) -> list[Step]:
    """Return a script of parts of two texts as one of the texts."""
    return [
        (tag, start + reference_start, end + reference_start, ocr_from + ocr_start, ocr_to + ocr_start)
        for tag, start, end, ocr_from, ocr_to in steps
    ]
