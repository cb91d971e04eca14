"""The kinds of differences, and how each is recognized. ``KINDS`` is the policy: the first that applies is the kind."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.differences.dates import is_date
from pipeline.differences.names import is_name
from pipeline.differences.numbers import figures, has_ordinal
from pipeline.differences.sides import Sides
from pipeline.model.alignment import Relation
from pipeline.model.difference import DifferenceKind
from pipeline.model.transcript import MarkKind, TokenKind
from pipeline.text.normalization import as_typed
from pipeline.text.showing import ChipKind, find_chips

_LINE_END_HYPHEN = re.compile(r"[-\u00ad‐¬⸗]\s*\n\s*")
_SIGNS = re.compile(r"[^\w\s]|_")
_DOUBTFUL = (MarkKind.UNCLEAR, MarkKind.AMBIGUOUS_BRACKET, MarkKind.PLACEHOLDER, MarkKind.REDACTION)


def is_marked(sides: Sides) -> bool:
    """The transcriber could not read it, marked it as doubtful, or left a form field empty."""
    return any(
        token.kind in (TokenKind.GAP, TokenKind.BLANK) or token.has_mark(*_DOUBTFUL)
        for pair in sides.pairs
        for token in pair.tokens
    )


def is_extra(sides: Sides) -> bool:
    return not sides.ocr


def is_missing(sides: Sides) -> bool:
    return not sides.reference


def is_moved(sides: Sides) -> bool:
    return sides.reference == sides.ocr and any(pair.relation is Relation.MOVED for pair in sides.pairs)


def is_line_layout(sides: Sides) -> bool:
    """The same words with the same spaces, some of them line ends on one side."""
    return sides.reference.split() == sides.ocr.split()


def is_hyphen(sides: Sides) -> bool:
    """A word cut at a line end on one side is whole, or joined with its hyphen, on the other."""
    cut = _LINE_END_HYPHEN.search(sides.reference) or _LINE_END_HYPHEN.search(sides.ocr)
    return bool(cut) and _without_cuts(sides.reference) == _without_cuts(sides.ocr)


def is_spacing(sides: Sides) -> bool:
    """The same characters, other spaces; but a space within a figure makes two figures of it."""
    return _have_the_same_figures(sides) and _squeeze(as_typed(sides.reference)) == _squeeze(as_typed(sides.ocr))


def is_typography(sides: Sides) -> bool:
    """The same words in other glyphs; but what takes no room is none, and a person must be told of it."""
    is_alike = as_typed(sides.reference).split() == as_typed(sides.ocr).split()
    return is_alike and _unseen(sides.reference) == _unseen(sides.ocr)


def is_case(sides: Sides) -> bool:
    reference, ocr = as_typed(sides.reference), as_typed(sides.ocr)
    return _have_the_same_figures(sides) and _squeeze(reference).casefold() == _squeeze(ocr).casefold()


def is_punctuation(sides: Sides) -> bool:
    """The same letters and figures, other signs; but a sign within a figure belongs to it."""
    return _have_the_same_figures(sides) and _letters(as_typed(sides.reference)) == _letters(as_typed(sides.ocr))


def is_number(sides: Sides) -> bool:
    """Figures or Roman ordinals differ, in something that is no date.

    A figure that the OCR reads within a word of letters is a misread letter, and makes no number of it.
    """
    if _have_the_same_figures(sides) and not has_ordinal(sides.reference):
        return False
    is_figure = bool(figures(sides.reference)) or has_ordinal(sides.reference)
    return (is_figure or not any(map(str.isalpha, sides.ocr))) and not _is_in_a_date(sides)


def is_date_difference(sides: Sides) -> bool:
    """Figures or month names differ, in something that is a date on either side."""
    return _is_in_a_date(sides) and (not _have_the_same_figures(sides) or not figures(sides.reference))


def is_name_difference(sides: Sides) -> bool:
    ocr_words = set(re.findall(r"[^\W\d_]+", sides.ocr))
    return is_name(sides.reference, sides.before, sides.names) or bool(ocr_words & sides.names)


def is_word_split(sides: Sides) -> bool:
    return len(sides.reference.split()) != len(sides.ocr.split())


def is_substitution(sides: Sides) -> bool:
    return True


KINDS: tuple[tuple[DifferenceKind, Callable[[Sides], bool]], ...] = (
    (DifferenceKind.MARK, is_marked),
    (DifferenceKind.EXTRA, is_extra),
    (DifferenceKind.MISSING, is_missing),
    (DifferenceKind.MOVED, is_moved),
    (DifferenceKind.LINE_LAYOUT, is_line_layout),
    (DifferenceKind.HYPHEN, is_hyphen),
    (DifferenceKind.TYPOGRAPHY, is_typography),
    (DifferenceKind.SPACING, is_spacing),
    (DifferenceKind.CASE, is_case),
    (DifferenceKind.PUNCTUATION, is_punctuation),
    (DifferenceKind.NUMBER, is_number),
    (DifferenceKind.DATE, is_date_difference),
    (DifferenceKind.NAME, is_name_difference),
    (DifferenceKind.WORD_SPLIT, is_word_split),
    (DifferenceKind.SUBSTITUTION, is_substitution),
)


def kind_of(sides: Sides) -> DifferenceKind:
    """Return the first kind that applies; the last one always does."""
    return next(kind for kind, applies in KINDS if applies(sides))


def _unseen(text: str) -> list[str]:
    """Return the characters that take no room, where no spelling asks for them."""
    return [] if text.isascii() else [chip.character for chip in find_chips(text) if chip.kind is ChipKind.ZERO_WIDTH]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _letters(text: str) -> str:
    return _squeeze(_SIGNS.sub("", text))


def _without_cuts(text: str) -> str:
    return _squeeze(_LINE_END_HYPHEN.sub("", text)).replace("-", "")


def _have_the_same_figures(sides: Sides) -> bool:
    return figures(as_typed(sides.reference)) == figures(as_typed(sides.ocr))


def _is_in_a_date(sides: Sides) -> bool:
    return any(is_date(text, sides.before, sides.after) for text in (sides.reference, sides.ocr))
