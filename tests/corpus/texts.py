"""Transcripts that are damaged, foreign, hostile or merely odd."""

from __future__ import annotations

import gzip
import io
import zipfile

from tests.corpus.cases import Case, Outcome, Stage, accepted, refused

PLAIN = "The schooner passed the reef at dawn.\nNo boat was lowered.\n"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><TEI>&j;</TEI>"
)
OUTSIDE = b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>'


def _tei(body: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'.encode()


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("letter.txt", PLAIN)
    return buffer.getvalue()


def _case(name: str, content: bytes, outcome: Outcome) -> Case:
    return Case(name, content, outcome, Stage.TRANSCRIPT)


CASES: tuple[Case, ...] = (
    # Encodings: read as they are, or refused with the place; never mended.
    _case("plain.txt", PLAIN.encode(), accepted()),
    _case("utf-8 with mark.txt", PLAIN.encode("utf-8-sig"), accepted()),
    _case("utf-16 with mark.txt", PLAIN.encode("utf-16"), accepted()),
    _case("utf-16 big-endian with mark.txt", b"\xfe\xff" + PLAIN.encode("utf-16-be"), accepted()),
    _case("utf-32 with mark.txt", PLAIN.encode("utf-32"), accepted()),
    _case("utf-16 without mark.txt", PLAIN.encode("utf-16-le"), refused("NUL", "byte 1")),
    _case("utf-32 without mark.txt", PLAIN.encode("utf-32-be"), refused("NUL", "byte 0")),
    _case("latin-1.txt", "Café Müller\n".encode("latin-1") + PLAIN.encode(), accepted("cp1252")),
    _case("cp1252 quotes.txt", "He said “no”.\n".encode("cp1252") + PLAIN.encode(), accepted("cp1252")),
    _case("cyrillic cp1251.txt", "Шхуна прошла риф на рассвете".encode("cp1251"), refused("not UTF-8", "byte 0")),
    _case("shift-jis.txt", "船は夜明けに礁を過ぎた".encode("shift-jis"), refused("not UTF-8")),
    _case("cut in a character.txt", "Café".encode()[:-1], refused("not UTF-8", "byte 3")),
    _case("utf-8 and latin-1 mixed.txt", "Café ".encode() + b"caf\xe9", refused("not UTF-8", "byte 9")),
    _case("surrogates in utf-8.txt", b"a \xed\xa0\x80 b", refused("not UTF-8", "byte 2")),
    _case("overlong slash.txt", b"a \xc0\xaf b \xc3\xa9", refused("not UTF-8", "byte 2")),
    _case("beyond unicode.txt", b"a \xf5\x80\x80\x80 b \xc3\xa9", refused("not UTF-8", "byte 2")),
    _case("nul in the middle.txt", b"peace\0now\n", refused("NUL", "byte 5")),
    _case("odd number of utf-16 bytes.txt", b"\xff\xfea\0b", refused("not utf-16")),
    _case("lone surrogate in utf-16.txt", b"\xff\xfe\x00\xd8a\0", refused("not utf-16")),
    _case("zeros.txt", bytes(4096), refused("NUL", "byte 0")),
    # Other kinds of file under a transcript's name.
    _case("zip.txt", _zip(), refused("NUL")),
    _case("gzip.md", gzip.compress(PLAIN.encode() * 9, mtime=0), refused("NUL")),
    _case("picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", refused("NUL")),
    _case("program.txt", b"\x7fELF\x02\x01\x01" + bytes(9), refused("NUL")),
    _case("pdf.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\x81\x8d\xff\n", refused("not UTF-8")),
    # Odd but honest: every character is kept as it is.
    _case("empty.txt", b"", accepted()),
    _case("a mark and nothing else.txt", b"\xef\xbb\xbf", accepted()),
    _case("white space only.md", b" \n\t\n  \n", accepted()),
    _case("markup only.md", b"**\n~~\n[]\n", accepted()),
    _case("carriage returns only.txt", PLAIN.replace("\n", "\r").encode(), accepted()),
    _case("mixed line ends.txt", b"a\r\nb\rc\nd\x0be\x0cf\xc2\x85g\xe2\x80\xa8h", accepted()),
    _case("no last line end.txt", b"peace now", accepted()),
    _case("control characters.txt", b"a\x01b\x1b[31mc\x7fd\x9b".replace(b"\x9b", b"\xc2\x9b"), accepted()),
    _case("turned by override.txt", "see \u202egnp.exe\u202c now".encode(), accepted()),
    _case("invisible.txt", "de\u200bci\u00adsi\ufeffon\u2060s".encode(), accepted()),
    _case("private and unassigned.txt", "\ue000 \u0378 \ufffe \U0010ffff".encode(), accepted()),
    _case("already replaced.txt", "caf\ufffd".encode(), accepted()),
    _case("marks without end.txt", ("a" + "\u0301\u0316" * 20_000).encode(), accepted()),
    _case("one long line.txt", b"word " * 400_000, accepted()),
    _case("a million line ends.txt", b"\n" * 1_000_000, accepted()),
    _case("brackets.md", b"[" * 100_000, accepted()),
    _case("never struck.md", b"~~" * 50_000, accepted()),
    _case("brackets crossed.md", b"[a **b] c** ~~d [e~~ f]", accepted()),
    _case("html in markdown.md", b"<script>alert(1)</script> <img src=x onerror=alert(1)>", accepted()),
    _case("too many words.txt", b"a " * 1_000_001, refused("2,000,000 words")),
    _case("too large.txt", b"a" * (32 * 1024**2 + 1), refused("MB")),
    # TEI.
    _case("sound.xml", _tei("<p>The schooner <del>went</del> passed.</p>"), accepted()),
    _case("laughs.xml", LAUGHS, refused("DOCTYPE")),
    _case("file from outside.xml", OUTSIDE, refused("DOCTYPE")),
    _case("not closed.xml", _tei("<p>The schooner"), refused("well-formed")),
    _case("two roots.xml", _tei("") * 2, refused("well-formed")),
    _case("unknown entity.xml", _tei("<p>caf&eacute;</p>"), refused("eacute")),
    _case("control character.xml", _tei("<p>a\x0bb</p>"), refused("well-formed")),
    _case("deep.xml", _tei("<div>" * 300 + "</div>" * 300), refused("deep")),
    _case("says another encoding.xml", b'<?xml version="1.0" encoding="utf-16"?>' + _tei("<p>a</p>"), refused()),
    _case("no xml at all.xml", PLAIN.encode(), refused("XML")),
    _case("empty.xml", b"", refused("XML")),
)
