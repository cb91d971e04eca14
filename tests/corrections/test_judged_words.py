"""What decisions say about words: those decided, and beside them those on which both sides agree."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.corrections.calibrating import Outcome, calibrate
from pipeline.corrections.calibration import Calibration, Calibrations, correct_words
from pipeline.corrections.judged_words import judged_words
from pipeline.corrections.knowledge import EMPTY
from pipeline.flow.document import compare_document
from pipeline.flow.loading import LoadedTranscript
from pipeline.flow.reading import PageReading
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason
from pipeline.model.page import Page
from pipeline.model.placement import PlacementStatus
from pipeline.model.result import DocumentResult
from pipeline.model.scan import DocumentSource, PairingRule, Scan, ScanSource
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import make_page

TYPED = (
    "The harbour master reports that the ferry of the morning left the pier before noon\n"
    "with the passengers for the eastern islands, and that nobody on board was hurt when\n"
    "it ran upon the bar. He has closed the eastern basin until the bar is marked."
)
WORDS = len(TYPED.split())


def with_chances(page: Page, chances: dict[str, float], otherwise: float = 0.97) -> Page:
    """Return the page, each word with the probability that is given for it."""
    return page.with_words(replace(word, probability=chances.get(word.text, otherwise)) for word in page.words)


def document_of(page: Page, typed: str | None, calibration: Calibrations | None = None) -> DocumentResult:
    scan = ScanSource("memo.png", "memo.png")
    reading = PageReading(scan, Scan(scan, "digest", 2000, 3000), page)
    transcripts = [LoadedTranscript(read_transcript("memo.md", typed.encode(), "markdown"))] if typed else []
    source = DocumentSource("memo", (scan,), (), PairingRule.NUMBERED)
    return compare_document(source, [reading], transcripts, EMPTY, calibration=calibration or Calibrations())


def decide(flag: Flag, verb: Verb, value: str | None = None, role: str = "reviewer") -> Decision:
    return Decision(f"ana-{flag.key}", flag.key, flag.base, "ana", "2026-01-05T10:00:00Z", verb, value, role=role)


def flag_on(document: DocumentResult, read: str) -> Flag:
    return next(flag for flag in document.flags if flag.ocr and flag.ocr.text == read)


def total(outcomes: Sequence[Outcome]) -> float:
    return sum(outcome.weight for outcome in outcomes)


MISREAD = TYPED.replace("ferry", "fexry").replace("basin", "bazin")


@pytest.mark.parametrize(
    ("verb", "value", "is_right"),
    [
        (Verb.ACCEPT_OCR, None, True),
        (Verb.ACCEPT_REFERENCE, None, False),
        (Verb.EDIT, "fexry", True),
        (Verb.EDIT, "fairy", False),
        (Verb.EDIT, "ferry", False),
    ],
)
def test_a_decision_says_whether_the_word_was_right(verb: Verb, value: str | None, is_right: bool) -> None:
    document = document_of(with_chances(make_page(MISREAD), {"fexry": 0.4, "bazin": 0.6}), TYPED)
    outcomes = judged_words(document, [decide(flag_on(document, "fexry"), verb, value)])
    assert outcomes[0] == Outcome(0.4, is_right)


@pytest.mark.parametrize("verb", [Verb.SKIP, Verb.SECOND_LOOK, Verb.ILLEGIBLE, Verb.REKIND])
def test_without_a_choice_between_readings_nothing_is_known(verb: Verb) -> None:
    document = document_of(with_chances(make_page(MISREAD), {}), TYPED)
    assert judged_words(document, [decide(flag_on(document, "fexry"), verb)]) == ()


def test_without_decisions_and_by_the_programs_own_nothing_is_known() -> None:
    document = document_of(with_chances(make_page(MISREAD), {}), TYPED)
    assert judged_words(document, []) == ()
    assert judged_words(document, [decide(flag_on(document, "fexry"), Verb.ACCEPT_OCR, role="program")]) == ()


def test_when_all_was_decided_every_agreeing_word_counts_as_right_and_once() -> None:
    document = document_of(with_chances(make_page(MISREAD), {"fexry": 0.4, "bazin": 0.6}), TYPED)
    made = [decide(flag_on(document, read), Verb.ACCEPT_REFERENCE) for read in ("fexry", "bazin")]
    outcomes = judged_words(document, made)
    assert total(outcomes) == WORDS
    assert total([outcome for outcome in outcomes if not outcome.is_right]) == 2


def test_when_half_of_a_range_was_decided_its_agreeing_words_count_half() -> None:
    chances = {"fexry": 0.96, "bazin": 0.97, "master": 0.4}
    document = document_of(with_chances(make_page(MISREAD), chances, otherwise=0.96), TYPED)
    outcomes = judged_words(document, [decide(flag_on(document, "fexry"), Verb.ACCEPT_REFERENCE)])
    agreeing = total([outcome for outcome in outcomes if outcome.is_right])
    assert agreeing == pytest.approx((WORDS - 2) / 2)


def test_in_a_range_in_which_nothing_was_decided_agreeing_words_do_not_count() -> None:
    chances = {"fexry": 0.4, "bazin": 0.97}
    document = document_of(with_chances(make_page(MISREAD), chances), TYPED)
    outcomes = judged_words(document, [decide(flag_on(document, "fexry"), Verb.ACCEPT_REFERENCE)])
    assert outcomes == (Outcome(0.4, is_right=False),)


def test_a_doubtful_word_on_which_both_sides_agree_counts_once_by_its_decision() -> None:
    document = document_of(with_chances(make_page(TYPED), {"ferry": 0.1}), TYPED)
    flag = flag_on(document, "ferry")
    assert flag.reason is Reason.LOW_CONFIDENCE
    outcomes = judged_words(document, [decide(flag, Verb.ACCEPT_REFERENCE)])
    assert Outcome(0.1, is_right=True) in outcomes
    assert total(outcomes) == WORDS


def test_on_a_page_without_a_transcript_only_what_was_decided_counts() -> None:
    document = document_of(with_chances(make_page(MISREAD), {"fexry": 0.4, "bazin": 0.6}), None)
    made = [decide(flag_on(document, "fexry"), Verb.EDIT, "ferry"), decide(flag_on(document, "bazin"), Verb.ACCEPT_OCR)]
    assert set(judged_words(document, made)) == {Outcome(0.4, is_right=False), Outcome(0.6, is_right=True)}


def test_the_words_of_a_page_that_was_scanned_twice_count_once() -> None:
    document = document_of(with_chances(make_page(MISREAD), {"fexry": 0.4, "bazin": 0.6}), TYPED)
    made = [decide(flag_on(document, read), Verb.ACCEPT_REFERENCE) for read in ("fexry", "bazin")]
    again = replace(document.pages[0], number=2, placement=PlacementStatus.DUPLICATE)
    assert judged_words(replace(document, pages=(*document.pages, again)), made) == judged_words(document, made)


def test_a_place_of_several_words_does_not_say_which_was_wrong() -> None:
    document = document_of(with_chances(make_page(TYPED.replace("harbour", "har bour")), {}), TYPED)
    made = [decide(flag, Verb.ACCEPT_REFERENCE) for flag in document.flags if flag.ocr and " " in flag.ocr.text]
    assert made
    assert judged_words(document, made) == ()


def drawn(slope: float, offset: float, count: int = 1500) -> tuple[DocumentResult, set[str]]:
    """Return a document whose words are right as often as slope and offset say, and which of the words read are wrong.

    One word in a hundred is typed wrongly, too.
    """
    rng = random.Random(7)
    true = sorted({"".join(rng.choices("abcdeghiklmnoprstuvw", k=6)) for _ in range(count)})
    read, typed, chances, wrong = [], [], {}, set[str]()
    for word in true:
        odds = rng.uniform(-2, 5)
        is_right = rng.random() < 1 / (1 + math.exp(-(slope * odds + offset)))
        seen = word if is_right else word[:3] + "z" + word[4:]
        wrong |= set() if is_right else {seen}
        read.append(seen)
        typed.append(word if rng.random() > 0.01 else word[:2] + "x" + word[3:])
        chances[seen] = 1 / (1 + math.exp(-odds))
    lines = ["\n".join(" ".join(words[start : start + 12]) for start in range(0, count, 12)) for words in (read, typed)]
    return document_of(with_chances(make_page(lines[0]), chances), lines[1]), wrong


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.6, 0.0), (1.0, -1.0)])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_how_words_are_truly_is_found_though_only_flagged_ones_were_decided(
    slope: float, offset: float, share: float
) -> None:
    document, wrong = drawn(slope, offset)
    flags = [flag for flag in document.flags if flag.ocr and flag.reference and " " not in flag.ocr.text]
    urgent = [(flag, flag.ocr.text not in wrong) for flag in flags[: round(share * len(flags))] if flag.ocr]
    made = [decide(flag, Verb.ACCEPT_OCR if is_right else Verb.ACCEPT_REFERENCE) for flag, is_right in urgent]
    found, true = calibrate(judged_words(document, made)), Calibration(slope, offset)
    for stated in (0.3, 0.7, 0.9, 0.97):
        assert found.correct(stated) == pytest.approx(true.correct(stated), abs=0.08)
    chances = {word.text: word.probability or 0.0 for page in document.pages if page.page for word in page.page.words}
    alone = calibrate([Outcome(chances[flag.ocr.text], is_right) for flag, is_right in urgent if flag.ocr])
    assert alone.correct(0.97) < true.correct(0.97) - 0.2


def test_the_probabilities_of_words_are_corrected_before_anything_is_flagged() -> None:
    page = with_chances(make_page(TYPED), {"ferry": 0.5})
    doubted = document_of(page, TYPED, Calibrations(words=Calibration(offset=-2.0)))
    assert [flag.ocr.text for flag in doubted.flags if flag.ocr] == ["ferry"]
    assert document_of(page, TYPED).flags == ()
    kept = doubted.pages[0].page
    assert kept is not None
    assert min(word.probability for word in kept.words if word.probability) == pytest.approx(0.1192)


def test_words_without_a_probability_get_none() -> None:
    page = correct_words(make_page(TYPED), Calibration(offset=-2.0))
    assert {word.probability for word in page.words} == {None}
