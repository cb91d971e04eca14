"""RapidOCR as a second witness: an extra, whose absence is told with what to type."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

import pytest

from pipeline.errors import MissingDependencyError
from pipeline.model.picture import GreyPicture
from pipeline.ocr import rapid


def test_without_the_extra_the_message_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_name: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(rapid, "version", absent)
    with pytest.raises(MissingDependencyError, match="rapidocr") as raised:
        rapid.open_rapid()
    assert "pip install" in raised.value.advice


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of packages that are not ours
def test_a_typed_line_is_read_with_a_box_for_each_word() -> None:
    pytest.importorskip("rapidocr", reason="the extra rapidocr is not installed")
    from tests.forge.forging import forge
    from tests.forge.spec import PageSpec, Typed

    image, truth = forge(PageSpec((Typed("The bridge was closed on May 3.", 0.5, 0.8),), seed=3, wear=1, size=(5, 2)))
    grey = image.convert("L")
    page = rapid.open_rapid().read(GreyPicture(grey.width, grey.height, grey.tobytes(), truth.dpi))
    assert page.text == "The bridge was closed on May 3."
    for word, true in zip(page.words, truth.words, strict=True):
        assert word.box
        assert word.box.overlap(true.box) > 0.7 * true.box.area
