"""Bytes of a transcript file to characters, without a guess that is not said.

UTF-8 (with or without a byte order mark) and UTF-16 and UTF-32 with one are read. Anything else is refused with the
place of the first byte that does not fit, unless the collection declares its encoding, or the whole file shows that
it is Western single-byte text; then a warning says so. Nothing is ever replaced by U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import TranscriptError

BYTE_ORDER_MARKS = (
    # The longer one first: the mark of UTF-32-LE begins with that of UTF-16-LE.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

PRINTABLE_CP1252 = re.compile(rb"[\t\n\f\r\x20-\x7e\x80\x82-\x8c\x8e\x91-\x9c\x9e-\xff]*+")
"""Bytes that mean a printable character, or white space, in cp1252."""

HIGH_BYTE = re.compile(rb"[\x80-\xff]")
UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of several bytes in UTF-8: a file that has one is damaged UTF-8 rather than single-byte text."""

MOST_HIGH_BYTES = 0.2
"""Share of bytes beyond ASCII in Western text: German and French have under a tenth, Cyrillic or Greek over a half."""

ADVICE = "Save it as UTF-8, or declare its encoding with --encoding."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file; a byte order mark is its first character, U+FEFF."""

    text: str
    encoding: str
    """``text.encode(encoding)`` gives the bytes on disk."""
    warning: str = ""
    """One line, when the encoding was neither declared nor marked in the file."""


def decode(content: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the characters of ``content``, the file called ``name``.

    A byte order mark decides first, then ``encoding``, which the collection declares, then UTF-8; last, a file of
    which every byte fits is read as cp1252 (which holds the letters of Latin-1), with a warning.

    Raises TranscriptError with byte offset, line and the offending bytes when the file cannot be read.

    >>> decode(b"caf\\xc3\\xa9", "a.txt").text
    'café'
    """
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(_decode_strictly(content, name, marked), marked)
    if encoding is not None:
        return Decoded(_decode_strictly(content, name, encoding), encoding)
    if b"\x00" in content:
        raise _refusal(content, name, content.index(b"\x00"), 1, "a NUL byte stands in it: no text, or UTF-16 unmarked")
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if not _is_single_byte_text(content):
            raise _refusal(content, name, error.start, error.end - error.start, "not UTF-8") from None
        warning = f"read as cp1252 (Western single-byte): byte {error.start} is not UTF-8 and every byte fits cp1252"
        return Decoded(content.decode("cp1252"), "cp1252", warning)


def _is_single_byte_text(content: bytes) -> bool:
    """Say whether the whole file is printable in cp1252, mostly ASCII, and nothing in it looks like UTF-8."""
    high = len(HIGH_BYTE.findall(content))
    return (
        high <= MOST_HIGH_BYTES * len(content)
        and PRINTABLE_CP1252.fullmatch(content) is not None
        and UTF8_SEQUENCE.search(content) is None
    )


def _decode_strictly(content: bytes, name: str, encoding: str) -> str:
    try:
        text = content.decode(encoding)
        is_same = text.encode(encoding) == content
    except LookupError:
        raise TranscriptError(f"no encoding is called {encoding!r}", where=name, advice=ADVICE) from None
    except UnicodeDecodeError as error:
        raise _refusal(content, name, error.start, error.end - error.start, f"not {encoding}") from None
    except UnicodeError as error:
        raise TranscriptError(f"not {encoding}: {error}", where=name, advice=ADVICE) from None
    if not is_same:
        raise TranscriptError(f"writing it again as {encoding} would change its bytes", where=name, advice=ADVICE)
    return text


def _refusal(content: bytes, name: str, start: int, length: int, what: str) -> TranscriptError:
    line = 1 + len(re.findall(rb"\r\n|\n|\r", content[:start]))
    shown = content[start : start + min(max(length, 1), 8)].hex(" ").upper()
    return TranscriptError(f"{what}: byte {start} (line {line}) is {shown}", where=name, advice=ADVICE)
