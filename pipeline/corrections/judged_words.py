"""What reviewers' decisions say about the words that the OCR read: which of them were right.

Decided places are no fair sample of words: they were flagged because something spoke against them. On a page with a
transcript the flagged words are those on which the two sides disagree; taken alone they would teach that hardly any
word is right. So the words on which both sides agree count as well, as right: two readings made apart seldom err alike.
Where only a share of a document's disagreements was decided, its agreeing words count by that share, within ranges of
the stated probability, since reviewers begin with the most urgent places. On a page without a transcript a word is
flagged by its stated probability alone; the words decided there are a fair sample of those with that probability, and
a fit on them is sound, if only within that range.

Only places of one word count: of several, a decision does not say which was wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.corrections.calibrating import CUTS, Outcome
from pipeline.corrections.settling import PROGRAM_ROLE, Verdict, settle
from pipeline.model.alignment import Relation
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason
from pipeline.model.geometry import Box
from pipeline.model.page import Word
from pipeline.model.result import DocumentResult, PageResult
from pipeline.text.normalization import as_typed

READ_OTHERWISE = (
    Reason.SUBSTITUTION,
    Reason.NAME,
    Reason.NUMBER,
    Reason.DATE,
    Reason.PUNCTUATION,
    Reason.CASE,
    Reason.LOW_CONFIDENCE,
)
"""Reasons of flags that are about how a word was read, and not about what it is or where it stands."""
CHOSEN = (Verb.ACCEPT_OCR, Verb.ACCEPT_REFERENCE, Verb.EDIT)
"""Verbs that say what stands at a place."""

Place = tuple[int | None, str, Box | None]
"""A page's number, and the text and the box of a word on it."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The words of the compared pages of a document, by what is known of them."""

    decided: tuple[Outcome, ...]
    open: tuple[float, ...]
    """Stated probabilities of words that the transcript has otherwise, and about which nobody decided."""
    agreeing: Mapping[float, int]
    """How many words of each stated probability both sides have."""


def judged_words(document: DocumentResult, decisions: Iterable[Decision]) -> tuple[Outcome, ...]:
    """Return what is known of the words of a document; nothing where nobody decided about any."""
    verdicts, _ = settle(document.flags, [decision for decision in decisions if decision.role != PROGRAM_ROLE])
    by_place = {_place(verdict.flag): verdict for verdict in verdicts if _tells(verdict)}
    if not by_place:
        return ()
    flagged = {_place(flag) for flag in document.flags if flag.reason in READ_OTHERWISE}
    compared = [page for page in document.pages if page.alignment and not page.is_duplicate]
    alone = [
        outcome
        for page in document.pages
        if page.page and not page.alignment
        for word in page.page.words
        if (outcome := _decided(word, by_place.get((page.number, word.text, word.box))))
    ]
    judged = _judge(compared, by_place, flagged)
    return (*alone, *judged.decided, *_agreed(judged))


def _judge(pages: Iterable[PageResult], verdicts: Mapping[Place, Verdict], flagged: set[Place]) -> _Judged:
    decided, undecided, agreeing = [], [], Counter[float]()
    for number, word, is_alike in _compared_words(pages):
        place = (number, word.text, word.box)
        outcome = _decided(word, verdicts.get(place))
        if outcome:
            decided.append(outcome)
        elif word.probability is not None and is_alike:
            agreeing[word.probability] += 1
        elif word.probability is not None and place in flagged:
            undecided.append(word.probability)
    return _Judged(tuple(decided), tuple(undecided), agreeing)


def _compared_words(pages: Iterable[PageResult]) -> Iterator[tuple[int, Word, bool]]:
    """Yield the words that stand alone beside text of the transcript, and whether both sides are alike."""
    for page in pages:
        for pair in page.alignment.pairs if page.alignment else ():
            if pair.relation is Relation.IN_ORDER and pair.tokens and len(pair.words) == 1:
                yield page.number, pair.words[0], as_typed(pair.reference_text) == as_typed(pair.ocr_text)


def _agreed(judged: _Judged) -> Iterator[Outcome]:
    """Yield the words on which both sides agree, each range by the share of its disagreements that was decided."""
    decided = Counter(_range(outcome.probability) for outcome in judged.decided)
    every = decided + Counter(map(_range, judged.open))
    usual = decided.total() / max(1, every.total())
    counts: dict[int, Counter[float]] = defaultdict(Counter)
    for probability, count in sorted(judged.agreeing.items()):
        counts[_range(probability)][probability] = count
    for index, found in counts.items():
        share = decided[index] / every[index] if every[index] else usual
        yield from (Outcome(each, is_right=True, weight=share * count) for each, count in found.items() if share)


def _range(probability: float) -> int:
    return sum(probability >= cut for cut in CUTS)


def _decided(word: Word, verdict: Verdict | None) -> Outcome | None:
    """Return whether a word was right by what stands at its place according to the reviewers."""
    if verdict is None or word.probability is None:
        return None
    reference = verdict.flag.reference.text if verdict.flag.reference else ""
    stands = reference if verdict.text is None else verdict.text
    return Outcome(word.probability, is_right=as_typed(stands.strip()) == as_typed(word.text))


def _tells(verdict: Verdict) -> bool:
    """Say whether a verdict tells what stands at a place of one word."""
    flag = verdict.flag
    has_choice = flag.reference is not None or verdict.verb is not Verb.ACCEPT_REFERENCE
    return flag.reason in READ_OTHERWISE and verdict.verb in CHOSEN and has_choice


def _place(flag: Flag) -> Place:
    """Return the place of a flag; that of several words is no word's place."""
    return flag.page, flag.ocr.text if flag.ocr else "", flag.ocr.box if flag.ocr else None
