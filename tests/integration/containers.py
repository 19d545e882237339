"""Containers without an engine, made by buildah: a Debian with its own Python, and what is built on it."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.integration import support

# What tells pip and TLS of this machine where packages come from tells those in a container too.
SETTINGS = ("/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")


def environment(folder: Path) -> dict[str, str]:
    """Where buildah keeps images for a test, and how it runs steps; the test is skipped for want of rights."""
    if os.geteuid():
        pytest.skip("only root may make a file system")
    (folder / "storage.conf").write_text(
        f'[storage]\ndriver = "vfs"\ngraphroot = "{folder / "images"}"\nrunroot = "{folder / "run"}"\n',
        "utf-8",
    )
    return support.environment(
        CONTAINERS_STORAGE_CONF=str(folder / "storage.conf"), BUILDAH_ISOLATION="chroot"
    )


def debian(factory: pytest.TempPathFactory, env: dict[str, str]) -> str:
    """The name of a container with this machine's Debian, its Python and make, and nothing else."""
    name = buildah(env, "from", "scratch")
    buildah(env, "add", "--quiet", name, str(_files_of_debian(factory, env)), "/")
    return name


def _files_of_debian(factory: pytest.TempPathFactory, env: dict[str, str]) -> Path:
    """What debootstrap makes, which takes a minute: once in a run, whichever of its processes asks first."""
    is_one_of_several = "PYTEST_XDIST_WORKER" in os.environ  # noqa: TID251
    folder = factory.getbasetemp()
    folder = folder.parent if is_one_of_several else folder
    root, unfinished = folder / "debian", folder / "debian.unfinished"
    with (folder / "debian.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            packages = "--include=python3,python3-venv,ca-certificates,make"
            program = support.needs("debootstrap")
            run([program, "--variant=minbase", packages, codename(), unfinished], env)
            (unfinished / "usr" / "bin" / "python").symlink_to("python3")
            for setting in filter(os.path.isfile, SETTINGS):
                shutil.copy(setting, unfinished / setting.removeprefix("/"))
            unfinished.rename(root)
    return root


def buildah(env: dict[str, str], *arguments: str) -> str:
    """What buildah says; it must succeed."""
    return run([support.needs("buildah"), *arguments], env)


def run(command: list[str | Path], env: dict[str, str]) -> str:
    """What a command says; it must succeed."""
    done = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def codename() -> str:
    """The name of this Debian; the test is skipped elsewhere."""
    facts = dict(
        line.split("=", 1)
        for line in Path("/etc/os-release").read_text("utf-8").splitlines()
        if line
    )
    if facts.get("ID") != "debian":
        pytest.skip("debootstrap knows its own Debian best")
    return facts["VERSION_CODENAME"]
