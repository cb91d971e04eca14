"""Sets made to train and to test with share nothing that they should not share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from tests.forge.__main__ import main
from tests.forge.faces import HANDS, MORE_TYPES, STAMPS, TYPES, load_face
from tests.forge.layout import Column, pour
from tests.forge.prose import HALVES, Prose, compose, load_prose
from tests.forge.sets import make_set, plan_document
from tests.forge.slips import choose_slips
from tests.forge.spec import Border, Flow, Hand, Mode, PageSpec, Scribble, Stamp, Typed


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_set_has_a_scan_and_a_truth_for_each_page_and_a_transcript_for_each_document(tmp_path: Path) -> None:
    names = make_set(tmp_path, seed=4, pages=3, wear=1, dpi=60)
    assert names == ("set4a001", "set4a002")
    assert list(files_below(tmp_path)) == [
        "scans/set4a001_1.jpg",
        "scans/set4a001_2.jpg",
        "scans/set4a002_1.jpg",
        "transcripts/set4a001.md",
        "transcripts/set4a002.md",
        "truth/set4a001.json",
        "truth/set4a001_1.json",
        "truth/set4a001_2.json",
        "truth/set4a002.json",
        "truth/set4a002_1.json",
    ]


def test_the_same_arguments_give_the_same_files_and_another_seed_does_not(tmp_path: Path) -> None:
    for folder, seed in (("one", 4), ("two", 4), ("three", 5)):
        make_set(tmp_path / folder, seed=seed, pages=1, wear=3, mode=Mode.COLOUR, dpi=60)
    one, two, three = (list(files_below(tmp_path / folder).values()) for folder in ("one", "two", "three"))
    assert one == two
    assert not set(one) & set(three)


def test_the_command_line_makes_the_set_that_was_asked_for(tmp_path: Path) -> None:
    wanted = "--seed 9 --pages 1 --wear 3 --mode film --dpi 60 --faces cutive-mono --hands la-belle-aurore --texts b"
    main(["set", str(tmp_path), *wanted.split()])
    truth = json.loads((tmp_path / "truth/set9b001_1.json").read_text(encoding="utf-8"))
    assert (truth["wear"], truth["mode"], truth["face"], truth["dpi"]) == (3, "film", "cutive-mono", 60)
    assert (tmp_path / "scans/set9b001_1.png").exists()


FACES, WRITERS = STAMPS[1:3], HANDS[2:4]


def busy_pages(dry: float = 0) -> list[list[Stamp | Hand | Scribble]]:
    """Return the marks of forty busy pages."""
    plans = [
        plan_document(
            f"busy{number}",
            rng=np.random.default_rng(number),
            prose=load_prose("a"),
            hands=WRITERS,
            look=PageSpec((), seed=1, face="courier-prime"),
            pages=2,
            stamp_faces=FACES,
            dry=dry,
        )
        for number in range(20)
    ]
    return [
        [item for item in page.items if isinstance(item, Stamp | Hand | Scribble)]
        for plan in plans
        for page in plan.pages
    ]


def test_busy_pages_bear_more_marks_in_the_hands_and_faces_that_were_asked_for_and_fainter_ones() -> None:
    pages = busy_pages()
    assert min(map(len, pages)) >= 4
    marks = [item for page in pages for item in page]
    assert {item.face for item in marks if isinstance(item, Stamp)} == set(FACES)
    assert {item.face for item in marks if isinstance(item, Hand)} == set(WRITERS)
    assert 0.2 < sum(item.strength < 1 for item in marks) / len(marks) < 0.5


@pytest.mark.parametrize("dry", [0.0, 0.5])
def test_as_many_marks_are_dry_as_was_asked_for_and_with_them_come_ticks(dry: float) -> None:
    pages = busy_pages(dry)
    marks = [item for page in pages for item in page]
    assert sum(item.dry > 0 for item in marks) / len(marks) == pytest.approx(dry, abs=0.1)
    with_ticks = sum(any(isinstance(item, Scribble) and item.is_tick for item in page) for page in pages)
    assert with_ticks == (len(pages) if dry else 0)


@pytest.mark.parametrize(("struck", "ovals"), [(0.0, 0.0), (1.0, 1.0)], ids=["none", "all"])
def test_as_many_words_are_struck_and_stamps_oval_as_was_asked_for(struck: float, ovals: float) -> None:
    document = plan_document(
        "d",
        rng=np.random.default_rng(3),
        prose=load_prose("a"),
        hands=HANDS,
        look=PageSpec((), seed=3),
        pages=2,
        struck=struck,
        ovals=ovals,
    )
    items = [item for page in document.pages for item in page.items]
    running = [item for item in items if isinstance(item, Typed) and item.flow is not Flow.ALONE]
    upright = [item for item in items if isinstance(item, Stamp) and abs(item.angle) < 45]
    words = sum(len(item.text.split()) for item in running)
    assert sum(strike.last - strike.first for item in running for strike in item.strikes) == struck * words
    assert {item.border is Border.OVAL for item in upright} == {bool(ovals)}


def test_a_slip_of_a_kind_is_made_on_a_word_of_that_kind() -> None:
    prose = load_prose("a")
    (lines,) = pour(compose(prose, np.random.default_rng(2), 300), [Column()])
    slips = choose_slips([PageSpec(lines, seed=1)], prose.names, np.random.default_rng(3), 25)
    assert len(slips) == 25
    for slip in slips:
        match slip.kind:
            case "figure":
                assert sum(one != other for one, other in zip(slip.word, slip.typed, strict=True)) == 1
            case "name":
                assert slip.word in prose.names
                assert Levenshtein.distance(slip.word, slip.typed) == 1
            case "skipped":
                assert slip.typed == ""
            case "doubled":
                assert slip.typed == f"{slip.word} {slip.word}"
            case "swapped":
                assert slip.word != slip.typed
                assert sorted(slip.word) == sorted(slip.typed)


def strings_of(prose: Prose) -> Iterator[str]:
    for name in Prose.__slots__:
        for entry in getattr(prose, name):
            yield from (entry,) if isinstance(entry, str) else entry


def test_the_two_halves_of_the_texts_share_no_text_but_the_usual_words_of_stamps() -> None:
    first, second = (set(strings_of(load_prose(half))) for half in HALVES)
    assert first & second == {"RECEIVED", "{stampdate}"}


@pytest.mark.parametrize("half", HALVES)
def test_composed_text_is_long_enough_and_has_nothing_left_to_fill_in(half: str) -> None:
    paragraphs = compose(load_prose(half), np.random.default_rng(1), 600)
    text = " ".join(paragraphs)
    assert 600 <= len(text.split()) < 660
    assert not set(text) & set("{}")


@pytest.mark.parametrize("face", sorted({*TYPES, *MORE_TYPES, *HANDS, *STAMPS}))
def test_a_face_has_a_picture_for_every_character_of_the_texts(face: str) -> None:
    characters = set(" ".join(text for half in HALVES for text in strings_of(load_prose(half)))) - set("{}| ")
    font = load_face(face, 40)
    missing = bytes(font.getmask("\uffff"))
    assert [character for character in sorted(characters) if bytes(font.getmask(character)) == missing] == []


def test_every_face_has_its_licence_beside_it() -> None:
    folder = Path(__file__).parent / "forge" / "fonts"
    for font in folder.glob("*.woff"):
        licence = (folder / f"{font.stem}.LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence or "Apache License" in licence
