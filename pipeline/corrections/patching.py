"""Changes to the text of a transcript that leave its marks, its layout and every other byte alone.

The text of a stretch (what its tokens say stands on the page) is laid beside the text it shall have; only the
characters that differ are changed in the file. A space that was typed as a line end stays a line end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.model.geometry import Span
from pipeline.model.transcript import Token, TokenKind, Transcript

LINE = 4
"""Words from which text put in at a line's end gets a line of its own."""

_BLANKS = (TokenKind.SPACE, TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """A stretch of the file, and what it shall hold instead."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A character of the page's text, and the stretch of the file that stands for it."""

    char: str
    span: Span


def patches_for(transcript: Transcript, span: Span, text: str, *, is_whole: bool = False) -> tuple[Patch, ...]:
    """Return the smallest changes after which the tokens within ``span`` say ``text``.

    With ``is_whole`` the stretch is replaced as it stands in the file, with its marks.
    """
    new = " ".join(text.split())
    if is_whole and span and new:
        return () if transcript.text[span.start : span.end] == new else (Patch(span, new),)
    if not span:
        return (_insertion(transcript.text, span.start, text),) if new else ()
    places = _places(token for token in transcript.tokens if span.contains(token.span))
    if not new:
        return _removal(transcript.text, places)
    old = "".join(place.char for place in places)
    patches: list[Patch] = []
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "insert":
            at = places[step.src_start - 1].span.end if step.src_start else _first_start(places, span)
            patches.append(Patch(Span(at, at), new[step.dest_start : step.dest_end]))
        elif step.tag != "equal":
            patches += _over(places[step.src_start : step.src_end], new[step.dest_start : step.dest_end])
    return tuple(patches)


def apply_patches(text: str, patches: Iterable[Patch]) -> str:
    """Return ``text`` with the patches applied; they must not overlap. Those at one offset follow their order."""
    parts: list[str] = []
    position = 0
    for patch in sorted(patches, key=lambda patch: (patch.span.start, patch.span.end)):
        parts += [text[position : patch.span.start], patch.text]
        position = patch.span.end
    return "".join([*parts, text[position:]])


def clash(one: Sequence[Patch], other: Sequence[Patch]) -> bool:
    """Say whether two sets of patches cannot both be applied as they are: they touch the same characters."""
    return any(
        (a.span.start < b.span.end and b.span.start < a.span.end) or a.span.start == b.span.start
        for a in one
        for b in other
    )


def _places(tokens: Iterable[Token]) -> list[_Place]:
    """Return the characters that ``tokens`` say stand on the page; white space as one blank, markup left out."""
    places: list[_Place] = []
    for token in tokens:
        if token.kind in _BLANKS:
            if places and places[-1].char != " ":
                places.append(_Place(" ", token.span))
        elif token.kind is TokenKind.GAP:
            places.append(_Place(token.text, token.span))
        elif token.text:
            places += _characters(token)
    if places and places[-1].char == " ":
        places.pop()
    return places


def _characters(token: Token) -> list[_Place]:
    """Map each character of a token's text to its place in the file, an escape with the character it escapes."""
    places: list[_Place] = []
    position = 0
    for char in token.text:
        found = token.raw.find(char, position)
        end = found + 1 if found >= 0 else position
        places.append(_Place(char, Span(token.start + position, token.start + end)))
        position = end
    return places


def _over(places: Sequence[_Place], text: str) -> list[Patch]:
    """Replace characters that may be parted by markup: the new text goes to the first stretch, the others go."""
    stretches: list[Span] = []
    for place in places:
        if stretches and stretches[-1].end == place.span.start:
            stretches[-1] = Span(stretches[-1].start, place.span.end)
        else:
            stretches.append(place.span)
    return [Patch(span, text if index == 0 else "") for index, span in enumerate(stretches)]


def _first_start(places: Sequence[_Place], span: Span) -> int:
    return places[0].span.start if places else span.start


def _insertion(file: str, offset: int, text: str) -> Patch:
    """Put text in after the word that ends at ``offset``: in its line, or in a line of its own."""
    words = text.split()
    at_line_end = offset == len(file) or file[offset] in "\r\n"
    if not offset or file[offset - 1].isspace():
        return Patch(Span(offset, offset), f"{' '.join(words)} ")
    if at_line_end and len(words) >= LINE:
        return Patch(Span(offset, offset), "".join(f"\n{' '.join(line.split())}" for line in text.splitlines()))
    return Patch(Span(offset, offset), f" {' '.join(words)}")


def _removal(file: str, places: Sequence[_Place]) -> tuple[Patch, ...]:
    """Take text out, and one of the two blanks around it; a line that held nothing else goes with its end."""
    if not places:
        return ()
    patches = _over(places, "")
    first, last = patches[0].span.start, patches[-1].span.end
    blank_before = first == 0 or file[first - 1] in " \n"
    if blank_before and file[last : last + 1] == " ":
        patches[-1] = Patch(Span(patches[-1].span.start, last + 1), "")
    elif first and file[first - 1] == " ":
        patches[0] = Patch(Span(first - 1, patches[0].span.end), "")
    elif blank_before and file[last : last + 1] == "\n":
        patches[-1] = Patch(Span(patches[-1].span.start, last + 1), "")
    return tuple(patches)
