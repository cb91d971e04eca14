"""Tokens of the reference beside words of the OCR: nothing lost, nothing doubled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from pipeline.model.geometry import Span
from pipeline.model.page import Patch, Word
from pipeline.model.transcript import Token

Unit = TypeVar("Unit", Token, Word)


@dataclass(frozen=True, slots=True)
class Witness(Generic[Unit]):
    """The text of one side as it is compared, and the units (tokens or words) it came from.

    A reference witness drops markup and notes, keeps line breaks as ``\\n`` and shows a gap as U+FFFC. An OCR
    witness is ``Page.text``.
    """

    text: str
    units: tuple[Unit, ...]
    """Only those with text, in order."""
    starts: tuple[int, ...]
    """Where each unit begins in ``text``."""

    def __post_init__(self) -> None:
        if len(self.units) != len(self.starts):
            raise ValueError("a witness needs one start for each unit")

    def span(self, index: int) -> Span:
        """Return where unit ``index`` stands in the text."""
        start = self.starts[index]
        return Span(start, start + len(self.units[index].text))


class Relation(StrEnum):
    """How a block of the alignment stands on its two sides."""

    IN_ORDER = "in order"
    MOVED = "moved"
    """Both sides have it, in another order."""
    REPEATED = "repeated"
    """The OCR reads it again: a second copy of something the reference has once."""
    REFERENCE_ONLY = "reference only"
    OCR_ONLY = "ocr only"


@dataclass(frozen=True, slots=True)
class Opcode:
    """A step of an edit script, in code points of the two witness texts."""

    tag: str
    """``equal``, ``replace`` (sides of equal length), ``delete`` (reference alone) or ``insert`` (OCR alone)."""
    reference: Span
    ocr: Span

    @property
    def cost(self) -> int:
        return 0 if self.tag == "equal" else max(len(self.reference), len(self.ocr))


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the alignment: its opcodes cover both of its spans exactly."""

    relation: Relation
    reference: Span
    ocr: Span
    opcodes: tuple[Opcode, ...]

    @property
    def cost(self) -> int:
        return sum(opcode.cost for opcode in self.opcodes)


@dataclass(frozen=True, slots=True)
class Pair:
    """Tokens beside words; either side may be empty, or hold several (split and merged words)."""

    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    relation: Relation
    block: int
    """Index of the block it lies in."""
    reference: Span
    """In the reference witness; empty, at the place where it would stand, when there are no tokens."""
    ocr: Span
    """In the OCR witness; likewise."""
    reference_text: str
    """The reference witness between the ends of ``reference``: what the transcript says stands here."""
    ocr_text: str
    edits: int
    """Character edits between the two sides in the alignment that is shown."""

    def __post_init__(self) -> None:
        if not self.tokens and not self.words:
            raise ValueError("a pair with nothing on either side")


@dataclass(frozen=True, slots=True)
class LaidPatch:
    """A patch of ink beside the tokens that say what a further look read in it: a stamp that both sides have."""

    patch: Patch
    tokens: tuple[Token, ...]
    """In the order of the file; at least one."""


@dataclass(frozen=True, slots=True)
class Distance:
    """A Levenshtein distance between two texts, in code points, and whether it is the true one."""

    value: int
    is_exact: bool
    reason: str = ""
    """Why it is only an upper bound, when it is."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The two witnesses beside each other.

    Every unit of each witness stands in exactly one pair; the blocks cover each witness text exactly once.
    Pairs are in the order of the reference, words without a counterpart after the pair they follow in the OCR.
    """

    reference: Witness[Token]
    ocr: Witness[Word]
    blocks: tuple[Block, ...]
    pairs: tuple[Pair, ...]
    distance: Distance
    """Between the two witness texts, in order: the plain Levenshtein distance."""
    is_optimal: bool
    """Whether the in-order part of the alignment shown costs no more than the true distance."""
