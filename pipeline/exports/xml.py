"""Writing XML: characters that XML forbids are written out, so that a file is well-formed whatever it holds."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

Element = etree._Element

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside XML 1.0, production 2."""


def xml_text(text: str) -> str:
    """Return ``text`` with what XML cannot hold written out.

    >>> xml_text("bell: \\x07")
    'bell: ⟦U+0007⟧'
    """
    return _FORBIDDEN.sub(lambda match: f"⟦U+{ord(match.group()):04X}⟧", text)


def root(namespace: str, name: str, **prefixes: str) -> Element:
    """Return the outermost element of a document in ``namespace``, with further namespaces by their prefixes."""
    namespaces: Any = {None: namespace, **prefixes}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=namespaces)


def child(parent: Element, name: str, text: str | None = None, /, **attributes: object) -> Element:
    """Add an element of the parent's namespace; attributes that are None are left out.

    A trailing underscore of an attribute's name is dropped (``class_``).
    """
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.removesuffix("_"), xml_text(str(value)))
    if text is not None:
        element.text = xml_text(text)
    return element


def to_bytes(top: Element, doctype: bytes = b"", *, is_spaced: bool = True) -> bytes:
    """Return the document as UTF-8; indented, unless white space between its elements means something."""
    if is_spaced:
        etree.indent(top)
    content = etree.tostring(top, encoding="UTF-8")
    assert isinstance(content, bytes)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + (doctype + b"\n" if doctype else b"") + content + b"\n"
