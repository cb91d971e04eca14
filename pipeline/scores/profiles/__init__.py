"""Metric profiles: the numbers other tools give, reproduced exactly, beside our own."""

from __future__ import annotations

from pipeline.errors import UsageError
from pipeline.scores.profiles import corrigenda, dinglehopper, fca, jiwer, ocr_d, ocreval, vidal
from pipeline.scores.profiles.profile import Profile

PROFILES: tuple[Profile, ...] = (
    corrigenda.PROFILE,
    dinglehopper.PROFILE,
    jiwer.PROFILE,
    ocreval.PROFILE,
    ocr_d.PROFILE,
    vidal.PROFILE,
    fca.PROFILE,
)
"""The first is the default."""

DEFAULT = corrigenda.PROFILE.name


def get_profile(name: str) -> Profile:
    """Return the profile of that name; raises ``UsageError`` when there is none."""
    for profile in PROFILES:
        if profile.name == name:
            return profile
    known = ", ".join(profile.name for profile in PROFILES)
    raise UsageError(f"there is no metric profile {name!r}", advice=f"Choose one of: {known}.")
