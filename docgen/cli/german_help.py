"""Commands whose help speaks German; click brings only English words."""

from collections.abc import Iterable

import click


class GermanCommand(click.Command):
    """A command with German headings in its help."""

    def __init__(self, *arguments: object, **options: object) -> None:
        """Make a command as click does, with a German placeholder for its options."""
        options.setdefault("options_metavar", "[OPTIONEN]")
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; say in German which are too many."""
        allowed = ctx.allow_extra_args
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not allowed and not ctx.resilient_parsing:
            raise click.UsageError(f"Das ist zu viel: {' '.join(map(str, rest))}", ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the help option with a German sentence."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Zeigt diese Hilfe."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Aufruf: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (one for one in self.get_params(ctx) if isinstance(one, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        _section(
            formatter,
            "Optionen",
            ((name, text.replace("[required]", "[nötig]")) for name, text in filter(None, records)),
        )


class GermanGroup(GermanCommand, click.Group):
    """A group of commands with German headings in its help."""

    def __init__(self, *arguments: object, **options: object) -> None:
        """Make a group as click does, with a German placeholder for its commands."""
        options.setdefault("subcommand_metavar", "BEFEHL …")
        super().__init__(*arguments, **options)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with the first sentence of their help."""
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        commands = ((name, self.get_command(ctx, name)) for name in names)
        _section(
            formatter,
            "Befehle",
            ((name, command.help or "") for name, command in commands if command),
        )


def _section(formatter: click.HelpFormatter, heading: str, rows: Iterable[tuple[str, str]]) -> None:
    written = list(rows)
    if written:
        with formatter.section(heading):
            formatter.write_dl(written)
