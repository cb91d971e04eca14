"""Reading XML that somebody else made. The only place that parses XML or HTML.

Left to itself lxml expands entities, or, told not to, drops the text they stand for without a word. So a document that
declares entities is refused before anything in it is expanded, and one that uses entities it does not declare as well.
Nothing outside the document is ever opened.
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.errors import InputError, PageFileError
from pipeline.model.names import show_name

DEEPEST = 200
"""Levels of elements within each other; real files have about ten."""
LARGEST = 256 * 1024 * 1024
LEFT_OUT = "The file is left out; the rest goes on."

Element = etree._Element

_BYTE_ORDERS = (
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xfe\xff", "utf-16"),
    (b"\xff\xfe", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\x00<", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
)
"""How a document begins, and how its declarations can then be read (XML 1.0, appendix F)."""
_PROLOG_PART = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*([\[>])")
_PLACE = re.compile(r", line \d+, column \d+.*$")
_PROLOG_CHARACTERS = 64 * 1024


def parse_xml(content: bytes, name: str, error: type[InputError] = PageFileError) -> Element:
    """Return the root element of an XML document.

    Comments and processing instructions are left out. Raises ``error``, naming file and line, for what is not
    well-formed, in another encoding than it says, deeper than 200 levels, or declares or uses entities.
    """
    if len(content) > LARGEST:
        raise error(f"is larger than {LARGEST // 1024 // 1024} MB", where=name, advice=LEFT_OUT)
    why = _refusal(content)
    if why:
        raise error(why, where=name, advice=LEFT_OUT)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        line = getattr(cause, "lineno", None)
        where = f"{name}, line {line}" if line else name
        raise error(f"is not well-formed XML: {_one_line(cause)}", where=where, advice=LEFT_OUT) from cause
    _check_tree(root, name, error)
    return root


def parse_html(content: bytes, name: str, error: type[InputError] = PageFileError) -> Element:
    """Return the root element of an HTML document that is not XML.

    The parser for HTML mends whatever it meets and drops what lies too deep, so a document that was cut off, or of
    whose elements with a class any were lost, raises ``error``.
    """
    if b"</html>" not in content[-4096:].lower():
        raise error("ends before its closing </html>: it was cut off", where=name, advice=LEFT_OUT)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise error(f"is no HTML: {_one_line(cause)}", where=name, advice=LEFT_OUT) from cause
    if root is None:
        raise error("is no HTML: it is empty", where=name, advice=LEFT_OUT)
    _check_tree(root, name, error)
    written = len(re.findall(rb"<[A-Za-z][A-Za-z0-9]*\s[^<>]*\bclass\s*=", content))
    kept = sum(1 for element in root.iter() if element.get("class") is not None)
    if kept < written:
        raise error(f"{written - kept} of its elements cannot be read", where=name, advice=LEFT_OUT)
    return root


def local_name(element: Element) -> str:
    """Return an element's name without its namespace.

    >>> from lxml import etree
    >>> local_name(etree.fromstring('<a:b xmlns:a="urn:x"/>'))
    'b'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _refusal(content: bytes) -> str:
    """Return why a document is not even to be parsed, "" if it is."""
    encoding = next((name for start, name in _BYTE_ORDERS if content.startswith(start)), "latin-1")
    head = content[: _PROLOG_CHARACTERS * 4].decode(encoding, "replace")[:_PROLOG_CHARACTERS].lstrip("\ufeff")
    position = 0
    while part := _PROLOG_PART.match(head, position):
        position = part.end()
    if not head.startswith("<", position):
        return "is no XML"
    if not head.startswith("<!DOCTYPE", position):
        return ""
    doctype = _DOCTYPE.match(head, position)
    if doctype is None:
        return "has a DOCTYPE without an end"
    return "declares its own entities or elements in its DOCTYPE" if doctype.group(1) == "[" else ""


def _check_tree(root: Element, name: str, error: type[InputError]) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            where = f"{name}, line {element.sourceline}"
            raise error(f"has elements more than {DEEPEST} levels deep", where=where, advice=LEFT_OUT)
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        what = f"uses the entity &{entity.name};, which it does not declare"  # type: ignore[attr-defined]
        raise error(what, where=name, advice=LEFT_OUT)


def _one_line(cause: Exception) -> str:
    """Return the parser's reason without its own idea of file and line; it may quote what it met."""
    return show_name(_PLACE.sub("", " ".join(str(cause).split()))[:200])
