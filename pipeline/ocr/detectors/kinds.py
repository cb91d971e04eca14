"""What a group of unexplained ink is: features, and trees for each kind. More than one may be true of a group."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.images.ink import Mask, Numbers, Pieces
from pipeline.model.page import InkKind
from pipeline.ocr.detectors.groups import Group, are_specks
from pipeline.ocr.detectors.logistic import Table
from pipeline.ocr.detectors.spelling import plausibility
from pipeline.ocr.detectors.trees import Trees, load_trees
from pipeline.ocr.detectors.words import UNSTATED, Sight, confidence_of

KINDS = (InkKind.STAMP, InkKind.HAND, InkKind.PRINT, InkKind.BODY, InkKind.UNKNOWN)
"""Those that are told apart; ``UNKNOWN`` stands for any of them, and what is not even that is dirt."""
FITTED = Path(__file__).parent
"""Where the trees for each kind lie, as ``benchmarks/fit_kinds.py`` fitted and wrote them."""

GROUP = (
    "pieces",
    "few_pieces",
    "width",
    "height",
    "is_tall",
    "piece_height",
    "large_pieces",
    "pen_share",
    "pen_pieces",
    "has_frame",
    "in_rows",
    "largest",
    "uneven",
    "fill",
    "stroke",
    "solid",
    "turned",
    "slant",
    "slanted",
    "upright",
    "same_height",
    "specks",
    "blob",
    "largest_share",
    "dark",
    "words",
    "no_words",
    "word_confidence",
    "letters_to_ink",
    "capitals",
    "figures",
    "stamp_words",
    "plausibility",
    "colour",
    "above_text",
    "below_text",
    "beside_text",
    "at_edge",
    "from_side",
    "over_type",
)

STAMP_WORDS = re.compile(
    r"RECEIV|DEPART|DIVISION|STATE|OFFICE|SECRET|CONFIDEN|FILED?\b|COPY|BUREAU|RECORDS|AFFAIRS|COUNSEL|"
    r"\b(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b|\b(?:AM|PM)\b|\b1[89]\d\d\b|CLASSIF|NOTED|MAIL"
)
LARGE = 1.7
"""Heights of a word from which a piece of ink is larger than type."""
FRAME = 5.0
"""Heights of a word from which a piece may be the frame of a stamp."""
LEAST_LETTER = 0.3
"""Heights of a word from which a piece may be a letter."""
LEAST_ALIKE = 4
"""Pieces from which it says something that they are of one size."""
BLOB = 0.7
"""Heights of a word, in both directions, from which a piece may be a hole or a blot."""
CLEAR = 0.6
"""Confidence from which a word was clearly read."""
FRAME_FILL = 0.2
"""Of its box, that a frame covers at most."""


def kind_chances(sight: Sight, groups: tuple[Group, ...]) -> dict[InkKind, Table]:
    """Return for each kind how probably each group is of it."""
    features = group_features(sight, groups)
    return {kind: _trees(kind).probabilities(GROUP, features) for kind in KINDS}


def trees_of(kind: InkKind) -> Path:
    """Return the file with the trees that tell ink of a kind."""
    return FITTED / f"kind-{kind}.json"


@cache
def _trees(kind: InkKind) -> Trees:
    return load_trees(trees_of(kind))


def group_features(sight: Sight, groups: tuple[Group, ...]) -> Table:
    """Return a row for each group with the columns ``GROUP``."""
    clear = [word.box for word in sight.page.words if word.box and confidence_of(word) >= CLEAR]
    sides = np.array([(box.left, box.top, box.right, box.bottom) for box in clear], dtype=np.int64).reshape(-1, 4)
    rows = [_values(sight, group, sides) for group in groups]
    return np.array([[row[name] for name in GROUP] for row in rows], dtype=np.float64).reshape(-1, len(GROUP))


def _values(sight: Sight, group: Group, clear: Numbers) -> dict[str, float]:
    """Return the features of a group; ``clear`` are the sides of the boxes of words that were clearly read."""
    over_type = {"over_type": _over_type(group, clear)}
    return {**_shape(sight, group), **_text(sight, group), **_place(sight, group), **over_type}


def _shape(sight: Sight, group: Group) -> dict[str, float]:
    pieces, unit = group.pieces, sight.frame.height / sight.ink.factor
    heights = pieces.height / unit
    ink = float(pieces.area.sum())
    sizes = np.maximum(pieces.width, pieces.height) / unit
    pen, frame = are_written(pieces, unit), are_frames(pieces, unit)
    solid = pieces.area > 0.7 * pieces.width * pieces.height
    return {
        "pieces": float(np.log(len(pieces))),
        "few_pieces": float(len(pieces) < 3),
        "width": float(np.log(group.box.width / sight.frame.height + 0.1)),
        "height": float(np.log(group.box.height / sight.frame.height + 0.1)),
        "is_tall": float(group.box.height > 1.5 * group.box.width),
        "piece_height": float(np.clip(np.median(heights), 0, 4)),
        "large_pieces": float(pieces.area[sizes > LARGE].sum() / ink),
        "pen_share": float(pieces.area[pen].sum() / ink),
        "pen_pieces": float(np.log1p(pen.sum())),
        "has_frame": float(frame.any()),
        "in_rows": _share_in_rows(pieces, unit),
        "largest": float(np.log(sizes.max() + 0.1)),
        "uneven": float(np.clip(float(np.std(heights)) / max(float(np.mean(heights)), 0.1), 0, 3)),
        "fill": float(np.clip(ink * sight.ink.factor**2 / max(group.box.area, 1), 0, 1)),
        "stroke": float(np.clip(ink / pieces.runs.sum() / unit * 4, 0, 3)),
        "solid": float(pieces.area[solid].sum() / ink),
        "turned": turning(sight, group),
        **_directions(sight, group),
        "same_height": max(_share_alike(heights), _share_alike(pieces.width / unit)),
        "specks": float(are_specks(pieces, unit).mean()),
        "blob": _blob(pieces, unit),
        "largest_share": float(pieces.area.max() / ink),
        "dark": _dark(sight, group),
    }


def _directions(sight: Sight, group: Group) -> dict[str, float]:
    """Return how strokes run: what is written leans, so that the mask changes less often along one diagonal."""
    left, top, right, bottom = sight.ink.reduced(group.box)
    cut = sight.ink.faint[top:bottom, left:right]
    across, down = (
        int(np.count_nonzero(one != other)) for one, other in ((cut[:, 1:], cut[:, :-1]), (cut[1:], cut[:-1]))
    )
    falling = int(np.count_nonzero(cut[1:, 1:] != cut[:-1, :-1]))
    rising = int(np.count_nonzero(cut[1:, :-1] != cut[:-1, 1:]))
    slant = (falling - rising) / max(falling + rising, 1)
    return {"slant": slant, "slanted": abs(slant), "upright": (across - down) / max(across + down, 1)}


def _share_alike(sizes: Table) -> float:
    """Return the largest share of the pieces larger than specks that are of one size: the letters of a stamp."""
    large = np.sort(sizes[sizes > LEAST_LETTER])
    if len(large) < LEAST_ALIKE:
        return 0.0
    return float((np.searchsorted(large, large * 1.2, "right") - np.arange(len(large))).max() / len(large))


def _blob(pieces: Pieces, unit: float) -> float:
    """Return how much of its box the fullest piece covers that is as large as a letter: holes are full."""
    large = np.minimum(pieces.width, pieces.height) > BLOB * unit
    return float((pieces.area[large] / (pieces.width[large] * pieces.height[large])).max(initial=0.0))


def _dark(sight: Sight, group: Group) -> float:
    """Return which share of the ink at a group's place, faint ink included, is dark."""
    left, top, right, bottom = sight.ink.reduced(group.box)
    faint = int(np.count_nonzero(sight.ink.faint[top:bottom, left:right]))
    return int(np.count_nonzero(sight.ink.mask[top:bottom, left:right])) / max(faint, 1)


