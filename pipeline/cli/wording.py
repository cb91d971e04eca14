"""Help texts that several commands share."""

from __future__ import annotations

CONVENTION = "How the transcribers marked doubt: a built-in name (a wrong one lists them), or a TOML file of your own."
