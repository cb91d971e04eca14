"""Batches with much that is bad in them, or that changes meanwhile: the rest is done, and little is held in memory."""

from __future__ import annotations

import gc
import getpass
import json
import platform
import shutil
import socket
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import scale
from pipeline.flow import batch
from pipeline.flow.reading import PageReading
from pipeline.flow.shown import Finished
from pipeline.model.flag import Flag
from pipeline.model.page import Page
from pipeline.model.result import DocumentResult, PageResult
from pipeline.model.transcript import Token
from pipeline.reports.summaries import DocumentSummary, Occurrence
from tests.corpus.cases import Case, Stage, Verdict
from tests.corpus.make_corpus import CASES
from tests.faults.forking import run
from tests.faults.workplace import Workplace

TOO_LARGE_TO_COPY = ("three-gigabytes.png", "a-gigabyte-of-nothing.tif")
BAD = tuple(
    case
    for case in CASES
    if case.stage is Stage.SCAN and case.outcome.verdict is not Verdict.ACCEPTED
    if not case.is_heavy and not case.frame and case.name not in TOO_LARGE_TO_COPY
)


def put(case: Case, folder: Path) -> None:
    folder.mkdir()
    case.write(folder)


def test_every_bad_scan_of_the_corpus_is_named_and_every_good_page_is_done(
    new_workplace: Callable[..., Workplace], tmp_path: Path
) -> None:
    workplace = new_workplace(documents=10, pages=4)
    for number, case in enumerate(BAD):
        put(case, workplace.folder / f"scans/bad {number:03}")
    assert len(BAD) > 70
    ended = run(workplace, "--jobs", "2")
    assert ended.code == 3, ended.err
    assert "Traceback" not in ended.err
    found = json.loads(workplace.report()["run.json"])
    compared = [page for one in found["documents"] for page in one["pages"] if page["status"] == "compared"]
    failed = {page["scan"] for one in found["documents"] for page in one["pages"] if page["status"] == "failed"}
    named = failed | {one["path"] for one in found["rejected"]}
    missing = [number for number in range(len(BAD)) if not any(f"bad {number:03}/" in name for name in named)]
    assert not missing, [BAD[number].name for number in missing]
    assert (len(compared), found["scores"]["pages"]) == (40, 40)
    assert sorted(set(workplace.asked())) == list(range(40)), "the engine saw nothing else"


def test_a_scan_that_is_gone_before_its_turn_is_named_and_the_rest_is_done(workplace: Workplace) -> None:
    scan, aside = workplace.folder / "scans/log-001_2.png", workplace.folder / "aside.png"
    table = workplace.folder / f"engine/{workplace.widths[0]}.tsv"
    workplace.obey(0, f"[ -e '{aside}' ] || mv '{scan}' '{aside}'; cat '{table}' >page.tsv")
    ended = run(workplace, "--jobs", "1")
    aside.rename(scan)
    assert ended.code == 3, ended.err
    assert "log-001_2.png: cannot be opened: no such file" in ended.err
    assert run(workplace, "--jobs", "1").code == 0


def test_a_cache_that_is_deleted_during_the_run_costs_nothing_but_itself(workplace: Workplace) -> None:
    assert run(workplace).code == 0
    undisturbed = workplace.report()
    for name in ("cache", "reports"):
        shutil.rmtree(workplace.folder / name)
    for page, width in enumerate(workplace.widths):
        workplace.obey(
            page, f"rm -rf '{workplace.folder}/cache'; cat '{workplace.folder}/engine/{width}.tsv' >page.tsv"
        )
    assert run(workplace).code == 0
    assert workplace.report() == undisturbed


def test_a_report_tells_nothing_of_the_machine_it_was_made_on(workplace: Workplace) -> None:
    folders = (str(workplace.folder / "scans"), str(workplace.folder / "transcripts"))
    assert run(workplace, *folders, "--no-images", sabotage=_name_the_machine).code == 0
    content = b"\n".join(workplace.report().values()).decode()
    for word in (str(workplace.folder), f"{Path.home()}/", f"/{getpass.getuser()}/", HOST):
        assert word not in content, word


