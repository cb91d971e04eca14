from __future__ import annotations

import pytest

from pipeline.text.lookalikes import is_look_alike, scripts_of


@pytest.mark.parametrize(
    ("reference", "ocr"),
    [("Moscow", "Моѕсоw"), ("modern", "rnodern"), ("1944", "I944"), ("Oslo", "0slo"), ("Nato", "Νato")],
)
def test_look_alikes_are_told(reference, ocr):
    assert is_look_alike(reference, ocr)
    assert is_look_alike(ocr, reference)


@pytest.mark.parametrize(("reference", "ocr"), [("Moscow", "Moscow"), ("Stalin", "Stalim"), ("April", "Aprii.")])
def test_other_readings_are_no_look_alikes(reference, ocr):
    assert not is_look_alike(reference, ocr)


@pytest.mark.parametrize(
    ("word", "scripts"), [("Moscow", ("Latin",)), ("Моsсоw", ("Latin", "Cyrillic")), ("1944", ()), ("東京", ())]
)
def test_the_scripts_of_a_word_are_named(word, scripts):
    assert scripts_of(word) == scripts
