"""What commands have in common that is click's: how each parses its line, and a type of values."""

import math
from typing import Any

import click

from feedtool.cli.common.stdout import echo


class Command(click.Command):
    """A command that refuses empty values, and whose help goes the way of all output."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse a line; a usage error says which command it is about."""
        try:
            if any(not arg or arg.endswith("=") for arg in args):
                self._refuse_empty_values(ctx, args)
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, for which a closed pipe is no error: ``feedtool --help | head``."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def _refuse_empty_values(self, ctx: click.Context, args: list[str]) -> None:
        """Raise a usage error for an empty value: in a script it stands for a variable nobody set.

        To take the default instead would write to a folder that nobody named.
        """
        values, _, _ = self.make_parser(ctx).parse_args(list(args))
        for param in self.get_params(ctx):
            value: Any = values.get(param.name)
            if value == "" or (isinstance(value, list | tuple) and "" in value):
                raise click.BadParameter("it is empty", ctx, param)


class Seconds(click.FloatRange):
    """A number of seconds that a clock can count."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; a usage error where it is none, or one without an end."""
        number: float = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return number


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        echo(ctx.get_help())
        ctx.exit()
