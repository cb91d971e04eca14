"""An engine that gives what another engine read before: for tests, and where no engine can be installed.

A folder of recordings holds, for each picture, ``<name>.tsv`` (Tesseract's table) and ``<name>.json`` with the engine,
its version, languages, settings and language data, and the checksum of the picture that it read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import PageFileError, RecognitionError
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.tsv import parse_tsv, to_tsv


@dataclass(frozen=True, slots=True)
class Recording:
    """What an engine read on a picture."""

    picture_sha256: str
    info: EngineInfo
    tsv: bytes

    def describe(self) -> bytes:
        """Return the content of the ``.json`` file; that of the ``.tsv`` file is ``tsv``."""
        described = {"picture_sha256": self.picture_sha256, "engine": asdict(self.info)}
        return json.dumps(described, indent=1, ensure_ascii=False).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class ReplayEngine:
    """Gives recorded readings."""

    info: EngineInfo
    """That of the recordings, all of which come from one engine."""
    recordings: Mapping[str, bytes]
    """Checksum of a picture, and the table that was read on it."""

    def read(self, picture: GreyPicture) -> Page:
        """Return what was read on just this picture; raises ``RecognitionError`` when that was not recorded."""
        tsv = self.recordings.get(picture_sha256(picture))
        if tsv is None:
            raise RecognitionError("there is no recorded reading of this picture")
        return parse_tsv(tsv, self.info, picture.dpi)

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Return what was read on each of the pictures."""
        return tuple(map(self.read, pictures))

    def stop(self) -> None:
        """Nothing is running."""


def record(picture: GreyPicture, page: Page) -> Recording:
    """Return the recording of what an engine read on ``picture``."""
    return Recording(picture_sha256(picture), page.engine, to_tsv(page))


def open_recordings(folder: Path) -> ReplayEngine:
    """Return an engine that gives the recordings in ``folder``.

    Raises ``PageFileError`` when there are none, one is damaged, or they come from several engines.
    """
    found = [_load(path) for path in sorted(folder.glob("*.json"))]
    infos = {recording.info for recording in found}
    if len(infos) != 1:
        what = "holds recordings of several engines" if infos else "holds no recordings"
        raise PageFileError(what, where=str(folder))
    return ReplayEngine(infos.pop(), {recording.picture_sha256: recording.tsv for recording in found})


def picture_sha256(picture: GreyPicture) -> str:
    """Return the checksum of a picture's size and pixels; its resolution does not count."""
    digest = hashlib.sha256(f"{picture.width} {picture.height}\n".encode())
    digest.update(picture.pixels)
    return digest.hexdigest()


def _load(path: Path) -> Recording:
    try:
        described = json.loads(path.read_bytes())
        engine = described["engine"]
        info = EngineInfo(
            engine["name"],
            engine["version"],
            engine["languages"],
            tuple((str(name), str(value)) for name, value in engine["settings"]),
            tuple((str(name), str(value)) for name, value in engine["data_sha256"]),
        )
        return Recording(described["picture_sha256"], info, path.with_suffix(".tsv").read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PageFileError(f"is no recording: {error}", where=str(path)) from error
