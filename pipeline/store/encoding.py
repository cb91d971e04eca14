"""Values as JSON, also where a name from the file system is no text."""

from __future__ import annotations

from typing import Any

import msgspec


def to_json(value: object) -> bytes:
    """Return ``value`` as JSON; bytes of a file name that are no UTF-8 are written out, as ``\\xff``.

    Such a name can be shown, but the file not be found by it again.
    """
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_written_out(msgspec.to_builtins(value)))


def _written_out(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_written_out(key): _written_out(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_written_out(each) for each in value]
    return value
