"""How the report speaks: every reason, severity and cause in plain words, in one table each."""

from __future__ import annotations

from pipeline.model.counts import Cause
from pipeline.model.flag import Reason, Severity

REASONS = {
    Reason.UNCLEAR: "Unclear",
    Reason.ILLEGIBLE: "Illegible",
    Reason.INITIALS: "Initials",
    Reason.SIGNATURE: "Signature",
    Reason.STAMP: "Stamp",
    Reason.HANDWRITING: "Handwriting",
    Reason.STRUCK: "Struck out",
    Reason.BLANK: "Form blank",
    Reason.NUMBER: "Number",
    Reason.DATE: "Date",
    Reason.NAME: "Name",
    Reason.SUBSTITUTION: "Another word",
    Reason.WORD_SPLIT: "Split or merged",
    Reason.MISSING_TEXT: "Missing text",
    Reason.EXTRA_TEXT: "Extra text",
    Reason.MOVED: "Moved",
    Reason.LOW_CONFIDENCE: "Doubtful reading",
    Reason.AMBIGUOUS_MARK: "Ambiguous mark",
    Reason.PLACEHOLDER: "Placeholder",
    Reason.MOJIBAKE: "Garbled text",
    Reason.PUNCTUATION: "Punctuation",
    Reason.CASE: "Capitals",
    Reason.SPACING: "Spacing",
}

SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.MAJOR: "Major",
    Severity.MINOR: "Minor",
    Severity.INFO: "Note",
}

CAUSES = {
    Cause.RECOGNITION: "Recognition",
    Cause.CASE: "Capitals",
    Cause.PUNCTUATION: "Punctuation",
    Cause.TYPOGRAPHY: "Typography",
    Cause.SPACING: "Spacing",
    Cause.LINE_LAYOUT: "Line layout",
    Cause.HYPHEN: "Line-end hyphens",
    Cause.MOVED: "Moved text",
    Cause.MARK: "Marked places",
    Cause.EXTRA: "Only in the transcript",
    Cause.MISSING: "Only in the OCR",
}
