"""Which file of one folder belongs to which of another, by their names without the endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PairingError

ENDINGS = (
    ".gt.txt",
    ".alto.xml",
    ".page.xml",
    ".hocr",
    ".html",
    ".htm",
    ".xml",
    ".tsv",
    ".text",
    ".txt",
    ".md",
)
"""Longer ones before those they end with; files that end otherwise are passed over."""


@dataclass(frozen=True, slots=True)
class FilePair:
    """Two files that stand for the same page."""

    name: str
    reference: Path
    ocr: Path


@dataclass(frozen=True, slots=True)
class NamePairing:
    """Which files belong together, and which have no counterpart."""

    pairs: tuple[FilePair, ...]
    only_reference: tuple[str, ...]
    only_ocr: tuple[str, ...]


def pair_by_name(reference: Path, ocr: Path, ocr_suffix: str = "") -> NamePairing:
    """Pair the files of two folders and their subfolders: ``a/01.gt.txt`` belongs to ``a/01.alto.xml``.

    ``ocr_suffix`` leaves out the OCR files that end otherwise. Raises ``PairingError`` when two files of a folder
    would stand for the same page.
    """
    references = _by_name(reference, "", "")
    texts = _by_name(ocr, ocr_suffix, ' Choose one kind with --ocr-suffix, such as "--ocr-suffix .txt".')
    return NamePairing(
        tuple(FilePair(name, path, texts[name]) for name, path in references.items() if name in texts),
        tuple(name for name in references if name not in texts),
        tuple(name for name in texts if name not in references),
    )


def _by_name(folder: Path, suffix: str, advice: str) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for name, path in _named_files(folder, suffix):
        if name in found:
            raise PairingError(
                f"{found[name].name} and {path.name} would both stand for {name!r}",
                where=str(folder),
                advice=f"Nothing was scored.{advice}",
            )
        found[name] = path
    return found


def _named_files(folder: Path, suffix: str) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder in the order of their paths, each under its relative path without the ending."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or not path.name.endswith(suffix) or not path.is_file():
            continue
        ending = next((ending for ending in ENDINGS if path.name.lower().endswith(ending)), None)
        if ending is not None:
            yield relative.as_posix()[: -len(ending)], path
