"""Which files lie in a folder: regular files alone, and nothing outside of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.model.names import show_name
from pipeline.model.scan import Rejected

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def walk(root: Path, rejected: list[Rejected], *, follow_links: bool, without: Path | None) -> Iterator[Path]:
    """Yield the regular files below ``root`` in no particular order, or ``root`` itself when it is one.

    What is no regular file, and links unless they are to be followed, are added to ``rejected`` with the reason.
    Hidden names are passed over, and so is the file or folder ``without``. Raises ``UsageError`` when there is no
    such root.
    """
    try:
        mode = root.stat().st_mode
    except OSError as error:
        reason = "there is no such file or folder" if isinstance(error, FileNotFoundError) else str(error.strerror)
        raise UsageError(f"{reason}.", where=show_name(str(root))) from error
    if stat.S_ISDIR(mode):
        yield from _below(root, rejected, follow_links=follow_links, without=without)
    elif stat.S_ISREG(mode):
        yield root
    else:
        rejected.append(Rejected(relative(root, root.parent), _kind(mode)))


def relative(path: Path, root: Path) -> str:
    """Return the path below ``root`` with forward slashes; bytes that are no UTF-8 are written as ``\\xff``."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _below(root: Path, rejected: list[Rejected], *, follow_links: bool, without: Path | None) -> Iterator[Path]:
    folders = [root]
    seen = {root.resolve()}
    while folders:
        for found in _entries(folders.pop(), root, rejected):
            entry = Path(found.path)
            if without and found.name == without.name and entry.resolve() == without.resolve():
                continue
            if found.is_file(follow_symlinks=False):  # known without another question to the system
                yield entry
            elif not _is_folder(entry) or (entry.is_symlink() and not follow_links):
                problem = _problem(entry, root, follow_links=follow_links)
                if problem:
                    rejected.append(Rejected(relative(entry, root), problem))
                else:
                    yield entry
            elif entry.is_symlink() and not entry.resolve().is_relative_to(root.resolve()):
                rejected.append(Rejected(relative(entry, root), "is a link that leads out of the folder"))
            elif entry.resolve() not in seen:
                seen.add(entry.resolve())
                folders.append(entry)


def _entries(folder: Path, root: Path, rejected: list[Rejected]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        rejected.append(Rejected(relative(folder, root), f"its files cannot be listed: {error.strerror}"))
        return []


def _problem(path: Path, root: Path, *, follow_links: bool) -> str:
    """Return why ``path`` is not read, or nothing when it is a regular file."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            if not follow_links:
                return "is a symbolic link; --follow-links would read it"
            if not path.resolve().is_relative_to(root.resolve()):
                return "is a link that leads out of the folder"
            mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return f"cannot be read: {getattr(error, 'strerror', None) or 'the link runs in a circle'}"
    return "" if stat.S_ISREG(mode) else _kind(mode)


def _kind(mode: int) -> str:
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "something else")
    return f"is {kind}, not a file"


def _is_folder(path: Path) -> bool:
    """Say whether it is a folder, or a link to one; what may not even be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False
