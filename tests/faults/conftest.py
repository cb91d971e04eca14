"""Small archives for runs that are made to fail; whatever happens to a run, its inputs must stay as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bucket_server import BucketServer, serve_bucket
from tests.faults.workplace import Workplace, make_workplace


@pytest.fixture
def new_workplace(tmp_path: Path) -> Iterator[Callable[..., Workplace]]:
    """Return a function that makes an archive of so many documents and pages; fails the test if one was changed."""
    made: list[tuple[Workplace, dict[str, str]]] = []

    def make(documents: int = 2, pages: int = 2) -> Workplace:
        workplace = make_workplace(tmp_path / f"archive {len(made)}", documents, pages)
        made.append((workplace, workplace.inputs()))
        return workplace

    yield make
    for workplace, before in made:
        assert set(before.values()) <= set(workplace.inputs().values())  # tests may rename them


@pytest.fixture
def workplace(new_workplace: Callable[..., Workplace]) -> Workplace:
    """Return an archive of two documents of two pages each."""
    return new_workplace()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BucketServer]:
    """Serve a bucket for the tests of a module."""
    with serve_bucket(tmp_path_factory.mktemp("store")) as server:
        yield server


@pytest.fixture
def in_bucket(
    new_workplace: Callable[..., Workplace], store: BucketServer, request: pytest.FixtureRequest
) -> tuple[Workplace, str]:
    """Return an archive of three documents of two pages each, and the address of a bucket's folder with the same."""
    workplace = replace(new_workplace(documents=3, pages=2), environment=store.environment)
    for kind in ("scans", "transcripts"):
        for path in (workplace.folder / kind).iterdir():
            store.put(f"{request.node.name}/{kind}/{path.name}", path.read_bytes())
    return workplace, f"s3://archive/{request.node.name}"
