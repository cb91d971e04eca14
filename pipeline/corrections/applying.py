"""From decisions to a corrected transcript: patched in place, so that every byte nobody decided about stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pipeline.corrections.errata import Erratum, place_of
from pipeline.corrections.patching import Patch, apply_patches, clash, moved_span, patches_for
from pipeline.corrections.reanchoring import Parked, reanchor
from pipeline.corrections.settling import PROGRAM_ROLE, Conflict, Verdict, settle, show_place
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason
from pipeline.model.geometry import Span
from pipeline.model.transcript import Transcript

DOUBTS = (Reason.UNCLEAR, Reason.ILLEGIBLE, Reason.PLACEHOLDER, Reason.AMBIGUOUS_MARK, Reason.MOJIBAKE)
"""Reasons whose mark says that the reading is in doubt: once it is decided, the mark goes too."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of the decisions about one transcript."""

    text: str
    """The corrected transcript."""
    errata: tuple[Erratum, ...]
    """In the order of the transcript."""
    conflicts: tuple[Conflict, ...]
    patches: tuple[Patch, ...]
    """How the transcript was changed, in order."""
    parked: tuple[Parked, ...]
    """Decisions that could not be carried out; none is dropped."""
    encoding: str = "utf-8"
    """Of the transcript as supplied, and so of the corrected one."""
    by_people: tuple[Span, ...] = ()
    """Where in the corrected text those places lie that people changed; what the program took is not among them."""

    @property
    def content(self) -> bytes:
        """The bytes of the corrected transcript."""
        return self.text.encode(self.encoding)


@dataclass(frozen=True, slots=True)
class _Change:
    """A verdict that changes the text, and how."""

    verdict: Verdict
    text: str
    patches: tuple[Patch, ...]

    @property
    def start(self) -> int:
        return self.patches[0].span.start

    @property
    def end(self) -> int:
        return max(patch.span.end for patch in self.patches)


def apply_decisions(
    transcript: Transcript,
    flags: Sequence[Flag],
    decisions: Iterable[Decision],
    *,
    document: str,
    flagged_sha256: str,
    illegible: str = "[illegible]",
    is_xml: bool = False,
) -> Applied:
    """Return the transcript as the reviewers decided it should be.

    ``flags`` are those of this transcript, raised when its file had the checksum ``flagged_sha256``; ``decisions``
    are those of all reviewers. ``illegible`` is how the transcript's convention writes a place that cannot be read;
    in XML (``is_xml``) what was typed by people is escaped.

    No decision, no change. The same decisions given twice change no more than once, and a file that was changed
    since it was flagged (a corrected one, say) is not changed at all: its decisions are parked. Decisions that
    contradict each other leave their place as it was and are listed.
    """
    anchored = reanchor(decisions, flags)
    verdicts, conflicts = settle(flags, anchored.decisions)
    parked = list(anchored.parked)
    changes: list[_Change] = []
    for verdict in verdicts:
        text = illegible if verdict.verb is Verb.ILLEGIBLE else verdict.text
        if text is None:
            continue
        why = _why_not(verdict.flag, text, transcript, flagged_sha256)
        if why or verdict.flag.reference is None:
            parked += [Parked(decision, why) for decision in verdict.decisions]
            continue
        is_whole = verdict.flag.reason in DOUBTS
        patches = patches_for(transcript, verdict.flag.reference.span, text, is_whole=is_whole)
        if is_xml and verdict.verb is not Verb.ILLEGIBLE:
            patches = tuple(Patch(patch.span, escape(patch.text)) for patch in patches)
        if patches:
            changes.append(_Change(verdict, text, patches))
    changes.sort(key=lambda change: (change.start, change.end, change.verdict.flag.key))
    agreed, contradictions = _without_clashes(changes)
    patches = tuple(sorted({patch for change in agreed for patch in change.patches}))
    return Applied(
        text=apply_patches(transcript.text, patches),
        patches=patches,
        errata=tuple(_errata(transcript.text, document, agreed)),
        conflicts=(*conflicts, *contradictions),
        parked=tuple(parked),
        encoding=transcript.encoding,
        by_people=tuple(_changed_by_people(agreed, patches)),
    )


def _changed_by_people(changes: Sequence[_Change], patches: Sequence[Patch]) -> Iterator[Span]:
    for change in changes:
        if change.verdict.flag.reference and any(each.role != PROGRAM_ROLE for each in change.verdict.decisions):
            yield moved_span(patches, change.verdict.flag.reference.span)


def _why_not(flag: Flag, text: str, transcript: Transcript, flagged_sha256: str) -> str:
    """Say why a verdict cannot be carried out; empty when it can."""
    if flag.reference is None:
        return "what was flagged has no place in the transcript"
    if flag.reason in DOUBTS and not text:
        return "the OCR reads nothing where the transcriber was in doubt"
    if transcript.sha256 != flagged_sha256:
        return "the transcript has changed since it was flagged; run again"
    try:
        text.encode(transcript.encoding)
    except UnicodeEncodeError as error:
        return f"the transcript is in {transcript.encoding}, which has no {text[error.start]!r}; save it as UTF-8"
    return ""


def _without_clashes(changes: Sequence[_Change]) -> tuple[list[_Change], list[Conflict]]:
    """Return the changes that can be made together, and those that touch the same characters in different ways."""
    agreed: list[_Change] = []
    conflicts: list[Conflict] = []
    for cluster in _overlapping(changes):
        if any(
            one.patches != other.patches and clash(one.patches, other.patches) for one in cluster for other in cluster
        ):
            flags = sorted((change.verdict.flag for change in cluster), key=lambda flag: flag.key)
            keys, places = tuple(flag.key for flag in flags), tuple(map(show_place, flags))
            decisions = tuple(decision for change in cluster for decision in change.verdict.decisions)
            conflicts.append(
                Conflict(keys, places, decisions, "these decisions change the same characters differently")
            )
        else:
            agreed += cluster
    return agreed, conflicts


def _overlapping(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes, which are in order, in groups whose stretches touch."""
    cluster: list[_Change] = []
    for change in changes:
        if cluster and change.start > max(each.end for each in cluster):
            yield cluster
            cluster = []
        cluster.append(change)
    if cluster:
        yield cluster


def _errata(text: str, document: str, changes: Sequence[_Change]) -> Iterator[Erratum]:
    for change in changes:
        flag, decisions = change.verdict.flag, change.verdict.decisions
        if flag.reference is None:
            continue
        notes = sorted({decision.note for decision in decisions if decision.note})
        yield Erratum(
            document=document,
            page=flag.page,
            place=place_of(text, flag.reference.start),
            was=flag.reference.text,
            now=change.text,
            who=", ".join(sorted({decision.actor for decision in decisions})),
            when=max(decision.ts for decision in decisions),
            why=" ".join([flag.message, *notes]),
            flag=flag.key,
        )
