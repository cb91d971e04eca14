"""The command ``corrigenda``: finds the sub-command, runs it, and turns what went wrong into one line and a code."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from pipeline import __version__
from pipeline.cli.exits import Exit, exit_for
from pipeline.cli.terminal import say_error
from pipeline.errors import CorrigendaError

COMMANDS: tuple[tuple[str, str], ...] = (
    ("run", "Read the scans, lay the transcripts beside them, write the report."),
    ("score", "Measure one text against another, without images."),
    ("parse", "Show the tokens and marks of a transcript."),
    ("apply", "Write corrected transcripts and errata from decisions."),
    ("export", "Write ALTO, PAGE, hOCR, PDF, TEI, text or CSV from a run."),
    ("calibrate", "Fit the probabilities to what reviewers decided."),
    ("compare", "Compare two runs on the same pages."),
    ("doctor", "Show what is installed, what is missing, and how to mend it."),
)
"""Each lives in the module of its name in ``pipeline.cli`` as ``<name>_command``, imported only when asked for."""

LONGEST_TURN = 0.001
"""Seconds that a thread may compute while another waits for its turn. A closer look at a page gives its turn away, and
wants it back, hundreds of times; with Python's own 5 ms it takes twice as long while a document is compared."""

NEW_OBJECTS = 20_000
"""After so many Python looks for circles of objects that nobody holds. A run makes hardly any; with Python's own 700 a
fourteenth of comparing and drawing goes into looking for them."""

THREADS_OF_NUMPY = "OPENBLAS_NUM_THREADS"
"""How many threads numpy computes with, which it reads when it is loaded: one, unless somebody says otherwise. What it
computes here is small; to start more takes 0.03 seconds, and waiting for work they take 0.005 seconds a page."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""Of whatever takes standard output; where files are written, these are ``OutputError`` already."""


class _Commands(click.Group):
    """Sub-commands that are imported on use, so that ``--help`` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in dict(COMMANDS):
            return None
        command = getattr(import_module(f"pipeline.cli.{cmd_name}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="corrigenda", message="%(prog)s %(version)s")
def corrigenda() -> None:
    """Lay reference transcriptions beside their scans and show every place a person must look at.

    Start with "corrigenda run": it reads ./scans and ./transcripts and writes ./reports/index.html.
    """


class _Terminated(BaseException):
    """SIGTERM or SIGHUP arrived; unwinds like Ctrl-C so that children and temporary files go."""


def _raise_terminated(signum: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _prepare_python() -> None:
    """Set what is set once for the whole process, before much is loaded."""
    sys.setswitchinterval(LONGEST_TURN)
    gc.set_threshold(NEW_OBJECTS)
    os.environ.setdefault(THREADS_OF_NUMPY, "1")
    warnings.filterwarnings("ignore", module="PIL")  # what it would say is said by the checks of our own


def run(arguments: Sequence[str]) -> Exit:
    """Run one command and return how it ended; whatever goes wrong becomes one line on standard error."""
    _prepare_python()
    for name in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(name) is not signal.SIG_IGN:  # as under nohup
            signal.signal(name, _raise_terminated)
    try:
        code = corrigenda.main(
            list(arguments), prog_name="corrigenda", standalone_mode=False, auto_envvar_prefix="CORRIGENDA"
        )
    except click.exceptions.Exit as error:
        return Exit(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return Exit.USAGE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "corrigenda"
        say_error(error.format_message(), advice=f'Try "{command} --help".')
        return Exit.USAGE
    except click.ClickException as error:
        say_error(error.format_message())
        return Exit.USAGE
    except CorrigendaError as error:
        say_error(error.what, where=error.where, advice=error.advice)
        return exit_for(error)
    except (KeyboardInterrupt, click.Abort):
        say_error("interrupted", advice="Finished pages are kept; the same command goes on.")
        return Exit.INTERRUPTED
    except _Terminated:
        say_error("terminated", advice="Finished pages are kept; the same command goes on.")
        return Exit.TERMINATED
    except BrokenPipeError:
        _drop_output()
        return Exit.DONE
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            say_error(f"the output cannot be written: {error.strerror}", advice="Make room, or send it elsewhere.")
            _drop_output()
            return Exit.CANNOT_WRITE
        say_error(f"a fault of this program: {type(error).__name__}", advice=f"Details: {_log_traceback()}")
        return Exit.BUG
    return code if isinstance(code, Exit) else Exit.DONE


def _drop_output() -> None:
    """Let nothing be left that Python would try to write to standard output at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _log_traceback() -> str:
    """Keep the traceback in the user's log folder and return where."""
    from platformdirs import user_log_path

    try:
        folder = user_log_path("corrigenda", ensure_exists=True)
        log = folder / "fault.log"
        log.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        return f"none kept, since no log can be written ({error.strerror})"
    return str(log)


def main() -> NoReturn:
    """Run the command named on the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))
