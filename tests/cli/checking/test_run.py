from feedtool.cli.check import check as command
from feedtool.cli.checking import run
from feedtool.cli.group import feedtool


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context("check", [], parent=feedtool.make_context("feedtool", ["check"]))
    assert run.CheckCommandOptions.of(context.params) == run.DEFAULTS
