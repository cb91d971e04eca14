"""What a run found is kept, comes back equal, and is not believed when it is not whole."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import BusyError, DamagedStateError, NoInputError, OutputError
from pipeline.model.result import DocumentResult, RunResult
from pipeline.store.run_json import to_run_json
from pipeline.store.runs import STATE, RunFolder, RunSummary, load_run, open_run


def save(path: Path, run: RunResult) -> RunFolder:
    with open_run(path, "corrigenda run") as folder:
        for document in run.documents:
            folder.save_document(document, "inputs")
        ids = tuple(document.id for document in run.documents)
        folder.finish(RunSummary(run.provenance, ids, run.rejected, run.unpaired_transcripts))
    return folder


def test_a_run_comes_back_equal_and_its_run_json_is_that_of_the_run(tmp_path: Path, run: RunResult) -> None:
    save(tmp_path, run)
    assert load_run(tmp_path) == run
    assert (tmp_path / "run.json").read_bytes() == to_run_json(run)


def test_a_document_is_done_for_the_inputs_it_was_made_from(tmp_path: Path, run: RunResult) -> None:
    folder = save(tmp_path, run)
    assert folder.is_done("letter", "inputs")
    assert not folder.is_done("letter", "others")
    assert not folder.is_done("another", "inputs")


@pytest.mark.parametrize("length", [0, 10, -1], ids=["empty", "torn", "cut"])
@pytest.mark.parametrize("kind", ["json", "result"])
def test_a_document_that_is_not_whole_is_not_done(tmp_path: Path, run: RunResult, kind: str, length: int) -> None:
    folder = save(tmp_path, run)
    (kept,) = (tmp_path / STATE / "documents").glob(f"letter-*.{kind}")
    kept.write_bytes(kept.read_bytes()[:length])
    assert not folder.is_done("letter", "inputs")


def test_a_damaged_run_is_named_with_what_to_type(tmp_path: Path, run: RunResult) -> None:
    save(tmp_path, run)
    for path in sorted((tmp_path / STATE).rglob("*.*")):
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        if path.suffix != ".json":  # the parts of run.json are not needed for loading
            with pytest.raises(DamagedStateError, match="corrigenda run"):
                load_run(tmp_path)
        path.write_bytes(whole)
    assert load_run(tmp_path) == run


def test_the_run_of_a_newer_version_is_left_alone(tmp_path: Path, run: RunResult) -> None:
    save(tmp_path, run)
    state = tmp_path / STATE / "run.state"
    newer = state.read_bytes().replace(b"corrigenda.state/1", b"corrigenda.state/2")
    state.write_bytes(newer)
    with pytest.raises(DamagedStateError, match="newer"):
        load_run(tmp_path)
    with pytest.raises(DamagedStateError, match="newer"), open_run(tmp_path, "corrigenda run"):
        pass
    assert state.read_bytes() == newer


def test_a_folder_without_a_run_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="corrigenda run"):
        load_run(tmp_path)


def test_documents_of_names_that_differ_only_in_case_or_form_are_kept_apart(
    tmp_path: Path, document: DocumentResult
) -> None:
    names = ("a", "A", "\u00e9", "e\u0301", "a/b", "a b", "..", "x" * 300)
    with open_run(tmp_path, "") as folder:
        for name in names:
            folder.save_document(replace(document, id=name), "inputs")
    assert [folder.load_document(name).id for name in names] == list(names)


def test_a_second_run_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with (
        open_run(tmp_path, "corrigenda run 'box 1'"),
        pytest.raises(BusyError, match=rf"corrigenda run 'box 1'.*process {os.getpid()}"),
        open_run(tmp_path, "another"),
    ):
        pass
    with open_run(tmp_path, "after it"):
        pass


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError), open_run(tmp_path / "file", ""):
        pass


def test_a_file_system_without_locks_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("pipeline.store.lock.fcntl.flock", refuse)
    with pytest.raises(OutputError, match=r"cannot lock files.*local disk"), open_run(tmp_path, ""):
        pass


HOLDER = """
import sys, time
from pathlib import Path
from pipeline.store.runs import open_run
with open_run(Path(sys.argv[1]), "corrigenda run"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_run_that_was_killed_holds_nothing_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        stray = tmp_path / ".run.json.1-1.tmp"
        stray.write_bytes(b"half")
        with pytest.raises(BusyError), open_run(tmp_path, ""):
            pass
        assert stray.exists()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with open_run(tmp_path, ""):
        assert not stray.exists()


SAVER = textwrap.dedent("""
import sys
from dataclasses import replace
from pathlib import Path
from conftest import PROVENANCE, a_document
from pipeline.store.runs import RunSummary, open_run
with open_run(Path(sys.argv[1]), "corrigenda run") as folder:
    print("go", flush=True)
    for n in range(100000):
        name = f"d{n % 7}"
        folder.save_document(a_document(name), "inputs")
        folder.finish(RunSummary(PROVENANCE, (name,)))
""")


@pytest.mark.slow
def test_killed_at_any_moment_every_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    for round_number in range(8):
        command = [sys.executable, "-c", SAVER, tmp_path]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as saver:
            assert saver.stdout is not None
            saver.stdout.readline()
            time.sleep(0.02 + 0.037 * round_number)
            saver.kill()
        with open_run(tmp_path, "") as folder:
            strays = list(tmp_path.rglob("*.tmp"))
            kept = [f"d{n}" for n in range(7) if folder.is_done(f"d{n}", "inputs")]
            assert strays == []
            for name in kept:
                assert folder.load_document(name).id == name
        if (tmp_path / "run.json").exists():
            assert json.loads((tmp_path / "run.json").read_bytes())["documents"][0]["id"][0] == "d"
    assert kept
