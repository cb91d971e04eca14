"""Characters of the transcript that cannot be meant: of a wrong character set, control characters, heaps of accents."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity, Suggestion
from pipeline.model.transcript import MarkKind

_MESSAGES = {
    "mojibake": "was damaged when the file was saved in another character set",
    "unprintable": "holds a character that cannot be printed",
    "combining-storm": "holds a heap of accents that no writing needs",
}


def flag_mojibake(evidence: Evidence) -> Iterator[Concern]:
    """Flag every word with impossible characters, with its repaired reading where there is one."""
    for mark in evidence.marks:
        code = mark.attribute("code")
        if mark.kind is not MarkKind.ERROR or code not in _MESSAGES:
            continue
        tokens = evidence.tokens_under(mark)
        words = evidence.words_beside(tokens)
        message = f"{quote(''.join(token.raw for token in tokens))} {_MESSAGES[code]}."
        reading, chance = mark.attribute("reading"), CHANCES[Reason.MOJIBAKE]
        suggestion = Suggestion(reading, "encoding", chance, "the same bytes read as UTF-8") if reading else None
        yield Concern(Reason.MOJIBAKE, Severity.MAJOR, chance, message, tokens, words, suggestion=suggestion)
