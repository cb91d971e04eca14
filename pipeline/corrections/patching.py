"""Changes to the text of a transcript that leave its marks, its layout and every other byte alone.

The words that a stretch says stand on the page are laid beside the words it shall say. Words that agree stay as they
lie in the file; in a word that differs only the differing characters are changed. So the line ends and the markup
between them stay where they are, unless what they stand for is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
class _Word:
    """A word of the page, and for each of its characters the stretch of the file that stands for it."""

    text: str
    places: tuple[Span, ...]
    blanks: tuple[Span, ...]
    """The white space between it and the word before; markup may part it."""


def patches_for(transcript: Transcript, span: Span, text: str, *, is_whole: bool = False) -> tuple[Patch, ...]:
    """Return the smallest changes after which the tokens within ``span`` say ``text``.

    An empty ``span`` is a place at which ``text`` is put in. With ``is_whole`` the stretch is replaced as it stands in
    the file, with its marks. A mark that would be left with nothing in it goes too.
    """
    new = text.split()
    if not span:
        return (_insertion(transcript.text, span.start, text),) if new else ()
    if is_whole and new:
        return _changed(transcript.text, (Patch(span, " ".join(new)),))
    tokens = [token for token in transcript.tokens if span.contains(token.span)]
    words = list(_words(tokens))
    patches = _removal(transcript.text, words) if not new else tuple(_rewording(words, new, span))
    return _changed(transcript.text, (*patches, *_emptied_marks(transcript, tokens, patches)))


def apply_patches(text: str, patches: Iterable[Patch]) -> str:
    """Return ``text`` with the patches applied; they must not overlap. Those at one offset follow their order."""
    parts: list[str] = []
    position = 0
    for patch in sorted(patches, key=lambda patch: (patch.span.start, patch.span.end)):
        parts += [text[position : patch.span.start], patch.text]
        position = patch.span.end
    return "".join([*parts, text[position:]])


def moved_span(patches: Iterable[Patch], span: Span, *, is_end_shared: bool = False) -> Span:
    """Return where a stretch of the file lies once the patches are applied, with what is put in at its ends.

    Where another stretch begins right at its end (``is_end_shared``), what is put in there belongs to that one.
    """
    listed = tuple(patches)
    last = span.end - 1 if is_end_shared else span.end
    start = span.start + sum(len(each.text) - len(each.span) for each in listed if each.span.end < span.start)
    end = span.end + sum(len(each.text) - len(each.span) for each in listed if each.span.start <= last)
    return Span(start, max(start, end))


def clash(one: Sequence[Patch], other: Sequence[Patch]) -> bool:
    """Say whether two sets of patches cannot both be applied as they are: they touch the same characters."""
    return any(
        (a.span.start < b.span.end and b.span.start < a.span.end) or a.span.start == b.span.start
        for a in one
        for b in other
    )


def _words(tokens: Sequence[Token]) -> Iterator[_Word]:
    """Yield the words that ``tokens`` say stand on the page; markup and notes say nothing."""
    text, places, blanks, next_blanks = "", [], [], []  # type: ignore[var-annotated]
    for token in tokens:
        if token.kind in _BLANKS:
            next_blanks.append(token.span)
        elif token.text:
            if next_blanks and text:
                yield _Word(text, tuple(places), tuple(blanks))
                text, places, blanks = "", [], next_blanks
            next_blanks = []
            text += token.text
            places += [token.span] if token.kind is TokenKind.GAP else _characters(token)
    if text:
        yield _Word(text, tuple(places), tuple(blanks))


def _characters(token: Token) -> Iterator[Span]:
    """Yield the place of each character of a token's text, an escape with the character it escapes."""
    position = 0
    for char in token.text:
        end = max(token.raw.find(char, position) + 1, position)
        yield Span(token.start + position, token.start + end)
        position = end


