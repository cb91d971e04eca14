"""The way of ``corrigenda score``: one text, or a folder of them, against another, without images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, NoInputError
from pipeline.flow.name_pairing import FilePair, pair_by_name
from pipeline.flow.text_files import TextFile, page_of, read_text_file, tokens_of
from pipeline.model.counts import Counts, Tally
from pipeline.scores.aggregation import Observation, Summary, summarize
from pipeline.scores.profiles import DEFAULT, get_profile
from pipeline.scores.profiles.profile import Profile

if TYPE_CHECKING:
    from pipeline.flow.measuring import Details


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """What a person can choose."""

    metrics: str = DEFAULT
    convention: str = "markdown"
    encoding: str | None = None
    """Of the reference, where it is not UTF-8 and has no byte order mark."""
    ocr_suffix: str = ""
    """In a folder: leave out OCR files that end otherwise."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted between two files."""

    name: str
    reference: str
    ocr: str
    sha256: tuple[str, str]
    """Of the two files."""
    tallies: tuple[tuple[str, Tally], ...]
    """``characters`` and ``words`` first, then what else the metrics count."""
    counts: Counts | None = None
    """With causes; only for our own metrics."""
    details: Details | None = None
    """Likewise."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of a folder that could not be scored."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FolderScore:
    """What was counted between the files of two folders."""

    scores: tuple[Score, ...]
    failures: tuple[Failure, ...]
    summaries: tuple[tuple[str, Summary], ...]
    """One for each of the tallies."""
    counts: Counts | None


def score_files(reference: Path, ocr: Path, options: ScoreOptions) -> Score:
    """Score one file against another; raises ``InputError`` when either cannot be read."""
    return _score(FilePair(reference.name, reference, ocr), get_profile(options.metrics), options)


def score_folders(reference: Path, ocr: Path, options: ScoreOptions) -> FolderScore:
    """Score every file of a folder against the file of the same name in the other.

    A file that cannot be read, or has no counterpart, is listed, and the others go on. Raises ``PairingError`` when
    two files of a folder would stand for the same page, ``NoInputError`` when no two files belong together.
    """
    profile = get_profile(options.metrics)
    pairing = pair_by_name(reference, ocr, options.ocr_suffix)
    if not pairing.pairs:
        raise NoInputError("no file has a counterpart of the same name", where=str(ocr), advice="Nothing was scored.")
    scores: list[Score] = []
    failures: list[Failure] = []
    for pair in pairing.pairs:
        try:
            scores.append(_score(pair, profile, options))
        except InputError as error:
            failures.append(Failure(pair.name, str(error)))
    failures += [Failure(name, "there is no OCR text of this name") for name in pairing.only_reference]
    failures += [Failure(name, "there is no reference of this name") for name in pairing.only_ocr]
    unmeasured = [pair.name for pair in pairing.pairs] + list(pairing.only_reference)
    return FolderScore(tuple(scores), tuple(failures), _summarize(scores, unmeasured), _add_counts(scores))


def _score(pair: FilePair, profile: Profile, options: ScoreOptions) -> Score:
    reference = read_text_file(pair.reference, options.encoding, options.convention)
    ocr = read_text_file(pair.ocr)
    score = Score(
        name=pair.name,
        reference=str(pair.reference),
        ocr=str(pair.ocr),
        sha256=(sha256(reference.content).hexdigest(), sha256(ocr.content).hexdigest()),
        tallies=(),
    )
    if profile.name == DEFAULT:
        return _measure(score, reference, ocr, options.convention)
    return replace(score, tallies=tuple((name, count(reference.text, ocr.text)) for name, count in profile.metrics))


def _measure(score: Score, reference: TextFile, ocr: TextFile, convention: str) -> Score:
    """Align the two files and count by cause."""
    # Imported here: the other metrics need none of it, and a short command should start quickly.
    from pipeline.alignment.aligning import align_page
    from pipeline.flow.measuring import measure_details
    from pipeline.scores.counting import count_errors

    tokens = tokens_of(reference, convention)
    alignment = align_page(tokens, page_of(ocr))
    counts = count_errors(alignment, tokens, ocr.text)
    return replace(score, tallies=_own_tallies(counts), counts=counts, details=measure_details(alignment))


def _own_tallies(counts: Counts) -> tuple[tuple[str, Tally], ...]:
    return (
        ("characters", counts.characters),
        ("words", counts.words),
        ("recognition", counts.recognition),
        ("recognition_words", counts.recognition_words),
    )


def _summarize(scores: Sequence[Score], names: Sequence[str]) -> tuple[tuple[str, Summary], ...]:
    """Add up each of the tallies; of ``names``, those without a score are listed as unmeasured."""
    by_name = {score.name: dict(score.tallies) for score in scores}
    kinds = [kind for kind, _ in scores[0].tallies] if scores else ["characters", "words"]
    return tuple(
        (kind, summarize([Observation(name, by_name.get(name, {}).get(kind)) for name in names])) for kind in kinds
    )


def _add_counts(scores: Sequence[Score]) -> Counts | None:
    measured = [score.counts for score in scores if score.counts is not None]
    return sum(measured, Counts()) if measured else None
