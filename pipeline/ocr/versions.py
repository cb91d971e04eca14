"""Versions of how pages are read and looked at: pages kept under another one are read anew.

They stand apart from the code that they are of: a run needs them before it knows whether any page has to be read.
"""

from __future__ import annotations

PASSES = "5"
"""To be raised with every change of what ``passes`` reads."""
CLOSER_LOOK = "10"
"""To be raised with every change of what ``detectors.looking`` sees."""
