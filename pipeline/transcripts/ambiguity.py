"""Brackets of which the convention does not say enough: settled by evidence, or named once for each string."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind, Transcript
from pipeline.transcripts.evidence import NOTHING_SEEN, Evidence, plain_word
from pipeline.transcripts.verdicts import RULES, Bracket

CANDIDATES = (
    MarkKind.DELETION,
    MarkKind.LITERAL_BRACKET,
    MarkKind.SUPPLIED,
    MarkKind.EXPANSION,
    MarkKind.FIGURE,
    MarkKind.EDITORIAL_NOTE,
)

NOT_ON_THE_PAGE = (MarkKind.SUPPLIED, MarkKind.EXPANSION, MarkKind.FIGURE, MarkKind.EDITORIAL_NOTE)

NEAR = 8
"""Tokens within which the word before or after a bracket is looked for."""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """One bracketed string that stays ambiguous, wherever it occurs."""

    text: str
    places: tuple[Span, ...]
    candidates: tuple[MarkKind, ...]


def resolve_brackets(transcript: Transcript, evidence: Evidence = NOTHING_SEEN) -> Transcript:
    """Return ``transcript`` with every bracket settled that a rule can settle, and the reason with it.

    The tokens of a settled bracket show what stands on the page for it: printed brackets themselves, nothing for
    what the transcriber supplied.
    """
    settled: dict[Mark, Mark] = {}
    for bracket in _find_brackets(transcript):
        verdict = next((verdict for rule in RULES if (verdict := rule(bracket, evidence)) is not None), None)
        if verdict is not None:
            settled[bracket.mark] = replace(bracket.mark, kind=verdict[0], why=verdict[1])
    if not settled:
        return transcript
    tokens = tuple(_show(token, settled) if token.marks else token for token in transcript.tokens)
    return replace(transcript, tokens=tokens, marks=tuple(settled.get(mark, mark) for mark in transcript.marks))


def list_ambiguities(transcript: Transcript) -> tuple[Ambiguity, ...]:
    """Return what is still ambiguous, one entry for each distinct string, in order of its first place."""
    places: dict[str, list[Span]] = {}
    for mark in transcript.marks:
        if mark.kind is MarkKind.AMBIGUOUS_BRACKET:
            places.setdefault(mark.attribute("text"), []).append(mark.span)
    return tuple(Ambiguity(text, tuple(spans), CANDIDATES) for text, spans in places.items())


def _find_brackets(transcript: Transcript) -> Iterator[Bracket]:
    """Yield the ambiguous brackets with their surroundings."""
    tokens = transcript.tokens
    first = {token.start: index for index, token in enumerate(tokens)}
    last = {token.end: index for index, token in enumerate(tokens)}
    for mark in transcript.marks:
        if mark.kind is not MarkKind.AMBIGUOUS_BRACKET:
            continue
        before, after = first[mark.span.start] - 1, last[mark.span.end] + 1
        yield Bracket(
            mark=mark,
            inside=" ".join(mark.attribute("text").split()).casefold(),
            glued_before=_letters(tokens, before),
            glued_after=_letters(tokens, after),
            word_before=_neighbour(tokens[max(0, before - NEAR) : before + 1][::-1]),
            word_after=_neighbour(tokens[after : after + NEAR]),
        )


def _letters(tokens: Sequence[Token], index: int) -> str:
    """Return the word at ``index``, when it is one of letters that touches the bracket."""
    token = tokens[index] if 0 <= index < len(tokens) else None
    return token.text if token is not None and token.kind is TokenKind.WORD and token.text.isalpha() else ""


def _neighbour(tokens: Sequence[Token]) -> str:
    """Return the first word of ``tokens`` as OCR words are compared."""
    return next((plain_word(token.text) for token in tokens if token.kind is TokenKind.WORD), "")


def _show(token: Token, settled: dict[Mark, Mark]) -> Token:
    """Return the token under the settled marks."""
    innermost = next((settled[mark] for mark in reversed(token.marks) if mark in settled), None)
    if innermost is None:
        return token
    marks = tuple(settled.get(mark, mark) for mark in token.marks)
    is_bracket = token.kind is TokenKind.MARKUP and token.raw in ("[", "]")
    if is_bracket and innermost.kind is MarkKind.LITERAL_BRACKET:
        return replace(token, kind=TokenKind.WORD, text=token.raw, marks=marks)
    is_absent = any(mark in settled and settled[mark].kind in NOT_ON_THE_PAGE for mark in token.marks)
    if is_absent and token.kind is not TokenKind.LINE_BREAK:
        return replace(token, kind=TokenKind.NOTE, text="", marks=marks)
    return replace(token, marks=marks)
