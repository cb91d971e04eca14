"""Words of which it is known whether they were read rightly, with what can be seen of them, by set and by document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from labelled import Labelled, Library, right_by_reference, right_on_forged
from logistic import Table
from numpy.typing import NDArray

from pipeline.model.page import EngineInfo, Page
from pipeline.ocr.detectors.doubt import DOUBT, doubt_features
from pipeline.ocr.detectors.frame import frame_of
from pipeline.ocr.detectors.words import confidence_of
from pipeline.ocr.tsv import parse_tsv

SETS = (
    "us_despatches",
    "ehri_testimony",
    "loc_typed",
    "loc_books",
    "loc_forms",
    "loc_news",
    "stanford_1905",
    "factful_docs",
)
"""All real sets that Tesseract reads at all, with a reference for each page."""
FORGED_WEIGHT = 0.25
"""What a forged word counts beside a real one: they are harder, and not alike."""
FOREIGN_WEIGHT = 0.5
"""What a word counts once more as if its page were in a language that has no list of words."""
MOST_OF_SET = 1500
"""What the words of one real set count together, at most."""

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cases:
    """A row for each word, in all arrays."""

    table: Table
    """Columns: ``DOUBT``."""
    truth: Table
    """1 for a word that was read rightly, else 0."""
    confidence: Table
    weight: Table
    document: NDArray[np.str_]
    source: NDArray[np.str_]
    """The set."""

    def chosen(self, rows: Rows) -> Cases:
        return Cases(*(getattr(self, name)[rows] for name in self.__slots__))


def joined(parts: Iterable[Cases]) -> Cases:
    """Return the cases of all parts, one behind the other."""
    listed = list(parts)
    return Cases(*(np.concatenate([getattr(part, name) for part in listed]) for name in Cases.__slots__))


def real_cases(library: Library, data: Path, *, foreign: bool = False) -> Cases:
    """Return the words of all real sets; with ``foreign``, as if their language were unknown."""
    found, share = [], FOREIGN_WEIGHT if foreign else 1.0
    for name in SETS:
        pages = [
            (_foreign(page) if foreign else page, right_by_reference(page.page, data / name, page.name))
            for page in library.pages(data / name / "pages")
        ]
        cases = joined(_cases(page.page, known, name, document_of(page.name)) for page, known in pages)
        share_of_set = min(1.0, MOST_OF_SET / max(1, len(cases.truth)))
        found.append(replace(cases, weight=cases.weight * share * share_of_set))
    return joined(found)


def recorded_cases(data: Path) -> Cases:
    """Return the words of all real sets as another version of the engine, 5.3.0, read them in one pass long ago."""
    found = []
    for name in SETS:
        for path in sorted((data / name / "ocr" / "tesseract-5.3.0").glob("*.tsv")):
            page = parse_tsv(path.read_bytes(), EngineInfo("tesseract", "5.3.0", "eng"))
            known = right_by_reference(page, data / name, path.stem)
            found.append(_cases(page, known, name, document_of(path.stem)))
    return joined(found)


def forged_cases(library: Library, forged: Path, prefix: str) -> Cases:
    """Return the words of the forged sets whose names begin with ``prefix``; each page is a document."""
    pages = library.forged(forged, prefix)
    cases = joined(_cases(page.page, right_on_forged(page), f"forged {prefix}", page.name) for page in pages)
    return replace(cases, weight=cases.weight * FORGED_WEIGHT)


def is_fitted_on(cases: Cases, data: Path) -> Rows:
    """Say of each word whether its document is one to fit on: of each real set every second one, by name."""
    by_set = [sorted({document_of(path.stem) for path in (data / name / "ref").glob("*.txt")}) for name in SETS]
    fitted = {document for documents in by_set for document in documents[1::2]}
    shown = {document for documents in by_set for document in documents[::2]}
    assert not fitted & shown, "a document stands on both sides"
    return np.isin(cases.document, sorted(fitted))


def document_of(page: str) -> str:
    """Return the document of a page by its name: what stands before the number of the page, if there is one.

    >>> document_of("DR-19390404-US_01"), document_of("mss154040052-41"), document_of("Lettre242")
    ('DR-19390404-US', 'mss154040052', 'Lettre242')
    """
    sign = "_" if "_" in page else "-"
    return page.rsplit(sign, 1)[0]


def _foreign(page: Labelled) -> Labelled:
    return replace(page, page=replace(page.page, engine=replace(page.page.engine, languages="und")))


def _cases(page: Page, known: list[bool | None], source: str, document: str) -> Cases:
    chosen = [index for index, each in enumerate(known) if each is not None]
    return Cases(
        doubt_features(page, frame_of(page))[chosen].reshape(-1, len(DOUBT)),
        np.array([float(bool(known[index])) for index in chosen]),
        _confidences(page)[chosen],
        np.ones(len(chosen)),
        np.array([document] * len(chosen), dtype=np.str_),
        np.array([source] * len(chosen), dtype=np.str_),
    )


def _confidences(page: Page) -> Table:
    return np.array([confidence_of(word) for word in page.words], dtype=np.float64)
