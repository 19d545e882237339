import pytest

from feedtool import cli
from feedtool.cli import group
from feedtool.cli.common.log import Log
from feedtool.cli.common.stdout import EXIT_OK, EXIT_USAGE


def test_the_group_has_each_command() -> None:
    context = group.feedtool.make_context("feedtool", ["help"])
    for name in cli.COMMANDS:
        command = group.feedtool.get_command(context, name)
        assert command is not None
        assert command.name == name
    assert group.feedtool.get_command(context, "nonsense") is None


@pytest.mark.parametrize(
    ("line", "code"), [(["--version"], EXIT_OK), ([], EXIT_USAGE), (["nonsense"], EXIT_USAGE)]
)
def test_a_line_gives_its_exit_code(line: list[str], code: int) -> None:
    assert group.answer(line, Log()) == code
