"""What lies in a folder and is no file to be read; single files; folders given twice."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.scans.find import find_documents


def reasons(findings):
    return {rejected.path: rejected.reason for rejected in findings.rejected}


def paths(findings):
    return [[scan.path for scan in document.scans] for document in findings.documents]


@pytest.fixture
def scans(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "letter.jpg").touch()
    return folder


def test_pipes_sockets_and_links_are_left_out_with_their_reason(scans, tmp_path, monkeypatch):
    os.mkfifo(scans / "pipe.png")
    (scans / "link.png").symlink_to(scans / "letter.jpg")
    (scans / "device.png").symlink_to("/dev/zero")
    (scans / "nowhere.png").symlink_to("not there")
    (scans / "folder").symlink_to(tmp_path)
    monkeypatch.chdir(scans)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind("socket.png")
    findings = find_documents(scans, None)
    assert paths(findings) == [["letter.jpg"]]
    found = reasons(findings)
    assert "named pipe" in found.pop("pipe.png")
    assert "socket" in found.pop("socket.png")
    assert all("symbolic link" in reason and "--follow-links" in reason for reason in found.values())
    assert set(found) == {"link.png", "device.png", "nowhere.png", "folder"}


def test_links_that_are_followed_stay_within_the_folder(scans, tmp_path):
    (tmp_path / "secret.png").touch()
    (scans / "inside.png").symlink_to(scans / "letter.jpg")
    (scans / "outside.png").symlink_to(tmp_path / "secret.png")
    (scans / "above").symlink_to(tmp_path)
    (scans / "device.png").symlink_to("/dev/zero")
    (scans / "circle.png").symlink_to("circle.png")
    findings = find_documents(scans, None, follow_links=True)
    assert paths(findings) == [["inside.png"], ["letter.jpg"]]
    found = reasons(findings)
    assert set(found) == {"outside.png", "above", "device.png", "circle.png"}
    assert all("leads out" in found[name] for name in ("outside.png", "above", "device.png"))
    assert findings.documents[0].scans[0].location == str((scans / "letter.jpg").resolve())


def test_folders_that_link_to_each_other_are_read_once(scans):
    (scans / "box").mkdir()
    (scans / "box" / "1.jpg").touch()
    (scans / "box" / "again").symlink_to(scans / "box")
    (scans / "box" / "top").symlink_to(scans)
    findings = find_documents(scans, None, follow_links=True)
    assert paths(findings) == [["box/1.jpg"], ["letter.jpg"]]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list any folder")
def test_a_folder_that_may_not_be_listed_is_named(scans):
    (scans / "closed").mkdir(mode=0)
    assert "cannot be listed" in reasons(find_documents(scans, None))["closed"]


def test_names_that_are_no_utf8_are_read_and_shown_as_bytes(scans):
    (Path(os.fsdecode(os.fsencode(scans) + b"/M\xfcnchen_1.jpg"))).touch()
    document = find_documents(scans, None).documents[1]
    assert document.id == r"M\xfcnchen"
    assert document.scans[0].path == r"M\xfcnchen_1.jpg"
    assert Path(document.scans[0].location).exists()


def test_the_name_of_a_scan_in_messages_is_one_line_and_keeps_its_direction(scans):
    (scans / "a\n\x1b[31m\u202eb.jpg").touch()
    scan = find_documents(scans, None).documents[0].scans[0]
    assert scan.name == r"a\n\x1b[31m\u202eb.jpg"


def test_two_single_files_belong_together_whatever_their_names(scans, tmp_path):
    (tmp_path / "typed.md").touch()
    (tmp_path / "other.md").touch()
    findings = find_documents(scans / "letter.jpg", tmp_path / "typed.md")
    (document,) = findings.documents
    assert (document.id, document.scans[0].path, document.transcripts[0].path) == ("typed", "letter.jpg", "typed.md")
    assert not findings.unpaired_transcripts


def test_a_single_transcript_belongs_to_all_scans_of_the_folder_unless_names_say_otherwise(scans, tmp_path):
    (scans / "back.jpg").touch()
    typed = tmp_path / "typed.md"
    typed.touch()
    (document,) = find_documents(scans, typed).documents
    assert [scan.path for scan in document.scans] == ["back.jpg", "letter.jpg"]
    letter = typed.rename(tmp_path / "letter.md")
    assert paths(find_documents(scans, letter)) == [["back.jpg"], ["letter.jpg"]]


def test_a_single_scan_finds_its_transcript_and_its_page_file(scans, tmp_path):
    transcripts = tmp_path / "transcripts"
    transcripts.mkdir()
    for path in (scans / "other.jpg", scans / "letter.xml", transcripts / "letter.md", transcripts / "other.md"):
        path.touch()
    findings = find_documents(scans / "letter.jpg", transcripts)
    (document,) = findings.documents
    assert [typed.path for typed in document.transcripts] == ["letter.md"]
    assert document.scans[0].page_file == str(scans / "letter.xml")
    assert not findings.unpaired_transcripts


def test_scans_and_transcripts_may_lie_in_one_folder(scans):
    (scans / "letter.md").touch()
    (scans / "letter.tsv").touch()
    findings = find_documents(scans, scans)
    (document,) = findings.documents
    assert [typed.path for typed in document.transcripts] == ["letter.md"]
    assert document.scans[0].page_file == str(scans / "letter.tsv")
    assert not findings.rejected


def test_transcripts_may_lie_in_a_folder_below_the_scans(scans):
    (scans / "typed").mkdir()
    (scans / "typed" / "letter.md").touch()
    findings = find_documents(scans, scans / "typed")
    assert [typed.path for typed in findings.documents[0].transcripts] == ["letter.md"]
    assert not findings.rejected


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="no such"):
        find_documents(tmp_path / "scans", None)


def test_an_empty_folder_has_no_documents(tmp_path):
    assert find_documents(tmp_path, tmp_path).documents == ()


def test_scans_are_paired_in_time_that_grows_with_their_number(tmp_path):
    seconds = {}
    for count in (300, 2_400):
        scans, transcripts = tmp_path / f"{count} scans", tmp_path / f"{count} transcripts"
        scans.mkdir()
        transcripts.mkdir()
        for number in range(count):
            (scans / f"letter {number // 5}_{number % 5}.jpg").touch()
            (transcripts / f"letter {number // 5}_{number % 5}.md").touch()
        seconds[count] = min(_pairing_seconds(scans, transcripts, count // 5) for _ in range(3))
    assert seconds[2_400] < 24 * seconds[300]  # eight times as many; a search through all pairs would take 64 times


def _pairing_seconds(scans, transcripts, documents):
    before = os.times()
    findings = find_documents(scans, transcripts)
    after = os.times()
    assert len(findings.documents) == documents
    return after.user - before.user + after.system - before.system


def test_a_transcript_that_lies_among_the_scans_is_not_left_out_as_no_picture(scans):
    (scans / "letter.md").touch()
    findings = find_documents(scans, scans / "letter.md")
    assert [typed.path for typed in findings.documents[0].transcripts] == ["letter.md"]
    assert not findings.rejected


def test_of_a_folder_for_both_a_single_scan_takes_only_its_transcript(scans):
    for name in ("letter.md", "other.jpg", "other.md", "notes.doc"):
        (scans / name).touch()
    findings = find_documents(scans / "letter.jpg", scans)
    assert paths(findings) == [["letter.jpg"]]
    assert [typed.path for typed in findings.documents[0].transcripts] == ["letter.md"]
    assert not findings.rejected
    assert not findings.unpaired_transcripts


def test_a_single_scan_may_be_given_as_a_link(scans, tmp_path):
    (tmp_path / "shown.jpg").symlink_to(scans / "letter.jpg")
    (document,) = find_documents(tmp_path / "shown.jpg", None).documents
    assert document.scans[0].path == "shown.jpg"
    assert document.scans[0].location == str(scans / "letter.jpg")


def test_a_device_that_is_given_as_a_scan_is_left_out(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    findings = find_documents(tmp_path / "pipe.png", None)
    assert not findings.documents
    assert "named pipe" in reasons(findings)["pipe.png"]
