"""What keeps a report from running or fetching anything: its policy, and how data gets into the file.

The policy allows this one script and this one style by their checksums, pictures that lie in the file itself, and
nothing else; with trusted types the report's own script cannot turn text into markup either. Content Security Policy
Level 3, sections 6.7 (hashes) and 3.3 (in a meta element).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_OWN_LINK = re.compile(r"(?:[A-Za-z0-9._/-]+\.html)?(?:#[A-Za-z0-9_=&.%+~-]+)?")


def policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy for a page with just this script and this style."""
    return (
        "default-src 'none'; "
        f"script-src '{_checksum(script)}'; style-src '{_checksum(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _checksum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def island(values: object) -> str:
    r"""Return ``values`` as JSON that may stand inside a ``<script type="application/json">``.

    >>> island({"text": "</script>"})
    '{"text":"\\u003c/script\\u003e"}'
    """
    plain = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _without_surrogates(plain).translate(_ESCAPED)


def _without_surrogates(text: str) -> str:
    """Write lone surrogates as escapes: they cannot be encoded, and JSON can say them."""
    return re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found.group()):04x}", text)


def own_link(target: str) -> str:
    """Return ``target`` if it is a relative link within the report; raises ValueError otherwise.

    >>> own_link("documents/letter-1.html#place-3")
    'documents/letter-1.html#place-3'
    """
    if not target or not _OWN_LINK.fullmatch(target) or target.startswith("/") or "//" in target:
        raise ValueError(f"not a link within the report: {target!r}")
    return target
