from feedtool.cli.group import feedtool
from feedtool.cli.validate import validate as command
from feedtool.cli.validation import run


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context(
        "validate", [], parent=feedtool.make_context("feedtool", ["validate"])
    )
    assert run.ValidateOptions.of(context.params) == run.DEFAULTS
