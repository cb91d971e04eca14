"""Everything that can go wrong, as one tree.

    CorrigendaError
    ├── UsageError            wrong usage or configuration; nothing was touched
    ├── PairingError          two rules would pair a scan differently; both are named
    ├── InputError            one input cannot be used; the others go on
    │   ├── ScanError           an image that cannot be decoded, or is too large, or is no image
    │   ├── TranscriptError     a transcript that cannot be decoded or is too large
    │   └── PageFileError       an ALTO, PAGE, hOCR, ABBYY or TSV file that cannot be read
    ├── NoInputError          no usable input at all
    ├── RecognitionError      the OCR engine failed on one page; the others go on
    │   └── StoppedError        the engine was told to stop; what was read of the page is not all of it
    ├── OutputError           something cannot be written
    ├── BusyError             another run holds the folder
    ├── MissingDependencyError  Tesseract, a language or an extra is not there
    └── DamagedStateError     stored state is damaged, or of a newer version

Each says what, where, and what to do next. Only ``pipeline.cli`` turns them into exit codes.
"""

from __future__ import annotations


class CorrigendaError(Exception):
    """Something went wrong that a person can understand and act on.

    ``what`` says what is wrong, ``where`` names the file or setting ("" when there is none), ``advice`` says
    what happens now or what to type. All three are plain text of one line. Survives pickling, since an error
    may cross from a worker process.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.what, self.where, self.advice)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" if self.where else self.reason

    @property
    def reason(self) -> str:
        """What is wrong and what to do, for those who name the place themselves."""
        return f"{self.what.removesuffix('.')}. {self.advice}" if self.advice else self.what


def _rebuild(kind: type[CorrigendaError], what: str, where: str, advice: str) -> CorrigendaError:
    return kind(what, where=where, advice=advice)


class UsageError(CorrigendaError):
    """Wrong usage or configuration; nothing was touched."""


class PairingError(UsageError):
    """Two pairing rules would pair the same scan or transcript differently."""


class InputError(CorrigendaError):
    """One input cannot be used; the others go on."""


class ScanError(InputError):
    """An image or PDF page that cannot be decoded, is too large, or is no image."""


class TranscriptError(InputError):
    """A transcript that cannot be decoded, or is too large."""


class PageFileError(InputError):
    """An ALTO, PAGE, hOCR, ABBYY or TSV file that cannot be read."""


class NoInputError(CorrigendaError):
    """No usable input at all."""


class RecognitionError(CorrigendaError):
    """The OCR engine failed on one page; the others go on."""


class StoppedError(RecognitionError):
    """The engine was told to stop while it read a page, as when a run is interrupted."""


class OutputError(CorrigendaError):
    """Something cannot be written: permission, read-only, no space."""


class BusyError(CorrigendaError):
    """Another run holds the folder."""


class MissingDependencyError(CorrigendaError):
    """Tesseract, a language or an extra is not there; the advice says what to type."""


class DamagedStateError(CorrigendaError):
    """Stored state is damaged, or was written by a newer version."""


def what_to_type(extra: str) -> str:
    """Return the advice for an optional part of the program that is not installed.

    >>> what_to_type("pdf")
    'Type: pip install "corrigenda[pdf]"'
    """
    return f'Type: pip install "corrigenda[{extra}]"'
