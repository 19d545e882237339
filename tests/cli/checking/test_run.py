"""What ``check`` does with its options, and with the codes that a configuration chooses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedtool.cli.check import check as command
from feedtool.cli.checking import run
from feedtool.cli.group import feedtool
from tests.conftest import write_config

FEED = """<opml version="2.0"><head><dateCreated>2020-01-01</dateCreated></head><body>
<outline text="A" type="rss" xmlUrl="http://a.example/"/></body></opml>
"""


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context("check", [], parent=feedtool.make_context("feedtool", ["check"]))
    assert run.CheckCommandOptions.of(context.params) == run.DEFAULTS


def severities(*arguments: str) -> dict[str, str]:
    done = CliRunner().invoke(feedtool, ["check", "--output-format", "json", *arguments])
    return {one["code"]: one["severity"] for one in json.loads(done.stdout)["problems"]}


def test_a_configuration_says_what_a_code_weighs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.opml").write_text(FEED)
    assert severities("a.opml") == {"date-rfc822": "error", "opml-feed-title": "warning"}
    write_config(tmp_path, '[validate]\nerrors = ["opml-feed-title"]\nwarnings = ["date-rfc822"]\n')
    assert severities("a.opml") == {"date-rfc822": "warning", "opml-feed-title": "error"}
    assert severities("--ignore", "date-", "a.opml") == {"opml-feed-title": "error"}
