"""Containers without an engine, made by buildah: a Debian with its own Python, and what is built on it."""

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


def debian(root: Path, env: dict[str, str], *packages: str) -> str:
    """The name of a container with this machine's Debian, made in a folder, its Python, and some packages."""
    included = ",".join(("python3", "python3-venv", "ca-certificates", *packages))
    debootstrap = [
        support.needs("debootstrap"),
        "--variant=minbase",
        f"--include={included}",
    ]
    run([*debootstrap, codename(), root], env)
    (root / "usr" / "bin" / "python").symlink_to("python3")
    for setting in filter(os.path.isfile, SETTINGS):
        shutil.copy(setting, root / setting.removeprefix("/"))
    name = buildah(env, "from", "scratch")
    buildah(env, "add", "--quiet", name, str(root), "/")
    return name


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
