"""Brackets that may mean several things: what settles them, and how the rest is listed."""

from __future__ import annotations

import pytest

from pipeline.model.transcript import Transcript
from pipeline.transcripts.ambiguity import list_ambiguities, resolve_brackets
from pipeline.transcripts.evidence import gather_evidence
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import diplomatic


def resolve(text: str, ocr: str = "", struck: tuple[str, ...] = ()) -> Transcript:
    transcript = read_transcript("a.txt", text.encode("utf-8"), "by-the-people")
    return resolve_brackets(transcript, gather_evidence(ocr, struck))


@pytest.mark.parametrize(
    ("text", "ocr", "struck", "kind", "page"),
    [
        ("see [Private] letter", "see [Private] letter", (), "literal-bracket", "see [Private] letter"),
        ("[ENTERED, to Act]", "[ENTERED, t0 Act", (), "literal-bracket", "[ENTERED, to Act]"),
        ("in Jan[uary] last", "", (), "expansion", "in Jan last"),
        ("the officia[l] seal", "", (), "supplied", "the officia seal"),
        ("[photo of a woman] Dear", "", (), "figure", " Dear"),
        ("[checkmark] paid", "", (), "figure", " paid"),
        ("[Side Text] paid", "", (), "editorial-note", " paid"),
        ("you [will] feel", "you wi1l feel", ("will",), "deletion", "you will feel"),
        ("Carrie [Chapman] Catt", "Carrie Catt", (), "supplied", "Carrie  Catt"),
        ("you [will] feel", "you wii feel", (), "ambiguous-bracket", "you will feel"),
        ("you [will] feel", "", (), "ambiguous-bracket", "you will feel"),
    ],
)  # fmt: skip
def test_a_bracket_means_what_the_evidence_says(
    text: str, ocr: str, struck: tuple[str, ...], kind: str, page: str
) -> None:
    transcript = resolve(text, ocr, struck)
    (mark,) = transcript.marks
    assert (mark.kind, diplomatic(transcript.tokens), transcript.text) == (kind, page, text)
    assert bool(mark.why) == (kind != "ambiguous-bracket")


def test_one_entry_for_each_string_and_not_for_each_place() -> None:
    ambiguous = list_ambiguities(resolve("[will] a [Peas] b [will]"))
    assert [(each.text, len(each.places)) for each in ambiguous] == [("will", 2), ("Peas", 1)]


def test_markup_in_ocr_text_is_never_parsed() -> None:
    assert gather_evidence("## [unclear] ~~x~~").bracketed == {"unclear"}
