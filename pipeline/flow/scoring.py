"""The way of ``corrigenda score``: one text, or a folder of them, against another, without images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline.alignment.aligning import align_page
from pipeline.errors import InputError, NoInputError, TranscriptError, UsageError
from pipeline.flow.name_pairing import FilePair, pair_by_name
from pipeline.model.counts import Counts, Tally
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.ocr.files.reading import SUFFIXES, read_page_file
from pipeline.scores.aggregation import Observation, Summary, summarize
from pipeline.scores.counting import count_errors
from pipeline.scores.profiles import DEFAULT, Profile, get_profile
from pipeline.transcripts.decoding import decode
from pipeline.transcripts.reading import read_transcript

LARGEST_FILE = 256 * 2**20
"""Bytes above which a file is no text to be scored."""
XML_CONVENTION = "tei"
"""The convention whose transcripts are XML themselves, and so no page files."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person can choose."""

    metrics: str = DEFAULT
    convention: str = "markdown"
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What was counted between two files."""

    name: str
    reference: str
    ocr: str
    characters: Tally
    words: Tally
    further: tuple[tuple[str, Tally], ...]
    counts: Counts | None
    """With causes; only for our own metrics."""
    sha256: tuple[str, str]
    """Of the two files."""


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
    """Also those without a counterpart."""
    characters: Summary
    words: Summary
    further: tuple[tuple[str, Summary], ...]
    counts: Counts | None


@dataclass(frozen=True, slots=True)
class _Side:
    """One file as it was read."""

    content: bytes
    name: str
    pages: tuple[Page, ...] | None
    """When it is the file of an OCR engine; otherwise it is text."""


def score_files(reference: Path, ocr: Path, options: Options) -> Score:
    """Score one file against another; raises ``InputError`` when either cannot be read."""
    return _score(FilePair(reference.name, reference, ocr), get_profile(options.metrics), options)


def score_folders(reference: Path, ocr: Path, options: Options, ocr_suffix: str = "") -> FolderScore:
    """Score every file of a folder against the file of the same name in the other.

    A file that cannot be read is listed, and the others go on. Raises ``PairingError`` when two files would stand for
    the same page, ``NoInputError`` when no two files belong together.
    """
    profile = get_profile(options.metrics)
    pairing = pair_by_name(reference, ocr, ocr_suffix)
    if not pairing.pairs:
        raise NoInputError("no file has a counterpart of the same name", where=str(ocr))
    scores: list[Score] = []
    failures = [Failure(name, "no file of this name among the OCR texts") for name in pairing.only_reference]
    failures += [Failure(name, "no file of this name among the references") for name in pairing.only_ocr]
    for pair in pairing.pairs:
        try:
            scores.append(_score(pair, profile, options))
        except InputError as error:
            failures.append(Failure(pair.name, str(error)))
    return _gather(scores, failures, [pair.name for pair in pairing.pairs], profile)
