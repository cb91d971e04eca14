"""How a run shows itself on the terminal: a bar with rate and time left, or one line for each document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipeline.cli.terminal import is_plain, say, say_warning
from pipeline.flow.watching import Watcher
from pipeline.text.quantities import counted

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn


class Display(Watcher, Protocol):
    """A watcher that has to be put away at the end."""

    def close(self) -> None:
        """Leave the terminal tidy."""


def open_display(*, quiet: bool) -> Display:
    """Return the bar where there is a terminal, plain lines elsewhere, and problems alone when ``quiet``."""
    return _Plain(quiet=quiet) if quiet or is_plain() else _Bar()


class _Plain:
    """One line a document; pages that had a problem are named as they come."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def found(self, lines: tuple[str, ...], pages: int) -> None:
        for line in () if self._quiet else lines:
            say(line)

    def page_done(self, name: str, problem: str | None, *, was_kept: bool) -> None:
        if problem:
            say_warning(problem, where=name, advice="The page is left out; the rest goes on.")

    def document_done(self, name: str, flags: int) -> None:
        if not self._quiet:
            say(f"{name}: {counted(flags, 'flag')}")

    def warn(self, where: str, what: str) -> None:
        say_warning(what, where=where)

    def close(self) -> None:
        pass


class _Bar:
    """A progress bar over the pages; messages appear above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._kept = 0
        columns: tuple[str | ProgressColumn, ...] = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        self._progress: Progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("reading", total=None, rate="", start=False)

    def found(self, lines: tuple[str, ...], pages: int) -> None:
        for line in lines:
            say(line)
        self._progress.start()
        self._progress.update(self._task, total=pages)
        self._progress.start_task(self._task)

    def page_done(self, name: str, problem: str | None, *, was_kept: bool) -> None:
        self._kept += was_kept
        self._progress.advance(self._task)
        task = self._progress.tasks[0]
        minutes = (task.elapsed or 0.0) / 60
        read = task.completed - self._kept
        self._progress.update(self._task, rate=f"{read / minutes:.1f} pages/min" if minutes and read else "")
        if problem:
            self._say(f"warning: {name}: {problem}. The page is left out; the rest goes on.")

    def document_done(self, name: str, flags: int) -> None:
        self._say(f"{name}: {counted(flags, 'flag')}")

    def warn(self, where: str, what: str) -> None:
        self._say(f"warning: {where}: {what}.")

    def close(self) -> None:
        self._progress.stop()

    def _say(self, line: str) -> None:
        from pipeline.model.names import show_name

        self._progress.console.print(show_name(line), markup=False, highlight=False, soft_wrap=True)
