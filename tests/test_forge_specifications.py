"""What cannot be forged is refused before anything is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.forge.document import DocumentSpec
from tests.forge.prose import load_prose
from tests.forge.spec import Border, Hand, PageSpec, Print, Scribble, Stamp, Strike, Typed

REFUSED: tuple[tuple[str, Callable[[], object]], ...] = (
    ("not the text of one line", lambda: Typed("", 1, 1)),
    ("not the text of one line", lambda: Typed(" indented", 1, 1)),
    ("not the text of one line", lambda: Typed("two\nlines", 1, 1)),
    ("not the text of one line", lambda: Stamp(("",), (1, 1))),
    ("words that are not there", lambda: Typed("one two", 1, 1, strikes=(Strike(1, 3),))),
    ("words that are not there", lambda: Typed("one two", 1, 1, strikes=(Strike(1, 1),))),
    ("no hyphen at the end", lambda: Typed("re", 1, 1, is_hyphenated=True)),
    ("no face", lambda: Print("LETTERHEAD", 4, 1, face="courier-prime")),
    ("no face", lambda: Hand("note", 1, 1, face="courier-prime")),
    ("no face", lambda: PageSpec((), seed=1, face="nothing-you-could-do")),
    ("an unclear word", lambda: Hand("E.H. C.", 1, 1, unclear=(2,))),
    ("an unclear word", lambda: Stamp(("FILED", "MAY 3"), (1, 1), unclear=(3,))),
    ("without lines", lambda: Stamp((), (1, 1))),
    ("only an oval", lambda: Stamp(("FILED",), (1, 1), border=Border.BOX, rim=("OFFICE", ""))),
    ("not a size", lambda: Stamp(("FILED",), (1, 1), points=0)),
    ("without size", lambda: Scribble(1, 1, 0, 1)),
    ("not a share", lambda: Scribble(1, 1, 1, 1, strength=1.5)),
    ("not a share", lambda: Hand("note", 1, 1, strength=-0.1)),
    ("not a share", lambda: Stamp(("FILED",), (1, 1), patchy=2)),
    ("not a share", lambda: Scribble(1, 1, 1, 1, dry=1.5)),
    ("not a share", lambda: Hand("note", 1, 1, dry=-0.1)),
    ("not a share", lambda: Stamp(("FILED",), (1, 1), dry=2)),
    ("no face", lambda: Stamp(("FILED",), (1, 1), face="kristi")),
    ("wear is", lambda: PageSpec((), seed=1, wear=4)),
    ("dpi is", lambda: PageSpec((), seed=1, dpi=20)),
    ("outside the paper", lambda: PageSpec((Typed("low", 1, 12),), seed=1)),
    ("without pages", lambda: DocumentSpec("memo", ())),
    ("not the name of a file", lambda: DocumentSpec("a/b", (PageSpec((), seed=1),))),
    ("no texts", lambda: load_prose("c")),
)


@pytest.mark.parametrize(("message", "make"), REFUSED)
def test_what_cannot_be_forged_is_refused(message: str, make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=message):
        make()
