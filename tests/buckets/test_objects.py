"""Objects are listed in order and opened whole, within limits; whatever is wrong is said in one line."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.buckets import copies, objects
from pipeline.buckets.objects import list_objects, open_object
from pipeline.buckets.pieces import PIECE_BYTES, Pieces
from pipeline.errors import InputError, UsageError
from pipeline.images.counting import PageCount, count_pages
from tests.bucket_server import LISTED_AT_ONCE, BucketServer, free_port, refuse_everything, serve_bucket, surroundings
from tests.corpus.pdfs import pdf
from tests.corpus.pictures import grey_tags, tiff, tiff_page

pytestmark = [
    pytest.mark.slow,
    # Of the libraries below: sockets that their loop closes only when it is collected.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BucketServer]:
    with serve_bucket(tmp_path_factory.mktemp("store")) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        yield server


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let nobody remember the store that was asked before."""
    for name, value in surroundings(free_port()).items():
        monkeypatch.setenv(name, value)
    kind, patience = type(objects._file_system()), objects._PATIENCE
    monkeypatch.setattr(objects, "_file_system", lambda: kind(skip_instance_cache=True, config_kwargs=patience))
    return monkeypatch


def test_objects_below_an_address_are_listed_in_the_order_of_their_names(store: BucketServer) -> None:
    names = ["b.png", "a/2.png", "a/10.png", "odd #1?version=x [*]%2e.png", "é.png"]
    for name in names:
        store.put(f"listed/{name}", b"x")
    store.put("listed/folder/", b"")
    store.put("listed elsewhere/c.png", b"x")
    found = list_objects("s3://archive/listed/")
    assert [one.path for one in found] == sorted(names)
    for one in found:
        with open_object(one.location, 10) as file:
            assert file.read() == b"x"


def test_an_object_may_be_named_by_itself(store: BucketServer) -> None:
    store.put("alone/a.png", b"x")
    (one,) = list_objects("s3://archive/alone/a.png")
    assert (one.path, one.location) == ("a.png", "s3://archive/alone/a.png")


def test_more_objects_than_one_answer_holds_are_all_listed(store: BucketServer) -> None:
    names = [f"{number:02}" for number in range(3 * LISTED_AT_ONCE - 1)]
    for name in names:
        store.put(f"many/{name}", b"")
    assert [one.path for one in list_objects("s3://archive/many")] == names


def test_what_is_too_large_is_refused_before_it_is_fetched(store: BucketServer) -> None:
    store.put("large", b"x" * 1_001)
    with pytest.raises(InputError, match="is larger than"), open_object("s3://archive/large", 1_000):
        pass
    assert store.fetched("large") == 0


