"""A doubtful page is read again, cleaned or upside down; the better reading is kept, the other stays with the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from pipeline.errors import RecognitionError, StoppedError
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.passes import BLANK_NOTE, CLEANED_NOTE, FAILED_NOTE, SCATTERED_NOTE, TURNED_NOTE
from pipeline.ocr.passes_engine import PassesEngine

SIZE = (1600, 800)
ENGINE = EngineInfo("scripted", "1", "eng")
Words = tuple[tuple[str, float], ...]


def picture(ink: float = 0.05) -> GreyPicture:
    """Return a page with black bars over a share of it: something to read, whatever it is."""
    width, height = SIZE
    period = round(4 / ink)
    row = (b"\0" * 4 + b"\xff" * (period - 4)) * (width // period + 1)
    return GreyPicture(width, height, (row[:width] + b"\xff" * width * 3) * (height // 4), 300)


def lettered(height: int) -> GreyPicture:
    """Return a page of black blocks with the size of letters, as far apart as they are wide."""
    width = height * 2 // 3
    row = ((b"\0" * width + b"\xff" * width) * (SIZE[0] // (2 * width) + 1))[: SIZE[0]]
    rows = (row * height + b"\xff" * SIZE[0] * height) * (SIZE[1] // (2 * height) + 1)
    return GreyPicture(*SIZE, rows[: SIZE[0] * SIZE[1]], 300)


def page(words: Words, size: tuple[int, int] = SIZE) -> Page:
    """Return a page of ``size`` with ``words`` side by side, 40 pixels high on a page of full size."""
    scale = size[0] / SIZE[0]
    boxes = [Box(*(round(edge * scale) for edge in (100 * n, 10, 100 * n + 80, 50))) for n in range(len(words))]
    line = tuple(Word(text, box, confidence) for (text, confidence), box in zip(words, boxes, strict=True))
    return Page(*size, (Region((Line(line, None),), None),) if words else (), ENGINE, 300)


@dataclass
class ScriptedEngine:
    """Gives or raises what it was told to, in turn, and remembers what it was shown."""

    answers: Sequence[Words | RecognitionError]
    info: EngineInfo = ENGINE
    shown: list[GreyPicture] = field(default_factory=list)

    def read(self, picture: GreyPicture) -> Page:
        self.shown.append(picture)
        answer = self.answers[len(self.shown) - 1]
        if isinstance(answer, RecognitionError):
            raise answer
        return page(answer, (picture.width, picture.height))

    def stop(self) -> None:
        """Nothing runs."""


CLEAR: Words = (("something", 0.96), ("clearly", 0.95), ("readable", 0.97), ("throughout", 0.96))
WORN: Words = (("sonethlng", 0.7), ("cleanly", 0.75), ("rcadable", 0.5), ("thruoghout", 0.8))
NOISE: Words = ((";:", 0.1), ("ae", 0.3), ("oe", 0.2))


def test_a_clear_page_is_read_once() -> None:
    engine = ScriptedEngine([CLEAR])
    assert PassesEngine(engine).read(picture()).text == "something clearly readable throughout"
    assert len(engine.shown) == 1


def test_a_page_without_ink_is_not_given_to_the_engine() -> None:
    engine = ScriptedEngine([])
    read = PassesEngine(engine).read(GreyPicture(800, 600, b"\xee" * 480_000, 300))
    assert (read.words, read.notes, read.width, read.height) == ((), (BLANK_NOTE,), 800, 600)


@pytest.mark.parametrize(
    ("first", "second", "kept", "beside"),
    [
        (WORN, CLEAR, CLEAR, WORN),
        (WORN, NOISE, WORN, NOISE),
        (WORN, (), WORN, ()),
    ],
    ids=["cleaning helps", "cleaning spoils", "cleaning wipes out"],
)
def test_the_better_of_two_readings_is_kept_and_the_other_stays_beside_it(
    first: Words, second: Words, kept: Words, beside: Words
) -> None:
    engine = ScriptedEngine([first, second])
    read = PassesEngine(engine).read(picture())
    assert [word.text for word in read.words] == [text for text, _ in kept]
    beside_texts = [word.readings[0].text for word in read.words if word.readings]
    assert beside_texts == [text for text, _ in beside]
    assert (read.width, read.height, read.dpi) == (*SIZE, 300)


def test_large_letters_are_read_cleaned_at_half_the_size_at_once() -> None:
    engine = ScriptedEngine([CLEAR])
    read = PassesEngine(engine).read(lettered(height=24))
    assert [shown.width for shown in engine.shown] == [SIZE[0] // 2]
    assert read.words[1].box == Box(100, 10, 180, 50)
    assert read.notes == ()


def test_large_letters_read_in_doubt_are_read_as_they_are_too() -> None:
    engine = ScriptedEngine([WORN, CLEAR])
    read = PassesEngine(engine).read(lettered(height=24))
    assert [shown.width for shown in engine.shown] == [SIZE[0] // 2, SIZE[0]]
    assert [word.readings[0].source for word in read.words] == ["cleaned"] * 4


def test_small_letters_are_cleaned_at_their_full_size() -> None:
    engine = ScriptedEngine([WORN, CLEAR])
    read = PassesEngine(engine).read(lettered(height=12))
    assert [shown.width for shown in engine.shown] == [SIZE[0], SIZE[0]]
    assert [word.readings[0].source for word in read.words] == ["plain"] * 4
    assert read.notes == (CLEANED_NOTE,)


def test_a_page_of_which_a_part_makes_sense_upside_down_is_read_so() -> None:
    engine = ScriptedEngine([NOISE, NOISE, CLEAR, CLEAR])
    read = PassesEngine(engine).read(picture())
    assert read.notes == (TURNED_NOTE,)
    assert read.words[0].box == Box(SIZE[0] - 80, SIZE[1] - 50, SIZE[0], SIZE[1] - 10)
    assert engine.shown[2].height == SIZE[1] // 3
    assert engine.shown[3].pixels == engine.shown[0].pixels[::-1]


def test_handwriting_that_makes_no_sense_either_way_up_stays_as_it_is() -> None:
    engine = ScriptedEngine([NOISE, NOISE, NOISE])
    read = PassesEngine(engine).read(picture())
    assert [word.text for word in read.words] == [text for text, _ in NOISE]
    assert read.notes == ()
    assert len(engine.shown) == 3


def test_without_a_second_pass_a_doubtful_page_is_read_once() -> None:
    engine = ScriptedEngine([NOISE])
    assert PassesEngine(engine, second_pass=False).read(picture()).words
    assert len(engine.shown) == 1


@pytest.mark.parametrize(("height", "width"), [(24, SIZE[0] // 2), (12, SIZE[0])])
def test_without_a_second_pass_a_page_is_read_as_its_letters_ask_for(height: int, width: int) -> None:
    engine = ScriptedEngine([WORN])
    PassesEngine(engine, second_pass=False).read(lettered(height))
    assert [shown.width for shown in engine.shown] == [width]


def test_the_passes_are_part_of_what_the_engine_says_of_itself() -> None:
    engine = ScriptedEngine([])
    infos = {PassesEngine(engine).info, PassesEngine(engine, second_pass=False).info, ENGINE}
    assert len(infos) == 3
    assert PassesEngine(ScriptedEngine([CLEAR])).read(picture()).engine == PassesEngine(engine).info


HALF: Words = (("sonethlng", 0.7), ("clearly", 0.95), ("rcadable", 0.4), ("thruoghout", 0.5))


@pytest.mark.parametrize(
    ("scattered", "kept", "notes"),
    [
        (CLEAR, CLEAR, (SCATTERED_NOTE,)),
        ((*HALF, ("it", 0.95)), HALF, ()),
        (NOISE, HALF, ()),
    ],
    ids=["much more is read", "hardly more is read", "less is read"],
)
def test_a_page_whose_layout_was_not_understood_is_read_as_scattered_text_if_that_is_clearly_better(
    scattered: Words, kept: Words, notes: tuple[str, ...]
) -> None:
    engine, loose = ScriptedEngine([HALF, NOISE]), ScriptedEngine([scattered])
    read = PassesEngine(engine, scattered=loose).read(picture())
    assert [word.text for word in read.words] == [text for text, _ in kept]
    assert read.notes == notes
    assert loose.shown[0].pixels == engine.shown[0].pixels


def test_a_page_that_was_read_well_enough_is_not_read_as_scattered_text() -> None:
    loose = ScriptedEngine([])
    assert PassesEngine(ScriptedEngine([WORN, CLEAR]), scattered=loose).read(picture()).words
    assert loose.shown == []


def test_what_was_read_with_a_layout_stays_beside_the_scattered_words() -> None:
    read = PassesEngine(ScriptedEngine([HALF, NOISE]), scattered=ScriptedEngine([CLEAR])).read(picture())
    assert [word.readings[0].text for word in read.words] == [text for text, _ in HALF]


HANGS = RecognitionError("the engine was stopped after 60 s without a result")
FAILED = FAILED_NOTE.format(HANGS.what)
FAINT: Words = (("something", 0.85), ("clearly", 0.8))


@pytest.mark.parametrize(
    ("answers", "scattered", "kept", "notes"),
    [
        ([FAINT, HANGS], [], FAINT, (FAILED,)),
        ([HALF, HANGS], [NOISE], HALF, (FAILED,)),
        ([HALF, HANGS], [CLEAR], CLEAR, (SCATTERED_NOTE, FAILED)),
        ([HALF, NOISE], [HANGS], HALF, (FAILED,)),
        ([NOISE, NOISE, HANGS], [NOISE], NOISE, (FAILED,)),
    ],
    ids=["cleaned", "cleaned, not scattered", "cleaned, but scattered", "scattered", "upside down"],
)
def test_a_further_reading_that_fails_costs_a_note_and_not_the_page(
    answers: Sequence[Words | RecognitionError],
    scattered: Sequence[Words | RecognitionError],
    kept: Words,
    notes: tuple[str, ...],
) -> None:
    read = PassesEngine(ScriptedEngine(answers), scattered=ScriptedEngine(scattered)).read(picture())
    assert [word.text for word in read.words] == [text for text, _ in kept]
    assert read.notes == notes


@pytest.mark.parametrize("failure", [HANGS, StoppedError("reading was stopped")], ids=["first reading", "stopped"])
def test_a_page_fails_when_its_first_reading_fails_or_the_run_is_stopped(failure: RecognitionError) -> None:
    answers = [failure] if failure is HANGS else [WORN, failure]
    with pytest.raises(type(failure)):
        PassesEngine(ScriptedEngine(answers)).read(picture())


def test_a_page_with_a_longer_side_than_the_engine_takes_is_shown_smaller_and_its_boxes_are_those_of_the_page() -> None:
    engine = ScriptedEngine([CLEAR])
    width, height = 40_000, 100
    row = (b"\0" * 4 + b"\xff" * 76) * (width // 80)
    read = PassesEngine(engine).read(GreyPicture(width, height, row * height, 300))
    assert engine.shown[0].width <= 32_767
    assert (read.width, read.height) == (width, height)
    shown = page(CLEAR, (engine.shown[0].width, engine.shown[0].height))
    scale = width / engine.shown[0].width
    assert [word.box.left for word in read.words if word.box] == pytest.approx(
        [word.box.left * scale for word in shown.words if word.box], abs=1
    )
