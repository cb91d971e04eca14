"""Runs over scans in an object store: byte for byte what they would say of a folder, here and on a cluster."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest

from tests.bucket_server import BucketServer, free_port, surroundings
from tests.faults.forking import run
from tests.faults.workplace import Workplace

pytestmark = pytest.mark.slow


InBucket = tuple[Workplace, str]


def test_a_run_over_a_bucket_gives_the_bytes_of_a_run_over_a_folder(in_bucket: InBucket) -> None:
    there, address = in_bucket
    ended = run(there, f"{address}/scans", f"{address}/transcripts", "--jobs", "2")
    assert ended.code == 0, ended.err
    assert sorted(there.asked()) == list(range(6))
    of_bucket = there.report()
    assert there.strays() == []
    again = run(there, f"{address}/scans", f"{address}/transcripts")
    assert (again.code, there.asked(), there.report()) == (0, [], of_bucket)
    assert run(there, "scans", "transcripts", "--out", "local").code == 0
    assert there.asked() == [], "the cache knows them by their content"
    named = {name: content.replace(f"{address}/".encode(), b"") for name, content in of_bucket.items()}
    assert named == there.report("local")


def test_scans_in_a_bucket_go_with_transcripts_at_home(in_bucket: InBucket) -> None:
    there, address = in_bucket
    ended = run(there, f"{address}/scans", "transcripts")
    assert ended.code == 0, ended.err
    assert "6 compared" in ended.err + ended.out


def test_a_bad_object_is_named_and_the_rest_is_done(in_bucket: InBucket, store: BucketServer) -> None:
    there, address = in_bucket
    folder = address.removeprefix("s3://archive/")
    store.put(f"{folder}/scans/log-000_1.png", b"no picture")
    store.put(f"{folder}/scans/log-001_1.png", b"")
    store.put(f"{folder}/scans/x::y.png", b"x")
    ended = run(there, f"{address}/scans", f"{address}/transcripts")
    assert ended.code == 3, ended.err
    assert sorted(there.asked()) == [1, 3, 4, 5]
    for told in ("log-000_1.png: is no picture", "log-001_1.png: is empty", "x::y.png: its name"):
        assert told in ended.err


def test_a_store_that_is_gone_in_the_middle_costs_its_pages_only(in_bucket: InBucket) -> None:
    there, address = in_bucket
    ended = run(there, f"{address}/scans", f"{address}/transcripts", "--jobs", "1", sabotage=_lose_the_store)
    assert ended.code == 3, ended.err
    assert "the store cannot be reached" in ended.err
    assert "Traceback" not in ended.err
    assert run(there, f"{address}/scans", f"{address}/transcripts").code == 0


def _lose_the_store() -> None:
    """From the twentieth question on nobody answers."""
    from pipeline.buckets import objects

    address, find, asked = f"http://127.0.0.1:{free_port()}", objects._file_system, []

    def lost() -> Any:
        asked.append(1)
        found = find()
        if len(asked) < 20:
            return found
        return type(found)(skip_instance_cache=True, endpoint_url=address, config_kwargs=objects._PATIENCE)

    objects._file_system = lost


@pytest.mark.parametrize(("option", "advice"), [("--out", "another --out"), ("--cache", "another --cache")])
def test_nothing_is_written_to_a_bucket(in_bucket: InBucket, option: str, advice: str) -> None:
    there, address = in_bucket
    ended = run(there, f"{address}/scans", option, "s3://archive/reports")
    assert (ended.code, len(ended.errors)) == (2, 1)
    assert advice in ended.errors[0]
    assert not (there.folder / "s3:").exists()


def test_without_the_extra_a_run_says_what_to_type(in_bucket: InBucket) -> None:
    there, address = in_bucket
    ended = run(there, f"{address}/scans", sabotage=_without_the_extra)
    assert (ended.code, len(ended.errors)) == (7, 1)
    assert 'pip install "corrigenda[s3]"' in ended.errors[0]
    assert not (there.folder / "reports").exists()


def _without_the_extra() -> None:
    sys.modules["upath"] = None  # type: ignore[assignment]


def test_a_store_that_does_not_answer_is_wrong_usage(workplace: Workplace) -> None:
    ended = run(replace(workplace, environment=surroundings(free_port())), "s3://archive/scans")
    assert (ended.code, len(ended.errors)) == (2, 1)
    assert "cannot be reached" in ended.errors[0]
