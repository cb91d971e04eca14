"""One side of the raw comparison: grapheme clusters, what the alignment says of each, and where it found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.model.alignment import Alignment
from pipeline.model.counts import Cause
from pipeline.model.transcript import Token, TokenKind
from pipeline.scores.raw_script import Stretch
from pipeline.text.graphemes import split_graphemes
from pipeline.text.normalization import to_nfc

NOWHERE = -1
BYTE_ORDER_MARK = "\ufeff"

_CAUSE_OF_KIND = {
    TokenKind.MARKUP: Cause.MARK,
    TokenKind.NOTE: Cause.MARK,
    TokenKind.GAP: Cause.MARK,
}
"""Kinds of tokens whose characters do not stand on the page."""


@dataclass(frozen=True, slots=True)
class RawText:
    """A text as grapheme clusters, without white space at its ends."""

    text: str
    clusters: list[str]
    """In normalization form C: canonically equivalent clusters are equal."""
    causes: list[Cause | None]
    """Why each differs from the other side; None when it does not, or is white space."""
    places: list[int]
    """Where each stands in the witness, in code points; ``NOWHERE`` for markup, notes and white space."""


def reference_raw_text(alignment: Alignment, tokens: Sequence[Token], labels: Sequence[Cause | None]) -> RawText:
    """Return the tokens as they lie in the file, with the labels of their characters in the witness."""
    units = zip(alignment.reference.units, alignment.reference.starts, strict=True)
    starts = {token.start: start for token, start in units}
    causes: list[Cause | None] = []
    places: list[int] = []
    for token in tokens:
        start = starts.get(token.start)
        length = len(token.raw)
        if start is None or token.kind is TokenKind.GAP:
            cause = None if token.raw.isspace() else _CAUSE_OF_KIND.get(token.kind)
            causes += [cause] * length
            places += [NOWHERE] * length
        elif token.raw == token.text:
            causes += labels[start : start + length]
            places += range(start, start + length)
        else:
            inner = _text_offsets(token)
            causes += (Cause.MARK if offset == NOWHERE else labels[start + offset] for offset in inner)
            places += (NOWHERE if offset == NOWHERE else start + offset for offset in inner)
    return _in_clusters("".join(token.raw for token in tokens), causes, places)


def ocr_raw_text(alignment: Alignment, labels: Sequence[Cause | None], text: str | None = None) -> RawText:
    """Return the OCR text with its labels.

    ``text`` is the file the words were read from, in which they stand in the same order; without it the words stand
    as in the witness.
    """
    if text is None:
        text = alignment.ocr.text
        return _in_clusters(text, list(labels), list(range(len(text))))
    causes: list[Cause | None] = [None] * len(text)
    places = [NOWHERE] * len(text)
    end = 0
    for word, start in zip(alignment.ocr.units, alignment.ocr.starts, strict=True):
        begin = text.index(word.text, end)
        end = begin + len(word.text)
        causes[begin:end] = labels[start : start + len(word.text)]
        places[begin:end] = range(start, start + len(word.text))
    return _in_clusters(text, causes, places)


def _text_offsets(token: Token) -> list[int]:
    """Return, for each character of ``token.raw``, its offset in ``token.text``; ``NOWHERE`` for escapes."""
    offsets = [NOWHERE] * len(token.raw)
    for step in Levenshtein.opcodes(token.raw, token.text):
        if step.tag in ("equal", "replace"):
            offsets[step.src_start : step.src_end] = range(step.dest_start, step.dest_end)
    return offsets


def _in_clusters(text: str, causes: list[Cause | None], places: list[int]) -> RawText:
    """Cut a text into clusters; every kind of line break is ``\\n``, a byte order mark is none of the text."""
    start = len(text) - len(text.removeprefix(BYTE_ORDER_MARK).lstrip())
    stripped = text[start:].rstrip()
    if stripped.isascii() and "\r" not in stripped:
        end = start + len(stripped)
        return RawText(stripped, list(stripped), causes[start:end], places[start:end])
    clusters = split_graphemes(stripped)
    cluster_causes: list[Cause | None] = []
    cluster_places: list[int] = []
    for cluster in clusters:
        end = start + len(cluster)
        cluster_causes.append(next((cause for cause in causes[start:end] if cause), None))
        cluster_places.append(places[start])
        start = end
    normal = ["\n" if cluster in ("\r\n", "\r") else to_nfc(cluster) for cluster in clusters]
    return RawText(stripped, normal, cluster_causes, cluster_places)


def agreed_stretches(reference: RawText, ocr: RawText, agreed: Sequence[Stretch]) -> list[Stretch]:
    """Translate equal stretches of the two witnesses into stretches of clusters."""
    numbers, ocr_numbers = _numbers_by_place(reference), _numbers_by_place(ocr)
    stretches: list[Stretch] = []
    for start, ocr_start, length in agreed:
        here = numbers[start : start + length]
        there = ocr_numbers[ocr_start : ocr_start + length]
        if _is_unbroken(here) and _is_unbroken(there):
            stretches.append((here[0], there[0], length))
        else:
            pairs = zip(here, there, strict=True)
            stretches.extend((number, other, 1) for number, other in pairs if NOWHERE not in (number, other))
    return stretches


def _numbers_by_place(side: RawText) -> list[int]:
    """Return for each code point of the witness the number of the cluster that begins there; ``NOWHERE`` if none."""
    numbers = [NOWHERE] * (max(side.places, default=NOWHERE) + 1)
    for number, place in enumerate(side.places):
        if place != NOWHERE:
            numbers[place] = number
    return numbers


def _is_unbroken(numbers: Sequence[int]) -> bool:
    """Say whether clusters of one code point each follow one another, as they do in almost every stretch."""
    return numbers[0] != NOWHERE and numbers[-1] - numbers[0] == len(numbers) - 1 and NOWHERE not in numbers
