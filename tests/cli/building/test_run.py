from feedtool.cli.build import build as command
from feedtool.cli.building import run
from feedtool.cli.group import feedtool


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context("build", [], parent=feedtool.make_context("feedtool", ["build"]))
    assert run.BuildOptions.of(context.params) == run.DEFAULTS
