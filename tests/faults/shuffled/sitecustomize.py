"""Python does this at its start where this folder is named by PYTHONPATH: folders are listed in another order."""

from __future__ import annotations

import os
import random


def shuffle_listings() -> None:
    """Let the operating system list folders in another order, the same each time."""
    listdir, scandir, chance = os.listdir, os.scandir, random.Random(3)

    class Shuffled:
        def __init__(self, *arguments: object) -> None:
            with scandir(*arguments) as entries:
                self.entries = list(entries)
            chance.shuffle(self.entries)

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *error: object) -> None:
            self.close()

        def __iter__(self) -> object:
            return iter(self.entries)

        def close(self) -> None:
            self.entries = []

    def shuffled(*arguments: object) -> list[str]:
        names = listdir(*arguments)
        chance.shuffle(names)
        return names

    os.listdir, os.scandir = shuffled, Shuffled


if __name__ == "sitecustomize":
    shuffle_listings()
