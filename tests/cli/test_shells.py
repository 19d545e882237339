"""What shells are told; test_completion has which words they get."""

import click
import pytest

from feedtool.cli import shells
from feedtool.cli.common.log import Log


@click.command("feedtool")
@click.option("--format", type=click.Choice(["rss,atom", "json"]))
def command(format: str) -> None:  # noqa: A002
    """A command with an option whose values have commas."""


def answer(asked: str, capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = shells.answer(command, asked, Log())
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(f"{shell}_source", capfd)
    assert (code, err) == (0, "")
    assert f"{shell}_complete" in out
    assert "feedtool" in out


@pytest.mark.parametrize("asked", ["", "tcsh_source", "bash", "bash_other"])
def test_another_question_is_wrong_use(asked: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(asked, capfd)
    assert (code, out) == (2, "")
    assert "write bash_source, zsh_source or fish_source" in err


@pytest.mark.parametrize(
    ("shell", "words", "expected"),
    [
        ("bash", ("feedtool --format = js", "3"), "plain,json\n"),
        ("zsh", ("feedtool --format=js", "1"), "plain\n--format=json\n_\n"),
        ("fish", ("feedtool --format=r", "--format=r"), "plain,--format=rss,atom\n"),
    ],
)
def test_the_value_behind_an_equals_sign_is_completed(
    shell: str,
    words: tuple[str, str],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COMP_WORDS", words[0])
    monkeypatch.setenv("COMP_CWORD", words[1])
    assert answer(f"{shell}_complete", capfd)[:2] == (0, expected)


def test_an_error_does_not_stand_in_the_line_that_somebody_types(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert answer("bash_complete", capfd) == (2, "", "")  # without the words
