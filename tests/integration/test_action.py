"""The steps of action.yml, run by bash as GitHub runs them."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import record, write_config
from tests.integration import support
from tests.integration.checkouts import checkout

ACTION: dict[str, Any] = yaml.safe_load((support.ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
(INSTALL,) = (step for step in STEPS if step.get("name") == "Install feedtool")
(RUN,) = (step for step in STEPS if step.get("name") == "Run feedtool")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with a good record."""
    folder = tmp_path / "repository"
    (folder / "seeds").mkdir(parents=True)
    write_config(folder)
    (folder / "seeds" / "good.md").write_text(record(), "utf-8")
    return folder


@pytest.fixture
def action(tmp_path: Path) -> Path:
    """The folder of the action, with feedtool where the step before would have put it."""
    folder = tmp_path / "action"
    folder.mkdir()
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run(
    step: Mapping[str, Any], action: Path, site: Path, **inputs: str
) -> subprocess.CompletedProcess[str]:
    """One step with the inputs of a workflow, those that are not given at their defaults."""
    values = {name: str(told["default"]) for name, told in ACTION["inputs"].items()} | inputs
    known = {f"inputs.{name.replace('_', '-')}": value for name, value in values.items()}
    known["steps.python.outputs.python-path"] = sys.executable
    env = {
        name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], text)
        for name, text in step["env"].items()
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=site,
        env=support.environment(GITHUB_ACTION_PATH=str(action), **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_every_input_is_used_and_no_script_holds_one() -> None:
    """A script that held it would run whatever a workflow is made to put there."""
    used = {name for step in STEPS for name in re.findall(r"inputs\.([\w-]+)", str(step))}
    assert used == set(ACTION["inputs"])
    assert all(step["shell"] == "bash" for step in STEPS if "run" in step)
    assert not [step for step in STEPS if "${{" in step.get("run", "")]
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in STEPS if "uses" in step)


def test_the_documents_name_inputs_that_there_are() -> None:
    text = (support.ROOT / "docs" / "hooks.md").read_text("utf-8")
    blocks = [
        yaml.safe_load(block)
        for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ]
    jobs = [job for block in blocks if "jobs" in block for job in block["jobs"].values()]
    uses = [step for job in jobs for step in job["steps"] if "/feedtool@" in step.get("uses", "")]
    assert len(uses) >= 3
    for step in uses:
        assert set(step.get("with", {})) <= set(ACTION["inputs"]), step


def test_good_records_pass(action: Path, site: Path) -> None:
    done = run(RUN, action, site)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_bad_record_is_an_annotation_beside_its_line(action: Path, site: Path) -> None:
    (site / "seeds" / "bad.md").write_text(record(heat="hot"), "utf-8")
    done = run(RUN, action, site)
    assert done.returncode == 1
    assert re.search(r"^::error file=seeds/bad\.md,line=\d+", done.stdout, re.MULTILINE), (
        done.stdout
    )


def test_arguments_are_written_as_in_a_shell(action: Path, site: Path) -> None:
    """Nothing in them is run, and a quoted one stays whole."""
    (site / "my records").mkdir()
    (site / "my records" / "$(touch x).md").write_text(record(heat="hot"), "utf-8")
    done = run(RUN, action, site, arguments="--strict 'my records/$(touch x).md'\n--ignore all")
    assert done.returncode == 1
    assert "$(touch x).md" in done.stdout
    assert not (site / "x").exists()


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"command": "publish"}, "::error::feedtool: the command is validate, check or build"),
        ({"arguments": "'seeds"}, "::error::feedtool: arguments: No closing quotation"),
        ({"config": "other.toml"}, "other.toml"),
    ],
)
def test_wrong_use_fails_and_says_why(
    inputs: dict[str, str], told: str, action: Path, site: Path
) -> None:
    done = run(RUN, action, site, **inputs)
    assert done.returncode != 0
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_annotates_what_is_wrong_and_publishes_the_rest(action: Path, site: Path) -> None:
    (site / "feedtool.toml").rename(site / "news.toml")
    (site / "seeds" / "bad.md").write_text(record(heat="hot"), "utf-8")
    done = run(RUN, action, site, command="build", config="news.toml")
    assert done.returncode == 1
    assert "::error file=seeds/bad.md," in done.stdout
    assert (site / "output" / "all.rss").exists()
    (site / "seeds" / "bad.md").unlink()
    arguments = "--accept-loss --dry-run"
    assert (
        run(RUN, action, site, command="build", config="news.toml", arguments=arguments).returncode
        == 0
    )
    done = run(RUN, action, site, command="check", config="news.toml")
    assert done.returncode == 0, done.stdout


@pytest.mark.network
def test_the_action_installs_what_its_locks_hold(site: Path, tmp_path: Path) -> None:
    """In its own folder, whatever the workflow's Python has; a second use in a job finds it there."""
    action = checkout(tmp_path / "action")
    for _ in range(2):
        done = run(INSTALL, action, site)
        assert done.returncode == 0, done.stderr
        assert not done.stderr
    shutil.rmtree(site / "output", ignore_errors=True)
    assert run(RUN, action, site, command="build").returncode == 0
    assert (site / "output" / "all.rss").exists()
