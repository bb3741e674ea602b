"""The entry point: the group of commands, and how everything that can go wrong is told."""

import io
import os
import sys
from typing import Final

import click

import docgen
from docgen.cli.commands import budget, duties, render, serve, types, validate, verify
from docgen.cli.german_help import GermanGroup
from docgen.cli.reasons import reason
from docgen.cli.show import Exit
from docgen.cli.templates import templates
from docgen.installation import BrokenInstallationError

_WRONG_USAGE: Final = "Falscher Aufruf: "


@click.group(
    cls=GermanGroup,
    help="Schreibt vollständige Bescheide zum Persönlichen Budget.",
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(
    docgen.__version__,
    prog_name="docgen",
    message="%(prog)s %(version)s",
    help="Zeigt die Version.",
)
def commands() -> None:
    """Group all commands."""


for command in (render, validate, budget, verify, serve, types, duties, templates):
    commands.add_command(command)


def main() -> None:
    """Run one command and leave with its exit code; never a traceback for expected trouble."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it ends; by then there must be somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            click.echo(f"Die Ausgabe lässt sich nicht schreiben ({reason(error)}).", err=True)
        code = Exit.PROBLEMS
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; give its exit code."""
    try:
        outcome = commands.main(arguments, prog_name="docgen", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as wrong:
        click.echo(wrong.format_message(), err=True)
        return Exit.USAGE
    except click.UsageError as wrong:
        click.echo(_WRONG_USAGE + _in_german(wrong), err=True)
        if wrong.ctx is not None:
            click.echo(f"Hilfe: {wrong.ctx.command_path} --help", err=True)
        return Exit.USAGE
    except click.Abort:
        click.echo("Abgebrochen.", err=True)
        return Exit.USAGE
    except BrokenInstallationError as broken:
        for problem in broken.problems:
            click.echo(problem, err=True)
        return Exit.BROKEN
    return outcome if isinstance(outcome, int) else Exit.DONE


def _in_german(wrong: click.UsageError) -> str:
    match wrong:
        case click.MissingParameter(param=click.Option() as option):
            return f"Es fehlt {option.opts[0]} {option.make_metavar(wrong.ctx or _context())}."
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"Es fehlt {parameter.make_metavar(wrong.ctx or _context())}."
        case click.NoSuchCommand():
            return f"Den Befehl „{wrong.command_name}“ gibt es nicht.{_near(wrong.possibilities)}"
        case click.NoSuchOption():
            near = _near(wrong.possibilities)
            return f"Die Option „{wrong.option_name}“ gibt es nicht.{near}"
        case click.BadOptionUsage():
            # click tells only in words whether the value is missing or one too many.
            needs = "keinen Wert" if "not take" in wrong.message else "einen Wert"
            return f"Die Option „{wrong.option_name}“ braucht {needs}."
        case _:
            return wrong.format_message()


def _context() -> click.Context:
    return click.Context(commands)


def _near(names: object) -> str:
    if not isinstance(names, list | tuple) or not names:
        return ""
    return f" Meinten Sie „{names[0]}“?"
