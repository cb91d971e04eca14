"""Reading pages with RapidOCR, as a second witness beside Tesseract: the extra ``rapidocr``.

It finds lines by itself and reads them with networks of its own, so that it errs elsewhere than Tesseract does. Its
scores are all but 1 throughout and say nothing; they stay with the readings and are used for nothing.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.errors import MissingDependencyError, RecognitionError, what_to_type
from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture

NAME = "rapidocr"
LONGEST_SIDE = 2000
"""Pixels to which pages are reduced: larger ones take three times as long, for nothing."""
_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.max_side_len": LONGEST_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class RapidEngine:
    """Reads with the models that come with the package. Survives pickling: they are loaded where they are used."""

    info: EngineInfo

    def read(self, picture: GreyPicture) -> Page:
        """Return the lines that RapidOCR finds, from the top down."""
        pixels = np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)
        try:
            found = _model(threading.get_ident())(np.repeat(pixels[:, :, None], 3, axis=2), return_word_box=True)
        except Exception as error:  # whatever three packages below it may raise: the page fails, and says so
            raise RecognitionError(f"RapidOCR failed: {error}") from error
        lines = [line for words in found.word_results or () if (line := _line(words))]
        lines.sort(key=lambda line: (line.box.top, line.box.left) if line.box else (0, 0))
        regions = (Region(tuple(lines), None),) if lines else ()
        return Page(picture.width, picture.height, regions, self.info, picture.dpi)

    def stop(self) -> None:
        """Nothing can be stopped; a page takes some ten seconds."""


def open_rapid() -> RapidEngine:
    """Return the engine; raises ``MissingDependencyError`` when the extra is not installed."""
    try:
        found = version("rapidocr")
        version("onnxruntime")
    except PackageNotFoundError as error:
        what = "the second engine rapidocr is not installed"
        raise MissingDependencyError(what, advice=what_to_type(NAME)) from error
    settings = tuple(sorted((name, str(value)) for name, value in _PARAMETERS.items()))
    return RapidEngine(EngineInfo(NAME, found, "its own", settings, _checksums()))


def _checksums() -> tuple[tuple[str, str], ...]:
    """Return name and checksum of each model."""
    spec = find_spec("rapidocr")
    models = sorted((Path(spec.origin).parent / "models").glob("*.onnx")) if spec and spec.origin else []
    return tuple((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in models)


@cache
def _model(_thread: int) -> Any:
    """Return the models, loaded once for each thread: they are not made to be shared."""
    from rapidocr import RapidOCR

    return RapidOCR(params=_PARAMETERS)


def _line(words: Iterable[Sequence[Any]]) -> Line | None:
    read = [
        Word(text, _box(corners), min(max(float(score), 0.0), 1.0))
        for texts, score, corners in words
        for text in [" ".join(str(texts).split())]
        if text
    ]
    return Line(tuple(read), surround(word.box for word in read if word.box)) if read else None


def _box(corners: Sequence[Sequence[float]]) -> Box:
    across, down = [point[0] for point in corners], [point[1] for point in corners]
    return Box(max(0, int(min(across))), max(0, int(min(down))), max(0, round(max(across))), max(0, round(max(down))))
