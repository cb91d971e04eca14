"""``documents.csv`` and ``documents.toml``: what they settle, and how their mistakes are named."""

from __future__ import annotations

import pytest

from pipeline.errors import PairingError, UsageError
from pipeline.model.scan import PairingRule
from pipeline.scans.find import find_documents

CSV = {
    "one row for a document": (
        "document,scans,transcript,convention\nLetter,b.jpg;a.jpg,typed.md,markdown\n",
        ("Letter", ["b.jpg", "a.jpg"], [("typed.md", None)], "markdown"),
    ),
    "one row for a scan": (
        "document,scans,transcript\nLetter,b.jpg,typed.md\nLetter,a.jpg,\n",
        ("Letter", ["b.jpg", "a.jpg"], [("typed.md", None)], None),
    ),
    "one row for a scan and its transcript": (
        "document,scans,transcript\nLetter,b.jpg,typed.md\nLetter,a.jpg,other.md\n",
        ("Letter", ["b.jpg", "a.jpg"], [("typed.md", 1), ("other.md", 2)], None),
    ),
    "columns in another order, as a German Excel saves it": (
        '\ufeffconvention;transcript;scans;document\r\n;typed.md;"a.jpg; b.jpg";Letter\r\n\r\n',
        ("Letter", ["a.jpg", "b.jpg"], [("typed.md", None)], None),
    ),
    "without transcript": ("document,scans\nLetter,a.jpg\n", ("Letter", ["a.jpg"], [], None)),
    "a short row": (
        "document,scans,transcript,convention\nLetter,a.jpg\n",
        ("Letter", ["a.jpg"], [], None),
    ),
}

WRONG_CSV = {
    "unknown column": ("document,scans,writer\n", ["line 1", "writer", "convention"]),
    "no column for scans": ("document,transcript\n", ["line 1", "scans"]),
    "empty file": ("document\n", ["line 1", "scans"]),
    "a scan that is not there": ("document,scans\nLetter,c.jpg\n", ["line 2", "c.jpg", "not there"]),
    "a scan outside": ("document,scans\nLetter,../a.jpg\n", ["line 2", "../a.jpg", "not there"]),
    "a transcript that is not there": ("document,scans,transcript\nL,a.jpg,x.md\n", ["line 2", "transcript", "x.md"]),
    "a row too long": ("document,scans\nLetter,a.jpg,typed.md\n", ["line 2", "3 cells"]),
    "no document": ("document,scans\n,a.jpg\n", ["line 2", "document"]),
    "no scans": ("document,scans\nLetter,\n", ["line 2", "no scans"]),
    "an open quote": ('document,scans\nLetter,"a.jpg\n', ["line 2", "table"]),
    "several transcripts for several scans": (
        "document,scans,transcript\nL,a.jpg;b.jpg,typed.md\nL,c_1.jpg,other.md\n",
        ["line 2", "several transcripts"],
    ),
    "not UTF-8": (b"document,scans\nM\xfcnchen,a.jpg\n", ["UTF-8", "byte 16"]),
}

WRONG_TOML = {
    "no TOML": ("documents = [", ["TOML"]),
    "another table": ("[other]\n", ["[[documents]]"]),
    "an unknown key": ('[[documents]]\ndocument = "L"\nscans = ["a.jpg"]\nauthor = "x"\n', ["entry 1", "convention"]),
    "scans that are no list": ('[[documents]]\ndocument = "L"\nscans = "a.jpg"\n', ["entry 1", "list"]),
    "a number": ('[[documents]]\ndocument = 7\nscans = ["a.jpg"]\n', ["entry 1", "no text"]),
    "no document": ('[[documents]]\nscans = ["a.jpg"]\n', ["entry 1", "no document"]),
}


@pytest.fixture
def folders(tmp_path):
    scans, transcripts = tmp_path / "scans", tmp_path / "transcripts"
    scans.mkdir()
    transcripts.mkdir()
    for name in ("a.jpg", "b.jpg", "c_1.jpg"):
        (scans / name).touch()
    for name in ("typed.md", "other.md", "c.md"):
        (transcripts / name).touch()
    return scans, transcripts


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(("content", "expected"), CSV.values(), ids=CSV)
def test_a_document_is_what_the_table_says(content, expected, folders):
    scans, transcripts = folders
    write(scans / "documents.csv", content)
    (letter,) = (one for one in find_documents(scans, transcripts).documents if one.id == "Letter")
    typed = [(one.path, one.page) for one in letter.transcripts]
    assert (letter.id, [scan.path for scan in letter.scans], typed, letter.convention) == expected


def test_the_rules_that_go_by_names_still_see_the_rest(folders):
    scans, transcripts = folders
    write(scans / "documents.csv", "document,scans,transcript\nLetter,a.jpg;b.jpg,typed.md\n")
    found = {one.id: one.rule for one in find_documents(scans, transcripts).documents}
    assert found == {"Letter": PairingRule.LISTED, "c": PairingRule.NUMBERED}


def test_the_table_settles_what_names_would_pair_otherwise(folders):
    scans, transcripts = folders
    (scans / "c").mkdir()
    (scans / "c" / "1.jpg").touch()
    with pytest.raises(PairingError):
        find_documents(scans, transcripts)
    write(scans / "documents.csv", "document,scans,transcript\nc,c_1.jpg;c/1.jpg,c.md\n")
    (document,) = (one for one in find_documents(scans, transcripts).documents if one.transcripts)
    assert [scan.path for scan in document.scans] == ["c_1.jpg", "c/1.jpg"]


def test_toml_says_the_same_as_a_table(folders):
    scans, transcripts = folders
    entry = 'document = "Letter"\nscans = ["b.jpg", "a.jpg"]\ntranscript = "typed.md"\nconvention = "markdown"\n'
    write(scans / "documents.toml", f"[[documents]]\n{entry}")
    by_toml = find_documents(scans, transcripts)
    (scans / "documents.toml").unlink()
    write(scans / "documents.csv", CSV["one row for a document"][0])
    assert find_documents(scans, transcripts) == by_toml


@pytest.mark.parametrize(("content", "words"), WRONG_CSV.values(), ids=WRONG_CSV)
def test_a_mistake_in_the_table_is_named_with_its_line(content, words, folders):
    scans, transcripts = folders
    write(scans / "documents.csv", content)
    with pytest.raises(UsageError) as caught:
        find_documents(scans, transcripts)
    for word in ("documents.csv", *words):
        assert word in str(caught.value)


@pytest.mark.parametrize(("content", "words"), WRONG_TOML.values(), ids=WRONG_TOML)
def test_a_mistake_in_toml_is_named_with_its_entry(content, words, folders):
    scans, transcripts = folders
    write(scans / "documents.toml", content)
    with pytest.raises(UsageError) as caught:
        find_documents(scans, transcripts)
    for word in ("documents.toml", *words):
        assert word in str(caught.value)


def test_a_scan_listed_twice_is_an_error_that_names_both_documents(folders):
    scans, transcripts = folders
    write(scans / "documents.csv", "document,scans\nLetter,a.jpg\nMemo,a.jpg\n")
    with pytest.raises(PairingError, match=r"a\.jpg for Letter and again for Memo"):
        find_documents(scans, transcripts)


def test_both_documents_files_are_an_error(folders):
    scans, transcripts = folders
    write(scans / "documents.csv", "document,scans\nLetter,a.jpg\n")
    write(scans / "documents.toml", '[[documents]]\ndocument = "Letter"\nscans = ["a.jpg"]\n')
    with pytest.raises(PairingError, match=r"documents\.csv and documents\.toml"):
        find_documents(scans, transcripts)
