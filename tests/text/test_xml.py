"""XML from elsewhere: nothing outside it is opened, nothing in it is expanded, nothing in it gets lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.errors import PageFileError, TranscriptError
from pipeline.text.xml import parse_html, parse_xml

LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>{}]><a>&l9;</a>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no XML"),
        (b"plain text", "no XML"),
        (b"<a><b></a>", "line 1: is not well-formed"),
        (b"<a>\n<b>\n</a>", "line 3: is not well-formed"),
        (b"<?xml version='1.0' encoding='utf-8'?><a>caf\xe9</a>", "not well-formed"),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", "nonsense"),
        (b"<a>&nbsp;</a>", "nbsp"),
        (b"<!DOCTYPE a SYSTEM 'a.dtd'><a>&nbsp;</a>", "nbsp"),
        (LAUGHS.encode(), "declares its own"),
        (LAUGHS.encode("utf-16"), "declares its own"),
        (b"<!-- <a> -->\n<?x ?><!DOCTYPE a SYSTEM '[' [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "its own"),
        (b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'> %p;]><a/>", "declares its own"),
        (b"<!DOCTYPE " + b"a" * 300_000, "without an end"),
        (b"<a>" * 201 + b"</a>" * 201, "200 levels"),
        (b"<a>" * 100_000, "not well-formed"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_what_is_no_sound_xml_is_refused_at_once_with_a_reason(content: bytes, words: str) -> None:
    started = time.process_time()
    with pytest.raises(PageFileError) as caught:
        parse_xml(content, "page.xml")
    assert words in str(caught.value)
    assert str(caught.value).startswith("page.xml")
    assert "\n" not in str(caught.value)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "content",
    [
        b"<a>caf&#233; &amp; more</a>",
        "\ufeff<?xml version='1.0' encoding='utf-8'?><a>caf\u00e9 &amp; more</a>".encode(),
        "<?xml version='1.0' encoding='utf-16'?><a>caf\u00e9 &amp; more</a>".encode("utf-16"),
        "<?xml version='1.0' encoding='iso-8859-1'?><a>caf\u00e9 &amp; more</a>".encode("latin-1"),
        b"\n<!-- a > b --><!DOCTYPE a PUBLIC \"-//x\" 'a>[b.dtd'><a>caf&#233;<!-- in --> &amp; more<?x y?></a>",
        b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a>caf&#233; &amp; more</a>",
    ],
    ids=["references", "mark", "utf-16", "latin-1", "comments", "outside"],
)
def test_sound_xml_is_read_whatever_its_encoding_and_doctype(content: bytes) -> None:
    assert "".join(parse_xml(content, "page.xml").itertext()) == "caf\u00e9 & more"


def test_the_deepest_that_is_read_is_200_levels() -> None:
    assert len(list(parse_xml(b"<a>" * 200 + b"</a>" * 200, "page.xml").iter())) == 200


def test_the_error_is_of_the_kind_the_caller_wants() -> None:
    with pytest.raises(TranscriptError):
        parse_xml(b"no", "letter.xml", TranscriptError)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><body><p class='a'>cut", "cut off"),
        (b"<html>" + b"<div class='x'>" * 300 + b"x" + b"</div>" * 300 + b"</html>", "cannot be read|200 levels"),
        (b"</html>", "empty|no HTML"),
    ],
)
def test_html_of_which_something_would_get_lost_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(PageFileError, match=words):
        parse_html(content, "page.html")


def test_html_that_is_no_xml_is_read_with_all_its_elements() -> None:
    root = parse_html(b"<html><body><p class=a>one<br>two &nbsp;<p class=b>three</body></html>", "page.html")
    assert "".join(root.itertext()).split() == ["onetwo", "three"]


def test_nothing_else_parses_xml(repository: Path) -> None:
    calls = ("etree.fromstring(", "etree.parse(", "etree.XML(", "etree.HTML(", "ElementTree", "minidom", "lxml.html")
    found = [
        f"{path.relative_to(repository)}: {call}"
        for path in sorted((repository / "pipeline").rglob("*.py"))
        if path != repository / "pipeline" / "text" / "xml.py"
        for call in calls
        if call in path.read_text(encoding="utf-8")
    ]
    assert found == []
