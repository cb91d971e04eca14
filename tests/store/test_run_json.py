"""run.json has the shape that the contract promises, and the same values give the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace

from pipeline.model.counts import Counts, Tally
from pipeline.model.result import DocumentResult, RunResult
from pipeline.store.run_json import InputFolders, run_json_pieces, scores, to_run_json, to_run_part


def test_a_run_has_the_promised_shape(run: RunResult) -> None:
    written = json.loads(to_run_json(run))
    assert written["schema"] == "corrigenda.run/1"
    assert written["status"] == "complete"
    assert list(written["provenance"]) == [
        *("program", "python", "tesseract", "language_data", "settings", "unicode", "libraries", "metrics")
    ]
    assert [document["id"] for document in written["documents"]] == ["letter", "memo \u00e9"]
    assert written["rejected"] == [{"path": "x.png", "reason": "is empty"}]
    assert written["unpaired_transcripts"] == ["transcripts/alone.md"]
    assert written["scores"]["characters"] == {"errors": 2, "length": 14, "rate": 0.142857, "exact": True}


def test_a_document_has_its_pages_what_lies_on_none_and_its_scores(document: DocumentResult) -> None:
    written = json.loads(to_run_part(document).text)
    assert (written["transcript"], written["transcript_sha256"]) == ("transcripts/letter.md", "e" * 64)
    assert written["unplaced"] == [{"start": 8, "end": 12, "text": "note"}]
    compared, failed = written["pages"]
    assert compared["spans"] == [{"start": 0, "end": 7}]
    assert (compared["width"], compared["height"], compared["status"], compared["problem"]) == (
        800,
        600,
        "compared",
        None,
    )
    assert (failed["number"], failed["frame"], failed["status"], failed["problem"]) == (
        2,
        2,
        "failed",
        "cannot be read",
    )
    assert failed["scores"] is None
    assert failed["scan_sha256"] is None


def test_the_flag_to_look_at_first_stands_first(document: DocumentResult) -> None:
    first, second = json.loads(to_run_part(document).text)["flags"]
    assert (first["key"], second["key"]) == ("first", "minor")
    assert {name: first[name] for name in ("page", "reason", "severity", "priority", "reference", "ocr")} == {
        "page": 1,
        "reason": "substitution",
        "severity": "major",
        "priority": 0.93,
        "reference": {"text": "decison", "start": 0, "end": 7},
        "ocr": {"text": "decision", "confidence": 0.967185, "box": [10, 20, 90, 40]},
    }
    assert first["suggestion"] == {"text": "decision", "from": "ocr", "probability": 0.97, "why": ""}


def test_sides_that_say_nothing_are_null(document: DocumentResult) -> None:
    flag = replace(document.flags[0], page=None, reference=None, ocr=None, suggestion=None)
    (written,) = json.loads(to_run_part(replace(document, flags=(flag,))).text)["flags"]
    assert [written[name] for name in ("page", "reference", "ocr", "suggestion")] == [None] * 4


def test_a_document_of_several_transcripts_names_them_all(document: DocumentResult) -> None:
    several = replace(document, transcripts=("a.md", "b.md"), transcript_sha256=("1", "2"))
    written = json.loads(to_run_part(several).text)
    assert written["transcript"] is None
    assert written["transcripts"] == [{"path": "a.md", "sha256": "1"}, {"path": "b.md", "sha256": "2"}]


def test_where_there_is_nothing_to_divide_by_the_rate_is_null() -> None:
    assert scores(Counts())["characters"] == {"errors": 0, "length": 0, "rate": None, "exact": True}
    assert scores(Counts(words=Tally(3, 2)))["words"] == {"errors": 3, "length": 2, "rate": 1.5, "exact": True}


def test_the_same_run_gives_the_same_bytes(run: RunResult) -> None:
    assert to_run_json(run) == to_run_json(replace(run))
    shuffled = tuple(replace(each, flags=tuple(reversed(each.flags))) for each in run.documents)
    assert to_run_json(replace(run, documents=shuffled)) == to_run_json(run)


def test_documents_are_drawn_one_at_a_time(run: RunResult) -> None:
    drawn = []

    def parts() -> object:
        for document in run.documents:
            drawn.append(document.id)
            yield to_run_part(document)

    pieces = run_json_pieces(run.provenance, parts(), is_complete=False)  # type: ignore[arg-type]
    begun = b""
    while b'"id"' not in begun:
        begun += next(pieces)
    assert drawn == ["letter"]
    assert json.loads(begun + b"".join(pieces))["status"] == "interrupted"


def test_paths_begin_with_the_folders_as_they_were_named(run: RunResult) -> None:
    document = run.documents[0]
    page = replace(document.pages[0], transcript="letter.md")
    bare = replace(document, transcripts=("letter.md",), pages=(page, document.pages[1]))
    named = replace(run, documents=(bare,), unpaired_transcripts=("alone.md",))
    written = json.loads(to_run_json(named, InputFolders("box 1/scans/", "transcripts")))
    (first,) = written["documents"]
    assert first["transcript"] == first["pages"][0]["transcript"] == "transcripts/letter.md"
    assert [each["scan"] for each in first["pages"]] == ["box 1/scans/letter_01.tif", "box 1/scans/letter.tif"]
    assert first["pages"][1]["transcript"] is None
    assert written["unpaired_transcripts"] == ["transcripts/alone.md"]


def test_a_run_without_documents_is_written(run: RunResult) -> None:
    written = json.loads(to_run_json(replace(run, documents=())))
    assert written["documents"] == []
    assert written["scores"]["characters"]["rate"] is None
