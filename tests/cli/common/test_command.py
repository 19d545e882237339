import click
import pytest
from click.testing import CliRunner

from feedtool.cli.common.command import Command, Seconds
from tests.tables import each


@click.command("say", cls=Command)
@click.argument("words", nargs=-1)
@click.option("--to")
@click.option("--loud", is_flag=True)
def say(words: tuple[str, ...], to: str | None, *, loud: bool) -> None:
    """Say words."""
    click.echo(f"{words} {to} {loud}")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(say, arguments)
    return done.exit_code, done.output


def test_values_are_passed_on() -> None:
    assert run("a", "--to", "b", "--loud") == (0, "('a',) b True\n")
    assert run() == (0, "() None False\n")


@each("arguments", [("",), ("a", ""), ("--to", ""), ("--to=",), ("a", "--to=", "--loud")])
def test_an_empty_value_is_wrong_use(arguments: tuple[str, ...]) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert "it is empty" in output


def test_what_ends_with_an_equals_sign_is_not_always_empty() -> None:
    assert run("a=") == (0, "('a=',) None False\n")


def test_the_help_says_what_the_command_does() -> None:
    code, output = run("--help")
    assert code == 0
    assert "Say words." in output


@pytest.mark.parametrize(("text", "expected"), [("0", 0.0), ("1.5", 1.5)])
def test_seconds_can_be_counted(text: str, expected: float) -> None:
    assert Seconds(min=0).convert(text, None, None) == expected


@pytest.mark.parametrize("text", ["inf", "nan", "-1", "x"])
def test_other_numbers_of_seconds_cannot(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Seconds(min=0).convert(text, None, None)