def are_written(pieces: Pieces, unit: float) -> Mask:
    """Say which pieces are larger than type and no frame: strokes of a pen, or the letters of a large stamp."""
    longer = np.maximum(pieces.width, pieces.height)
    return np.asarray((longer > LARGE * unit) & ~are_frames(pieces, unit))


def are_frames(pieces: Pieces, unit: float) -> Mask:
    """Say which pieces are large and thin: the borders of stamps."""
    is_large = (np.minimum(pieces.width, pieces.height) > 1.5 * unit) & (
        np.maximum(pieces.width, pieces.height) > FRAME * unit
    )
    return np.asarray(is_large & (pieces.area < FRAME_FILL * pieces.width * pieces.height))


def _share_in_rows(pieces: Pieces, unit: float) -> float:
    """Return which part of the pieces of type's size stand on one foot, or in one column, with three others."""
    small = pieces.chosen((pieces.height > 0.4 * unit) & (np.maximum(pieces.width, pieces.height) < LARGE * unit))
    if len(small) < 4:
        return 0.0
    shares = []
    for sides in (small.bottom, small.left, small.right):
        beside = (np.abs(sides[:, None] - sides[None, :]) <= 0.12 * unit + 1).sum(axis=1)
        shares.append(float(np.mean(beside > 3)))
    return max(shares)


