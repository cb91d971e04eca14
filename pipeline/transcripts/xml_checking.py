"""Whether an XML transcript may be read at all, and in which encoding."""

from __future__ import annotations

import re

from pipeline.errors import TranscriptError
from pipeline.text.xml import local_name, parse_xml

ROOTS = {"xml": ("TEI", "teiCorpus", "TEI.2"), "page": ("PcGts",)}
"""By reader: what the outermost element may be called."""

DECLARATION = re.compile(rb"""<\?xml[^<>]{0,100}?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


def check_xml(content: bytes, name: str, reader: str) -> None:
    """Raise TranscriptError for what is not well-formed, declares entities, is too deep or something else."""
    root = local_name(parse_xml(content, name, TranscriptError))
    if root not in ROOTS[reader]:
        expected = " or ".join(ROOTS[reader])
        raise TranscriptError(f"its root is <{root}>, not {expected}", where=name, advice="Name another convention.")


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding that an XML declaration names, if there is one."""
    declaration = DECLARATION.match(content.lstrip(b"\xef\xbb\xbf")[:200])
    return declaration[1].decode("ascii") if declaration else None
