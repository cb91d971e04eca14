"""What lies in the two folders, before anything is paired."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.scans.naming import same_name


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that can be a scan or a transcript."""

    path: str
    """Relative to its folder, with forward slashes; bytes that are no UTF-8 are written as ``\\xff``."""
    location: str
    frames: int = 1
    page_file: str | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder it lies in, ``""`` for the top; two spellings of one name in Unicode are equal."""
        return same_name(self.path.rpartition("/")[0])

    @property
    def stem(self) -> str:
        """Its name without suffix; two spellings of one name in Unicode are equal."""
        return same_name(self.name.rpartition(".")[0])

    @property
    def stem_path(self) -> str:
        return f"{self.folder}/{self.stem}" if self.folder else self.stem

    @property
    def suffix(self) -> str:
        """With the dot, in lower case."""
        return "." + self.name.rpartition(".")[2].lower()


@dataclass(frozen=True, slots=True)
class Inputs:
    """All scans and transcripts, each in natural order."""

    scans: tuple[InputFile, ...]
    transcripts: tuple[InputFile, ...]

    def without(self, taken: Collection[InputFile]) -> Inputs:
        """Return what is left when the files in ``taken`` are taken away."""
        return Inputs(
            tuple(scan for scan in self.scans if scan not in taken),
            tuple(transcript for transcript in self.transcripts if transcript not in taken),
        )


def by_stem(files: Iterable[InputFile]) -> dict[str, tuple[InputFile, ...]]:
    """Return the files by folder and name without suffix."""
    found: dict[str, tuple[InputFile, ...]] = {}
    for file in files:
        found[file.stem_path] = (*found.get(file.stem_path, ()), file)
    return found
