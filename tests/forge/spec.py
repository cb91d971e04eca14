"""What a page to be forged holds: items on paper, in inches from its top left corner.

Items are listed in reading order. Angles are degrees clockwise. A word made of underscores only is a form blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.forge.faces import HANDS, MORE_TYPES, PRINTS, STAMPS, TYPES


class Ink(StrEnum):
    """What an item is written with; ``RIBBON`` is the typewriter's."""

    RIBBON = "ribbon"
    BLACK = "black"
    RED = "red"
    BLUE = "blue"
    VIOLET = "violet"
    PEN = "pen"
    PENCIL = "pencil"


class Means(StrEnum):
    """How words are struck out."""

    PEN = "pen"
    CROSSES = "crosses"
    """Overtyped with x."""
    DASHES = "dashes"
    """Overtyped with hyphens."""


class Border(StrEnum):
    NONE = "none"
    BOX = "box"
    OVAL = "oval"


class Flow(StrEnum):
    """How a typed line belongs to the text around it."""

    ALONE = "alone"
    """A line of its own: a heading, an address."""
    STARTS = "starts"
    """The first line of a paragraph."""
    RUNS = "runs"
    """A further line of the paragraph above, be it on the page before."""


class Mode(StrEnum):
    """What kind of scan is made."""

    GREY = "grey"
    COLOUR = "colour"
    FILM = "film"
    """Microfilm: ink or paper, nothing between."""


class Paper(StrEnum):
    """The colour of the sheet."""

    CREAM = "cream"
    WHITE = "white"
    PINK = "pink"
    BLUE = "blue"
    GREEN = "green"


class Ribbon(StrEnum):
    """The colour of the typewriter's ribbon."""

    BLACK = "black"
    PURPLE = "purple"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Strike:
    """The words from ``first`` up to ``last``, not included, are struck out."""

    first: int
    last: int
    means: Means = Means.PEN


@dataclass(frozen=True, slots=True)
class Typed:
    """One line from the typewriter."""

    text: str
    left: float
    baseline: float
    flow: Flow = Flow.ALONE
    strikes: tuple[Strike, ...] = ()
    is_underlined: bool = False
    is_hyphenated: bool = False
    """The hyphen at its end only divides a word."""
    is_transcribed: bool = True
    """False for what transcribers leave out, such as page numbers."""
    is_file_number: bool = False

    def __post_init__(self) -> None:
        _check_line(self.text)
        _check_strikes(self.strikes, self.text)
        if self.is_hyphenated and not self.text.endswith("-"):
            raise ValueError(f"no hyphen at the end of {self.text!r}")


@dataclass(frozen=True, slots=True)
class Print:
    """One printed line, such as a letterhead, centred on ``centre``."""

    text: str
    centre: float
    baseline: float
    points: float = 12
    face: str = "old-standard-bold"
    ink: Ink = Ink.BLACK

    def __post_init__(self) -> None:
        _check_line(self.text)
        _check_face(self.face, PRINTS)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A rubber stamp around its centre: lines of text, perhaps in a border, perhaps turned and struck out."""

    lines: tuple[str, ...]
    centre: tuple[float, float]
    points: float = 11
    angle: float = 0
    border: Border = Border.NONE
    ink: Ink = Ink.BLUE
    rim: tuple[str, str] = ("", "")
    """What stands along the upper and the lower rim of an oval."""
    is_struck: bool = False
    is_aligned_left: bool = False
    unclear: tuple[int, ...] = ()
    """Which of its words, the rim's included, come out so weakly that the transcriber could not read them."""
    face: str = STAMPS[0]
    strength: float = 1
    """Of its ink, 0–1."""
    patchy: float = 0
    """Share of the stamp that hardly touched the paper, 0–1."""
    dry: float = 0
    """Share of its ink that the grain of the paper did not take, 0–1: what is left is dots."""

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError("a stamp without lines")
        for line in self.lines:
            _check_line(line)
        if any(self.rim) and self.border is not Border.OVAL:
            raise ValueError("only an oval stamp has text along its rim")
        if self.points <= 0:
            raise ValueError(f"not a size in points: {self.points}")
        _check_unclear(self.unclear, " ".join((*self.lines, *self.rim)))
        _check_face(self.face, STAMPS)
        _check_share(self.strength)
        _check_share(self.patchy)
        _check_share(self.dry)


