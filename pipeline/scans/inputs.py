"""What lies in the two folders, before anything is paired."""

from __future__ import annotations

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
