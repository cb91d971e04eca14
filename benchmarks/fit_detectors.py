"""Fit the models of ``pipeline/ocr/detectors`` and write their weights.

    python benchmarks/fit_detectors.py --data FOLDER --forged FOLDER [--write]

Fitted on the forged sets under ``--forged`` whose names begin with ``train``, one of the three typed despatches
(DR-19390519-US), and every other page of ehri_testimony and loc_typed. ``benchmarks/detectors.py`` shows what the
models are worth on the rest; ``benchmarks/fit_doubt.py`` fits the model that tells which words were read rightly.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from labelled import Labelled, Library, is_body, struck_means
from logistic import Table, auroc, fit

from pipeline.model.page import InkKind
from pipeline.ocr.detectors.groups import Group, explaining, find_groups, unexplained
from pipeline.ocr.detectors.kinds import GROUP, KINDS, group_features
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

from pipeline.model.page import InkKind
'''
TRUE_KINDS = {
    "stamp": InkKind.STAMP,
    "file_number": InkKind.STAMP,
    "form": InkKind.STAMP,
    "handwriting": InkKind.HAND,
    "signature": InkKind.HAND,
    "initials": InkKind.HAND,
    "print": InkKind.PRINT,
    "letterhead": InkKind.PRINT,
    "seal": InkKind.PRINT,
    "body": InkKind.BODY,
    "typed_header": InkKind.BODY,
    "file-number": InkKind.BODY,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path, required=True)
    parser.add_argument("--cache")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    library = Library(given.cache)
    forged = list(library.forged(given.forged, "train"))
    strikes = list(library.forged(given.forged, "strk_train"))
    despatch = [page for page in library.despatches(given.data) if page.name.startswith(DESPATCH)]

    foreign = _fit_foreign([*forged, *despatch])
    kinds = _fit_kinds([*forged, *(page for page in despatch if page.groups)], foreign)
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
            "KIND_WEIGHTS: dict[InkKind, dict[str, float]] = {\n"
            + "".join(f"    InkKind.{kind.name}: {_as_dict(weights, 4)},\n" for kind, weights in kinds.items())
            + "}\n",
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


def _fit_kinds(pages: list[Labelled], foreign: dict[str, float]) -> dict[InkKind, dict[str, float]]:
    tables, truths = [], []
    for page in pages:
        sight = seen(page)
        chances = probabilities(FOREIGN, foreign_features(sight), foreign)
        explains = explaining(page.page.words, chances)
        groups = find_groups(sight, unexplained(sight, explains), explains)
        tables.append(group_features(sight, groups))
        truths += [_kinds_in(group, page, sight.ink.factor) for group in groups]
    table = np.concatenate(tables)
    weights = {}
    for kind in KINDS:
        truth = np.array([float(kind in kinds) for kinds in truths])
        weights[kind] = fit(table, truth, GROUP)
        _tell(kind.value, GROUP, table, truth, weights[kind])
    return weights


def _kinds_in(group: Group, page: Labelled, factor: int) -> set[InkKind]:
    """Return the kinds of which something lies in a group with at least 30 % of its box, and with some ink."""
    pieces, found = group.pieces, set()
    for truth in page.truths if page.is_forged else (*page.truths, *page.groups):
        box, kind = truth.box, TRUE_KINDS.get(truth.kind)
        least = box.area if page.is_forged else min(box.area, group.box.area)
        has_ink = (pieces.left * factor < box.right) & (pieces.right * factor > box.left)
        has_ink &= (pieces.top * factor < box.bottom) & (pieces.bottom * factor > box.top)
        if kind and group.box.overlap(box) >= 0.3 * least and has_ink.any():
            found.add(kind)
    return found


def _tell(title: str, names: tuple[str, ...], table: Table, truth: Table, weights: dict[str, float]) -> None:
    score = auroc(probabilities(names, table, weights), truth)
    print(f"{title}: {len(truth)} cases, {int(truth.sum())} of them true, AUROC {score:.4f} on what it was fitted to")


def _as_code(name: str, weights: dict[str, float]) -> str:
    return f"{name}: dict[str, float] = {_as_dict(weights, 0)}\n"


def _as_dict(weights: dict[str, float], indent: int) -> str:
    space = " " * indent
    return "{\n" + "".join(f'{space}    "{name}": {value},\n' for name, value in weights.items()) + space + "}"


if __name__ == "__main__":
    main()
