"""Copies of objects that were opened last, so that the pages of one file do not fetch it again and again."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import BinaryIO

MOST_COPIES = 16
MOST_BYTES = 256_000_000
"""Of all copies that are held; one that is larger is held by nobody, and gone as soon as it is closed."""


class Copies:
    """A few open files without names; may be asked by several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> BinaryIO | None:
        """Open the copy held under ``key`` once more, at its beginning; None when there is none."""
        with self._lock:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            return open(f"/proc/self/fd/{self._held[key][0]}", "rb")  # noqa: PTH123  no path

    def keep(self, key: Hashable, copy: BinaryIO, size: int) -> None:
        """Hold the file ``copy`` of ``size`` bytes too, under ``key``; let go of those asked for longest ago."""
        if size > MOST_BYTES:
            return
        with self._lock:
            if key not in self._held:
                self._held[key] = (os.dup(copy.fileno()), size)
            while len(self._held) > MOST_COPIES or sum(held for _, held in self._held.values()) > MOST_BYTES:
                _, (descriptor, _) = self._held.popitem(last=False)
                os.close(descriptor)
