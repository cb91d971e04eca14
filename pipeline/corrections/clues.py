"""What speaks for the transcript, and what for the OCR. Each clue is a plain question with a small number for answer.

There are three kinds of cases, each with its own clues: both sides read something (``READING_CLUES``), the OCR alone
(``MISSING_CLUES``), the transcript alone (``EXTRA_CLUES``). A positive weight means that the transcript is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.corrections.edits import are_neighbouring_keys, edits_between, is_swap, looks_alike
from pipeline.corrections.knowledge import SURE, Knowledge, forms
from pipeline.corrections.layout import Layout, room_for
from pipeline.model.alignment import Alignment
from pipeline.model.difference import Difference, DifferenceKind


@dataclass(frozen=True, slots=True)
class Case:
    """One difference, and what it is judged by."""

    difference: Difference
    alignment: Alignment
    layout: Layout
    knowledge: Knowledge


Clue = Callable[[Case], float]


# What the engine said of its own words


def confidence_over(threshold: float) -> Clue:
    def clue(case: Case) -> float:
        return float(_lowest_confidence(case) >= threshold)

    clue.__name__ = f"confidence_over_{round(threshold * 100)}"
    return clue


def second_reading_agrees(case: Case) -> float:
    """Another pass or engine reads what the OCR reads."""
    return float(case.difference.ocr.split() in _second_readings(case))


def second_reading_confirms_transcript(case: Case) -> float:
    return float(case.difference.reference.split() in _second_readings(case))


def second_reading_differs(case: Case) -> float:
    """Another pass reads something else than either side."""
    readings = _second_readings(case)
    return float(bool(readings) and case.difference.ocr.split() not in readings)


# The words themselves


def ocr_word_known(case: Case) -> float:
    """Every word that the OCR reads occurs elsewhere in the run (or in the word list)."""
    return float(_known_elsewhere(case, case.difference.ocr) > 0)


def transcript_word_known(case: Case) -> float:
    return float(_known_elsewhere(case, case.difference.reference) > 0)


def only_ocr_word_known(case: Case) -> float:
    """The OCR reads known words where the transcript has an unknown one."""
    return ocr_word_known(case) * (1 - transcript_word_known(case))


def only_transcript_word_known(case: Case) -> float:
    return transcript_word_known(case) * (1 - ocr_word_known(case))


def ocr_word_commoner(case: Case) -> float:
    """The OCR's words are at least ten times as frequent in the run as the transcript's."""
    ocr, reference = (_known_elsewhere(case, text) for text in (case.difference.ocr, case.difference.reference))
    return float(ocr >= 10 * max(reference, 0.5))


def transcript_word_commoner(case: Case) -> float:
    ocr, reference = (_known_elsewhere(case, text) for text in (case.difference.ocr, case.difference.reference))
    return float(reference >= 10 * max(ocr, 0.5))


def spelling(case: Case) -> float:
    """How much likelier the letters of the OCR's reading are than the transcript's, within ±1 (tenfold a letter)."""
    knowledge = case.knowledge
    gain = knowledge.plausibility(case.difference.ocr) - knowledge.plausibility(case.difference.reference)
    return max(-1.0, min(1.0, gain))


def ocr_word_odd(case: Case) -> float:
    """Signs within a word, or figures among letters, that the transcript does not have."""
    return float(_is_odd(case.difference.ocr) and not _is_odd(case.difference.reference))


def transcript_word_odd(case: Case) -> float:
    return float(_is_odd(case.difference.reference) and not _is_odd(case.difference.ocr))


# What was taken for what


def looks_like_misreading(case: Case) -> float:
    """All edits are between glyphs that engines confuse."""
    return float(all(looks_alike(edit) for edit in _edits(case)))


def looks_like_slip(case: Case) -> float:
    """Two letters swapped, or one key struck beside the other."""
    edits = _edits(case)
    return float(
        is_swap(case.difference.reference, case.difference.ocr)
        or (len(edits) == 1 and are_neighbouring_keys(edits[0]) and not looks_alike(edits[0]))
    )


def letters_lacking_in_transcript(case: Case) -> float:
    """The OCR has all the transcript has, and letters besides."""
    return float(all(not reference and ocr.isalpha() for reference, ocr in _edits(case)))


def letters_lacking_in_ocr(case: Case) -> float:
    return float(all(not ocr and reference.isalpha() for reference, ocr in _edits(case)))


def common_confusion(case: Case) -> float:
    """The run confuses the same glyphs elsewhere: 1 for three times and more."""
    others = [case.knowledge.confusions.get(edit, 0) - 1 for edit in _edits(case)]
    return min(3, max(0, min(others, default=0))) / 3


def many_edits(case: Case) -> float:
    return float(sum(max(len(reference), len(ocr)) for reference, ocr in _edits(case)) > 2)


def signs_only(case: Case) -> float:
    kinds = (DifferenceKind.PUNCTUATION, DifferenceKind.SPACING)
    return float(case.difference.kind in kinds)


def case_only(case: Case) -> float:
    return float(case.difference.kind is DifferenceKind.CASE)


def figures_differ(case: Case) -> float:
    return float(case.difference.kind in (DifferenceKind.NUMBER, DifferenceKind.DATE))


def words_split(case: Case) -> float:
    return float(case.difference.kind is DifferenceKind.WORD_SPLIT)


def transcript_lacks_words(case: Case) -> float:
    """The OCR has all words of the transcript, and others besides."""
    reference, ocr = case.difference.reference.split(), case.difference.ocr.split()
    return float(len(ocr) > len(reference) and _is_part(reference, ocr))


def readings_unlike(case: Case) -> float:
    """The two readings share less than half of their letters, and are no small words: they hardly belong together."""
    longest = max(len(case.difference.reference), len(case.difference.ocr))
    edits = sum(max(len(reference), len(ocr)) for reference, ocr in _edits(case))
    return float(longest > 4 and edits > 0.5 * longest)


def ocr_reads_its_neighbour(case: Case) -> float:
    """The OCR's words stand right before or after in the transcript: the two sides have slipped against each other."""
    return float(_stands_beside(case, case.difference.ocr))