@dataclass(frozen=True, slots=True)
class Hand:
    """One line written by hand."""

    text: str
    left: float
    baseline: float
    points: float = 20
    angle: float = 0
    face: str = "nothing-you-could-do"
    ink: Ink = Ink.PEN
    is_initials: bool = False
    is_struck: bool = False
    unclear: tuple[int, ...] = ()
    """Which of its words the transcriber could not read."""
    strength: float = 1
    """Of its ink, 0–1."""
    dry: float = 0
    """Share of its ink that the grain of the paper did not take, 0–1."""

    def __post_init__(self) -> None:
        _check_line(self.text)
        _check_share(self.strength)
        _check_share(self.dry)
        _check_face(self.face, HANDS)
        _check_unclear(self.unclear, self.text)


@dataclass(frozen=True, slots=True)
class Scribble:
    """Initials or a signature as one run of the pen that nobody can read, or a tick."""

    left: float
    top: float
    width: float
    height: float
    ink: Ink = Ink.PEN
    strength: float = 1
    dry: float = 0
    """Share of its ink that the grain of the paper did not take, 0–1."""
    is_tick: bool = False
    """Two strokes that check something off: a note, no initials."""

    def __post_init__(self) -> None:
        _check_share(self.strength)
        _check_share(self.dry)
        if self.width <= 0 or self.height <= 0:
            raise ValueError(f"a scribble without size: {self}")


@dataclass(frozen=True, slots=True)
class Stain:
    """The ring a cup leaves."""

    centre: tuple[float, float]
    radius: float


Item = Typed | Print | Stamp | Hand | Scribble


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page to be forged: the same specification gives the same pixels."""

    items: tuple[Item, ...]
    seed: int
    wear: int = 2
    """1 nearly clean, 2 like a real despatch, 3 a bad carbon copy."""
    mode: Mode = Mode.GREY
    dpi: int = 200
    size: tuple[float, float] = (8.5, 11.0)
    face: str = "courier-prime"
    columns_per_inch: float = 10
    paper: Paper = Paper.CREAM
    ribbon: Ribbon = Ribbon.BLACK
    folds: tuple[float, ...] = ()
    """Heights of horizontal folds."""
    stains: tuple[Stain, ...] = ()

    def __post_init__(self) -> None:
        _check_face(self.face, (*TYPES, *MORE_TYPES))
        if self.wear not in (1, 2, 3):
            raise ValueError(f"wear is 1, 2 or 3, not {self.wear}")
        if not 50 <= self.dpi <= 600:
            raise ValueError(f"dpi is 50–600, not {self.dpi}")
        for item in self.items:
            if isinstance(item, Typed) and not 0 < item.baseline < self.size[1]:
                raise ValueError(f"a line outside the paper: {item.text!r}")

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of its picture."""
        return (round(self.size[0] * self.dpi), round(self.size[1] * self.dpi))


def _check_line(text: str) -> None:
    if not text.strip() or text != text.strip() or any(ord(char) < 32 for char in text):
        raise ValueError(f"not the text of one line: {text!r}")


def _check_face(face: str, faces: tuple[str, ...]) -> None:
    if face not in faces:
        raise ValueError(f"no face {face!r} among {', '.join(faces)}")


def _check_strikes(strikes: tuple[Strike, ...], text: str) -> None:
    count = len(text.split())
    for strike in strikes:
        if not 0 <= strike.first < strike.last <= count:
            raise ValueError(f"a strike over words that are not there: {strike} of {count} words")


def _check_share(share: float) -> None:
    if not 0 <= share <= 1:
        raise ValueError(f"not a share: {share}")


def _check_unclear(unclear: tuple[int, ...], text: str) -> None:
    if any(not 0 <= word < len(text.split()) for word in unclear):
        raise ValueError(f"an unclear word that is not there: {unclear} of {text!r}")
