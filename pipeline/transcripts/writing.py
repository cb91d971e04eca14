"""A transcript in another convention, with a report of what that convention cannot say.

What is written is read again: a mark that does not come back as it was is taken out and named among the losses. The
stand-off sidecar keeps the losses, and makes the original file again byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, Transcript
from pipeline.transcripts.conventions import Convention, get_convention
from pipeline.transcripts.drafting import Draft
from pipeline.transcripts.meaning import Meaning, find_meaning
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.sidecar import make_sidecar

ROUNDS = 20
"""Drafts at most: each takes out marks that were not read again as they were written in the one before."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something the other convention cannot say."""

    kind: str
    """Of the mark, or ``text`` where characters of the page would be read as markup."""
    span: Span
    """In the original file."""
    text: str
    """What stands there, its first 60 characters."""
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A transcript in another convention."""

    text: str
    losses: tuple[Loss, ...]
    """By place."""
    sidecar: str
    """JSON; ``sidecar.restore(text, sidecar)`` gives the bytes of the original file."""


def write(transcript: Transcript, convention: str | Convention) -> Written:
    """Return ``transcript`` in ``convention``; reading it gives the same words and marks, but for the losses.

    Raises UsageError for a convention that cannot be written.
    """
    target = get_convention(convention) if isinstance(convention, str) else convention
    if target.reader == "page":
        raise UsageError(f"{target.name} is read, not written: it needs the boxes of the lines", where=transcript.path)
    meant = find_meaning(transcript)
    reasons: dict[Mark, str] = {}
    for _ in range(ROUNDS):
        draft = Draft(transcript, target, reasons)
        content = draft.text.encode("utf-8", "surrogatepass")
        again = find_meaning(read_transcript(transcript.path, content, target, "utf-8"))
        misread = list(_misread(meant, again, draft))
        if meant.words != again.words:
            misread = misread[:1]  # what follows is misread perhaps only because of it
        reasons |= {mark: why for mark, why in draft.unsaid.items() if mark not in reasons}
        if not misread:
            break
        reasons |= dict.fromkeys(misread, f"{target.name} would read it as something else")
    losses = [
        *(_loss(transcript, mark, why) for mark, why in reasons.items()),
        *(_loss(transcript, mark, why) for mark, why in _half_said(draft) if mark not in reasons),
        *_text_losses(meant, again, target.name),
    ]
    losses.sort(key=lambda loss: (loss.span, loss.kind, loss.reason))
    lost = sorted({*reasons, *(mark for mark, _ in _half_said(draft))}, key=lambda mark: (mark.span, mark.kind))
    return Written(draft.text, tuple(losses), make_sidecar(transcript, target.name, draft.chunks, lost))


def _misread(meant: Meaning, again: Meaning, draft: Draft) -> Iterator[Mark]:
    """Yield the marks that were written and did not come back at their place."""
    found: dict[tuple[str, int, int], list[dict[str, str]]] = {}
    for mark, (start, end) in again.places.items():
        found.setdefault((mark.kind, start, end), []).append(dict(mark.attributes))
    for mark, surface in draft.said.items():
        candidates = found.get((mark.kind, *meant.places[mark]), [])
        if not any(all(named.get(name) == value for name, value in surface.says) for named in candidates):
            yield mark


def _half_said(draft: Draft) -> Iterator[tuple[Mark, str]]:
    """Yield the marks of which some attributes are not said."""
    for mark, surface in draft.said.items():
        unsaid = [f"{name}={value}" for name, value in mark.attributes if (name, value) not in surface.says]
        if unsaid and surface.says != mark.attributes:
            yield mark, f"not said: {', '.join(unsaid)}"


def _text_losses(meant: Meaning, again: Meaning, name: str) -> Iterator[Loss]:
    """Yield one loss where the words read again are not those written, naming the first."""
    if meant.words != again.words:
        pairs = enumerate(zip((*meant.words, ""), (*again.words, ""), strict=False))
        _, (first, other) = next(pair for pair in pairs if pair[1][0] != pair[1][1])
        yield Loss("text", Span(0, 0), first[:60], f"{name} would read {first[:60]!r} as {other[:60]!r}")


def _loss(transcript: Transcript, mark: Mark, reason: str) -> Loss:
    return Loss(mark.kind, mark.span, _excerpt(transcript, mark.span), reason)


def _excerpt(transcript: Transcript, span: Span) -> str:
    return transcript.text[span.start : min(span.end, span.start + 60)]
