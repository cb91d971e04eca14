"""The main job, as a clerk or a script runs it, with the real engine."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.cli.calling import call

pytestmark = pytest.mark.engine

DOCUMENT = "kettle_narrows_memo"


@pytest.fixture
def found(sample: Path) -> dict[str, Any]:
    """Return the sample's ``run.json``."""
    document = json.loads((sample / "reports/run.json").read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def test_json_on_standard_output_is_run_json_and_nothing_else(sample: Path) -> None:
    assert (sample / "stdout.json").read_bytes() == (sample / "reports/run.json").read_bytes()
    assert (sample / "stderr.txt").read_text(encoding="utf-8") == ""


def test_every_page_of_the_sample_is_compared_with_its_own_stretch(found: dict[str, Any], sample: Path) -> None:
    (document,) = found["documents"]
    assert (document["id"], document["convention"], document["unplaced"]) == (DOCUMENT, "markdown", [])
    assert [page["status"] for page in document["pages"]] == ["compared"] * 3
    text = (sample / "transcripts" / f"{DOCUMENT}.md").read_text(encoding="utf-8")
    begins = [text[page["spans"][0]["start"] :][:24] for page in document["pages"]]
    assert begins[1].startswith("chamber he would need")
    assert begins[2].startswith("Mr. Tolliver, who found")


def test_causes_add_up_to_the_raw_distance_and_rates_have_denominators(found: dict[str, Any]) -> None:
    for scores in (found["scores"], *(page["scores"] for page in found["documents"][0]["pages"])):
        characters = scores["characters"]
        assert sum(scores["causes"].values()) == characters["errors"]
        assert characters["rate"] == pytest.approx(characters["errors"] / characters["length"], abs=1e-6)


def test_flags_are_sorted_and_say_where_they_are(found: dict[str, Any], sample: Path) -> None:
    flags = found["documents"][0]["flags"]
    text = (sample / "transcripts" / f"{DOCUMENT}.md").read_text(encoding="utf-8")
    assert [flag["priority"] for flag in flags] == sorted((flag["priority"] for flag in flags), reverse=True)
    assert len({flag["key"] for flag in flags}) == len(flags)
    for flag in flags:
        reading = flag["reference"]
        if reading:
            assert _letters(text[reading["start"] : reading["end"]]) == _letters(reading["text"]), flag


def _letters(text: str) -> str:
    """Return what is left without markup, escapes and the kind of white space."""
    return " ".join(re.sub(r"[*~\\\\]", "", text).split())


def test_every_planted_slip_is_flagged(found: dict[str, Any], repository: Path) -> None:
    truth = json.loads((repository / "tests/forge/sample" / f"{DOCUMENT}.json").read_text(encoding="utf-8"))
    flags = found["documents"][0]["flags"]
    assert truth["slips"]
    missed = [slip for slip in truth["slips"] if not any(_is_about(flag, slip) for flag in flags)]
    assert missed == []


def _is_about(flag: dict[str, Any], slip: dict[str, Any]) -> bool:
    """Say whether a flag is at the place of a slip: in the transcript, or (a skipped word) on the scan."""
    reference, ocr = flag["reference"], flag["ocr"]
    if reference and reference["start"] < slip["end"] and slip["start"] < reference["end"]:
        return True
    if not ocr or not ocr["box"] or flag["page"] != slip["page"]:
        return False
    left, top, right, bottom = ocr["box"]
    other = slip["box"]
    return bool(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom)


def test_a_second_run_reads_no_page_again_and_gives_the_same_bytes(workplace: Path) -> None:
    def report() -> dict[str, bytes]:
        files = [
            path for path in (workplace / "reports").rglob("*") if path.is_file() and ".corrigenda" not in path.parts
        ]
        return {str(path.relative_to(workplace)): path.read_bytes() for path in sorted(files)}

    before = report()
    ended = call("run", cwd=workplace, PATH=os.environ["PATH"])
    assert ended.code == 0
    assert "(3 of them before)" in ended.err
    assert report() == before


def test_one_bad_scan_is_named_and_the_rest_goes_on(workplace: Path) -> None:
    whole = (workplace / "scans" / f"{DOCUMENT}_2.jpg").read_bytes()
    (workplace / "scans" / f"{DOCUMENT}_2.jpg").write_bytes(whole[: len(whole) // 2])
    ended = call("run", "--json", cwd=workplace)
    assert ended.code == 3
    assert f"{DOCUMENT}_2.jpg" in ended.err
    statuses = [page["status"] for page in ended.json["documents"][0]["pages"]]
    assert statuses == ["compared", "failed", "compared"]
    assert ended.json["scores"]["pages"] == 2
    assert call("run", "--strict", cwd=workplace).code == 4


def test_a_transcript_that_cannot_be_decoded_is_named_and_its_scans_are_still_read(workplace: Path) -> None:
    (workplace / "transcripts" / f"{DOCUMENT}.md").write_bytes(b"Colonel \xff\xfe\x00 Ostrander \x81")
    ended = call("run", "--json", cwd=workplace)
    assert ended.code == 3
    assert f"{DOCUMENT}.md" in ended.err
    assert {page["status"] for page in ended.json["documents"][0]["pages"]} == {"no transcript"}


def test_scans_alone_are_read_without_a_reference(workplace: Path) -> None:
    ended = call("run", "scans", "--json", cwd=workplace)
    assert ended.code == 0
    (document,) = ended.json["documents"]
    assert document["transcript"] is None
    assert {page["status"] for page in document["pages"]} == {"no transcript"}
    assert ended.json["scores"]["characters"]["rate"] is None


def test_an_empty_folder_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "transcripts").mkdir()
    ended = call("run", cwd=tmp_path)
    assert ended.code == 4
    assert ended.err == "error: scans: there is no page to read. No report was written.\n"
    assert [path.name for path in (tmp_path / "reports").iterdir() if not path.name.startswith(".")] == ["run.json"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["no-such-folder"], 2, "no-such-folder"),
        (["scans", "transcripts", "--out", "scans/report"], 2, "--out"),
        (["--jobs", "0"], 2, "jobs"),
        (["--convention", "no-such-convention"], 2, "no-such-convention"),
        (["--lang", "xyz"], 7, "xyz"),
        (["--lang", "eng; rm -rf"], 2, "languages"),
        (["--tesseract", "/no/such/tesseract"], 7, "/no/such/tesseract"),
        (["--out", "transcripts.md/report"], 5, "--out"),
        (["--no-such-option"], 2, "--no-such-option"),
        (["--config", "absent.toml"], 2, "absent.toml"),
    ],
)
def test_what_cannot_work_ends_with_its_code_and_one_line(
    workplace: Path, arguments: list[str], code: int, words: str
) -> None:
    (workplace / "transcripts.md").write_text("a file where a folder is needed", encoding="utf-8")
    ended = call("run", *arguments, cwd=workplace)
    assert ended.code == code, ended.err
    lines = [line for line in ended.err.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1
    assert words in lines[0]
    assert "Traceback" not in ended.err


def test_a_folder_that_another_run_holds_is_left_alone(workplace: Path) -> None:
    with (workplace / "reports/.corrigenda/lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = call("run", cwd=workplace)
    assert ended.code == 6


def test_an_accuracy_gate_ends_with_code_1(workplace: Path) -> None:
    assert call("run", "--max-cer", "0.0001", cwd=workplace).code == 1
    assert call("run", "--max-cer", "0.9", cwd=workplace).code == 0


def test_settings_from_a_file_and_the_environment_are_heard(workplace: Path) -> None:
    (workplace / "my.toml").write_text('out = "elsewhere"\nimages = false\n', encoding="utf-8")
    assert call("run", "--config", "my.toml", cwd=workplace).code == 0
    assert (workplace / "elsewhere/index.html").exists()
    assert call("run", cwd=workplace, CORRIGENDA_RUN_OUT="by-environment").code == 0
    assert (workplace / "by-environment/index.html").exists()


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_an_interrupted_run_ends_quickly_and_leaves_no_engine_behind(
    tmp_path: Path, repository: Path, signum: int, code: int
) -> None:
    shutil.copytree(repository / "scans", tmp_path / "scans")
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        [Path(sys.executable).with_name("corrigenda"), "run", "scans"],
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not any(tmp_path.glob("corrigenda-page-*/pid")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(signum)
    asked = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert (process.returncode, time.monotonic() - asked < 4) == (code, True), said
    assert "the same command goes on" in said
    assert not list(tmp_path.glob("corrigenda-page-*"))
    assert call("run", "scans", cwd=tmp_path, TMPDIR=str(tmp_path)).code == 0


def test_a_page_turned_by_exif_has_its_boxes_where_the_words_lie_on_disk(workplace: Path) -> None:
    (workplace / "turned").mkdir()
    with Image.open(workplace / "scans" / f"{DOCUMENT}_1.jpg") as image:
        turned = image.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[0x0112] = 6  # turn by 90 degrees clockwise to stand upright
        turned.save(workplace / "turned/turned.jpg", quality=95, exif=exif, dpi=(200, 200))
    ended = call("run", "turned", "--out", "turned-report", "--json", cwd=workplace)
    (page,) = ended.json["documents"][0]["pages"]
    assert (page["width"], page["height"]) == turned.size
    boxes = [flag["ocr"]["box"] for flag in ended.json["documents"][0]["flags"] if flag["ocr"] and flag["ocr"]["box"]]
    assert boxes
    tall = sum(bottom - top > right - left for left, top, right, bottom in boxes)
    assert tall > len(boxes) / 2  # lines run from the bottom up on the stored picture
