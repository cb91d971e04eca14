"""The most probable reading of doubtful words on a page without a transcript, from what the OCR alone shows.

A doubtful word that the run does not use elsewhere gives way to what another pass read there, if the run uses that, or
to a word of the run that differs in one character. Everything else stays as it was read. The chances are shares
counted on ``ehri_testimony`` and ``loc_typed`` (Tesseract 5.3.0, transcripts hidden). On ``us_despatches`` 7 of the 10
words of the run that were put for a doubtful one were right. The chance of another pass's word was not measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.corrections.edits import edits_between
from pipeline.corrections.knowledge import SURE, Knowledge
from pipeline.model.flag import Suggestion
from pipeline.model.page import Word
from pipeline.text.forms import forms

DOUBTFUL = 0.93
"""Confidence from which a word is taken as it was read."""
RIGHT: tuple[tuple[float, float, float], ...] = ((0.5, 0.73, 0.19), (0.8, 0.77, 0.41), (DOUBTFUL, 0.92, 0.68))
"""Confidence below which it holds; share of right words among those that the run knows, and among others."""
REPLACED = 0.61
"""Share of right words among those of the run put for a doubtful word: 20 of 33."""
STAYS = 0.8
"""Calibrated probability from which a word stays as it was read, known or not."""
LEAST_LETTERS = 4
"""Shorter words have too many neighbours."""
LEAST_READ = 2
"""How often the OCR must have read a word with confidence before it is put for another."""
AMPLY = 10
"""Of several neighbours the commonest is taken if it occurs this many times as often as the next."""
SIGNS = ".,;:!?()[]\"'“”‘’-|_*"


def suggest_alone(words: Sequence[Word], knowledge: Knowledge) -> tuple[Suggestion, ...]:
    """Return the most probable reading of each word of a page that has no transcript."""
    letters = _letters(knowledge)
    return tuple(_suggestion(word, knowledge, letters) for word in words)


def _letters(knowledge: Knowledge) -> str:
    """Return the letters of all words of the run; those of what was typed stand in its pairs of letters."""
    return "".join(sorted(set().union(*knowledge.pairs, *knowledge.read)))


def _suggestion(word: Word, knowledge: Knowledge, letters: str) -> Suggestion:
    confidence = word.confidence or 0.0
    is_known = _is_known(word.text, word, knowledge)
    own = word.probability if word.probability is not None else _share_right(confidence, is_known)
    seen = "the word is known" if is_known else "the word is not known"
    as_read = Suggestion(word.text, "ocr", round(own, 4), f"from the OCR alone: {seen}")
    if is_known or confidence >= DOUBTFUL or own >= STAYS:
        return as_read
    for reading in word.readings:
        if reading.text != word.text and _is_known(reading.text, word, knowledge):
            return Suggestion(reading.text, reading.source, REPLACED, "from the OCR alone: another pass reads it")
    neighbour = _neighbour(word.text, knowledge, letters)
    if neighbour:
        return Suggestion(neighbour, "words of this run", REPLACED, "from the OCR alone: the run has it elsewhere")
    return as_read


def _share_right(confidence: float, is_known: bool) -> float:
    """Return how often words of this confidence were right; those above the last row as often as the engine says."""
    row = next((row for row in RIGHT if confidence < row[0]), None)
    return confidence if row is None else row[1] if is_known else row[2]


def _is_known(text: str, word: Word, knowledge: Knowledge) -> bool:
    """Say whether all words of ``text`` occur in the run outside of ``word``, or in the word list."""
    own = forms(word.text) if (word.confidence or 0.0) >= SURE else ()
    found = forms(text)
    return bool(found) and all(
        form in knowledge.words or knowledge.typed.get(form, 0) + knowledge.read.get(form, 0) - own.count(form) > 0
        for form in found
    )


def _neighbour(text: str, knowledge: Knowledge, letters: str) -> str | None:
    """Return ``text`` with its word replaced by the one word of the run that differs in one character.

    Of several those come first whose glyphs the run confuses elsewhere, then the commonest, if it is so by far.
    """
    core = text.strip(SIGNS)
    small = core.casefold()
    if len(core) < LEAST_LETTERS or any(char.isdigit() for char in core):
        return None
    counts = {form: _count(form, knowledge) for form in _one_edit_away(small, letters)}
    weighed = sorted(
        ((_is_confused(form, small, knowledge), count, form) for form, count in counts.items() if count >= LEAST_READ),
        key=lambda each: (-each[0], -each[1], each[2]),
    )
    if not weighed:
        return None
    confused, count, best = weighed[0]
    if any(other[0] == confused and other[1] * AMPLY > count for other in weighed[1:]):
        return None
    return text.replace(core, _like(core, best), 1)


def _count(form: str, knowledge: Knowledge) -> int:
    """Return how often a word occurs in the run; typed once, it may be put for another."""
    return knowledge.typed.get(form, 0) * LEAST_READ + knowledge.read.get(form, 0)


def _one_edit_away(form: str, letters: str) -> Iterator[str]:
    """Yield everything of ``letters`` that is one insertion, deletion or substitution away from ``form``.

    To look some hundreds of these up costs the same in a run of a million words as in a small one.
    """
    for at in range(len(form) + 1):
        before, after = form[:at], form[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters if letter != after[0])


def _is_confused(form: str, read: str, knowledge: Knowledge) -> bool:
    """Say whether the run took the glyphs by which the two differ for each other before."""
    return any(knowledge.confusions.get(edit, 0) >= LEAST_READ for edit in edits_between(form, read))


def _like(core: str, form: str) -> str:
    """Return ``form`` in the capitals of ``core``."""
    if core.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if core[:1].isupper() else form
