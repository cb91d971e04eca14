"""Two imperfect witnesses: is the text that the program makes of them nearer to the truth than either?

    python benchmarks/two_witnesses.py --data DATA [--second SECOND] [--above 0.95] [--no-lexicon]

Errors are planted into the transcripts of each set (0.5, 1 and 2 % of the words, three seeds each), suggestions above
the probability are taken without a person, figures and names left alone, and the result is compared with the
transcript as it was before. Printed: Levenshtein distances to the true text, how many changes made a right place
wrong, and how many of the errors of each kind were mended. The weights in use were fitted on ehri_testimony and
loc_typed; so these two are shown with weights fitted on the other sets, us_despatches with those in use.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fit_suggestions import FIT_ON, LEXICON, SHOW_ON, fit_on, load_page, without_known_errors
from planted_errors import Planted, plant
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_page
from pipeline.corrections.accepting import accept_suggestions
from pipeline.corrections.applying import apply_decisions
from pipeline.corrections.knowledge import Knowledge, combine, learn
from pipeline.corrections.suggesting import suggest
from pipeline.corrections.weights import WEIGHTS
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import raise_flags
from pipeline.model.page import Page
from pipeline.model.transcript import Transcript
from pipeline.transcripts.reading import read_transcript

RATES = (0.005, 0.01, 0.02)
SEEDS = (101, 102, 103)


@dataclass
class Tally:
    """Distances to the true text, summed over pages."""

    words: int = 0
    typed: int = 0
    read: int = 0
    corrected: int = 0
    changes: int = 0
    harmful: int = 0
    """Changes after which the text is further from the truth than before."""
    planted: Counter[str] = field(default_factory=Counter)
    """Errors by kind."""
    mended: Counter[str] = field(default_factory=Counter)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--above", type=float, default=0.95)
    parser.add_argument("--no-lexicon", action="store_true")
    parser.add_argument("--only", metavar="SET", help="show this set alone")
    arguments = parser.parse_args()
    words = {} if arguments.no_lexicon else LEXICON
    in_use = dict(WEIGHTS)
    for name in (*FIT_ON, *SHOW_ON):
        if arguments.only not in (None, name):
            continue
        others = tuple(other for other in (*FIT_ON, *SHOW_ON) if other != name)
        WEIGHTS.update(in_use if name in SHOW_ON else fit_on(arguments.data, arguments.second, others))
        of_set = Tally()
        for rate in RATES:
            tally = Tally(planted=of_set.planted, mended=of_set.mended)
            for seed in SEEDS:
                work_through(arguments.data / name, arguments.second, rate, seed, arguments.above, words, tally)
            print(
                f"{name:15} {rate:.1%}: {tally.words:6} words; distance to the truth: transcript {tally.typed:5}, "
                f"OCR {tally.read:6}, corrected {tally.corrected:5}; {tally.changes:4} changes, {tally.harmful} harmful"
            )
        kinds = (f"{kind} {of_set.mended[kind]} of {count}" for kind, count in sorted(of_set.planted.items()))
        print(f"    mended: {', '.join(kinds)}; {of_set.mended.total()} of {of_set.planted.total()}")


def work_through(
    folder: Path, second: Path | None, rate: float, seed: int, above: float, words: Mapping[str, float], tally: Tally
) -> None:
    pages = list(damaged_pages(folder, second, rate, seed))
    run = learn([transcript.tokens for _, transcript, _, _ in pages], words=words)
    for truth, transcript, page, planted in pages:
        corrected, changes, harmful = correct(truth, transcript, page, run, above)
        tally.words += len(truth.split())
        tally.typed += distance(truth, transcript.text)
        tally.read += distance(truth, page.text)
        tally.corrected += distance(truth, corrected)
        tally.changes += changes
        tally.harmful += harmful
        tally.planted.update(error.kind for error in planted)
        tally.mended.update(error.kind for error in planted if is_mended(error, truth, corrected))


def is_mended(error: Planted, truth: str, corrected: str) -> bool:
    """Say whether the true words of an error's place, with a little around, stand in the corrected text."""
    around = truth[max(0, error.true_start - 25) : error.true_end + 25].split()[1:-1]
    return f" {' '.join(around)} " in f" {' '.join(corrected.split())} "


def damaged_pages(
    folder: Path, second: Path | None, rate: float, seed: int
) -> Iterator[tuple[str, Transcript, Page, tuple[Planted, ...]]]:
    for index, path in enumerate(sorted((folder / "ref").glob("*.txt"))):
        truth = without_known_errors(folder, path.stem, path.read_text(encoding="utf-8-sig"))
        damaged, planted = plant(truth, rate, seed * 1000 + index)
        page = load_page(folder / "ocr" / "tesseract-5.3.0" / f"{path.stem}.tsv", second)
        yield truth, read_transcript(path.name, damaged.encode(), "plain"), page, planted


def correct(truth: str, transcript: Transcript, page: Page, run: Knowledge, above: float) -> tuple[str, int, int]:
    """Return the corrected text, how many changes were made, and how many of them alone did harm."""
    alignment = align_page(transcript.tokens, page)
    differences = find_differences(alignment)
    suggestions = suggest(differences, alignment, combine(run, learn([], [page], differences)))
    flags = raise_flags(Evidence("scan", 1, page, transcript.tokens, alignment, differences, suggestions))
    decisions = accept_suggestions(flags, above)

    def apply(chosen) -> str:  # type: ignore[no-untyped-def]
        return apply_decisions(transcript, flags, chosen, document="page", flagged_sha256=transcript.sha256).text

    before = distance(truth, transcript.text)
    alone = [apply([decision]) for decision in decisions]
    harmful = sum(distance(truth, text) > before for text in alone)
    for decision, text in zip(decisions, alone, strict=True):
        if distance(truth, text) > before:
            flag = next(flag for flag in flags if flag.key == decision.flag)
            print(f"    harmful: {flag.before[-20:]!r} {flag.message}")
    return apply(decisions), len(decisions), harmful


def distance(truth: str, text: str) -> int:
    """Return the Levenshtein distance in characters, white space as one blank."""
    return Levenshtein.distance(" ".join(truth.split()), " ".join(text.split()))


if __name__ == "__main__":
    main()
