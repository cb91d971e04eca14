"""Fits the weights of the clues on planted errors in real pages, and shows them on other real pages.

    python benchmarks/second_readings.py --data DATA --out SECOND
    python benchmarks/fit_suggestions.py --data DATA --second SECOND [--write]

DATA holds ``ehri_testimony`` and ``loc_typed`` (fitted on) and ``us_despatches`` (shown on), each with ``ref/`` and
``ocr/tesseract-5.3.0/``. SECOND holds a TSV per page with another reading of it. Errors are planted into one word in a
hundred, with sixteen seeds; half of the rounds see the second reading, half the lexicon, a quarter both. The figures
printed for fitted pages come from leaving each page out in turn; so does the choice of how strongly weights are pulled
towards zero. ``--write`` writes the weights unless, on the pages shown, they are worse than those in use.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from logistic import auroc
from planted_errors import Planted, plant

from pipeline.alignment.aligning import align_page
from pipeline.corrections.calibrating import Outcome, reliability
from pipeline.corrections.case import Case
from pipeline.corrections.clues import clues_for
from pipeline.corrections.knowledge import Knowledge, learn
from pipeline.corrections.layout import lay_out
from pipeline.corrections.suggesting import UNDECIDABLE
from pipeline.corrections.weights import WEIGHTS
from pipeline.differences.finding import find_differences
from pipeline.flow.lexicons import load_lexicon, name_lexicon
from pipeline.model.alignment import Alignment
from pipeline.model.correction import ReliabilityRow
from pipeline.model.difference import Difference
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Reading, Region, Word
from pipeline.ocr.tsv import parse_tsv
from pipeline.text.normalization import as_typed
from pipeline.transcripts.reading import read_transcript

FIT_ON = ("ehri_testimony", "loc_typed")
SHOW_ON = ("us_despatches",)
RATE = 0.01
SEEDS = range(16)
RIDGES = (3.0, 1.0, 0.3)
"""Strength of the pull of every weight (not the bias) towards zero; of these the best on pages left out."""
TOLERANCE = 0.001
"""Log loss by which a family of new weights may be worse than the one in use: what rounding the weights can do."""
ENGINE = EngineInfo("tesseract", "5.3.0", "eng")
LEXICON = load_lexicon("eng")
FAMILIES = ("reading", "missing", "extra")
Weights = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Sample:
    """One case: its page and family, its answers to the clues (1 for the bias first), and what is true of it."""

    page: str
    family: str
    answers: tuple[float, ...]
    is_wrong: bool
    """Whether an error was planted there that the OCR's reading would mend."""
    difference: Difference


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--write", action="store_true", help="write pipeline/corrections/weights.py")
    arguments = parser.parse_args()
    fitted = samples(arguments.data, arguments.second, FIT_ON)
    shown = samples(arguments.data, arguments.second, SHOW_ON)
    weights: Weights = {}
    outcomes: list[Outcome] = []
    is_worse = False
    for family in FAMILIES:
        mine = [sample for sample in fitted if sample.family == family]
        theirs = [sample for sample in shown if sample.family == family]
        pull, left_out = choose_pull(mine)
        names, found = fit(mine, pull)
        print(f"\n{family}: {len(mine)} cases, {sum(sample.is_wrong for sample in mine)} of them wrong; pull {pull}")
        for name, weight in zip(names, found, strict=True):
            print(f"  {name:36} {weight:7.2f}")
        weights[family] = as_table(names, found)
        before = [chance(np.array([WEIGHTS[family].get(name, 0.0) for name in names]), sample) for sample in theirs]
        after = [chance(found, sample) for sample in theirs]
        describe("left out", left_out, mine)
        describe(f"{' '.join(SHOW_ON)}, weights in use", before, theirs)
        describe(f"{' '.join(SHOW_ON)}, new weights", after, theirs)
        outcomes += (Outcome(said, sample.is_wrong) for said, sample in zip(after, theirs, strict=True))
        is_worse |= log_loss(after, theirs) > log_loss(before, theirs) + TOLERANCE
    if arguments.write and is_worse:
        sys.exit("Not written: on the pages shown a family of the new weights is worse than those in use.")
    if arguments.write:
        write(weights, outcomes)


def fit_on(data: Path, second: Path | None, sets: tuple[str, ...]) -> Weights:
    """Return the weights of all families as fitted on these sets."""
    cases = samples(data, second, sets)
    weights: Weights = {}
    for family in FAMILIES:
        mine = [sample for sample in cases if sample.family == family]
        weights[family] = as_table(*fit(mine, choose_pull(mine)[0]))
    return weights


def choose_pull(cases: list[Sample]) -> tuple[float, list[float]]:
    """Return which of ``RIDGES`` is the best on pages left out, and the chances that it gives these."""
    left_out = {pull: leave_one_out(cases, pull) for pull in RIDGES}
    pull = min(RIDGES, key=lambda pull: log_loss(left_out[pull], cases))
    return pull, left_out[pull]


def as_table(names: list[str], weights: np.ndarray) -> dict[str, float]:
    return dict(zip(names, (round(float(weight), 3) for weight in weights), strict=True))


