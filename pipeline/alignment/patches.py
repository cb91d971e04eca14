"""Lays what a further look read in a patch of ink beside the transcript: stamps turned sideways, rims, pale print.

The text of a page does not hold it, so the alignment cannot: to the alignment the transcript's stamps are text that
the OCR lacks. Among those stretches each patch finds the one that says most nearly what was read in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.model.alignment import Alignment, LaidPatch, Pair
from pipeline.model.geometry import Box, Span
from pipeline.model.page import Patch
from pipeline.text.normalization import as_typed

LEAST_LETTERS = 6
"""Letters and figures that must stand on both sides: less is found anywhere by chance."""
LEAST_LIKENESS = 75.0
"""Of the two texts, 0–100: 100 less the share of letters to be put in or taken out."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring pairs that may belong to a patch, and how well they do."""

    patch: Patch
    pairs: tuple[Pair, ...]
    likeness: float


def lay_patches(alignment: Alignment, patches: Sequence[Patch]) -> tuple[LaidPatch, ...]:
    """Return the patches whose text the transcript has where the alignment found no words for it, likest first.

    Words of the page that stand within a patch are part of it. No token is laid beside two patches.
    """
    pairs = sorted((pair for pair in alignment.pairs if pair.tokens), key=lambda pair: pair.tokens[0].start)
    laid: list[LaidPatch] = []
    taken: set[int] = set()
    left = [patch for patch in patches if _letters(patch.text) >= LEAST_LETTERS]
    while left:
        found = [best for patch in left if (best := _best_stretch(patch, pairs, taken))]
        if not found:
            break
        best = max(found, key=lambda each: (each.likeness, _letters(each.patch.text), -left.index(each.patch)))
        tokens = tuple(token for pair in best.pairs for token in pair.tokens)
        laid.append(LaidPatch(best.patch, tokens))
        taken.update(token.start for token in tokens)
        left.remove(best.patch)
    return tuple(laid)


def _best_stretch(patch: Patch, pairs: Sequence[Pair], taken: set[int]) -> _Stretch | None:
    """Return the stretch of the transcript likest to what was read in a patch, if any is like it."""
    found = [each for run in _free_runs(patch.box, pairs, taken) if (each := _likest(patch, run))]
    return max(found, key=lambda each: (each.likeness, len(each.pairs)), default=None)


def _free_runs(box: Box, pairs: Iterable[Pair], taken: set[int]) -> Iterator[tuple[Pair, ...]]:
    """Yield the longest runs of pairs for which no word was read, or only words within ``box``."""
    run: list[Pair] = []
    for pair in pairs:
        if pair.tokens[0].start not in taken and all(_is_within(word.box, box) for word in pair.words):
            run.append(pair)
            continue
        if run:
            yield tuple(run)
        run = []
    if run:
        yield tuple(run)


def _likest(patch: Patch, run: tuple[Pair, ...]) -> _Stretch | None:
    """Return the part of a run that is like what was read in a patch."""
    read = _comparable(patch.text)
    texts = [_comparable(pair.reference_text) for pair in run]
    match = fuzz.partial_ratio_alignment(read, " ".join(texts), score_cutoff=LEAST_LIKENESS)
    if match is None or _letters(read[match.src_start : match.src_end]) < LEAST_LETTERS:
        return None
    matched, position, chosen = Span(match.dest_start, match.dest_end), 0, []
    for pair, text in zip(run, texts, strict=True):
        if text and 2 * matched.overlap(Span(position, position + len(text))) >= len(text):
            chosen.append(pair)
        position += len(text) + 1
    said = sum(_letters(pair.reference_text) for pair in chosen)
    return _Stretch(patch, tuple(chosen), match.score) if said >= LEAST_LETTERS else None


def _is_within(word: Box | None, box: Box) -> bool:
    return word is not None and 2 * word.overlap(box) > word.area


def _comparable(text: str) -> str:
    return " ".join(as_typed(text).casefold().split())


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
