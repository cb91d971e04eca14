"""Moving the boxes of a page from the picture that the engine read to another picture of the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.images.orientation import is_turned_sideways, to_disk_box
from pipeline.model.geometry import Box
from pipeline.model.page import Line, Page, Patch, Region, Word
from pipeline.model.scan import Scan

Move = Callable[[Box], Box]


def on_disk(page: Page, scan: Scan) -> Page:
    """Return the page with its boxes in pixels of the scan as it lies on disk, of which an upright picture was read.

    The picture may have had another size than the scan, too.
    """
    size = (scan.height, scan.width) if is_turned_sideways(scan.orientation) else (scan.width, scan.height)
    upright = resized(page, *size)
    if scan.orientation == 1:
        return upright

    def to_disk(box: Box) -> Box:
        return to_disk_box(box, scan.orientation, scan.width, scan.height)

    return moved(upright, to_disk, scan.width, scan.height)


def from_elsewhere(page: Page, scan: Scan) -> Page:
    """Return a page that another program read, with its boxes in pixels of the scan as it lies on disk.

    Most programs look at the pixels as they are stored; where the shape of the page says that it was turned first,
    its boxes are turned back.
    """
    was_turned = is_turned_sideways(scan.orientation) and (page.width > page.height) != (scan.width > scan.height)
    return on_disk(page, scan) if was_turned else resized(page, scan.width, scan.height)


def resized(page: Page, width: int, height: int) -> Page:
    """Return the page as it lies on a picture of ``width`` × ``height`` pixels; boxes grow to whole pixels."""
    if (page.width, page.height) == (width, height):
        return page

    def resize(box: Box) -> Box:
        return Box(
            box.left * width // page.width,
            box.top * height // page.height,
            -(-box.right * width // page.width),
            -(-box.bottom * height // page.height),
        )

    dpi = None if page.dpi is None else page.dpi * width / page.width
    return replace(moved(page, resize, width, height), dpi=dpi)


def turned_back(page: Page) -> Page:
    """Return what was read on a picture that had been turned upside down, as it lies on the picture before."""

    def turn(box: Box) -> Box:
        return Box(page.width - box.right, page.height - box.bottom, page.width - box.left, page.height - box.top)

    return moved(page, turn, page.width, page.height)


def moved(page: Page, move: Move, width: int, height: int) -> Page:
    """Return the page with every box moved, on a picture of ``width`` × ``height`` pixels; the order stays."""

    def moved_box(box: Box | None) -> Box | None:
        return None if box is None else move(box)

    def moved_word(word: Word) -> Word:
        return replace(word, box=moved_box(word.box))

    def moved_line(line: Line) -> Line:
        return Line(tuple(map(moved_word, line.words)), moved_box(line.box))

    def moved_region(region: Region) -> Region:
        return replace(region, lines=tuple(map(moved_line, region.lines)), box=moved_box(region.box))

    def moved_patch(patch: Patch) -> Patch:
        return replace(patch, box=move(patch.box))

    regions, patches = tuple(map(moved_region, page.regions)), tuple(map(moved_patch, page.patches))
    return replace(page, width=width, height=height, regions=regions, patches=patches)