# Text that one side alone has


def is_short(case: Case) -> float:
    """Not more than two characters."""
    return float(len(_own_text(case)) <= 2)


def is_long(case: Case) -> float:
    """Four words and more."""
    return float(len(_own_text(case).split()) >= 4)


def share_of_letters(case: Case) -> float:
    text = "".join(_own_text(case).split())
    return sum(char.isalpha() for char in text) / max(len(text), 1)


def share_known(case: Case) -> float:
    """Which share of its words occurs elsewhere in the run."""
    words = _own_text(case).split()
    return sum(_known_elsewhere(case, word) > 0 for word in words) / max(len(words), 1)


def mean_confidence_over_90(case: Case) -> float:
    words = [word for pair in case.difference.pairs for word in pair.words]
    return float(sum(word.confidence or 0.0 for word in words) / max(len(words), 1) >= SURE)


def stands_in_a_typed_line(case: Case) -> float:
    """Which share of the other words of its line the transcript has."""
    lines = case.layout.lines_of(case.difference)
    words = sum(len(pair.words) for pair in case.difference.pairs)
    return case.layout.share_placed(lines, without=words)


def stands_between_typed_words(case: Case) -> float:
    """The words right before and after it in its line are in the transcript."""
    return float(case.layout.is_enclosed(case.difference))


def stands_between_typed_lines(case: Case) -> float:
    """The transcript has the line before and the line after."""
    lines = case.layout.lines_of(case.difference)
    before, after = range(lines.start - 1, lines.start), range(lines.stop, lines.stop + 1)
    return min(case.layout.share_placed(before), case.layout.share_placed(after))


def fills_its_line(case: Case) -> float:
    """It is all that stands in its line or lines."""
    lines = case.layout.lines_of(case.difference)
    return float(sum(case.layout.placed[line][0] for line in lines) == 0)


def repeats_its_neighbour(case: Case) -> float:
    """The same words stand right before or after it."""
    return float(_stands_beside(case, _own_text(case)))


def has_no_room(case: Case) -> float:
    """The words before and after stand so close that nothing fits between them."""
    room = room_for(case.difference, case.alignment)
    return float(room is not None and room < 0.4)


def has_room(case: Case) -> float:
    room = room_for(case.difference, case.alignment)
    return float(room is not None and room >= 0.4)


