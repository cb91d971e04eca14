"""Bytes to characters: what is read, what is refused, and what the refusal says."""

from __future__ import annotations

import pytest

from pipeline.errors import TranscriptError
from pipeline.transcripts.decoding import decode
from pipeline.transcripts.reading import read_transcript

WORDS = "Café “naïve” €5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_marked_encodings_give_the_same_bytes_again(encoding: str) -> None:
    content = WORDS.encode(encoding) if encoding != "utf-16-le" else b"\xff\xfe" + WORDS.encode(encoding)
    decoded = decode(content, "a.txt")
    assert decoded.text.lstrip("\ufeff") == WORDS
    assert decoded.text.encode(decoded.encoding) == content
    assert not decoded.warning


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_a_western_file_is_read_and_said_to_be_one(encoding: str) -> None:
    content = "Café naïve\nmany Grüße".encode(encoding)
    decoded = decode(content, "a.txt")
    assert (decoded.text, decoded.encoding) == ("Café naïve\nmany Grüße", "cp1252")
    assert "byte 3 is not UTF-8" in decoded.warning
    assert read_transcript("a.txt", content, "plain").warnings == (decoded.warning,)


def test_a_declared_encoding_needs_no_warning() -> None:
    decoded = decode("Pražský".encode("iso-8859-2"), "a.txt", "iso-8859-2")
    assert (decoded.text, decoded.warning) == ("Pražský", "")


@pytest.mark.parametrize(
    ("content", "encoding", "what"),
    [
        (b"one\r\ntwo \xc3\xa9 \xff", None, r"not UTF-8: byte 12 \(line 2\) is FF"),
        ("Москва".encode("cp1251"), None, "not UTF-8: byte 0"),
        (b"caf\xe9 \x81", None, r"not UTF-8: byte 3 \(line 1\) is E9"),
        ("word".encode("utf-16-le"), None, r"NUL byte .* byte 1 \(line 1\) is 00"),
        (b"\xff\xfea", None, "not utf-16-le: byte 2"),
        (b"caf\xe9", "utf-8", "not utf-8: byte 3"),
        (b"caf\xe9", "klingon", "no encoding is called 'klingon'"),
        (b"+AGE-", "utf-7", "would change its bytes"),
    ],
    ids=[
        "damaged UTF-8",
        "Cyrillic",
        "undefined in cp1252",
        "unmarked UTF-16",
        "half a character",
        "declared",
        "name",
        "lossy",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(content: bytes, encoding: str | None, what: str) -> None:
    with pytest.raises(TranscriptError, match=what) as caught:
        decode(content, "a.txt", encoding)
    assert caught.value.where == "a.txt"
    assert "--encoding" in caught.value.advice
