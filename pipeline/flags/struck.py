"""Struck text: marked as deleted in the transcript, or crossed by a line on the scan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.marked import marked, patched
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind, Word
from pipeline.model.transcript import MarkKind, Token


def flag_struck(evidence: Evidence) -> Iterator[Concern]:
    """Flag every deletion, in the transcript and on the scan."""
    yield from marked(evidence, MarkKind.DELETION, Reason.STRUCK, Severity.MINOR, "Struck text")
    yield from patched(evidence, InkKind.STRUCK, Reason.STRUCK, Severity.MINOR, "struck text")
    yield from _struck_words(evidence)


def _struck_words(evidence: Evidence) -> Iterator[Concern]:
    """Yield a concern for words that the scan shows crossed out and the transcript does not, neighbours together."""
    pairs = evidence.alignment.pairs if evidence.alignment else ()
    told = {id(word) for pair in pairs if any(map(_is_deleted, pair.tokens)) for word in pair.words}
    words = evidence.page.words if evidence.page else ()
    for is_news, run in groupby(words, lambda word: word.ink is InkKind.STRUCK and id(word) not in told):
        if is_news:
            found = tuple(run)
            chosen = {id(word) for word in found}
            beside = [pair.tokens for pair in pairs if any(id(word) in chosen for word in pair.words)]
            yield _struck(found, evidence.stretch_of(tuple(token for tokens in beside for token in tokens)))


def _struck(words: tuple[Word, ...], tokens: tuple[Token, ...]) -> Concern:
    text = " ".join(word.text for word in words)
    message = f"The scan probably shows {quote(text)} struck out; the transcript does not say so."
    chance = CHANCES[Reason.STRUCK] * min(word.ink_weight for word in words)
    return Concern(Reason.STRUCK, Severity.MINOR, chance, message, tokens, words)


def _is_deleted(token: Token) -> bool:
    return token.has_mark(MarkKind.DELETION)
