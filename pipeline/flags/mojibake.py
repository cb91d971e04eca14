"""Letters that went wrong on the way from one character set to another, such as ``â€œ`` for a quotation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity

# UTF-8 read as Windows-1252 or Latin-1: a lead byte's letter, then a continuation byte's sign.
_MOJIBAKE = re.compile(r"â€.?|Ã[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|ï»¿|ï¿½|\ufffd")


def flag_mojibake(evidence: Evidence) -> Iterator[Concern]:
    """Flag every word of the transcript that holds letters of a wrong character set."""
    for token in evidence.tokens:
        if _MOJIBAKE.search(token.raw):
            reason = Reason.MOJIBAKE
            message = f"{quote(token.raw)} was damaged when the file was saved in another character set."
            words = evidence.words_beside((token,))
            yield Concern(reason, Severity.MAJOR, CHANCES[reason], message, (token,), words)
