"""Clues where both sides read something: the words themselves, and what was taken for what."""

from __future__ import annotations

from pipeline.corrections.case import Case, is_listed, known_elsewhere, share_of_language, stands_beside
from pipeline.corrections.edits import are_neighbouring_keys, edits_between, is_swap, looks_alike
from pipeline.model.difference import DifferenceKind


def ocr_word_known(case: Case) -> float:
    """Every word that the OCR reads occurs elsewhere in the run."""
    return float(known_elsewhere(case, case.difference.ocr) > 0)


def transcript_word_known(case: Case) -> float:
    return float(known_elsewhere(case, case.difference.reference) > 0)


def only_ocr_word_known(case: Case) -> float:
    """The OCR reads known words where the transcript has an unknown one."""
    return ocr_word_known(case) * (1 - transcript_word_known(case))


def only_transcript_word_known(case: Case) -> float:
    return transcript_word_known(case) * (1 - ocr_word_known(case))


def ocr_word_commoner(case: Case) -> float:
    """The OCR's words are at least ten times as frequent in the run as the transcript's."""
    ocr, reference = (known_elsewhere(case, text) for text in (case.difference.ocr, case.difference.reference))
    return float(ocr >= 10 * max(reference, 0.5))


def transcript_word_commoner(case: Case) -> float:
    ocr, reference = (known_elsewhere(case, text) for text in (case.difference.ocr, case.difference.reference))
    return float(reference >= 10 * max(ocr, 0.5))


def only_ocr_word_listed(case: Case) -> float:
    """The word list has the OCR's words, and the transcript's are neither in it nor elsewhere in the run."""
    is_known = is_listed(case, case.difference.reference) or transcript_word_known(case)
    return float(is_listed(case, case.difference.ocr) and not is_known)


def only_transcript_word_listed(case: Case) -> float:
    is_known = is_listed(case, case.difference.ocr) or ocr_word_known(case)
    return float(is_listed(case, case.difference.reference) and not is_known)


def both_words_listed(case: Case) -> float:
    return float(is_listed(case, case.difference.reference) and is_listed(case, case.difference.ocr))


def neither_word_listed(case: Case) -> float:
    """There is a word list, and it has neither reading."""
    listed = is_listed(case, case.difference.reference) or is_listed(case, case.difference.ocr)
    return float(bool(case.knowledge.words) and not listed)


def commoner_in_the_language(case: Case) -> float:
    """1 where the OCR's words are ten times as frequent in the language as the transcript's, -1 the other way round.

    0 where either was not counted, and for names: how common they are is a question of the collection.
    """
    if case.difference.kind is DifferenceKind.NAME:
        return 0.0
    ocr, reference = (share_of_language(case, text) for text in (case.difference.ocr, case.difference.reference))
    return float(ocr >= 10 * reference) - float(reference >= 10 * ocr) if ocr and reference else 0.0


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


def one_letter_differs(case: Case) -> float:
    """A single letter is put in, left out or another."""
    edits = _edits(case)
    return float(len(edits) == 1 and all(len(side) <= 1 for side in edits[0]) and "".join(edits[0]).isalpha())


def is_no_small_word(case: Case) -> float:
    """The OCR reads six characters or more: few other words are as near."""
    return float(len(case.difference.ocr) >= 6)


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


def space_lacking_in_transcript(case: Case) -> float:
    """The OCR has the same characters with more spaces."""
    return float(_spaces_more(case.difference.ocr, case.difference.reference))


def space_lacking_in_ocr(case: Case) -> float:
    return float(_spaces_more(case.difference.reference, case.difference.ocr))


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
    return float(stands_beside(case, case.difference.ocr))


def _spaces_more(one: str, other: str) -> bool:
    words, others = one.split(), other.split()
    return len(words) > len(others) and "".join(words) == "".join(others)


def _is_part(few: list[str], many: list[str]) -> bool:
    """Say whether all of ``few`` occur in ``many``, in order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _edits(case: Case) -> tuple[tuple[str, str], ...]:
    return edits_between(case.difference.reference, case.difference.ocr)


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
