"""The two commands of the README where there is Python, make and a package registry, and no more."""

from pathlib import Path

import pytest

from tests.integration import containers, support
from tests.integration.checkouts import checkout
from tests.integration.containers import buildah

pytestmark = [pytest.mark.network, pytest.mark.program, pytest.mark.linux]

# Those that begin no process, or hardly any: what a Python and its libraries do is much the same to others.
# Half of all tests are of texts that are read: there Pythons differ in patterns (tests/test_patterns.py).
LEFT_OUT = ("integration", "cli", "start", "check", "records", "frontmatter")


def test_the_commands_of_the_readme(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Without git, ../shared and a compiler; and a distribution's Python is an old one of its line."""
    (tmp_path / "containers").mkdir()
    env = containers.environment(tmp_path / "containers")
    name = containers.debian(tmp_path_factory, env)
    source = checkout(tmp_path / "source")
    run = [
        "run",
        "--network=host",
        f"--volume={source}:/work/feedtool",
        "--workingdir=/work/feedtool",
        name,
    ]
    for _ in "once", "again":
        buildah(env, *run, "--", "make", "build")
    here = checkout(tmp_path / "here")
    assert support.feedtool("build", "-q", cwd=here).returncode == 0
    assert support.tree(source / "output") == support.tree(here / "output")
    # Their folders are not even collected, which for all tests takes as long as many of these.
    folders = [f"--ignore=tests/{name}" for name in LEFT_OUT if (source / "tests" / name).is_dir()]
    assert len(folders) == len(LEFT_OUT)
    chosen = f"{' '.join(folders)} -k 'not ({' or '.join(LEFT_OUT)} or forked)'"
    said = buildah(env, *run, "--", "make", "test", f"PYTEST={chosen}")
    assert " passed" in said.splitlines()[-1]
    buildah(env, "rm", name)
