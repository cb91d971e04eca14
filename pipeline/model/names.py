"""How a name from outside is shown on one line."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that draw nothing, break a line or turn the order of what follows."""


def show_name(name: str) -> str:
    """Return ``name`` with everything written out that would not be seen, or would disturb a terminal.

    >>> print(show_name("page 1\\n\\u202egpj.exe\\udcff"))
    page 1\\n\\u202egpj.exe\\udcff
    """
    if name.isascii() and name.isprintable():
        return name
    return "".join(_written_out(char) if unicodedata.category(char) in _HIDDEN else char for char in name)


def _written_out(char: str) -> str:
    return char.encode("unicode-escape", "surrogatepass").decode("ascii")
