"""Pages with the marks of the closer look drawn on them."""

from __future__ import annotations

from pathlib import Path

from labelled import Labelled
from PIL import Image, ImageDraw

from pipeline.model.page import InkKind, Page

WIDTH = 1000
COLOURS = {
    InkKind.STAMP: (220, 0, 0),
    InkKind.FILE_NUMBER: (200, 0, 200),
    InkKind.HAND: (0, 0, 230),
    InkKind.SIGNATURE: (0, 130, 230),
    InkKind.PRINT: (0, 150, 0),
    InkKind.BLANK: (0, 160, 160),
    InkKind.STRUCK: (255, 0, 120),
    InkKind.UNKNOWN: (160, 120, 0),
    InkKind.NOISE: (130, 130, 130),
}


def draw(page: Labelled, seen: Page, folder: Path) -> None:
    """Write the page into ``folder`` with thick boxes around patches, thin ones around words that are no body."""
    folder.mkdir(parents=True, exist_ok=True)
    image = Image.frombytes("L", (page.picture.width, page.picture.height), page.picture.pixels).convert("RGB")
    pen = ImageDraw.Draw(image)
    for word in seen.words:
        if word.box and word.ink is not InkKind.BODY:
            pen.rectangle(
                (word.box.left, word.box.top, word.box.right, word.box.bottom), outline=COLOURS[word.ink], width=2
            )
    for patch in seen.patches:
        box, colour = patch.box, COLOURS[patch.kind]
        pen.rectangle((box.left - 4, box.top - 4, box.right + 4, box.bottom + 4), outline=colour, width=5)
        label = f"{patch.kind} {patch.weight:.2f} {patch.text[:40]}"
        pen.text((box.left, max(0, box.top - 32)), label, fill=colour, font_size=28)
    small = image.resize((WIDTH, WIDTH * image.height // image.width))
    small.save(folder / f"{page.name.replace('/', '_')}.png")
