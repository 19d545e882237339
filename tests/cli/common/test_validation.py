from feedtool.cli.common import validation
from feedtool.cli.validate import validate as command


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context("validate", [])
    assert validation.Options(**context.params) == validation.USUAL
