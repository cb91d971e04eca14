"""Which side is probably right, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.corrections.calibrating import Calibration
from pipeline.corrections.clues import EXTRA_CLUES, MISSING_CLUES, READING_CLUES
from pipeline.corrections.knowledge import EMPTY, combine, learn
from pipeline.corrections.suggesting import suggest
from pipeline.corrections.weights import WEIGHTS
from pipeline.model.flag import Suggestion
from pipeline.model.page import Line, Page, Reading, Region
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import gather, make_page

COLLECTION = """The harbour master reports that the ferry left the pier at noon with passengers for the eastern islands.
The decision to close the harbour rests with the harbour master. Nobody was hurt on the ferry. The passengers went
ashore at the eastern pier, and the master of the ferry reported to the office that nobody was left on board. There
were the names of the passengers, and the days of the week on which the ferry leaves the eastern pier for the islands.
"""


def judge(typed: str, read: str, confidence: float = 0.96, page: Page | None = None) -> Suggestion:
    """Return the suggestion for the one difference of a page within the collection."""
    evidence = gather(
        f"{COLLECTION}\n{typed}", page or make_page(f"{COLLECTION}\n{read}", confidence), convention="plain"
    )
    assert evidence.alignment is not None
    assert evidence.page is not None
    knowledge = learn([evidence.tokens], [evidence.page], evidence.differences)
    (suggestion,) = suggest(evidence.differences, evidence.alignment, knowledge)
    assert suggestion is not None
    return suggestion


WRONG = [
    ("It was found that the harbuor was closed.", "It was found that the harbour was closed."),
    ("It was found taht the office was closed.", "It was found that the office was closed."),
    ("Then the passenger were told of it.", "Then the passengers were told of it."),
    ("Then the old old office was closed.", "Then the old office was closed."),
]


@pytest.mark.parametrize(("typed", "read"), WRONG)
def test_a_slip_of_the_typist_is_told(typed: str, read: str) -> None:
    suggestion = judge(typed, read)
    assert (suggestion.origin, suggestion.probability > 0.6) == ("ocr", True)


MISREAD = [
    ("Then the passengers were told of it.", "Then thc passengers were told of it.", 0.7),
    ("It was found that the harbour was closed.", "It was found that the harhour was closed.", 0.85),
    ("It was found that the office was closed.", "It was found that the office was closed‘.", 0.9),
    ("Then the passengers were told of it.", "Then the passengers Were told of it.", 0.9),
    ("It was found that the office was closed.", "It was found that the office wa$ closed.", 0.4),
]


@pytest.mark.parametrize(("typed", "read", "confidence"), MISREAD)
def test_a_misreading_of_the_engine_is_told(typed: str, read: str, confidence: float) -> None:
    suggestion = judge(typed, read, confidence)
    assert (suggestion.origin, suggestion.probability > 0.9) == ("reference", True)


def test_a_second_reading_that_confirms_the_transcript_speaks_for_it() -> None:
    typed, read = WRONG[0]
    plain = make_page(f"{COLLECTION}\n{read}")
    alone = judge(typed, read, page=plain)
    agreeing = judge(typed, read, page=read_again(plain, "harbour", "harbour"))
    contradicting = judge(typed, read, page=read_again(plain, "harbour", "harbuor"))
    assert agreeing.probability > alone.probability > contradicting.probability


def read_again(page: Page, text: str, second: str) -> Page:
    """Return the page with ``second`` as the second reading of every word ``text``."""
    lines = [
        Line(
            tuple(
                replace(word, readings=(Reading(second, "half-size"),)) if word.text == text else word
                for word in line.words
            ),
            line.box,
        )
        for line in page.lines
    ]
    return replace(page, regions=(Region(tuple(lines), None),))


def test_the_reasons_that_moved_it_most_are_named() -> None:
    suggestion = judge(*WRONG[0])
    assert 1 <= len(suggestion.why.split(", ")) <= 3
    assert "looks like slip" in suggestion.why


def test_what_the_transcriber_marked_gets_no_suggestion() -> None:
    evidence = gather("told by [Penn?] today", "told by Perm today")
    assert evidence.alignment is not None
    assert suggest(evidence.differences, evidence.alignment, EMPTY) == (None,)


def test_earlier_decisions_correct_the_probability() -> None:
    evidence = gather("the taht pier of it", "the that pier of it")
    assert evidence.alignment is not None
    (said,) = suggest(evidence.differences, evidence.alignment, EMPTY)
    (doubted,) = suggest(evidence.differences, evidence.alignment, EMPTY, Calibration(offset=-8.0))
    assert said is not None
    assert doubted is not None
    assert (doubted.origin, doubted.text) == ("reference", "taht")


def test_every_clue_has_a_weight_and_every_weight_a_clue() -> None:
    families = {"reading": READING_CLUES, "missing": MISSING_CLUES, "extra": EXTRA_CLUES}
    assert {name: ["bias", *(clue.__name__ for clue in clues)] for name, clues in families.items()} == {
        name: list(table) for name, table in WEIGHTS.items()
    }


def test_knowledge_adds_up() -> None:
    one, two = (read_transcript("a.txt", text.encode(), "plain").tokens for text in ("the pier", "the ferry"))
    both, parts = learn([one, two]), combine(learn([one]), learn([two]))
    assert (both.typed, set(both.trigrams)) == (parts.typed, set(parts.trigrams))


def test_a_word_seen_only_where_it_is_judged_is_not_known() -> None:
    evidence = gather("a decison", "a decision")
    knowledge = learn([evidence.tokens], [evidence.page] if evidence.page else [], evidence.differences)
    assert knowledge.typed["decison"] == 1
    assert knowledge.read["decision"] == 1
    assert evidence.alignment is not None
    (suggestion,) = suggest(evidence.differences, evidence.alignment, knowledge)
    assert suggestion is not None
    assert "known" not in suggestion.why
