"""The character error rate that is left when blocks may stand in any order."""

from __future__ import annotations

from pipeline.model.alignment import Alignment, Relation
from pipeline.model.counts import Tally


def count_order_free(alignment: Alignment) -> Tally:
    """Return the edits inside the blocks, and all characters that one side alone has, over the reference's length.

    Code points of the two witness texts. A block that was moved costs nothing for having been moved; a second copy of
    something costs its length. Where leaving everything in order costs less, that counts. An upper bound: another
    division into blocks might cost less still.
    """
    blocks = alignment.blocks
    errors = sum(len(block.ocr) if block.relation is Relation.REPEATED else block.cost for block in blocks)
    return Tally(min(errors, alignment.distance.value), len(alignment.reference.text), is_exact=False)


def count_moved(alignment: Alignment) -> int:
    """Return how many blocks stand in another order."""
    return sum(block.relation is Relation.MOVED for block in alignment.blocks)
