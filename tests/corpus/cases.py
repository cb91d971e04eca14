"""What a case of the hostile corpus is: a file, how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """Who has to cope with the file."""

    SCAN = "scan"
    TRANSCRIPT = "transcript"
    PAGE_FILE = "page file"


class Verdict(StrEnum):
    """What must become of a file."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """An error of its stage, with these words."""
    LEFT_OUT = "left out"
    """Not even opened: the finder names it with these words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What must become of a file, and what a person must be told."""

    verdict: Verdict
    words: tuple[str, ...] = ()
    """In the notes, the error or the reason."""


Content = bytes | Callable[[], bytes] | Callable[[Path], None]
"""The bytes; or what makes them; or what puts the file into place by itself (pipes, links)."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file of the corpus."""

    name: str
    """Of the file, which may itself be the difficulty; unique within the corpus."""
    content: Content = field(repr=False)
    outcome: Outcome
    stage: Stage = Stage.SCAN
    frame: int = 0
    """Which page of it is opened, from 0."""
    frames: int = 1
    """How many pages it has, for those who count."""
    is_heavy: bool = False
    """It asks for much: tried in a process that is given little memory."""
    shows_page: bool = True
    """For accepted scans: whether what is seen is the picture that all good scans of the corpus show."""

    def write(self, folder: Path) -> Path:
        """Put the file into ``folder`` and return its path."""
        path = folder / self.name
        if isinstance(self.content, bytes):
            path.write_bytes(self.content)
        elif self.content.__code__.co_argcount == 0:
            path.write_bytes(self.content())  # type: ignore[call-arg, arg-type]
        else:
            self.content(path)  # type: ignore[call-arg]
        return path


def accepted(*words: str) -> Outcome:
    return Outcome(Verdict.ACCEPTED, words)


def refused(*words: str) -> Outcome:
    return Outcome(Verdict.REFUSED, words)


def left_out(*words: str) -> Outcome:
    return Outcome(Verdict.LEFT_OUT, words)