def turning(sight: Sight, group: Group) -> float:
    """Return how much more evenly the ink lies over the rows than over the columns of a group, from -1 to 1.

    Lines of text leave white between them; where the white lies in the columns, the text runs sideways.
    """
    cut = sight.ink.cut(group.box)
    if min(cut.shape) < 4:
        return 0.0
    rows, columns = (_roughness(cut.mean(axis=axis)) for axis in (1, 0))
    return float((columns - rows) / max(columns + rows, 1e-6))


def _roughness(profile: Table) -> float:
    """Return how much a profile goes up and down at the scale of letters."""
    smooth = np.convolve(profile, np.ones(3) / 3, mode="valid")
    return float(np.std(smooth)) / max(float(np.mean(smooth)), 1e-6)


def _text(sight: Sight, group: Group) -> dict[str, float]:
    text = " ".join(word.text for word in group.words)
    letters = [char for char in text if char.isalpha()]
    signs = sum(not char.isspace() for char in text)
    known = [confidence_of(word) for word in group.words]
    ink = float(group.pieces.area.sum()) * sight.ink.factor**2 / sight.frame.height**2
    likely = [plausibility(word.text, sight.page.engine.languages) for word in group.words if len(word.text) > 2]
    return {
        "words": float(np.log1p(len(known))),
        "no_words": float(not known),
        "word_confidence": float(np.mean(known)) if known else UNSTATED,
        "letters_to_ink": float(np.clip(signs / max(ink, 0.1), 0, 10)),
        "capitals": sum(map(str.isupper, letters)) / len(letters) if len(letters) > 2 else 0.5,
        "figures": sum(map(str.isdigit, text)) / signs if signs else 0.0,
        "stamp_words": float(min(len(STAMP_WORDS.findall(text.upper())), 3)),
        "plausibility": float(np.mean(likely)) if likely else -2.0,
        "colour": min(sight.chroma.of(group.box), 60) / 60 if sight.chroma else 0.0,
    }


def _place(sight: Sight, group: Group) -> dict[str, float]:
    box, column, page = group.box, sight.frame.column, sight.page
    middle = (box.left + box.right) / 2
    side = min(box.left, box.top, page.width - box.right, page.height - box.bottom)
    margin = 0.03 * page.width
    return {
        "above_text": float(box.bottom < column.top),
        "below_text": float(box.top > column.bottom),
        "beside_text": float(not column.left <= middle <= column.right),
        "at_edge": float(
            box.left < margin
            or box.top < margin
            or box.right > page.width - margin
            or box.bottom > page.height - margin
        ),
        "from_side": float(np.log(max(side, 0) / sight.frame.height + 0.3)),
    }


def _over_type(group: Group, clear: Numbers) -> float:
    """Return which share of a group's box lies under words that were clearly read, none of them its own."""
    box = group.box
    across = np.minimum(clear[:, 2], box.right) - np.maximum(clear[:, 0], box.left)
    down = np.minimum(clear[:, 3], box.bottom) - np.maximum(clear[:, 1], box.top)
    every = int((np.maximum(across, 0) * np.maximum(down, 0)).sum())
    own = sum(word.box.overlap(box) for word in group.words if word.box and confidence_of(word) >= CLEAR)
    return (every - own) / max(box.area, 1)
