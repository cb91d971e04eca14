"""Where scans and transcripts lie: a folder or a file of this machine, or a bucket of an object store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.buckets.objects import StoredObject, is_ambiguous, lies_in_bucket, list_objects, open_object
from pipeline.errors import InputError, UsageError
from pipeline.model.scan import Rejected
from pipeline.scans.inputs import InputFile
from pipeline.scans.walking import relative, walk


class Place(Protocol):
    """Holds input files."""

    @property
    def is_folder(self) -> bool:
        """Whether it holds files, rather than being one."""
        ...

    def files(self, rejected: list[Rejected], *, follow_links: bool, without: Place | None) -> list[InputFile]:
        """Return the files in no particular order, or the one that it is; what is none is added to ``rejected``.

        Hidden names are passed over, and so is what lies at the place ``without``.
        """
        ...

    def beside(self, suffixes: Sequence[str]) -> list[InputFile]:
        """Return the files beside the one that it is, of the same name with one of ``suffixes``."""
        ...

    def read(self, name: str, most_bytes: int) -> bytes | None:
        """Return the content of a file at its top, None where there is none; raises ``UsageError``."""
        ...


def open_place(name: Path | str) -> Place:
    """Return the place called ``name``; raises ``UsageError`` for a bucket that cannot be listed."""
    if isinstance(name, str) and lies_in_bucket(name):
        return BucketPlace(name.rstrip("/"), list_objects(name))
    return LocalPlace(Path(name))


def is_same(one: Place, other: Place | None) -> bool:
    """Say whether both are one place, whatever way there was given."""
    if isinstance(one, LocalPlace) and isinstance(other, LocalPlace):
        return one.path.resolve() == other.path.resolve()
    return one == other


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A folder or file of this machine."""

    path: Path

    @property
    def is_folder(self) -> bool:
        return self.path.is_dir()

    def files(self, rejected: list[Rejected], *, follow_links: bool, without: Place | None) -> list[InputFile]:
        top = self.path if self.is_folder else self.path.parent
        other = without.path if isinstance(without, LocalPlace) else None
        return [
            # A file that was given by itself may be a link; what lies in a folder may not, unless links are followed.
            InputFile(
                relative(path, top), str(path.resolve() if follow_links or path == self.path else path.absolute())
            )
            for path in walk(self.path, rejected, follow_links=follow_links, without=other)
        ]

    def beside(self, suffixes: Sequence[str]) -> list[InputFile]:
        return [
            InputFile(relative(path, self.path.parent), str(path.absolute()))
            for path in (self.path.with_suffix(suffix) for suffix in suffixes)
            if path.is_file() and not path.is_symlink()
        ]

    def read(self, name: str, most_bytes: int) -> bytes | None:
        path = self.path / name
        if not path.is_file():
            return None
        try:
            if path.stat().st_size > most_bytes:
                raise UsageError(f"is larger than {most_bytes / 1024**2:g} MiB.", where=name)
            return path.read_bytes()
        except OSError as error:
            raise UsageError(f"cannot be read: {error.strerror}.", where=name) from error


@dataclass(frozen=True, slots=True)
class BucketPlace:
    """What lies below an address in an object store, as it was when it was listed."""

    address: str
    objects: tuple[StoredObject, ...] = field(compare=False, repr=False)

    @property
    def is_folder(self) -> bool:
        return [one.location for one in self.objects] != [self.address]

    def files(self, rejected: list[Rejected], *, follow_links: bool, without: Place | None) -> list[InputFile]:
        other = f"{without.address}/" if isinstance(without, BucketPlace) else None
        found: list[InputFile] = []
        for one in self.objects:
            parts = one.path.split("/")
            if other and one.location.startswith(other):
                continue
            if is_ambiguous(one.path) or not all(parts) or not {".", ".."}.isdisjoint(parts):
                rejected.append(Rejected(one.path, "its name would be taken for something else"))
            elif not any(part.startswith(".") for part in parts):
                found.append(InputFile(one.path, one.location))
        return found

    def beside(self, suffixes: Sequence[str]) -> list[InputFile]:
        folder, _, name = self.address.rpartition("/")
        names = [name.rpartition(".")[0] + suffix for suffix in suffixes]
        try:
            near = {one.path: one for one in list_objects(folder)}
        except UsageError:  # we may read this object and not list its neighbours
            near = {}
        return [InputFile(name, near[name].location) for name in names if name in near]

    def read(self, name: str, most_bytes: int) -> bytes | None:
        for one in self.objects:
            if one.path == name:
                try:
                    with open_object(one.location, most_bytes) as file:
                        return file.read()
                except InputError as error:
                    raise UsageError(error.what, where=name) from error
        return None
