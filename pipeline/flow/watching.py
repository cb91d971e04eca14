"""What a long run tells whoever is watching. The flow speaks; the command line decides how it looks."""

from __future__ import annotations

from typing import Protocol


class Watcher(Protocol):
    """Hears how a run goes on."""

    def found(self, lines: tuple[str, ...], pages: int) -> None:
        """The pairing, one line for each document, and the number of pages to read."""

    def page_done(self, name: str, problem: str | None, *, was_kept: bool) -> None:
        """A page was read, or could not be (``problem``), or had been read before (``was_kept``)."""

    def document_done(self, name: str, flags: int) -> None:
        """A document was compared and its part of the report is written."""

    def warn(self, where: str, what: str) -> None:
        """Something unusual that a person should know."""


class Silence:
    """A watcher that does not listen."""

    def found(self, lines: tuple[str, ...], pages: int) -> None:
        """Say nothing."""

    def page_done(self, name: str, problem: str | None, *, was_kept: bool) -> None:
        """Say nothing."""

    def document_done(self, name: str, flags: int) -> None:
        """Say nothing."""

    def warn(self, where: str, what: str) -> None:
        """Say nothing."""
