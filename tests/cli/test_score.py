from __future__ import annotations

import pytest

from tests.cli.calling import call


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "r.txt").write_text("The Embassy in Sofia\n", encoding="utf-8")
    (tmp_path / "o.txt").write_text("The Ernbassy in Sofia\n", encoding="utf-8")
    return tmp_path


def test_two_files_are_scored_with_numerator_and_denominator(texts):
    ended = call("score", "r.txt", "o.txt", cwd=texts)
    assert ended.code == 0
    assert "10.00%  (2 of 20)" in ended.out
    assert "recognition 2" in ended.out
    assert ended.err == ""


def test_json_is_one_document_and_nothing_else(texts):
    ended = call("score", "r.txt", "o.txt", "--metrics", "dinglehopper-0.11", "--json", cwd=texts)
    assert ended.json["characters"] == {"errors": 2, "length": 20, "rate": 0.1, "exact": True}
    assert ended.json["metrics"] == "dinglehopper-0.11"
    assert "causes" not in ended.json


def test_the_gate_answers_with_the_exit_code(texts):
    assert call("score", "r.txt", "o.txt", "--gate", "0.2", cwd=texts).code == 0
    below = call("score", "r.txt", "o.txt", "--gate", "0.05", cwd=texts)
    assert below.code == 1
    assert "above 5.00%" in below.err


def test_a_gate_is_not_passed_by_what_cannot_be_measured(texts):
    (texts / "r.txt").write_text("", encoding="utf-8")
    ended = call("score", "r.txt", "o.txt", "--gate", "0.05", cwd=texts)
    assert ended.code == 1
    assert "undefined" in ended.err


def test_a_folder_with_a_bad_file_ends_with_3_and_names_it(texts):
    for side, content in (("ref", b"Sofia"), ("ocr", b"Sofia")):
        (texts / side).mkdir()
        (texts / side / "1.txt").write_bytes(content)
        (texts / side / "2.txt").write_bytes(b"\x00" if side == "ocr" else content)
    ended = call("score", "ref", "ocr", "--json", cwd=texts)
    assert ended.code == 3
    assert "2.txt" in ended.err
    assert [file["name"] for file in ended.json["files"]] == ["1"]
    assert ended.json["failed"][0]["name"] == "2"


def test_a_file_against_a_folder_is_wrong_usage(texts):
    (texts / "ocr").mkdir()
    assert call("score", "r.txt", "ocr", cwd=texts).code == 2
    assert call("score", "r.txt", "nowhere.txt", cwd=texts).code == 2


def test_a_broken_file_alone_is_no_input(texts):
    (texts / "o.xml").write_text("<alto><Layout>", encoding="utf-8")
    ended = call("score", "r.txt", "o.xml", cwd=texts)
    assert ended.code == 4
    assert "o.xml" in ended.err
    assert "Traceback" not in ended.err
    assert ended.out == ""
