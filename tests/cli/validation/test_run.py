"""What ``validate`` does with its options, and with the codes that a configuration chooses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedtool.cli.group import feedtool
from feedtool.cli.validate import validate as command
from feedtool.cli.validation import run
from tests.conftest import record, write_config


def test_what_nobody_says_is_what_click_takes_for_it() -> None:
    context = command.make_context(
        "validate", [], parent=feedtool.make_context("feedtool", ["validate"])
    )
    assert run.ValidateOptions.of(context.params) == run.DEFAULTS


def severities(*arguments: str) -> dict[str, str]:
    done = CliRunner().invoke(feedtool, ["validate", "--output-format", "json", *arguments])
    return {one["code"]: one["severity"] for one in json.loads(done.stdout)["problems"]}


@pytest.mark.parametrize("lines", ["", 'ignore = ["url-not-https"]\n'])
@pytest.mark.parametrize("arguments", [(), ("--ignore", "excerpt-cut"), ("--select", "default")])
def test_a_configuration_says_what_a_code_weighs_whatever_else_is_chosen(
    lines: str, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_config(tmp_path, f'[validate]\n{lines}errors = ["title-markup", "file-passed-over"]\n')
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text(record(title="A <b>bold</b> look at it"))
    (tmp_path / "seeds" / "B.MD").write_text(record())
    assert severities(*arguments) == {"title-markup": "error", "file-passed-over": "error"}
