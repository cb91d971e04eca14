"""Words by UAX #29, as the evaluation tools count them: white space, punctuation and symbols are no words.

A word is a segment between two default word boundaries that holds at least one letter or figure. Characters of the
private use area count as letters, since old prints are typed with them.

Plain ASCII is cut by one regular expression; other text is cut at blanks first, and the boundary rules are worked out
once for each token that is not ASCII. The words are the same as without these short cuts.
"""

from __future__ import annotations

import re
import unicodedata

import regex

_ASCII_SEGMENT = re.compile(r"(?:[A-Za-z0-9_]|(?<=[A-Za-z])[.:'](?=[A-Za-z])|(?<=[0-9])[.,;'](?=[0-9]))+")
_TOKEN = re.compile(r"[^ \t\n\v\f\r]+")
_JOINED_TO_SPACE = regex.compile(r"[ \t\n\v\f\r][\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]")
_NO_WORD = ("C", "M", "P", "S", "Z")
"""First letters of the general categories that make no word by themselves; unassigned and private use do."""

_CLASSES = (
    "CR LF Newline Extend ZWJ Format Katakana Hebrew_Letter ALetter Single_Quote Double_Quote MidNumLet MidLetter "
    "MidNum Numeric ExtendNumLet WSegSpace Regional_Indicator"
)
_CLASS = regex.compile("|".join(rf"(?P<{name}>\p{{WB={name}}})" for name in _CLASSES.split()))
_PICTOGRAPH = regex.compile(r"\p{Extended_Pictographic}")
_LETTERS = ("ALetter", "Hebrew_Letter")
_WORDLIKE = (*_LETTERS, "Numeric", "Katakana")
_JOINED_PAIRS = frozenset(
    {(before, here) for before in (*_LETTERS, "Numeric") for here in (*_LETTERS, "Numeric")}
    | {(before, "ExtendNumLet") for before in (*_WORDLIKE, "ExtendNumLet")}
    | {("ExtendNumLet", here) for here in _WORDLIKE}
    | {("Katakana", "Katakana"), ("Hebrew_Letter", "Single_Quote")}
)
_BREAKS = ("Newline", "CR", "LF")
_ATTACHED = ("Extend", "Format", "ZWJ")
_WITHIN_LETTERS = ("MidLetter", "MidNumLet", "Single_Quote")
_WITHIN_NUMBER = ("MidNum", "MidNumLet", "Single_Quote")


def split_words(text: str, private_letters: bool = True) -> list[str]:
    """Return the words of a text, in order; case and form as they are.

    ``private_letters`` says whether a character of the private use area joins its neighbours as a letter does.

    >>> split_words("Sec. 1.3(a): class'n of 12,000 at 7:30 ____")
    ['Sec', '1.3', 'a', "class'n", 'of', '12,000', 'at', '7', '30']
    """
    if text.isascii():
        return _split_ascii(text)
    if _JOINED_TO_SPACE.search(text):
        return _split_slowly(text, private_letters)
    known: dict[str, list[str]] = {}
    words: list[str] = []
    for token in _TOKEN.findall(text):
        if token not in known:
            known[token] = _split_ascii(token) if token.isascii() else _split_slowly(token, private_letters)
        words.extend(known[token])
    return words


def _split_ascii(text: str) -> list[str]:
    return [segment for segment in _ASCII_SEGMENT.findall(text) if segment.strip("_")]


def _split_slowly(text: str, private_letters: bool) -> list[str]:
    return [segment for segment in split_segments(text, private_letters) if _is_word(segment)]


def _is_word(segment: str) -> bool:
    return any(_makes_word(character) for character in segment)


def _makes_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] not in _NO_WORD or category in ("Co", "Cn", "Cs")


def split_segments(text: str, private_letters: bool = True) -> list[str]:
    """Cut a text at every default word boundary of UAX #29; the segments, joined, are the text.

    >>> split_segments("can’t jump 32.3 feet")
    ['can’t', ' ', 'jump', ' ', '32.3', ' ', 'feet']
    """
    classes = _classify(text, private_letters)
    bases = [index for index, name in enumerate(classes) if name not in _ATTACHED]
    kinds = ["", "", *(classes[index] for index in bases), ""]
    flags = 0
    number = 0
    segments: list[str] = []
    start = 0
    for index, name in enumerate(classes):
        is_base = name not in _ATTACHED
        joins = index > 0 and _joins_directly(text, classes, index)
        if is_base:
            window = kinds[number : number + 4]
            flags = flags + 1 if name == "Regional_Indicator" else 0
            number += 1
            if joins is None:
                joins = _joins(*window) or (flags > 0 and flags % 2 == 0)
        if index and not joins:
            segments.append(text[start:index])
            start = index
    return [*segments, text[start:]] if text else []


def _classify(text: str, private_letters: bool) -> list[str]:
    known: dict[str, str] = {}
    for character in sorted(set(text)):
        match = _CLASS.match(character)
        known[character] = (match.lastgroup or "") if match else "Other"
        if private_letters and "\ue000" <= character <= "\uf8ff":
            known[character] = "ALetter"
    return [known[character] for character in text]


def _joins_directly(text: str, classes: list[str], index: int) -> bool | None:
    """Apply rules WB3 to WB4, which see every character; None where they do not decide."""
    before, here = classes[index - 1], classes[index]
    if before == "CR" and here == "LF":
        return True
    if before in _BREAKS or here in _BREAKS:
        return False
    if before == "ZWJ" and _PICTOGRAPH.match(text[index]):
        return True
    if before == here == "WSegSpace" or here in _ATTACHED:
        return True
    return None


def _joins(second_before: str, before: str, here: str, after: str) -> bool:
    """Apply rules WB5 to WB13b, which do not see attached characters."""
    if (before, here) in _JOINED_PAIRS:
        return True
    if here in _LETTERS:
        between = before in _WITHIN_LETTERS and second_before in _LETTERS
        return between or (second_before == here == "Hebrew_Letter" and before == "Double_Quote")
    if here == "Numeric":
        return before in _WITHIN_NUMBER and second_before == "Numeric"
    if before in _LETTERS and after in _LETTERS:
        return here in _WITHIN_LETTERS or (before == after == "Hebrew_Letter" and here == "Double_Quote")
    return before == after == "Numeric" and here in _WITHIN_NUMBER
