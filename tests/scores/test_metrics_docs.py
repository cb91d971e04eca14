from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.counts import Cause
from pipeline.scores.profiles import PROFILES
from pipeline.scores.text_kinds import TextKind
from pipeline.scores.word_classes import OWN_TESTS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")
NAMES = [
    *(profile.name for profile in PROFILES),
    *(name for profile in PROFILES for name, _ in profile.further),
    *(cause.value for cause in Cause),
    *("order_free", "moved_blocks", "bag_of_words", "kinds", "word_classes", "classes", "confusions"),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_and_cause_is_documented(name):
    assert f"`{name}`" in DOCUMENT


@pytest.mark.parametrize("name", [*TextKind, *OWN_TESTS])
def test_every_kind_and_class_is_documented(name):
    assert name in DOCUMENT