def samples(data: Path, second: Path | None, sets: tuple[str, ...]) -> list[Sample]:
    return [
        sample
        for name in sets
        for seed in SEEDS
        for sample in _of_round(data / name, second if seed % 2 else None, LEXICON if seed // 2 % 2 else {}, seed)
    ]


def _of_round(folder: Path, second: Path | None, words: Mapping[str, float], seed: int) -> list[Sample]:
    pages = []
    for path in sorted((folder / "ref").glob("*.txt")):
        truth = without_known_errors(folder, path.stem, path.read_text(encoding="utf-8-sig"))
        damaged, planted = plant(truth, RATE, seed * 1000 + len(pages))
        page = load_page(folder / "ocr" / "tesseract-5.3.0" / f"{path.stem}.tsv", second)
        tokens = read_transcript(path.name, damaged.encode(), "plain").tokens
        alignment = align_page(tokens, page)
        pages.append((path.stem, truth, damaged, planted, page, tokens, alignment, find_differences(alignment)))
    knowledge = learn(
        [tokens for *_, tokens, _, _ in pages],
        [page for *_, page, _, _, _ in pages],
        [difference for *_, differences in pages for difference in differences],
        words,
    )
    found = []
    for stem, truth, damaged, planted, _, _, alignment, differences in pages:
        found += _of_page(stem, truth, damaged, planted, alignment, differences, knowledge)
    return found


def _of_page(
    stem: str,
    truth: str,
    damaged: str,
    planted: tuple[Planted, ...],
    alignment: Alignment,
    differences: tuple[Difference, ...],
    knowledge: Knowledge,
) -> list[Sample]:
    layout = lay_out(alignment)
    found = []
    for difference in differences:
        if difference.kind in UNDECIDABLE:
            continue
        case = Case(difference, alignment, layout, knowledge)
        family, clues = clues_for(difference)
        is_wrong = is_restored_by_ocr(difference, alignment, truth, damaged, planted)
        found.append(Sample(stem, family, (1.0, *(clue(case) for clue in clues)), is_wrong, difference))
    return found


def is_restored_by_ocr(
    difference: Difference, alignment: Alignment, truth: str, damaged: str, planted: tuple[Planted, ...]
) -> bool:
    """Say whether errors were planted right there, and are gone once the OCR's reading is put in."""
    ocr = difference.ocr
    start, end = _place_of(difference, alignment, len(damaged))
    touched = [
        error
        for error in planted
        if (error.start < end and start < error.end) or start <= error.start == error.end <= end
    ]
    if not touched:
        return False
    first, last = touched[0], touched[-1]
    space = " " if not ocr or start == end else ""
    restored = damaged[min(start, first.start) : start] + space + ocr + space + damaged[end : max(end, last.end)]
    right = damaged[start : first.start] + truth[first.true_start : last.true_end] + damaged[last.end : end]
    return as_typed(restored).split() == as_typed(right).split()


def _place_of(difference: Difference, alignment: Alignment, length: int) -> tuple[int, int]:
    """Return its place in the damaged file; for text that the transcript lacks, from one token to the next."""
    tokens = [token for pair in difference.pairs for token in pair.tokens]
    if tokens:
        return tokens[0].start, tokens[-1].end
    witness, place = alignment.reference, difference.pairs[0].reference.start
    before = [unit.end for index, unit in enumerate(witness.units) if witness.span(index).end <= place]
    start = before[-1] if before else 0
    return start, next((unit.start for unit in witness.units if unit.start >= start), length)


def without_known_errors(folder: Path, page: str, text: str) -> str:
    """Return a page's reference with the errors corrected that were found in it.

    To those listed with the pages come the ones in ``found_since.tsv``: suggestions looked up on the image.
    """
    for row in _rows(folder / "reference_errors.tsv", page):
        context = re.compile(r"\s+".join(map(re.escape, row["reference_context"].split())))
        text = context.sub(lambda match, row=row: _mended(match.group(), row), text)  # type: ignore[misc]
    for row in _rows(Path(__file__).with_name("found_since.tsv"), page):
        text = re.sub(r"\s+".join(map(re.escape, row["reference_has"].split())), row["page_has"], text)
    return text


def _rows(path: Path, page: str) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t") if row["page"] == page]


def _mended(context: str, row: dict[str, str]) -> str:
    """Put what the page says for the wrong word; of several such words the one in the middle is meant."""
    wrong = re.finditer(rf"(?<!\w){re.escape(row['reference_says'])}(?!\w)", context)
    match = min(wrong, key=lambda match: abs(match.start() + match.end() - len(context)))
    return context[: match.start()] + row["page_says"] + context[match.end() :]


def load_page(path: Path, second: Path | None) -> Page:
    """Return the recorded page, each word with what the second reading has at its place."""
    page = parse_tsv(path.read_bytes(), ENGINE)
    if second is None:
        return page
    other = parse_tsv((second / path.name).read_bytes(), ENGINE)
    return with_second_readings(page, other)


def with_second_readings(page: Page, other: Page) -> Page:
    """Return ``page`` with the words of ``other`` (read at another size) beside its own, by their boxes."""
    scale = page.width / other.width
    boxes = [
        (
            word.text,
            Box(*(round(side * scale) for side in (word.box.left, word.box.top, word.box.right, word.box.bottom))),
        )
        for word in other.words
        if word.box
    ]
    regions = [
        Region(tuple(Line(tuple(_reread(word, boxes) for word in line.words), line.box) for line in region.lines), None)
        for region in page.regions
    ]
    return replace(page, regions=tuple(regions))


def _reread(word: Word, boxes: list[tuple[str, Box]]) -> Word:
    """Return the word with what the other reading has where it stands."""
    if word.box is None:
        return word
    middle = (word.box.top + word.box.bottom) / 2
    beside = []
    for text, box in boxes:
        shared = min(box.right, word.box.right) - max(box.left, word.box.left)
        if box.top < middle < box.bottom and shared > 0.5 * min(box.width, word.box.width):
            beside.append(text)
    return replace(word, readings=(Reading(" ".join(beside), "second", None),))


def fit(cases: list[Sample], pull: float) -> tuple[list[str], np.ndarray]:
    """Return the names and weights of a logistic regression with a ridge, by Newton's method."""
    clues = ["bias", *(clue.__name__ for clue in clues_for(cases[0].difference)[1])]
    answers = np.array([case.answers for case in cases])
    wrong = np.array([case.is_wrong for case in cases], dtype=float)
    ridge = np.diag([1e-6] + [pull] * (len(clues) - 1))
    weights = np.zeros(len(clues))
    for _ in range(50):
        chances = 1 / (1 + np.exp(-answers @ weights))
        gradient = answers.T @ (wrong - chances) - ridge @ weights
        curvature = (answers * (chances * (1 - chances))[:, None]).T @ answers + ridge
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return clues, weights


def leave_one_out(cases: list[Sample], pull: float) -> list[float]:
    pages = sorted({case.page for case in cases})
    chances = dict.fromkeys(range(len(cases)), 0.0)
    for page in pages:
        _, weights = fit([case for case in cases if case.page != page], pull)
        chances |= {index: chance(weights, case) for index, case in enumerate(cases) if case.page == page}
    return list(chances.values())


def chance(weights: np.ndarray, case: Sample) -> float:
    return float(1 / (1 + np.exp(-np.dot(weights, case.answers))))


def log_loss(chances: Sequence[float], cases: Sequence[Sample]) -> float:
    """Return the mean surprise at what is true, in nats: the smaller the better."""
    sure = np.clip(np.array(chances), 1e-6, 1 - 1e-6)
    wrong = np.array([case.is_wrong for case in cases])
    return float(-np.log(np.where(wrong, sure, 1 - sure)).mean()) if len(cases) else 0.0


def describe(title: str, chances: list[float], cases: list[Sample]) -> None:
    """Print how well the chances tell wrong from right, and how well they are calibrated."""
    wrong = np.array([case.is_wrong for case in cases])
    if not wrong.any() or wrong.all():
        print(f"  {title}: {len(cases)} cases, nothing to tell apart")
        return
    score, loss = auroc(np.array(chances), wrong), log_loss(chances, cases)
    print(f"  {title}: {len(cases)} cases, {wrong.sum()} wrong, AUROC {score:.3f}, log loss {loss:.4f}")
    for row in reliability([Outcome(said, case.is_wrong) for said, case in zip(chances, cases, strict=True)]):
        if row.count:
            print(f"    {row.low:.2f}–{row.high:.2f}: {row.count:5} cases, said {row.said:.3f}, wrong {row.right:.3f}")


def write(weights: Weights, outcomes: list[Outcome]) -> None:
    """Write the weights, and how they did on the pages shown, as the module that the program uses."""
    path = Path(__file__).parents[1] / "pipeline" / "corrections" / "weights.py"
    lines = [
        '"""The weights of the clues, as ``benchmarks/fit_suggestions.py`` fitted and wrote them.',
        "",
        f"Fitted on {' and '.join(FIT_ON)} as Tesseract 5.3.0 read them, with errors",
        f"planted into {RATE:.0%} of the words of their transcripts, with and without a second reading",
        f"and a lexicon ({name_lexicon('eng')}). Do not edit by hand.",
        '"""',
        "",
        "from pipeline.model.correction import ReliabilityRow",
        "",
        "WEIGHTS: dict[str, dict[str, float]] = {",
    ]
    for family, table in weights.items():
        lines += [f'    "{family}": {{', *(f'        "{name}": {weight},' for name, weight in table.items()), "    },"]
    lines += [
        "}",
        "",
        "RELIABILITY = (",
        *(f"    {_rounded(row)!r}," for row in reliability(outcomes) if row.count),
        ")",
        f'"""Of the OCR\'s readings of {" and ".join(SHOW_ON)}, not fitted on: what was said, how many were right."""',
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def _rounded(row: ReliabilityRow) -> ReliabilityRow:
    return replace(row, said=round(row.said or 0, 3), right=round(row.right or 0, 3))


if __name__ == "__main__":
    main()
