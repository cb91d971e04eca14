"""A collection's own convention in TOML: what can be said, and what an error in it says."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.transcripts.conventions import CONVENTIONS, get_convention, load_convention
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import diplomatic

OWN = b"""
name = "mill-ledgers"
brackets = ["{ }", "[ ]"]
other_brackets = "literal-bracket"
blank = "."

[[mark]]
write = "{?}"
kind = "gap"
reason = "illegible"

[[mark]]
write = "{stamp {type}: {text}}"
kind = "stamp"

[[mark]]
write = "=={text}=="
kind = "deletion"

[[mark]]
write = ">> leaf {number}"
line = true
kind = "page-break"
"""


def test_brackets_runs_lines_and_attributes_of_ones_own() -> None:
    text = ">> leaf 7\n{?} {stamp round: PAID} ==five== [six] No. ....."
    transcript = read_transcript("ledger.txt", text.encode(), load_convention(OWN))
    assert diplomatic(transcript.tokens) == "\n\n\ufffc PAID five [six] No. ....."
    assert [(mark.kind.value, dict(mark.attributes)) for mark in transcript.marks] == [
        ("page-break", {"number": "7"}),
        ("gap", {"reason": "illegible"}),
        ("stamp", {"type": "round"}),
        ("deletion", {}),
        ("literal-bracket", {"text": "six"}),
        ("blank", {"width": "5"}),
    ]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (b"name = ", "not a TOML file"),
        (b"title = 'x'", "needs a name"),
        (b"name = 'x'\ncolour = 'red'", "nothing is called 'colour'"),
        (b"name = 'x'\nbrackets = ['[']", "brackets are written"),
        (b"name = 'x'\nescape = 'ab'", "escape is one character"),
        (b"name = 'x'\nmark = 'y'", "rows"),
        (b"name = 'x'\n[[mark]]\nkind = 'gap'", "does not say how it is written"),
        (b"name = 'x'\n[[mark]]\nwrite = '#'\nkind = 'smudge'", "kind is 'smudge'"),
        (b"name = 'x'\n[[mark]]\nwrite = '#'\nkind = 'gap'\nreson = 'lost'", "nothing is called 'reson'"),
        (b"name = 'x'\n[[mark]]\nwrite = '# {reson}'\nkind = 'gap'", "nothing is called 'reson'"),
        (b"name = 'x'\n[[mark]]\nwrite = '#'\nkind = 'gap'\nshows = 'all'", "shows is 'all'"),
        (b"name = 'x'\n[[mark]]\nwrite = '(x {text} y]'\nkind = 'gap'", "cannot be recognized"),
    ],
)
def test_an_error_names_the_row_and_what_is_wrong_with_it(table: bytes, what: str) -> None:
    with pytest.raises(UsageError, match=what) as caught:
        compile_grammar(load_convention(table, "own.toml"))
    assert caught.value.where


@pytest.mark.parametrize("name", CONVENTIONS)
def test_every_row_of_a_built_in_convention_says_what_it_means(name: str) -> None:
    convention = get_convention(name)
    assert convention.name == name
    assert convention.source
    assert all(rule.meaning for rule in convention.rules)
    compile_grammar(convention)
