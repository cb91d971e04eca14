"""The memo in ``scans/`` and ``transcripts/`` is what the generator makes, and shows what it is there to show."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.forge.sample import NAME, sample_files

REPOSITORY = Path(__file__).parents[1]
TRANSCRIPT = f"transcripts/{NAME}.md"
SCANS = tuple(f"scans/{NAME}_{number}.jpg" for number in (1, 2, 3))


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return sample_files()


@pytest.fixture(scope="module")
def text() -> str:
    return (REPOSITORY / TRANSCRIPT).read_text(encoding="utf-8")


def test_transcript_and_truth_on_disk_are_what_the_generator_makes(made: dict[str, bytes]) -> None:
    for name in made.keys() - set(SCANS):
        assert (REPOSITORY / name).read_bytes() == made[name], f"{name}: run python -m tests.forge sample"


@pytest.mark.parametrize("name", SCANS)
def test_scans_on_disk_show_what_the_generator_makes(made: dict[str, bytes], name: str) -> None:
    # Another build of Pillow may encode the same picture in other bytes, so the pixels are compared.
    on_disk, again = (Image.open(io.BytesIO(file)) for file in ((REPOSITORY / name).read_bytes(), made[name]))
    assert on_disk.size == again.size
    difference = np.abs(np.asarray(on_disk, np.int16) - np.asarray(again, np.int16))
    assert difference.mean() < 1


def test_the_folders_hold_nothing_but_the_sample(made: dict[str, bytes]) -> None:
    on_disk = {
        f"{folder}/{path.name}" for folder in ("scans", "transcripts") for path in (REPOSITORY / folder).iterdir()
    }
    assert on_disk == {TRANSCRIPT, *SCANS}


def test_the_sample_is_small_enough_to_be_cloned(made: dict[str, bytes]) -> None:
    sizes = [len(made[name]) for name in SCANS]
    assert max(sizes) < 500_000
    assert sum(sizes) < 1_500_000


HABITS = {
    "unclear": r"\[unclear\]",
    "struck word in a sentence": r"with ~~some~~ great",
    "struck classification mark": r"~~CONFIDENTIAL~~",
    "escaped blanks": r"(\\_){4,}",
    "bold heading": r"\*\*Conversation\.\*\*",
    "hard line break": r"  \n\S",
    "initials in mid-sentence": r"drain the\n\n\[unclear\]  M\.T\.\n\nchamber",
    "note in mid-sentence": r"in two\n\nsee 2114\n\nlots",
    "stamp among typed lines": r"\n\nRECEIVED  \nHARBOR BOARD  \n1944 OCT \[unclear\] PM 2 40\n\n",
    "divided word joined": r"had intended, and",
}


@pytest.mark.parametrize("habit", HABITS)
def test_the_transcript_shows_the_habit(habit: str, text: str) -> None:
    assert re.search(HABITS[habit], text)


def test_the_transcript_has_no_page_breaks_and_no_page_numbers(text: str) -> None:
    assert "\f" not in text
    assert not re.search(r"-[23]-", text)


def test_the_planted_errors_are_in_the_transcript_and_not_on_the_page(text: str) -> None:
    truth = json.loads((REPOSITORY / "tests/forge/sample" / f"{NAME}.json").read_text(encoding="utf-8"))
    assert {slip["kind"] for slip in truth["slips"]} == {"figure", "name", "skipped", "doubled", "swapped"}
    for slip in truth["slips"]:
        page = json.loads((REPOSITORY / f"tests/forge/sample/{NAME}_{slip['page']}.json").read_text(encoding="utf-8"))
        (word,) = (word for word in page["words"] if word["id"] in slip["words"])
        assert text[slip["start"] : slip["end"]] == slip["reference_says"]
        assert word["text"] == slip["page_says"] != slip["reference_says"]
        assert word["box"] == slip["box"]
