"""The character edits between two readings, and which of them an eye or a finger is likely to make."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

Edit = tuple[str, str]
"""What the transcript has, and what the OCR has instead; one side may be empty."""

_PAIRS = """
    c/e c/o e/o a/o a/e h/b h/k l/i l/t i/j i/t I/f l/I l/1 I/1 i/1 l/! I/! 0/O 0/o 5/S 8/B 6/G 2/Z g/q g/y f/t v/y v/w
    n/u n/r n/h r/t u/v b/p m/w d/G s/S c/C w/W v/V x/X z/Z u/U p/P k/K o/O 4/1 1/7 3/8 3/9 5/6 6/8
    ./, ./: ,/; ./; '/" -/_ rn/m cl/d ri/n ii/n vv/w li/h in/m nn/m tl/d
"""
LOOK_ALIKE = frozenset(
    (one, other) for pair in _PAIRS.split() for one, other in (pair.split("/"), reversed(pair.split("/")))
)
"""Glyphs that engines take for each other, on typescript and print; both ways."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")


def edits_between(reference: str, ocr: str) -> tuple[Edit, ...]:
    """Return the smallest edits that turn one reading into the other, neighbouring ones joined.

    >>> edits_between("modem", "modern")
    (('m', 'rn'),)
    """
    edits: list[Edit] = []
    last_end = (-1, -1)
    for opcode in Levenshtein.opcodes(reference, ocr):
        if opcode.tag == "equal":
            continue
        edit = (reference[opcode.src_start : opcode.src_end], ocr[opcode.dest_start : opcode.dest_end])
        if edits and last_end == (opcode.src_start, opcode.dest_start):
            edit = (edits[-1][0] + edit[0], edits[-1][1] + edit[1])
            edits.pop()
        edits.append(edit)
        last_end = (opcode.src_end, opcode.dest_end)
    return tuple(edits)


def looks_alike(edit: Edit) -> bool:
    """Say whether an engine is apt to take the one for the other."""
    return edit in LOOK_ALIKE


def is_swap(reference: str, ocr: str) -> bool:
    """Say whether two neighbouring letters changed places, which fingers do and engines do not.

    >>> is_swap("foodtsuffs", "foodstuffs")
    True
    """
    if len(reference) != len(ocr):
        return False
    wrong = [index for index, (one, other) in enumerate(zip(reference, ocr, strict=True)) if one != other]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    first, second = wrong
    return reference[first] == ocr[second] and reference[second] == ocr[first]


def are_neighbouring_keys(edit: Edit) -> bool:
    """Say whether the two letters lie side by side on a typewriter."""
    reference, ocr = edit[0].lower(), edit[1].lower()
    return len(reference) == len(ocr) == 1 and any(
        abs(row.index(reference) - row.index(ocr)) == 1 for row in _KEYS if reference in row and ocr in row
    )
