"""``python -m tests.forge sample`` makes the sample memo anew; ``python -m tests.forge set`` makes test pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.forge.document import write_files
from tests.forge.sample import sample_files

REPOSITORY = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.forge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sample", help="write the sample memo into the repository")
    parser.parse_args(arguments)
    write_files(REPOSITORY, sample_files())


if __name__ == "__main__":
    main()
