"""An engine that reads in as many passes as a page needs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.engine import Engine
from pipeline.ocr.versions import PASSES


@dataclass(frozen=True, slots=True)
class PassesEngine:
    """Reads with another engine, once or more."""

    engine: Engine
    second_pass: bool = True
    """Whether doubtful pages are read once more, prepared otherwise."""
    scattered: Engine | None = None
    """The same engine told to look for text without any layout; None where there is no such thing."""

    @property
    def info(self) -> EngineInfo:
        """The engine's own, and how often it is asked."""
        info, kind = self.engine.info, "by need" if self.second_pass else "one"
        return replace(info, settings=(*info.settings, ("passes", f"{kind}, version {PASSES}")))

    def read(self, picture: GreyPicture) -> Page:
        """Return the best reading of ``picture``; a page without ink is not given to the engine."""
        from pipeline.ocr.passes import Passes  # a seam, see docs/architecture.md

        return replace(Passes(self.engine, self.second_pass, self.scattered).read(picture), engine=self.info)

    def stop(self) -> None:
        """End what the engine is reading right now."""
        for engine in (self.engine, self.scattered):
            if engine:
                engine.stop()
