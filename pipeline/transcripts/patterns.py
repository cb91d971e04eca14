"""Lines that are on the page but not part of what it says, by how they look: an open table.

A pattern is compared with a whole line; it only suggests. The table was fitted on the sample memo and one despatch
of 1939; ``benchmarks/parsing.py`` shows how it does on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions.rules import Attributes

YEAR = r"(?:19|18)[0-9]{2}"
TIME = r"[AP]\.?M\.?(?: [0-9]{1,2}){0,2}"
OFFICE = r"(?:DEPARTMENT|DIVISION|OFFICE|BUREAU|SECTION|ADVISER|ASSISTANT|UNDER SECRETARY|SECRETARY|OF)"
MONTH = r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\.?"
INITIALS = r"(?:[A-Z]\.[ ]?){2,4}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What kind a line may be, and why."""

    expression: re.Pattern[str]
    """Compared with the whole line, white space squeezed; capitals matter unless it says otherwise."""
    kind: MarkKind
    attributes: Attributes
    why: str


def _pattern(expression: str, kind: MarkKind, why: str, **attributes: str) -> Pattern:
    return Pattern(re.compile(expression), kind, tuple(sorted(attributes.items())), why)


PATTERNS = (
    _pattern(
        r"(?:TOP |MOST |STRICTLY )?(?:SECRET|CONFIDENTIAL|RESTRICTED|CLASSIFIED|UNCLASSIFIED|DECLASSIFIED)\.?",
        MarkKind.STAMP,
        "a classification mark alone on its line",
        type="classification",
    ),
    _pattern(
        r"(?i:.*(?:\bdeclassif|\bE\.? ?O\.? ?[0-9]{5}|\bSec\. ?[0-9]\.[0-9]\(|\bclass'n\b|\bchange/classify\b).*"
        r"|with (?:the )?concurrence of.*)",
        MarkKind.STAMP,
        "it speaks of declassification",
        type="declassification",
    ),
    _pattern(
        r"[A-Z]{2,6}(?:/[A-Z]{1,4})? by [A-Za-z]{2,4} [0-9]{1,2}-[0-9]{1,2}.{0,20}",
        MarkKind.STAMP,
        "an office, initials after “by”, and a day: who declassified it",
        type="declassification",
    ),
    _pattern(
        r"(?i:reproduced (?:from|at) the .*)|.*(?:Manuscript Division|Library of Congress|National Archives).*|LO?C",
        MarkKind.STAMP,
        "the legend of a repository",
        type="repository",
    ),
    _pattern(
        r"(?:Container|Box|Folder|Carton|Reel)s? [0-9]{1,5}\b.{0,80}",
        MarkKind.FILE_NUMBER,
        "it begins with the number of a box or folder",
        type="container",
    ),
    _pattern(
        r"[0-9]{3}\.[0-9A-Z]{2,6}(?:[./ -][0-9A-Z]{1,6}){0,4}",
        MarkKind.FILE_NUMBER,
        "a decimal file number alone on its line",
        type="decimal",
    ),
    _pattern(
        rf"(?:{YEAR} )?{MONTH} ?[0-9]{{0,2}},?(?: ?- ?)?(?: ?{YEAR})?(?: ?{TIME})?",
        MarkKind.STAMP,
        "a date in capitals alone on its line, as a stamp prints it",
        type="receipt",
    ),
    _pattern(
        r"(?:RECEIVED|REC'D|FILED|COPY|ANSWERED|INDEXED|RECORDED)\b[A-Z .&'-]{0,40}",
        MarkKind.STAMP,
        "a word of receipt in capitals alone on its line",
        type="receipt",
    ),
    _pattern(
        OFFICE + r"\b[A-Z .,&'-]{2,60}",
        MarkKind.STAMP,
        "an office in capitals alone on its line",
        type="receipt",
    ),
    _pattern(
        r"\+?[A-Z]? ?[0-9]{1,2}[-/][0-9]{1,2}(?:[-/][0-9]{2,4})?|[0-9]{2} [0-9]{2}-[0-9]{2}",
        MarkKind.STAMP,
        "a day in figures alone on its line, as filed or stamped in",
        type="receipt",
    ),
    _pattern(INITIALS, MarkKind.INITIALS, "nothing but initials on the line"),
    _pattern(
        r"[A-Z]{1,3}(?: ?/ ?|-)[A-Z]{1,4}(?:/[A-Z]{1,3})?|[A-Z]{2,3}|[A-Z] [A-Z]",
        MarkKind.INITIALS,
        "nothing but two or three capitals on the line, as an office or a typist signs",
    ),
    _pattern(
        r"(?i:copy|file)(?: [A-Za-z]{2,4}){0,2}\.?|re [0-9]{1,5}",
        MarkKind.HAND,
        "a routing note: where it was filed or copied to",
    ),
    _pattern(
        r"-? ?[0-9]{1,3} ?-?", MarkKind.FOOTER, "a number alone on its line, as pages are numbered", type="page-number"
    ),
    _pattern(r"[0-9]{4,6}", MarkKind.FILE_NUMBER, "a long number alone on its line", type="accession"),
)
"""In this order: the first that fits a line decides."""
