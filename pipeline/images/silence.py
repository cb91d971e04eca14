"""Decoders write to the terminal by themselves what they think of a file; what matters of it is said in our words."""

from __future__ import annotations

import ctypes
import logging
from contextlib import suppress
from functools import cache

from PIL import _imaging


@cache
def silence_decoders() -> None:
    """Keep Pillow, and libtiff below it, from writing their warnings and errors to standard error.

    What matters of them Pillow raises, or ``tiff_damage`` finds. Where Pillow was built so that libtiff cannot be told,
    it is not.
    """
    logging.getLogger("PIL").addHandler(logging.NullHandler())
    with suppress(OSError, AttributeError):
        decoders = ctypes.CDLL(_imaging.__file__)
        decoders.TIFFSetErrorHandler(None)
        decoders.TIFFSetWarningHandler(None)
