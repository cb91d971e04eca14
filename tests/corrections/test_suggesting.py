"""Which side is probably right, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pipeline.corrections.calibration import Calibration
from pipeline.corrections.case import Case
from pipeline.corrections.clues import EXTRA_CLUES, MISSING_CLUES, READING_CLUES, clues_for
from pipeline.corrections.knowledge import EMPTY, combine, learn
from pipeline.corrections.layout import lay_out
from pipeline.corrections.suggesting import suggest
from pipeline.corrections.weights import WEIGHTS
from pipeline.model.flag import Suggestion
from pipeline.model.geometry import Box
from pipeline.model.page import Line, Page, Reading, Region, Word
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


@pytest.mark.parametrize(
    ("typed", "read", "is_capped"),
    [
        ("Mr. Zq. said so", "Mr. ferry said so", True),
        ("the ferrry left at noon", "the ferry left at noon", False),
        ("they left the at noon", "they left the pier at noon", False),
    ],
    ids=["words that share no letter", "a slip", "a word skipped"],
)
def test_of_words_that_share_hardly_a_letter_neither_is_called_right(typed: str, read: str, is_capped: bool) -> None:
    found = judge(typed, read)
    assert (found.origin == "ocr" and found.probability > 0.5) is not is_capped


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


def answers(typed: str, read: str, words: Mapping[str, float]) -> dict[str, float]:
    """Return what the clues say to the one difference of a page, with these words on the list."""
    evidence = gather(typed, make_page(read), convention="plain")
    assert evidence.alignment is not None
    (difference,) = evidence.differences
    knowledge = learn([evidence.tokens], [evidence.page] if evidence.page else [], evidence.differences, words)
    case = Case(difference, evidence.alignment, lay_out(evidence.alignment), knowledge)
    return {clue.__name__: clue(case) for clue in clues_for(difference)[1]}


LISTED = dict.fromkeys(("harbour", "pier", "the", "of"), 0.0)
CLUES = [
    ("the harbuor pier", "the harbour pier", LISTED, "only_ocr_word_listed"),
    ("the harbour pier", "the harbuor pier", LISTED, "only_transcript_word_listed"),
    ("of harbour of", "of pier of", LISTED, "both_words_listed"),
    ("the Zrinyi pier", "the Zriny pier", LISTED, "neither_word_listed"),
    ("the harbour's pier", "the harbuor's pier", LISTED, "only_transcript_word_listed"),
    ("the harbor pier", "the harbour pier", LISTED, "one_letter_differs"),
    ("the harbor pier", "the harbour pier", LISTED, "is_no_small_word"),
    ("the harbourpier of", "the harbour pier of", LISTED, "space_lacking_in_transcript"),
    ("the harbour pier of", "the harbourpier of", LISTED, "space_lacking_in_ocr"),
    ("the pier of it", "the harbour pier of it", LISTED, "letters_as_high_as_others"),
    ("the pier of it", "the harbour pier of it", LISTED, "letters_as_wide_as_others"),
    ("the pier of it", "the harbour pier of it", LISTED, "stands_at_word_distance"),
    ("the pier of it", "the harbour pier of it", LISTED, "stands_within_a_line"),
    ("the pier of it", "the harbour pier of it", LISTED, "is_only_letters"),
    ("the old pier pier of it", "the old pier of it", LISTED, "doubled_without_room"),
]


@pytest.mark.parametrize(("typed", "read", "words", "clue"), CLUES, ids=[each[-1] for each in CLUES])
def test_a_clue_speaks_where_it_should(typed: str, read: str, words: Mapping[str, float], clue: str) -> None:
    assert answers(typed, read, words)[clue] == 1


SILENT = [
    ("the harbuor pier", "the harbour pier", {}, "only_ocr_word_listed"),
    ("the Zrinyi pier", "the Zriny pier", {}, "neither_word_listed"),
    ("harbuor the harbuor pier", "harbuor the harbour pier", LISTED, "only_ocr_word_listed"),
    ("the pier of it", "the pier of it\n\nx", LISTED, "stands_at_word_distance"),
    ("the pier of it", "the 47 pier of it", LISTED, "is_only_letters"),
]


COUNTED = {"much": 0.001, "mich": 0.0001, "mach": 0.0002, "wall": 0.0}
SHARES = [
    ("as mich as", "as much as", 1),
    ("as much as", "as mich as", -1),
    ("as mich's as", "as much's as", 1),
    ("as mach as", "as much as", 0),
    ("as wall as", "as much as", 0),
    ("as mmch as", "as much as", 0),
    ("Mr. Mich as", "Mr. Much as", 0),
]


@pytest.mark.parametrize(("typed", "read", "said"), SHARES, ids=[f"{typed} - {read}" for typed, read, _ in SHARES])
def test_words_are_weighed_by_their_share_of_the_language(typed: str, read: str, said: float) -> None:
    assert answers(typed, read, COUNTED)["commoner_in_the_language"] == said


@pytest.mark.parametrize(("typed", "read", "words", "clue"), SILENT, ids=[each[-1] for each in SILENT])
def test_a_clue_is_silent_where_it_should(typed: str, read: str, words: Mapping[str, float], clue: str) -> None:
    assert answers(typed, read, words)[clue] == 0


def test_a_speck_is_no_word_of_the_text() -> None:
    page = make_page("the pier of it")
    (region,) = page.regions
    (line,) = region.lines
    last = line.words[-1].box
    assert last is not None
    speck = Word("lo", Box(last.right + 10, last.top, last.right + 14, last.top + 3), 0.96)
    spotted = replace(page, regions=(Region((Line((*line.words, speck), line.box),), None),))
    evidence = gather("the pier of it", spotted, convention="plain")
    assert evidence.alignment is not None
    (difference,) = evidence.differences
    case = Case(difference, evidence.alignment, lay_out(evidence.alignment), EMPTY)
    said = {clue.__name__: clue(case) for clue in clues_for(difference)[1]}
    assert (said["letters_as_high_as_others"], said["letters_as_wide_as_others"]) == (0, 0)


def test_knowledge_adds_up() -> None:
    one, two = (read_transcript("a.txt", text.encode(), "plain").tokens for text in ("the pier", "the ferry"))
    both, parts = learn([one, two]), combine(learn([one]), learn([two]))
    assert (both.typed, set(both.trigrams)) == (parts.typed, set(parts.trigrams))


def test_what_a_run_was_taught_is_not_copied_for_each_of_its_documents() -> None:
    evidence = gather("a decison", "a decision")
    run, document = learn([evidence.tokens]), learn([], [evidence.page] if evidence.page else [], evidence.differences)
    both = combine(run, document)
    assert both.typed is run.typed
    assert both.trigrams is run.trigrams
    assert both.confusions is document.confusions
    assert (both.read["decision"], both.typed["decison"]) == (1, 1)


def test_a_word_seen_only_where_it_is_judged_is_not_known() -> None:
    evidence = gather("a decison", "a decision")
    knowledge = learn([evidence.tokens], [evidence.page] if evidence.page else [], evidence.differences)
    assert knowledge.typed["decison"] == 1
    assert knowledge.read["decision"] == 1
    assert evidence.alignment is not None
    (suggestion,) = suggest(evidence.differences, evidence.alignment, knowledge)
    assert suggestion is not None
    assert "known" not in suggestion.why
