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
_LONGEST_SIDE = 48.0
"""Inches; a broadsheet has 30, A0 has 47."""
_LONGEST_SIDE_OF_FILLER = 18.0
"""Inches; 72 and 96 are believed only for pages up to about A3."""
_SHORTEST_LONG_SIDE = 4.5
"""Inches; an index card has 5. A smaller page is a large one that somebody saved smaller, the figure unchanged."""


def believable_dpi(image: Image.Image, width: int, height: int) -> tuple[float, float] | None:
    """Return the stated resolution (across, down) in dots per inch, or None when it is missing or not credible."""
    stated = image.info.get("dpi")
    try:
        across, down = (float(number) for number in stated)  # type: ignore[union-attr]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not all(_RANGE[0] <= number <= _RANGE[1] for number in (across, down)) or not 1 / 4 <= across / down <= 4:
        return None
    inches = max(width / across, height / down)
    is_filler = any(abs(across - filler) < 0.1 for filler in _FILLERS)
    longest = _LONGEST_SIDE_OF_FILLER if is_filler else _LONGEST_SIDE
    return (across, down) if _SHORTEST_LONG_SIDE <= inches <= longest else None
