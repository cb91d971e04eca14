from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError, NoInputError, PairingError, UsageError
from pipeline.flow.score_json import describe_folders, describe_score
from pipeline.flow.scoring import ScoreOptions, score_files, score_folders
from pipeline.model.counts import Cause

ALTO = """<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page WIDTH="900" HEIGHT="90"><PrintSpace>
<TextBlock ID="b"><TextLine ID="l" HPOS="1" VPOS="1" WIDTH="800" HEIGHT="20">
<String CONTENT="The" HPOS="1" VPOS="1" WIDTH="50" HEIGHT="20"/><SP/>
<String CONTENT="Ernbassy" HPOS="60" VPOS="1" WIDTH="90" HEIGHT="20"/><SP/>
<String CONTENT="in" HPOS="160" VPOS="1" WIDTH="50" HEIGHT="20"/><SP/>
<String CONTENT="Sofia" HPOS="220" VPOS="1" WIDTH="50" HEIGHT="20"/>
</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
HOCR = """<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class="ocr_page" title="bbox 0 0 900 90"><span class="ocr_line" title="bbox 1 1 800 20">
<span class="ocrx_word" title="bbox 1 1 50 20; x_wconf 90">The</span>
<span class="ocrx_word" title="bbox 60 1 150 20; x_wconf 90">Ernbassy</span>
<span class="ocrx_word" title="bbox 160 1 210 20; x_wconf 90">in</span>
<span class="ocrx_word" title="bbox 220 1 270 20; x_wconf 90">Sofia</span></span></div></body></html>"""
TSV = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" + "".join(
    f"{level}\t1\t{int(level > 1)}\t{int(level > 2)}\t{int(level > 3)}\t{word}\t1\t1\t50\t20\t{confidence}\t{text}\n"
    for level, word, confidence, text in [
        (1, 0, -1, ""),
        (2, 0, -1, ""),
        (3, 0, -1, ""),
        (4, 0, -1, ""),
        (5, 1, 96, "The"),
        (5, 2, 40, "Ernbassy"),
        (5, 3, 96, "in"),
        (5, 4, 96, "Sofia"),
    ]
)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("o.txt", "The Ernbassy in Sofia\n"), ("o.xml", ALTO), ("o.hocr", HOCR), ("o.tsv", TSV)],
    ids=["text", "ALTO", "hOCR", "TSV"],
)
def test_whatever_the_ocr_is_kept_in_the_figures_are_the_same(tmp_path, name, content):
    reference = write(tmp_path / "r.md", "The **Embassy** in\nSofia\n")
    score = score_files(reference, write(tmp_path / name, content), ScoreOptions())
    assert score.counts is not None
    assert dict(score.counts.causes) == {Cause.RECOGNITION: 2, Cause.LINE_LAYOUT: 1, Cause.MARK: 4}
    tallies = dict(score.tallies)
    assert (tallies["characters"].errors, tallies["characters"].length) == (7, 24)
    assert (tallies["recognition"].errors, tallies["recognition"].length) == (2, 17)
    assert (tallies["recognition_words"].errors, tallies["recognition_words"].length) == (1, 4)


def test_a_reference_may_be_a_page_file_itself(tmp_path):
    score = score_files(write(tmp_path / "r.xml", ALTO), write(tmp_path / "o.tsv", TSV), ScoreOptions())
    assert dict(score.tallies)["characters"].errors == 0


def test_a_text_against_itself_has_no_errors_whatever_its_white_space(tmp_path):
    path = write(tmp_path / "r.md", "\ufeff\r\n The  Embassy\r\n\r\n\tin **Sofia** \\_\\_ [unclear]\f~~x~~\r\n")
    for metrics in ("corrigenda", "dinglehopper-0.11", "jiwer-4"):
        score = score_files(path, path, ScoreOptions(metrics, "plain"))
        assert dict(score.tallies)["characters"].errors == 0, metrics


def test_other_metrics_are_taken_of_the_files_as_they_are(tmp_path):
    reference, ocr = write(tmp_path / "r.md", "**Top**  secret\n"), write(tmp_path / "o.txt", "Top secret\n")
    score = score_files(reference, ocr, ScoreOptions("dinglehopper-0.11"))
    assert (dict(score.tallies)["characters"].errors, dict(score.tallies)["characters"].length) == (5, 15)
    assert score.counts is None


BROKEN = {
    "cut XML": ("o.xml", ALTO[:300]),
    "other XML": ("o.xml", "<note>The Embassy</note>"),
    "entities": ("o.xml", '<!DOCTYPE alto [<!ENTITY a "b">]>' + ALTO),
    "cut TSV": ("o.tsv", TSV[:-20]),
    "no table": ("o.tsv", "The Embassy in Sofia"),
    "no text": ("o.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
    "damaged UTF-8": ("o.txt", "naïve café".encode() + b"\xc3"),
}


@pytest.mark.parametrize(("name", "content"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_an_error_that_names_it_and_never_a_score(tmp_path, name, content):
    reference = write(tmp_path / "r.txt", "The Embassy in Sofia")
    broken = write(tmp_path / name, content)
    for metrics in ("corrigenda", "dinglehopper-0.11"):
        with pytest.raises(InputError) as caught:
            score_files(reference, broken, ScoreOptions(metrics))
        assert name in caught.value.where


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    reference, ocr = tmp_path / "ref", tmp_path / "ocr"
    for name, right, read in (
        ("a/01.gt", "The Embassy in Sofia", "The Ernbassy in Sofia"),
        ("02", "Belgrade, April 4", "Belgrade, April 4"),
        ("03", "Bucharest", "Bucharest"),
        ("04", "", "noise"),
    ):
        write(reference / f"{name}.txt", right)
        write(ocr / f"{name.removesuffix('.gt')}.txt", read)
    return reference, ocr


def test_files_of_two_folders_are_paired_by_name_and_added_up(folders):
    score = score_folders(*folders, ScoreOptions())
    assert [each.name for each in score.scores] == ["02", "03", "04", "a/01"]
    summary = dict(score.summaries)["characters"]
    assert (summary.micro.errors, summary.micro.length) == (7, 46)
    assert summary.undefined == ("04",)
    assert summary.perfect == 2
    assert score.counts is not None
    assert score.counts.pages == 4
    assert score.failures == ()


def test_one_bad_file_does_not_stop_the_rest(folders):
    reference, ocr = folders
    write(ocr / "03.txt", b"\x00\x01")
    write(reference / "05.txt", "never read")
    write(ocr / "06.txt", "of nothing")
    write(ocr / ".hidden.txt", "hidden")
    write(ocr / "photo.jpg", b"\xff\xd8")
    score = score_folders(reference, ocr, ScoreOptions())
    assert [each.name for each in score.scores] == ["02", "04", "a/01"]
    assert [failure.name for failure in score.failures] == ["03", "05", "06"]
    assert dict(score.summaries)["words"].unmeasured == ("03", "05")


def test_two_files_for_one_page_are_refused_unless_one_kind_is_chosen(folders):
    reference, ocr = folders
    write(ocr / "02.tsv", TSV)
    with pytest.raises(PairingError, match=r"02\.tsv and 02\.txt"):
        score_folders(reference, ocr, ScoreOptions())
    assert len(score_folders(reference, ocr, ScoreOptions(ocr_suffix=".txt")).scores) == 4


def test_folders_without_a_common_name_are_no_input(tmp_path, folders):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoInputError):
        score_folders(folders[0], tmp_path / "empty", ScoreOptions())


def test_unknown_metrics_and_conventions_are_wrong_usage(tmp_path):
    path = write(tmp_path / "r.txt", "text")
    for options in (ScoreOptions(metrics="cer"), ScoreOptions(convention="mine")):
        with pytest.raises(UsageError):
            score_files(path, path, options)


def test_the_document_keeps_the_promise_of_its_schema(tmp_path, folders):
    options = ScoreOptions()
    single = describe_score(score_files(folders[0] / "02.txt", folders[1] / "02.txt", options), options)
    assert single["schema"] == "corrigenda.score/1"
    assert single["characters"] == {"errors": 0, "length": 17, "rate": 0.0, "exact": True}
    assert set(single) >= {"metrics", "words", "causes", "provenance"}
    folder = describe_folders(score_folders(*folders, options), options)
    assert [file["name"] for file in folder["files"]] == ["02", "03", "04", "a/01"]
    assert sum(folder["causes"].values()) == folder["characters"]["errors"]
    assert folder["files"][2]["characters"] == {"errors": 5, "length": 0, "rate": None, "exact": True}


def test_tei_is_a_transcript_when_the_convention_says_so(tmp_path):
    reference = write(tmp_path / "r.xml", "<TEI><text><body><p>The <hi>Embassy</hi></p></body></text></TEI>")
    score = score_files(reference, write(tmp_path / "o.txt", "The Embassy"), ScoreOptions(convention="tei"))
    assert dict(score.tallies)["recognition"].errors == 0
    assert dict(score.tallies)["recognition"].length == 10
