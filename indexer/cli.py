"""The `broadsheet` command: data on stdout, messages on stderr, an exit code for each kind of end.

Everything heavy is imported inside the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import difflib
import errno
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from search import errors

FAILED, QUARANTINED, NO_SPACE, DAMAGED, INTERRUPTED = 1, 3, 5, 6, 130
EXIT_CODES: dict[type[errors.BroadsheetError], int] = {
    errors.ArchiveLocked: 4,
    errors.OutOfSpace: NO_SPACE,
    errors.ArchiveDamaged: DAMAGED,
    errors.QueryTooLarge: 2,
}
YOUNG = 50_000
"""Objects that are made before the collector looks for cycles: at Python's own 700 its search of tables and modules,
which have none, is a fifth of the start."""
COMPLETE = "_BROADSHEET_COMPLETE"
"""Set by the shell that asks what may be typed next."""
COMMANDS = {
    "add": ("adding", "Add dumps to the archive: files, folders, zips."),
    "extract": ("adding", "Print the articles of dumps as JSON lines, without an archive."),
    "search": ("searching", "Search the archive."),
    "export": ("searching", "Write all results of a query to stdout."),
    "explain": ("asking", "Show how a query is read, and what each part of it finds."),
    "batch": ("asking", "Count many queries at once, by outlet, country or month."),
    "serve": ("serving", "Serve the search page on this machine."),
    "runs": ("running", "List the runs, or show one: what became of every byte."),
    "undo": ("running", "Take back exactly one run."),
    "reextract": ("running", "Apply today's rules and your tables to what is stored."),
    "quarantine": ("quarantine", "What could not be read, and why: list, show, retry."),
    "show-dropped": ("quarantine", "What was left out around an article."),
    "stats": ("keeping", "What the archive holds, and how much of it has each facet."),
    "check": ("keeping", "Compare the index with the database."),
    "repair": ("keeping", "Bring back all that is derived: near-copies, counts, index."),
    "backup": ("keeping", "Copy the database into one file, while others use it."),
    "doctor": ("keeping", "Look at all that Broadsheet needs on this machine."),
    "rebuild": ("keeping", "Make the index again from the database, with any engine."),
}


class Commands(click.Group):
    """The commands by name, each imported when it is called; a near miss is suggested."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"indexer.commands.{COMMANDS[name][0]}")
        command = getattr(module, name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for; a usage error that suggests one if there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else " See 'broadsheet --help'."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 ok, 1 failed, 2 usage, 3 something was quarantined, 4 locked, 5 no space, 6 damaged.",
)
@click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("archive"),
    show_default=True,
    envvar="BROADSHEET_ARCHIVE",
    help="The folder of the archive.",
)
@click.version_option(package_name="broadsheet", prog_name="broadsheet")
@click.pass_context
def cli(ctx: click.Context, archive: Path) -> None:
    """Search collections of news articles.

    \b
      broadsheet add dumps/ --captured 2025-06-28     add a folder of dumps
      broadsheet search 'ferry "Red Sea"'             search on the terminal
      broadsheet serve                                search in the browser
    """
    ctx.obj = archive


def main() -> None:
    """Run the command line and end the process with its exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads for matrices, of which there are none, spin
    gc.set_threshold(YOUNG)
    code = run()
    gc.freeze()  # else the interpreter searches all tables for cycles twice before it ends
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command, from the process's own arguments or from these; its exit code. Errors are told on stderr."""
    if COMPLETE in os.environ:
        cli.main(prog_name="broadsheet")
    try:
        # Not `cli.main`: it takes a closed pipe for a failure.
        with cli.make_context("broadsheet", list(sys.argv[1:] if arguments is None else arguments)) as ctx:
            cli.invoke(ctx)
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except errors.BroadsheetError as error:
        return _tell(str(error), next((c for kind, c in EXIT_CODES.items() if isinstance(error, kind)), FAILED))
    except (click.Abort, KeyboardInterrupt):
        said = "interrupted. What was committed is kept; run the same command again to go on."
        return _tell(said, INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not an error. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        where = f" that holds '{error.filename}'" if error.filename else ""
        return _tell(f"The disk{where} is full. Make room, then run the same command again.", NO_SPACE)


def _tell(message: str, code: int) -> int:
    click.echo(f"broadsheet: {message}", err=True)
    return code
