"""What docs/operations.md shows is right as far as the machine at hand can tell."""

import re
import subprocess
from pathlib import Path

import pytest

from feedtool.cli.common import stdout
from feedtool.runtime import signals
from tests.integration import support
from tests.integration.recipes import DOCUMENT, adapted, recipes

UNITS = ("feedtool.service", "feedtool.timer", "feedtool-failed@.service")


@pytest.mark.program
def test_systemd_accepts_the_units_and_finds_the_service_well_confined(tmp_path: Path) -> None:
    analyze = support.needs("systemd-analyze")
    for name, recipe in zip(UNITS, recipes("ini"), strict=True):
        unit = recipe.replace("/srv/feedtool/.venv/bin/feedtool", str(support.SCRIPT))
        (tmp_path / name).write_text(unit, encoding="utf-8")
    files = [tmp_path / name for name in UNITS[:2]]
    done = subprocess.run([analyze, "verify", *files], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    done = subprocess.run(
        [analyze, "security", "--offline=true", "--no-pager", "--threshold=10", files[0]],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()  # an exposure of 1.0 of 10 at most


def test_every_exit_code_is_explained() -> None:
    section = DOCUMENT.read_text("utf-8").partition("## Exit codes")[2].partition("\n## ")[0]
    told = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", section, re.MULTILINE)
            for code in row.split(",")}  # fmt: skip
    codes = {value for name, value in vars(stdout).items() if name.startswith("EXIT_")}
    by_signal = {stdout.EXIT_SIGNAL + number for number in signals.ENDED_BY}
    assert told == codes - {stdout.EXIT_SIGNAL} | by_signal


def test_recipes_know_what_they_change() -> None:
    with pytest.raises(AssertionError):
        adapted("a recipe", {"nothing of it": ""})
