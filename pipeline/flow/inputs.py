"""Reading a whole input, wherever it lies."""

from __future__ import annotations

from pathlib import Path

from pipeline.buckets.objects import lies_in_bucket, open_object
from pipeline.store.files import read_bytes

MOST_PAGE_FILE_BYTES = 64_000_000


def read_input(location: str, most_bytes: int) -> bytes:
    """Return the content of the file or object at ``location``; raises ``InputError``."""
    if not lies_in_bucket(location):
        return read_bytes(Path(location), most_bytes)
    with open_object(location, most_bytes) as file:
        return file.read()