class FullFile(io.BytesIO):
    def write(self, content: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_temporary_folder_is_said_to_be_full(store: BucketServer, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put("roomless", b"x")
    monkeypatch.setattr("tempfile.TemporaryFile", FullFile)
    with pytest.raises(InputError, match="no room for a copy of it: No space left"):
        open_object("s3://archive/roomless", 10).__enter__()


def test_an_object_is_fetched_once_for_all_its_pages_and_again_when_it_was_changed(store: BucketServer) -> None:
    store.put("pages", b"first")
    for _ in range(3):
        with open_object("s3://archive/pages", 10) as file, open_object("s3://archive/pages", 10) as other:
            assert (file.read(2), other.read(), file.read()) == (b"fi", b"first", b"rst")
    assert store.fetched("pages") == 1
    store.put("pages", b"other")
    with open_object("s3://archive/pages", 10) as file:
        assert file.read() == b"other"


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_only_few_copies_are_held_open(store: BucketServer) -> None:
    before = open_files()
    for number in range(40):
        store.put(f"few/{number}", b"x")
        with open_object(f"s3://archive/few/{number}", 10):
            pass
    assert open_files() - before <= copies.MOST_COPIES + 4


def test_a_copy_too_large_to_be_held_takes_the_place_of_no_other(
    store: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST_BYTES", 10)
    store.put("small", b"x" * 5)
    store.put("large", b"x" * 20)
    for name in ("small", "large", "small", "large"):
        with open_object(f"s3://archive/{name}", 100):
            pass
    assert (store.fetched("small"), store.fetched("large")) == (1, 2)


@pytest.mark.parametrize(
    "address",
    [
        *("s3://", "s3:///scans", "s3://A/scans", "s3://archive::file:///etc", "s3://archive/x::file:///etc/passwd"),
        *("s3://key:secret@archive/scans", "s3://archive/nothing", "s3://nobodys-bucket/scans"),
    ],
)
def test_an_address_that_leads_nowhere_is_wrong_usage(store: BucketServer, address: str) -> None:
    with pytest.raises(UsageError) as caught:
        list_objects(address)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("location", ["s3://archive/x::file:///etc/passwd", "s3://archive/x?versionId=1"])
def test_a_name_that_the_library_would_take_for_two_is_never_opened(store: BucketServer, location: str) -> None:
    with pytest.raises(InputError, match="something else"), open_object(location, 10_000):
        pass


def test_a_store_that_does_not_answer_is_said_in_one_line(lost: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="cannot be reached") as caught:
        list_objects("s3://archive/scans")
    assert str(caught.value).isprintable()


def test_missing_credentials_are_said_in_one_line(lost: pytest.MonkeyPatch) -> None:
    lost.delenv("AWS_ACCESS_KEY_ID")
    with pytest.raises(UsageError, match="credentials"):
        list_objects("s3://archive/scans")


def test_refused_access_is_said_in_one_line_without_what_the_server_says(lost: pytest.MonkeyPatch) -> None:
    with refuse_everything() as port:
        lost.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        with pytest.raises(UsageError, match="access is refused") as caught:
            list_objects("s3://archive/scans")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("missing", ["upath", "s3fs"])
def test_a_missing_extra_is_named_with_what_to_type(repository: Path, missing: str) -> None:
    program = (
        f"import sys; sys.modules[{missing!r}] = None; from pipeline.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "run", "s3://archive/scans"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 7
    (line,) = done.stderr.splitlines()
    assert 'pip install "corrigenda[s3]"' in line


def test_nothing_of_the_extra_is_imported_by_those_who_have_no_bucket(repository: Path) -> None:
    program = "import sys; import pipeline.flow.batch; print({'upath', 's3fs', 'fsspec', 'botocore'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_pages_of_a_tiff_file_are_counted_without_a_copy_of_it(
    store: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = tiff(*[(grey_tags(1_000, 1_000), b"\x80" * 1_000_000)] * 3)
    store.put("counted/three.tif", big)
    store.put("counted/cut.tif", tiff(tiff_page(), tiff_page(), last=10**9))
    store.put("counted/none.tif", b"no TIFF file")
    monkeypatch.setattr(objects, "_copy", None)
    fetched: list[int] = []
    monkeypatch.setattr(objects, "Pieces", lambda size, fetch: Pieces(size, lambda *ends: counted(fetch(*ends))))

    def counted(piece: bytes) -> bytes:
        fetched.append(len(piece))
        return piece

    assert count_pages("s3://archive/counted/three.tif") == PageCount(3)
    assert sum(fetched) <= 4 * PIECE_BYTES < len(big)
    assert count_pages("s3://archive/counted/cut.tif").pages == 2
    assert count_pages("s3://archive/counted/none.tif") == PageCount(1)
    assert "no such" in count_pages("s3://archive/counted/absent.tif").problem


def test_a_pdf_file_is_copied_for_counting(store: BucketServer) -> None:
    store.put("counted/letter.pdf", pdf(b""))
    assert count_pages("s3://archive/counted/letter.pdf") == PageCount(1)
    assert count_pages("s3://archive/counted/letter.pdf") == PageCount(1)


def test_a_store_that_fails_while_pages_are_counted_is_no_end_of_the_file(
    store: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put("counted/far.tif", tiff(*[(grey_tags(1_000, 1_000), b"\x80" * 1_000_000)] * 3))
    asked: list[int] = []

    def fail(place: Pieces, buffer: bytearray) -> int:
        asked.append(len(buffer))
        if len(asked) > 2:
            raise InputError("the store cannot be reached")
        return readinto(place, buffer)

    readinto = Pieces.readinto
    monkeypatch.setattr(Pieces, "readinto", fail)
    found = count_pages("s3://archive/counted/far.tif")
    assert found == PageCount(1, "its pages cannot be counted: the store cannot be reached")


@pytest.mark.parametrize(
    ("seek", "expected"),
    [((0,), b"0123"), ((8,), b"89"), ((20,), b""), ((-3, os.SEEK_END), b"789"), ((2, os.SEEK_CUR), b"2345")],
)
def test_pieces_are_those_of_the_whole(seek: tuple[int, ...], expected: bytes) -> None:
    content = b"0123456789"
    pieces = Pieces(len(content), lambda start, end: content[start:end])
    pieces.seek(*seek)
    assert pieces.read(4) == expected
    with pytest.raises(ValueError, match="no place"):
        pieces.seek(-1)
