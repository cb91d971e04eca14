"""Fit the models of ``pipeline/ocr/detectors`` and write their weights.

    python benchmarks/fit_detectors.py --data FOLDER --forged FOLDER [--models foreign struck] [--write]

Fitted on the forged sets under ``--forged`` whose names begin with ``train`` and ``busy_train``, one of the three typed
despatches (DR-19390519-US), and, for struck words, the sets ``strk_train`` and every other page of ehri_testimony,
loc_typed, loc_books and loc_forms. ``benchmarks/detectors.py`` and ``benchmarks/strikes.py`` show
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
from pipeline.ocr.detectors.strikes import PEN, STRUCK, can_be_struck, strike_features
from pipeline.ocr.detectors.weights import FOREIGN_WEIGHTS, STRUCK_WEIGHTS
from pipeline.ocr.detectors.words import FOREIGN, Sight, foreign_features, sight_of

REAL_STRUCK_WEIGHT = 5
"""How often each real page counts where words are struck or not: hardly one of theirs is."""
DESPATCH = "DR-19390519-US"
HARDLY_STRUCK = ("ehri_testimony", "loc_typed", "loc_books", "loc_forms")
"""Sets of real pages of which hardly a word is struck; every other page is fitted on, the rest is shown."""
MEANS = (PEN, "crosses", "dashes")
MODELS = ("foreign", "struck")
WEIGHTS = Path(__file__).parents[1] / "pipeline" / "ocr" / "detectors" / "weights.py"
HEAD = '''"""The weights of the models, as ``benchmarks/fit_detectors.py`` fitted and wrote them. Do not edit by hand.

Fitted on forged pages, one document of typed despatches (DR-19390519-US of us_despatches), and, for struck words, every
other page of ehri_testimony, loc_typed, loc_books and loc_forms, as {engine} read them.
"""

from __future__ import annotations
'''


def main() -> None:
    given = fitting_arguments(__doc__, MODELS)
    library = Library(given.cache)
    forged = [*library.forged(given.forged, "train"), *library.forged(given.forged, "busy_train")]
    despatch = [page for page in library.despatches(given.data) if page.name.startswith(DESPATCH)]
    foreign, struck = FOREIGN_WEIGHTS, STRUCK_WEIGHTS
    if "foreign" in given.models:
        foreign = _fit_foreign([*forged, *despatch])
    if "struck" in given.models:
        strikes = library.forged(given.forged, "strk_train")
        real = [page for name in HARDLY_STRUCK for page in list(library.pages(given.data / name / "pages"))[::2]]
        struck = _fit_struck([*forged, *strikes, *(despatch + real) * REAL_STRUCK_WEIGHT])
    if given.write:
        by_means = "".join(f'    "{means}": {{\n{_lines(weights, 8)}    }},\n' for means, weights in struck.items())
        parts = [
            f"FOREIGN_WEIGHTS: dict[str, float] = {{\n{_lines(foreign, 4)}}}\n",
            f"STRUCK_WEIGHTS: dict[str, dict[str, float]] = {{\n{by_means}}}\n",
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


def _fit_struck(pages: list[Labelled]) -> dict[str, dict[str, float]]:
    """Return the weights of a model for each means: words struck by it beside those not struck at all."""
    table, found = struck_cases(pages)
    means, models = np.array(found), {}
    for each in MEANS:
        chosen = (means == each) | (means == "")
        truth = (means[chosen] == each).astype(np.float64)
        models[each] = fit(table[chosen], truth, STRUCK)
        _tell(f"struck, {each}", STRUCK, table[chosen], truth, models[each])
    return models


def _tell(title: str, names: tuple[str, ...], table: Table, truth: Table, weights: dict[str, float]) -> None:
    score = auroc(probabilities(names, table, weights), truth)
    print(f"{title}: {len(truth)} cases, {int(truth.sum())} of them true, AUROC {score:.4f} on what it was fitted to")


def _lines(weights: dict[str, float], indent: int) -> str:
    return "".join(f'{" " * indent}"{feature}": {value},\n' for feature, value in weights.items())


if __name__ == "__main__":
    main()
