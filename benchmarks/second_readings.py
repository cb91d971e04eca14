"""Makes the second readings that ``fit_suggestions.py``, ``two_witnesses.py`` and ``flag_queue.py`` take.

    python benchmarks/second_readings.py --data DATA --out SECOND

Each page is cleaned and halved, as a run does with doubtful pages, and read by the Tesseract that a run would use. A
page whose reading lies in SECOND already is not read again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.images.opening import open_scan
from pipeline.images.picture import grey_picture
from pipeline.images.preparation import cleaned
from pipeline.model.scan import ScanSource
from pipeline.ocr.lookup import find_tesseract
from pipeline.ocr.passes import has_large_letters
from pipeline.ocr.tesseract import TesseractSettings, open_tesseract
from pipeline.ocr.tsv import to_tsv

SETS = ("ehri_testimony", "loc_typed", "us_despatches")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    engine = open_tesseract(find_tesseract(None, "eng"), TesseractSettings())
    for path in sorted(page for name in SETS for page in (given.data / name / "pages").iterdir()):
        written = given.out / f"{path.stem}.tsv"
        if not written.exists():
            picture = grey_picture(open_scan(ScanSource(path.name, str(path))))
            page = engine.read(cleaned(picture, halve=has_large_letters(picture)))
            written.write_bytes(to_tsv(page))
            print(path.stem, len(page.words), "words", flush=True)


if __name__ == "__main__":
    main()
