"""The memo that ships in ``scans/`` and ``transcripts/``: three typed pages of a bureau that never was.

All names, places and events are invented. Its transcript has the habits and the slips of a real one; what the page
truly says is in ``tests/forge/sample/``.
"""

from __future__ import annotations

from pathlib import Path

from tests.forge.document import DocumentSpec, document_files, forge_document
from tests.forge.layout import Column, pour
from tests.forge.spec import Border, Hand, Ink, Item, Mode, PageSpec, Print, Scribble, Stain, Stamp, Typed
from tests.forge.transcript import Slip

NAME = "kettle_narrows_memo"
TEXT = Path(__file__).parent / "texts" / "memo.txt"
TRUTH_FOLDER = "tests/forge/sample"

SLIPS = (
    Slip(1, "24", "42", "figure"),
    Slip(2, "Lorrimer", "Larrimer", "name"),
    Slip(2, "seemed", "", "skipped"),
    Slip(2, "authority", "authority authority", "doubled"),
    Slip(2, "received", "recieved", "swapped"),
    Slip(3, "$42,500.", "$42,600.", "figure"),
)


FIRST = Column(top=6.55, lines=18, spacing=0.2)
SECOND = Column(top=1.35, lines=42, spacing=0.2)
THIRD = Column(top=1.35, lines=44, spacing=0.2)


def memo() -> DocumentSpec:
    """Return the memo: its three pages and its transcriber's slips."""
    paragraphs = TEXT.read_text(encoding="utf-8").split("\n\n")
    first, second, third = pour(paragraphs, (FIRST, SECOND, THIRD))
    return DocumentSpec(NAME, (_first_page(first), _second_page(second), _third_page(third)), SLIPS)


def sample_files() -> dict[str, bytes]:
    """Return the files of the sample by their path in the repository."""
    files = document_files(forge_document(memo()))
    return {name.replace("truth/", f"{TRUTH_FOLDER}/"): content for name, content in files.items()}


def _first_page(body: tuple[Typed, ...]) -> PageSpec:
    items: tuple[Item, ...] = (
        Print("Reproduced from the holdings of the Waterways Record Office", 4.25, 0.42, points=8),
        Typed("Box 41, M. Trevanion Papers, 212", 4.7, 0.7, is_file_number=True),
        Hand("Whitcomb", 0.7, 0.95, ink=Ink.PEN),
        Hand("lock, 18 barges", 0.75, 1.28, ink=Ink.PEN),
        Hand("see 2114", 0.7, 1.6, ink=Ink.PEN),
        Stamp(("W. R. O.",), (3.35, 1.0), points=14, angle=-7, border=Border.BOX, ink=Ink.VIOLET),
        Stamp(("CONFIDENTIAL",), (5.2, 1.1), points=26, angle=-2.5, ink=Ink.RED, is_struck=True),
        Print("BUREAU OF INLAND WATERWAYS", 4.25, 1.72, points=14),
        Hand("44 10-17", 6.9, 1.75, points=24, angle=-4, ink=Ink.PENCIL),
        Print("THE SPECIAL ASSISTANT", 4.25, 1.98, points=10),
        Stamp(
            (
                "WATERWAYS RECORD OFFICE",
                "Retain class'n ________ Change/classify to ________",
                "With concurrence of ________",
                "Release ________ in part, as shown",
                "Order 118, Sec. 4(b) ________",
            ),
            (4.9, 2.75),
            points=11,
            angle=1.4,
            border=Border.BOX,
            is_aligned_left=True,
        ),
        Typed("Conversation.", 1.05, 2.42, is_underlined=True),
        Hand("by h.v. 6-14", 3.6, 3.62, points=17, face="la-belle-aurore", ink=Ink.BLACK),
        Typed("October 17, 1944.", 5.55, 3.55),
        Typed("Present:", 1.05, 3.95, is_underlined=True),
        *_typed_list(
            2.45,
            3.95,
            "Mr. Harlan B. Whitcomb, Commissioner of",
            "     Inland Waterways",
            "Colonel Matthias Ostrander, Corps of",
            "     Engineers",
            "Captain Jonas Rudd, Master of Barges",
            "Miss Edith Lorrimer, Secretary",
            "Mr. M. Trevanion",
        ),
        Typed("Subject:", 1.05, 5.6, is_underlined=True),
        *_typed_list(
            2.45,
            5.6,
            "Winter work on the lower gate at Kettle",
            "Narrows, and the loan of barges to the",
            "Port Amity yard.",
        ),
        Stamp(
            ("RECEIVED", "HARBOR BOARD", "1944 OCT 19 PM 2 40"),
            (0.5, 5.1),
            points=12,
            angle=-90,
            border=Border.BOX,
            ink=Ink.VIOLET,
            unclear=(5,),
        ),
        *body,
        Scribble(5.0, 10.2, 0.8, 0.35),
        Hand("M.T.", 6.4, 10.55, points=30, ink=Ink.BLACK, is_initials=True),
    )
    return _page(1, items, folds=(3.66, 7.33))


def _second_page(body: tuple[Typed, ...]) -> PageSpec:
    items: tuple[Item, ...] = (
        Typed("-2-", 4.1, 0.8, is_transcribed=False),
        *body,
        Hand("see 2114", 0.25, 5.4, points=16, angle=-12, ink=Ink.PENCIL),
        Stamp(("CONFIDENTIAL",), (4.3, 10.35), points=24, angle=1.5, ink=Ink.RED, is_struck=True),
        Hand("M.T.", 6.6, 10.3, points=28, ink=Ink.BLACK, is_initials=True),
    )
    return _page(2, items, folds=(3.66,), stains=(Stain((6.6, 9.2), 0.75),))


def _third_page(body: tuple[Typed, ...]) -> PageSpec:
    items: tuple[Item, ...] = (
        Typed("-3-", 4.1, 0.8, is_transcribed=False),
        *body,
        Scribble(4.6, 7.05, 1.9, 0.5, ink=Ink.BLACK),
        Typed("M. Trevanion", 4.7, 7.75),
        Typed("Special Assistant", 4.7, 7.95),
        Typed("Enclosure: Chart No. 7.", 1.05, 8.3),
        Stamp(
            ("MR. SALE", "OCT 2 1 1944"),
            (2.4, 9.3),
            points=12,
            angle=-5,
            border=Border.OVAL,
            ink=Ink.BLACK,
            rim=("ADVISER ON HARBOR AFFAIRS", "RIVER BOARD"),
        ),
        Stamp(("FILED", "NOV 8 1944"), (6.2, 8.65), points=14, angle=11, ink=Ink.BLUE, unclear=(2,)),
        Typed("817.32/1044", 6.3, 10.2, is_file_number=True),
        Typed("MT:el", 1.05, 10.4),
    )
    return _page(3, items, folds=(3.66, 7.33))


def _page(
    number: int, items: tuple[Item, ...], folds: tuple[float, ...] = (), stains: tuple[Stain, ...] = ()
) -> PageSpec:
    return PageSpec(items, seed=1944_10_17 + number, wear=2, mode=Mode.COLOUR, folds=folds, stains=stains)


def _typed_list(left: float, top: float, *lines: str) -> tuple[Typed, ...]:
    """Return typed lines one under the other; leading spaces indent a line."""
    return tuple(
        Typed(line.strip(), left + (len(line) - len(line.strip())) / 10, top + index * 0.18)
        for index, line in enumerate(lines)
    )
