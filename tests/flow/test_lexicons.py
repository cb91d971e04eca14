"""The lexicon that suggestions tell words from misreadings by."""

from __future__ import annotations

import importlib.metadata
import importlib.resources

import pytest

from pipeline.flow.lessons import Lessons
from pipeline.flow.lexicons import LANGUAGES, load_lexicon, name_lexicon
from pipeline.flow.loading import TranscriptLoader
from pipeline.flow.settings import Settings


def test_it_has_words_and_not_their_misspellings() -> None:
    words = load_lexicon("eng")
    assert {"harbor", "decision", "legation", "don't"} <= words.keys()
    assert not {"harbuor", "decison", "legaticn"} & words.keys()


def test_short_words_are_in_it_only_when_they_are_common() -> None:
    words = load_lexicon("eng")
    assert {"at", "or", "an", "the", "you"} <= words.keys()
    assert not {"st", "dor", "hc", "tne"} & words.keys()


def test_several_languages_have_the_words_of_all() -> None:
    words = load_lexicon("eng+deu")
    assert {"decision", "gesandtschaft", "müller"} <= words.keys()


def test_every_word_is_a_share_of_its_language() -> None:
    words = load_lexicon("eng")
    assert 0.9 < sum(words.values()) <= 1
    assert words["the"] > 10 * words["harbor"] > 0


def test_a_word_of_several_languages_has_its_largest_share() -> None:
    english, german, both = (load_lexicon(languages) for languages in ("eng", "deu", "eng+deu"))
    assert both["mich"] == german["mich"] > english["mich"]
    assert both["much"] == english["much"]


def test_a_language_without_lexicon_adds_nothing() -> None:
    assert load_lexicon("lat") == {}
    assert name_lexicon("lat") == "none"
    assert load_lexicon("eng+lat") == load_lexicon("eng")


def test_the_package_has_every_language() -> None:
    folder = importlib.resources.files("spellchecker") / "resources"
    assert [name for name in LANGUAGES.values() if not (folder / f"{name}.json.gz").is_file()] == []


def test_a_run_says_which_it_had() -> None:
    version = importlib.metadata.version("pyspellchecker")
    assert ("lexicon", f"pyspellchecker {version}: eng") in Settings().shown()
    assert ("lexicon", "none") in Settings(lexicon=False).shown()


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert name_lexicon("eng") == "none"
    assert load_lexicon("eng") == {}


def test_a_word_of_ones_own_list_keeps_its_share_of_the_language() -> None:
    words = Lessons(TranscriptLoader("plain"), (), frozenset({"harbor", "zrinyi"}), "eng").knowledge().words
    assert (words["harbor"], words["zrinyi"]) == (load_lexicon("eng")["harbor"], 0)