def _rewording(words: Sequence[_Word], new: Sequence[str], span: Span) -> Iterator[Patch]:
    steps = Levenshtein.opcodes([word.text for word in words], new)
    is_head = True  # nothing of the old words has been kept yet
    for step in steps:
        if step.tag == "replace":
            for word, text in zip(
                words[step.src_start : step.src_end], new[step.dest_start : step.dest_end], strict=True
            ):
                yield from _respelling(word, text)
        elif step.tag == "delete":
            for index in range(step.src_start, step.src_end):
                following = words[index + 1].blanks if index + 1 < len(words) else ()
                yield from _over(words[index].places, "")
                yield from _over(following if is_head else words[index].blanks, "")
        elif step.tag == "insert":
            text = " ".join(new[step.dest_start : step.dest_end])
            if step.src_start:
                at = words[step.src_start - 1].places[-1].end
                yield Patch(Span(at, at), f" {text}")
            else:
                at = words[0].places[0].start if words else span.start
                yield Patch(Span(at, at), f"{text} " if words else text)
        is_head = is_head and step.tag == "delete"


def _respelling(word: _Word, text: str) -> Iterator[Patch]:
    for step in Levenshtein.opcodes(word.text, text):
        if step.tag == "insert":
            at = word.places[step.src_start - 1].end if step.src_start else word.places[0].start
            yield Patch(Span(at, at), text[step.dest_start : step.dest_end])
        elif step.tag != "equal":
            yield from _over(word.places[step.src_start : step.src_end], text[step.dest_start : step.dest_end])


def _over(places: Sequence[Span], text: str) -> Iterator[Patch]:
    """Replace stretches that may be parted by markup: the new text goes to the first one, the others go."""
    joined: list[Span] = []
    for place in places:
        if joined and joined[-1].end == place.start:
            joined[-1] = Span(joined[-1].start, place.end)
        else:
            joined.append(place)
    for index, span in enumerate(joined):
        yield Patch(span, "" if index else text)


def _insertion(file: str, offset: int, text: str) -> Patch:
    """Put text in after the word that ends at ``offset``: in its line, or in a line of its own."""
    words = text.split()
    at_line_end = offset == len(file) or file[offset] in "\r\n"
    if not offset or file[offset - 1].isspace():
        return Patch(Span(offset, offset), f"{' '.join(words)} ")
    if at_line_end and len(words) >= LINE:
        return Patch(Span(offset, offset), "".join(f"\n{' '.join(line.split())}" for line in text.splitlines()))
    return Patch(Span(offset, offset), f" {' '.join(words)}")


def _removal(file: str, words: Sequence[_Word]) -> tuple[Patch, ...]:
    """Take all words out, and one of the two blanks around them; a line that held nothing else goes with its end."""
    patches = [patch for word in words for patch in _over((*word.blanks, *word.places), "")]
    if not patches:
        return ()
    first, last = patches[0].span.start, patches[-1].span.end
    blank_before, after = first == 0 or file[first - 1] in " \n", file[last : last + 1]
    if (blank_before and after == " ") or ((first == 0 or file[first - 1] == "\n") and after == "\n"):
        patches.append(Patch(Span(last, last + 1), ""))
    elif first and file[first - 1] == " ":
        patches.append(Patch(Span(first - 1, first), ""))
    return tuple(patches)


def _emptied_marks(transcript: Transcript, tokens: Sequence[Token], patches: Sequence[Patch]) -> Iterator[Patch]:
    """Yield the removal of the delimiters of every mark of which nothing is left."""
    gone = [patch.span for patch in patches if not patch.text]
    for mark in transcript.marks:
        inside = [token for token in tokens if mark.span.contains(token.span)]
        said = [token for token in inside if token.text and token.kind not in _BLANKS]
        if said and all(sum(span.overlap(token.span) for span in gone) == len(token.span) for token in said):
            yield from (Patch(token.span, "") for token in inside if token.kind is TokenKind.MARKUP)


def _changed(file: str, patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Return the patches that change anything, in order; what is put in at one offset follows its order of making."""
    found: dict[Span, str] = {}
    for patch in patches:
        found[patch.span] = patch.text if patch.span else found.get(patch.span, "") + patch.text
    return tuple(Patch(span, text) for span, text in sorted(found.items()) if file[span.start : span.end] != text)
