import pytest

from tests import forked
from tests.integration import support


def run(*arguments: str) -> tuple[int, str, str]:
    done = forked.feedtool(arguments, env=support.environment())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("asked", "same"),
    [(["help"], ["--help"]), (["help", "build"], ["build", "--help"])],
)
def test_it_says_what_the_option_says(asked: list[str], same: list[str]) -> None:
    assert run(*asked) == run(*same)
    assert run(*asked)[0] == 0


def test_a_command_that_there_is_not_is_wrong_use() -> None:
    code, out, err = run("help", "biuld")
    assert (code, out) == (2, "")
    assert "there is no command biuld; did you mean build?" in err
