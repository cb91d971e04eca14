"""Which stated resolutions are worth believing.

Programs that know nothing write 72 or 96 dots per inch, or 1. A resolution is believed when the page that follows
from it is one that paper comes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_RANGE = (50.0, 2400.0)
"""Dots per inch of scanners and of cameras above a table."""
_FILLERS = (72.0, 96.0)
_SAME = 0.1
_MOST_ASPECT = 4.0
"""Times by which pixels may be higher than wide, or wider than high; those of a coarse fax are twice as high."""
_LONGEST_SIDE = 48.0
"""Inches; a broadsheet has 30, A0 has 47."""
_LONGEST_SIDE_OF_FILLER = 18.0
"""Inches; 72 and 96 are believed only for pages up to about A3."""
_SHORTEST_LONG_SIDE = 4.5
"""Inches; an index card has 5. A smaller page is a large one that somebody saved smaller, the figure unchanged."""


def stated_dpi(image: Image.Image) -> tuple[float, float] | None:
    """Return the resolution (across, down) that the picture's file states and that is worth believing."""
    try:
        across, down = (float(number) for number in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return (across, down) if is_believable(across, down, *image.size) else None


def is_believable(across: float, down: float, width: int, height: int) -> bool:
    """Say whether a page of so many pixels can have this resolution, in dots per inch."""
    in_range = all(_RANGE[0] <= number <= _RANGE[1] for number in (across, down))
    if not in_range or not 1 / _MOST_ASPECT <= across / down <= _MOST_ASPECT:
        return False
    inches = max(width / across, height / down)
    is_filler = any(abs(across - filler) < _SAME for filler in _FILLERS)
    return _SHORTEST_LONG_SIDE <= inches <= (_LONGEST_SIDE_OF_FILLER if is_filler else _LONGEST_SIDE)