READING_CLUES: tuple[Clue, ...] = (
    confidence_over(0.5),
    confidence_over(0.8),
    confidence_over(0.9),
    confidence_over(0.95),
    second_reading_agrees,
    second_reading_confirms_transcript,
    second_reading_differs,
    ocr_word_known,
    transcript_word_known,
    only_ocr_word_known,
    only_transcript_word_known,
    ocr_word_commoner,
    transcript_word_commoner,
    spelling,
    ocr_word_odd,
    transcript_word_odd,
    looks_like_misreading,
    looks_like_slip,
    letters_lacking_in_transcript,
    letters_lacking_in_ocr,
    common_confusion,
    many_edits,
    signs_only,
    case_only,
    figures_differ,
    words_split,
    transcript_lacks_words,
    readings_unlike,
    ocr_reads_its_neighbour,
)
MISSING_CLUES: tuple[Clue, ...] = (
    confidence_over(0.5),
    confidence_over(0.8),
    mean_confidence_over_90,
    second_reading_agrees,
    second_reading_differs,
    is_short,
    is_long,
    share_of_letters,
    share_known,
    repeats_its_neighbour,
    stands_in_a_typed_line,
    stands_between_typed_words,
    stands_between_typed_lines,
    fills_its_line,
)
EXTRA_CLUES: tuple[Clue, ...] = (
    repeats_its_neighbour,
    has_no_room,
    has_room,
    is_long,
    is_short,
    share_of_letters,
    share_known,
)


def clues_for(difference: Difference) -> tuple[str, tuple[Clue, ...]]:
    """Return the name of a difference's family, and its clues."""
    if not difference.reference:
        return "missing", MISSING_CLUES
    if not difference.ocr:
        return "extra", EXTRA_CLUES
    return "reading", READING_CLUES


def _is_part(few: list[str], many: list[str]) -> bool:
    """Say whether all of ``few`` occur in ``many``, in order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _stands_beside(case: Case, text: str) -> bool:
    """Say whether the transcript has ``text`` right before or after the place."""
    words = text.casefold().split()
    before, after = case.difference.before.casefold().split(), case.difference.after.casefold().split()
    return bool(words) and words in (before[-len(words) :], after[: len(words)])


def _own_text(case: Case) -> str:
    return case.difference.reference or case.difference.ocr


def _edits(case: Case) -> tuple[tuple[str, str], ...]:
    return edits_between(case.difference.reference, case.difference.ocr)


def _lowest_confidence(case: Case) -> float:
    words = [word for pair in case.difference.pairs for word in pair.words]
    return min((word.confidence or 0.0 for word in words), default=0.0)


def _second_readings(case: Case) -> list[list[str]]:
    """Return what each further source reads for all of the words together."""
    words = [word for pair in case.difference.pairs for word in pair.words]
    sources = sorted({reading.source for word in words for reading in word.readings})
    told = ({reading.source: reading.text for reading in word.readings} for word in words)
    by_word = list(told)
    return [
        " ".join(reading[source] for reading in by_word).split()
        for source in sources
        if all(source in reading for reading in by_word)
    ]


def _known_elsewhere(case: Case, text: str) -> float:
    """Return how often the rarest of the words occurs in the run outside this place; words of the list count once."""
    own_typed, own_read = forms(case.difference.reference), _own_read(case)
    counts = []
    for form in forms(text):
        count = case.knowledge.typed.get(form, 0) + case.knowledge.read.get(form, 0)
        count -= own_typed.count(form) + own_read.count(form)
        counts.append(max(0, count) + (form in case.knowledge.words))
    return min(counts, default=0)


def _own_read(case: Case) -> tuple[str, ...]:
    words = [word for pair in case.difference.pairs for word in pair.words]
    return tuple(form for word in words if (word.confidence or 0.0) >= SURE for form in forms(word.text))


def _is_odd(text: str) -> bool:
    """Say whether a word mixes letters with figures or with signs that no word has inside."""
    for word in text.split():
        core = word.strip(".,;:!?()[]\"'“”‘’-")
        letters = any(char.isalpha() for char in core)
        if letters and any(not char.isalpha() and char not in "'’-./&" for char in core):
            return True
        if letters and any(char.islower() for char in core) and any(char.isupper() for char in core[1:]):
            return True
    return False
