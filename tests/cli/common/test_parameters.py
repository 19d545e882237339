"""Options that several commands have."""

from collections.abc import Sequence

import click
import pytest
from click.testing import CliRunner

from feedtool.cli.check import check
from feedtool.cli.common import parameters
from feedtool.cli.validate import validate


def names(command: click.Command) -> list[str]:
    return [option.opts[0] for option in command.params]


def is_part(some: Sequence[str], of: Sequence[str]) -> bool:
    """Whether these stand there one after the other."""
    return any(list(of[at : at + len(some)]) == list(some) for at in range(len(of)))


def test_options_stand_in_the_order_in_which_they_are_given() -> None:
    @click.command()
    @parameters.together(click.option("--one"), click.option("--two"), click.option("--three"))
    def command(**options: object) -> None:
        click.echo(options)

    assert names(command) == ["--one", "--two", "--three"]
    assert "'two': '2'" in CliRunner().invoke(command, ["--two", "2"]).output


@pytest.mark.parametrize("shared", [parameters.selection, parameters.report])
def test_validate_and_check_have_what_they_share_together(
    shared: "parameters.Decorator",
) -> None:
    @click.command()
    @shared
    def alone() -> None: ...

    assert len(names(alone)) > 1
    assert is_part(names(alone), names(check))
    assert is_part(names(alone), names(validate))
