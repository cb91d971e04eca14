"""Files that know whether they are whole: a first line with schema, label, length and SHA-256, then the content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


class UnsealedError(ValueError):
    """The content is torn, rotten, foreign, or of another schema."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was in a sealed file."""

    label: str
    """A word without spaces, for whatever the content must agree with."""
    body: bytes


def seal(schema: str, label: str, body: bytes) -> bytes:
    """Return ``body`` with its first line; ``schema`` such as ``corrigenda.page/1``."""
    return f"{schema} {label} {len(body)} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def unseal(schema: str, content: bytes) -> Sealed:
    """Return what ``seal`` was given; raises ``UnsealedError`` for anything that it did not make."""
    head, _, body = content.partition(b"\n")
    words = head.decode("utf-8", "replace").split(" ")
    if len(words) != 4 or [words[0], *words[2:]] != [schema, str(len(body)), hashlib.sha256(body).hexdigest()]:
        raise UnsealedError("not whole, or not of this version")
    return Sealed(words[1], body)


def is_newer(schema: str, content: bytes) -> bool:
    """Say whether ``content`` was sealed under a later version of ``schema``."""
    name, _, version = schema.partition("/")
    found, _, theirs = content.partition(b" ")[0].decode("utf-8", "replace").partition("/")
    return found == name and theirs.isdigit() and int(theirs) > int(version)
