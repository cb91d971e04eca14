"""What an OCR engine must offer. One implementation in each of the files beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture


class Engine(Protocol):
    """Something that reads a page. Must survive pickling, since pages may be read in other processes."""

    @property
    def info(self) -> EngineInfo:
        """Which engine this is, exactly enough to repeat what it reads."""
        ...

    def read(self, picture: GreyPicture) -> Page:
        """Return what stands on ``picture``, boxes in its pixels.

        Raises ``RecognitionError`` when the engine fails, ``StoppedError`` when that is because it was told to stop; an
        empty page is only ever a page read without fault.
        """
        ...

    def stop(self) -> None:
        """End what is being read right now in other threads, within a second; further reading is refused."""
        ...


class SheetEngine(Engine, Protocol):
    """An engine that reads several small pictures in one go: starting it takes as long as reading some of them."""

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Return what stands on each of ``pictures``, which have one resolution; raises what ``read`` does."""
        ...
