"""The image of the Dockerfile, made by buildah: small, without root, pip or network.

Its base stands in for python:*-slim, which is in no package registry: a Debian with its own Python.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration import containers, support
from tests.integration.checkouts import checkout
from tests.integration.containers import buildah, run

pytestmark = [pytest.mark.network, pytest.mark.program, pytest.mark.linux]

DOCKERFILE = (support.ROOT / "Dockerfile").read_text("utf-8")
(BASE,) = {line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("FROM ")}
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where buildah keeps images for these tests, and how it runs steps without a container engine."""
    return containers.environment(tmp_path_factory.mktemp("containers"))


@pytest.fixture(scope="module")
def image(env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of the image, built from a checkout and without what else lies in it."""
    empty = containers.debian(tmp_path_factory, env)
    buildah(env, "run", empty, "--", "dpkg", "--purge", "make")  # which no image of Python's has
    buildah(env, "commit", "--quiet", "--rm", empty, f"docker.io/library/{BASE}")
    source = checkout(tmp_path_factory.mktemp("source"))
    buildah(env, "build", "--pull-never", "--network=host", "--tag=feedtool", str(source))
    return "localhost/feedtool"


@pytest.fixture
def container(env: dict[str, str], image: str, tmp_path: Path) -> Iterator[list[str]]:
    """A command that runs others in the image, without a network, with a site of uid 1000 in /site."""
    (tmp_path / "site").mkdir()
    shutil.copytree(support.SEEDS, tmp_path / "site" / "seeds")
    shutil.copy(support.ROOT / "feedtool.toml", tmp_path / "site")
    for path in (tmp_path / "site", *(tmp_path / "site").rglob("*")):
        os.chown(path, 1000, 1000)
    name = buildah(env, "from", "--pull-never", image)
    volume = f"--volume={tmp_path / 'site'}:/site"
    yield ["unshare", "--net", support.needs("buildah"), "run", volume, name, "--"]
    buildah(env, "rm", name)


def test_the_image(container: list[str], env: dict[str, str], image: str, tmp_path: Path) -> None:
    """One test, for what it makes takes a minute, and each process of pytest would make its own."""
    assert run([*container, "id", "-u"], env) == "1000"
    run([*container, "feedtool", "build", "-q", "--now", support.NOW], env)
    output = tmp_path / "site" / "output"
    here = support.seeds_config(tmp_path, url="https://everyday.cc/ai/")
    assert support.tree(output) == support.tree(support.build(here))
    assert (output / "all.rss").stat().st_uid == 1000

    program = "/opt/feedtool"
    assert (
        run([*container, "find", program, "-name", "pip", "-o", "-name", "pip[0-9-]*"], env) == ""
    )
    assert run([*container, "find", program, "-writable", "-not", "-type", "l"], env) == ""
    assert run([*container, "find", "/", "-maxdepth", "1", "-name", "src"], env) == ""
    size = int(run([*container, "du", "--summarize", "--bytes", program], env).split()[0])
    assert size < 90 * MEGABYTE  # a third of it are the locales of Babel
    form = "{{.OCIv1.Config.User}} {{.OCIv1.Config.Entrypoint}} {{.OCIv1.Config.WorkingDir}}"
    told = buildah(env, "inspect", "--type", "image", "--format", form, image)
    assert told == "1000:1000 [feedtool] /site"
