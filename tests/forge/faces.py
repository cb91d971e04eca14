"""The typefaces beside this file, by what they are used for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).parent / "fonts"

TYPES = ("courier-prime", "special-elite", "cutive-mono")
"""Typewriters."""
MORE_TYPES = ("worn-typewriter", "cmu-typewriter-light", "ibm-plex-mono-light")
"""Further ones, to learn from only; sets whose faces were not chosen are made without them."""
HANDS = (
    "nothing-you-could-do",
    "la-belle-aurore",
    "cedarville-cursive",
    "dawning-of-a-new-day",
    "herr-von-muellerhoff",
    "kristi",
    "mrs-saint-delafield",
    "reenie-beanie",
    "zeyada",
)
PRINTS = ("old-standard-bold", "archivo-narrow-bold")
STAMPS = ("archivo-narrow-bold", "libre-baskerville-bold", "old-standard-bold", "pt-sans-narrow-bold", *TYPES)
"""The typewriters stand for machines that print numbers."""


@cache
def load_face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels to the em; laid out glyph by glyph, so that every machine agrees."""
    return ImageFont.truetype(FOLDER / f"{name}.woff", pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def type_pixels(name: str, advance: float) -> int:
    """Return the size at which a typewriter face is ``advance`` pixels wide to the character."""
    return round(advance * 1000 / load_face(name, 1000).getlength("0"))
