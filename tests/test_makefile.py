"""The Makefile: its list of targets is complete."""

import os
import re
import subprocess

from tests.conftest import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PHONY = re.findall(r"(?m)^\.PHONY:(.*)", MAKEFILE.replace("\\\n", " "))
TARGETS = {name for line in PHONY for name in line.split()}


def make(*arguments: str) -> str:
    # Not as a part of the make that may be running the tests: that would name its folder first.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}  # noqa: TID251
    done = subprocess.run(
        ["make", *arguments],
        cwd=ROOT,
        env=alone,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_help_has_a_line_for_each_target() -> None:
    lines = [re.fullmatch(r"make ([a-z-]+) +(\S.*)", line) for line in make("help").splitlines()]
    assert None not in lines
    assert sorted(line[1] for line in lines if line) == sorted(TARGETS)


def test_the_contributors_guide_names_targets_that_are_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"(?m)(?:^    |`)make ([a-z-]+)", guide)
    assert {"build", "test", "format", "lint", "help"} <= set(named) <= TARGETS


def test_without_a_target_the_feeds_are_built() -> None:
    assert re.findall(r"(?m)^\.DEFAULT_GOAL := (.*)", MAKEFILE) == ["build"]
