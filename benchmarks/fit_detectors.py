"""Fit the models of ``pipeline/ocr/detectors`` and write their weights.

    python benchmarks/fit_detectors.py --data FOLDER --forged FOLDER [--write]

Fitted on the forged sets under ``--forged`` whose names begin with ``train`` and ``busy_train``, one of the three typed
despatches (DR-19390519-US), and every other page of ehri_testimony and loc_typed. ``benchmarks/detectors.py`` shows
what the models are worth on the rest; ``benchmarks/fit_kinds.py`` fits what tells the kinds of unread ink,
``benchmarks/fit_doubt.py`` what tells which words were read rightly.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from labelled import Labelled, Library, fitting_arguments, is_body, struck_means
from logistic import Table, auroc, fit

from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.strikes import STRUCK, can_be_struck, strike_features
from pipeline.ocr.detectors.words import FOREIGN, Sight, foreign_features, sight_of

REAL_STRUCK_WEIGHT = 5
"""How often each real page counts where words are struck or not: hardly one of theirs is."""
DESPATCH = "DR-19390519-US"
WEIGHTS = Path(__file__).parents[1] / "pipeline" / "ocr" / "detectors" / "weights.py"
HEAD = '''"""The weights of the models, as ``benchmarks/fit_detectors.py`` fitted and wrote them. Do not edit by hand.

Fitted on forged pages, one document of typed despatches (DR-19390519-US of us_despatches), and every other page of
ehri_testimony and loc_typed, as {engine} read them.
"""

from __future__ import annotations
'''


def main() -> None:
    given = fitting_arguments(__doc__)
    library = Library(given.cache)
    forged = [*library.forged(given.forged, "train"), *library.forged(given.forged, "busy_train")]
    strikes = list(library.forged(given.forged, "strk_train"))
    despatch = [page for page in library.despatches(given.data) if page.name.startswith(DESPATCH)]

    foreign = _fit_foreign([*forged, *despatch])
    typed = [
        page
        for name in ("ehri_testimony", "loc_typed")
        for page in list(library.pages(given.data / name / "pages"))[::2]
    ]
    struck = _fit_struck([*forged, *strikes, *(despatch + typed) * REAL_STRUCK_WEIGHT])
    if given.write:
        parts = [
            _as_code("FOREIGN_WEIGHTS", foreign),
            _as_code("STRUCK_WEIGHTS", struck),
        ]
        WEIGHTS.write_text(HEAD.format(engine=library.reads_with) + "\n" + "\n".join(parts), encoding="utf-8")


def seen(page: Labelled) -> Sight:
    """Return a page with its frame and its ink."""
    return sight_of(page.page, page.picture, page.chroma)


def foreign_cases(pages: Iterable[Labelled]) -> tuple[Table, Table]:
    """Return the features of all words of which it is known whether they are body, and 1 for those that are not."""
    tables, truths = [], []
    for page in pages:
        known = [is_body(word, page) for word in page.page.words]
        chosen = [index for index, each in enumerate(known) if each is not None]
        tables.append(foreign_features(seen(page))[chosen])
        truths += [float(not known[index]) for index in chosen]
    return np.concatenate(tables), np.array(truths)


def struck_cases(pages: Iterable[Labelled]) -> tuple[Table, list[str]]:
    """Return the features of the words that may be struck, and by what means they are ("" for none).

    On real pages hardly a word is: all of theirs count as not struck.
    """
    tables, means = [], []
    for page in pages:
        sight = seen(page)
        chosen = [index for index, word in enumerate(page.page.words) if can_be_struck(word, sight)]
        tables.append(strike_features(sight, page.picture)[chosen])
        means += [struck_means(page.page.words[index], page) for index in chosen]
    return np.concatenate(tables), means


def _fit_foreign(pages: list[Labelled]) -> dict[str, float]:
    table, truth = foreign_cases(pages)
    weights = fit(table, truth, FOREIGN)
    _tell("foreign", FOREIGN, table, truth, weights)
    return weights


def _fit_struck(pages: list[Labelled]) -> dict[str, float]:
    table, means = struck_cases(pages)
    truth = np.array([float(bool(each)) for each in means])
    weights = fit(table, truth, STRUCK)
    _tell("struck", STRUCK, table, truth, weights)
    return weights


def _tell(title: str, names: tuple[str, ...], table: Table, truth: Table, weights: dict[str, float]) -> None:
    score = auroc(probabilities(names, table, weights), truth)
    print(f"{title}: {len(truth)} cases, {int(truth.sum())} of them true, AUROC {score:.4f} on what it was fitted to")


def _as_code(name: str, weights: dict[str, float]) -> str:
    lines = "".join(f'    "{feature}": {value},\n' for feature, value in weights.items())
    return f"{name}: dict[str, float] = {{\n{lines}}}\n"


if __name__ == "__main__":
    main()
