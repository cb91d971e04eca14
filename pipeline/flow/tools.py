"""What a run works with, made from its settings before the work begins, so that what is missing is said at once."""

from __future__ import annotations

import platform
import unicodedata
from importlib.metadata import version
from pathlib import Path

from pipeline import __version__
from pipeline.buckets.objects import lies_in_bucket
from pipeline.errors import UsageError
from pipeline.execution.cluster import ClusterExecutor
from pipeline.execution.executor import Executor
from pipeline.execution.threads import ThreadsExecutor
from pipeline.flow.reading import Reader
from pipeline.flow.settings import Settings
from pipeline.images.limits import Limits
from pipeline.model.page import EngineInfo
from pipeline.model.result import Provenance
from pipeline.ocr.engine import Engine
from pipeline.ocr.lookup import find_tesseract
from pipeline.ocr.tesseract import TesseractSettings, open_in_passes, open_tesseract
from pipeline.store.cache import open_cache
from pipeline.store.notes import Notes
from pipeline.store.run_json import InputFolders

LIBRARIES = ("numpy", "pillow", "pytesseract", "rapidfuzz", "regex")
"""Those whose version could change a result."""


def open_reader(settings: Settings) -> Reader:
    """Return the reader of pages; raises ``MissingDependencyError`` when the engine or a language is not there."""
    cache = open_cache(settings.cache)
    notes = Notes(cache.folder / "notes")
    found = find_tesseract(settings.tesseract, settings.lang, notes)
    how = TesseractSettings(languages=settings.lang, psm=settings.psm, seconds=settings.page_timeout)
    tesseract = open_tesseract(found, how, notes)
    engine = open_in_passes(tesseract, second_pass=settings.second_pass)
    limits = Limits(megapixels=settings.max_megapixels)
    second = _open_second() if settings.second_engine else None
    return Reader(engine, cache, limits, region_engine=tesseract, second_engine=second)


def _open_second() -> Engine:
    from pipeline.ocr.rapid import open_rapid  # a seam, see docs/architecture.md

    return open_rapid()


def open_executor(settings: Settings, reader: Reader) -> Executor:
    """Return what runs the reading of pages: threads here, since the engine has its own processes, or a cluster."""
    if settings.cluster:
        return ClusterExecutor(settings.cluster)
    return ThreadsExecutor(settings.jobs, reader.engine.stop)


def check_folders(settings: Settings) -> None:
    """Raise ``UsageError`` when the report would be written among the inputs, or the inputs lie in the report."""
    for option, written in (("--out", settings.out), ("--cache", settings.cache or "")):
        if lies_in_bucket(written):
            raise UsageError(
                "only inputs can lie in an object store", where=written, advice=f"Choose another {option}."
            )
    out = Path(settings.out).resolve()
    for name in (settings.scans, settings.transcripts):
        if name is None or lies_in_bucket(name):
            continue
        given = Path(name).resolve()
        if out == given or out.is_relative_to(given) or given.is_relative_to(out):
            raise UsageError(
                "the report and the inputs would lie in one another", where=name, advice="Choose another --out."
            )


def describe_inputs(settings: Settings) -> InputFolders:
    """Return the input folders as ``run.json`` names them: as they were given, but never where on this machine."""
    return InputFolders(_shown_folder(settings.scans), _shown_folder(settings.transcripts))


def _shown_folder(given: str | None) -> str:
    if given is None:
        return ""
    if lies_in_bucket(given):
        return given
    folder = Path(given) if Path(given).is_dir() else Path(given).parent
    return folder.name if folder.is_absolute() else folder.as_posix()


def describe_provenance(settings: Settings, engine: EngineInfo) -> Provenance:
    """Return how this run is made, exactly enough to repeat it."""
    return Provenance(
        program=f"corrigenda {__version__}",
        python=platform.python_version(),
        engine=f"{engine.name} {engine.version}",
        engine_data=engine.data_sha256,
        settings=settings.shown(),
        unicode=unicodedata.unidata_version,
        libraries=tuple((name, version(name)) for name in LIBRARIES),
        metrics="corrigenda",
    )