HOST = "secretary-of-the-archive"


def _name_the_machine() -> None:
    socket.gethostname = platform.node = lambda: HOST


FOREIGN = "Another letter, about the price of wool in Bradford and the railway\nthat nobody ever built there.\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no text"),
        (" \n\t\n", "holds no text"),
        ("\ufeff", "holds no text"),
        ("**  **\n", "holds no text"),
        (FOREIGN, "does not look like any of its pages"),
    ],
    ids=["empty", "blanks", "byte order mark", "markup", "of another page"],
)
def test_a_transcript_with_which_nothing_can_be_compared_is_named_and_what_was_read_stays(
    workplace: Workplace, content: str, words: str
) -> None:
    typed = workplace.folder / "transcripts/log-001.md"
    before = typed.read_bytes()
    typed.write_text(content, encoding="utf-8")
    for _ in range(2):  # the second run passes it over
        ended = run(workplace)
        assert ended.code == 3
        (warning,) = [line for line in ended.err.splitlines() if line.startswith("warning: ")]
        assert warning.startswith(f"warning: log-001.md: {words}")
        assert "4 of 4 pages read" in ended.err
        assert "Not compared: 2 not found in the transcript." in ended.err
        found = json.loads(workplace.report()["run.json"])
        assert found["scores"]["pages"] == 2
        assert [each["path"] for each in found["rejected"]] == ["log-001.md"]
        assert b"not found in the transcript" in workplace.report()["documents/log-001.html"]
    typed.write_bytes(before)


def test_pages_that_are_not_compared_are_told_by_how_far_they_came(new_workplace: Callable[..., Workplace]) -> None:
    workplace = new_workplace(documents=3, pages=2)
    workplace.obey(0, "exit 1")
    twice, none = (workplace.folder / f"transcripts/log-00{number}.md" for number in (1, 2))
    before = twice.read_bytes()
    twice.write_bytes(before.split(b"\n\n")[0])
    none.rename(workplace.folder / "log-002.md")
    ended = run(workplace)
    assert ended.code == 3
    assert "5 of 6 pages read (0 of them before), 2 compared" in ended.err
    assert "Not compared: 1 failed, 2 no transcript, 1 scanned twice." in ended.err
    index = workplace.report()["index.html"].decode()
    for words in ("1 failed", "2 no transcript", "1 scanned twice"):
        assert f"<small>{words}</small>" in index
    twice.write_bytes(before)
    none.write_bytes((workplace.folder / "log-002.md").read_bytes())


class Counting(scale.Gauge):
    """Counts what is alive of each kind as documents are done."""

    def __init__(self) -> None:
        super().__init__()
        self.most: Counter[str] = Counter()
        self.documents = 0

    def document_done(self, name: str, flags: int) -> None:
        self.documents += 1
        gc.collect()
        self.most |= Counter(type(each).__name__ for each in gc.get_objects())


KINDS = tuple(
    kind.__name__
    for kind in (DocumentSummary, DocumentResult, Finished, Occurrence, PageReading, PageResult, Page, Flag, Token)
)


def test_what_is_held_in_memory_does_not_grow_with_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = []
    for documents in (6, 24):
        folder = tmp_path / str(documents)
        scale.make_archive(folder, 2 * documents, 2)
        monkeypatch.setattr(scale, "Gauge", Counting)
        for name in ("open_reader", "run_bounded"):  # which ``run_once`` replaces
            monkeypatch.setattr(batch, name, getattr(batch, name))
        gauge, *_ = scale.run_once(folder, jobs=2)
        assert isinstance(gauge, Counting)
        assert gauge.documents == documents
        assert gauge.most_in_flight <= 2 * 2
        most.append({kind: gauge.most[kind] for kind in KINDS})
    small, large = most
    assert all(large[kind] <= 1.3 * small[kind] + 3 for kind in KINDS), most
    assert small["PageReading"], "nothing was counted"
