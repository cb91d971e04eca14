"""``python -m tests.forge sample`` makes the sample memo anew; ``python -m tests.forge set`` makes test pages."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from tests.forge.document import write_files
from tests.forge.faces import HANDS, MORE_TYPES, STAMPS, TYPES
from tests.forge.prose import HALVES
from tests.forge.sample import sample_files
from tests.forge.sets import OVALS, STRUCK, make_set
from tests.forge.spec import Mode, Paper, Ribbon
from tests.forge.wear import WEAR

REPOSITORY = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.forge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("sample", help="write the sample memo into the repository")
    pages = commands.add_parser("set", help="write pages to train or to test with")
    pages.add_argument("folder", type=Path)
    pages.add_argument("--seed", type=int, required=True)
    pages.add_argument("--pages", type=int, default=10)
    pages.add_argument("--wear", type=int, choices=sorted(WEAR), default=2)
    pages.add_argument("--mode", type=Mode, choices=tuple(Mode), default=Mode.GREY)
    pages.add_argument("--faces", nargs="+", choices=(*TYPES, *MORE_TYPES), default=TYPES)
    pages.add_argument("--hands", nargs="+", choices=HANDS, default=HANDS)
    pages.add_argument("--texts", choices=HALVES, default="a", help="which half of the invented texts")
    pages.add_argument("--paper", type=Paper, choices=tuple(Paper), default=Paper.CREAM)
    pages.add_argument("--ribbon", type=Ribbon, choices=tuple(Ribbon), default=Ribbon.BLACK)
    pages.add_argument("--dpi", type=int, default=200)
    pages.add_argument("--struck", type=float, default=STRUCK, help="share of the typed words that are struck out")
    pages.add_argument("--ovals", type=float, default=OVALS, help="share of the upright stamps that are oval")
    pages.add_argument("--busy", action="store_true", dest="is_busy", help="more stamps and notes, and fainter ones")
    pages.add_argument("--stamp-faces", nargs="+", choices=STAMPS, default=STAMPS, help="of busy pages")
    pages.add_argument("--dry", type=float, default=0.0, help="share of the marks of busy pages that are mere dots")
    chosen = vars(parser.parse_args(arguments))
    if chosen.pop("command") == "sample":
        write_files(REPOSITORY, sample_files())
    else:
        make_set(**chosen)


if __name__ == "__main__":
    main()
