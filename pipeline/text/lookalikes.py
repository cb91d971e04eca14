"""Characters that look like others: letters of another script, and the shapes that OCR takes for each other."""

from __future__ import annotations

import regex

from pipeline.text.normalization import to_nfc

_TWINS = (
    # Cyrillic capitals and small letters
    ("АВСЕНІЈКМОРЅТХУ", "ABCEHIJKMOPSTXY"),
    ("асеіјорѕхуԁһԛԝ", "aceijopsxydhqw"),
    ("ӀҮҺԌ", "IYhG"),
    # Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ονικρυαγ", "ovikpuay"),
    # Armenian and Cherokee
    ("օսոհցզ", "ounhgq"),
    ("ᎪᏴᏟᎬᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᏃ", "ABCEHJKLMPRSTVWZ"),
    # Shapes that one typeface keeps apart and another does not
    ("0Ø", "OO"),
    ("1l|ǀ", "IIII"),
)
_TABLE = {ord(twin): latin for twins, latins in _TWINS for twin, latin in zip(twins, latins, strict=True)}
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_SCRIPTS = ("Latin", "Greek", "Cyrillic", "Armenian", "Cherokee")
_LETTER_OF = tuple((name, regex.compile(rf"\p{{Script={name}}}")) for name in _SCRIPTS)


def skeleton(text: str) -> str:
    """Return a text in which look-alikes are one: texts with equal skeletons can look alike.

    >>> skeleton("rnоdеl 10") == skeleton("model IO")
    True
    """
    shape = to_nfc(text)
    for pair, single in _PAIRS:
        shape = shape.replace(pair, single)
    return shape.translate(_TABLE)


def is_look_alike(reference: str, ocr: str) -> bool:
    """Say whether two different readings can look alike."""
    return reference != ocr and skeleton(reference) == skeleton(ocr)


def scripts_of(text: str) -> tuple[str, ...]:
    """Return which scripts with look-alike letters a text is written in; more than one in a word is suspicious.

    >>> scripts_of("Моscow")
    ('Latin', 'Cyrillic')
    """
    return tuple(name for name, letter in _LETTER_OF if letter.search(text))
