"""What is shipped: the wheel and the sdist hold what they need, and the wheel runs elsewhere."""

import email
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from feedtool import __version__
from tests.integration import support

SCHEMAS = {file.name for file in (support.ROOT / "schemas").glob("*.json")}
TEMPLATES = {file.name for file in (support.ROOT / "feedtool/feeds/render/templates").iterdir()}
STARTER = {file.name for file in (support.ROOT / "feedtool/start/starter").iterdir()}


MAN = support.ROOT / "docs" / "man"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist and the wheel, made from it, without a network."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, support.ROOT],
        env=support.environment(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.mark.slow
def test_the_wheel_holds_the_package_the_schemas_and_the_templates(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"feedtool-{__version__}-py3-none-any.whl"
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.rpartition("/")[2] for name in names if "/schemas/" in name} == SCHEMAS
    assert {name.rpartition("/")[2] for name in names if "/starter/" in name} == STARTER
    assert {name.rpartition("/")[2] for name in names if "/templates/" in name} == TEMPLATES
    assert not [name for name in names if name.startswith(("tests", "seeds", "schemas"))]
    code = {
        file.relative_to(support.ROOT).as_posix()
        for file in (support.ROOT / "feedtool").rglob("*.py")
    }
    assert {name for name in names if name.endswith(".py")} == code
    assert "feedtool/py.typed" in names
    manual = {name for name in names if "/share/man/man1/" in name}
    assert {name.rpartition("/")[2] for name in manual} == {file.name for file in MAN.iterdir()}
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    told = email.message_from_bytes(zipfile.ZipFile(wheel).read(metadata))
    addresses = dict(text.split(", ") for text in told.get_all("Project-URL", []))
    assert set(addresses) == {"Homepage", "Documentation", "Changelog", "Issues", "Source"}
    assert told["Author"]
    classifiers = set(told.get_all("Classifier", []))
    assert {
        "Typing :: Typed",
        "Operating System :: MacOS",
        "Programming Language :: Python :: 3.14",
    } <= classifiers


@pytest.mark.slow
def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for path in (
        "feedtool/__init__.py", "schemas/record.schema.json", "tests/test_package.py", "docs/rules.md",
        "tools/rules_doc.py", "requirements/run.in",
    ):  # fmt: skip
        assert path in names
    assert {"pyproject.toml", "README.md", "LICENSE", "feedtool.toml"} <= names
    unwanted = ("node_modules", ".venv", ".cache", "__pycache__", "benchmarks")
    assert not [name for name in names if set(unwanted) & set(name.split("/"))]


@pytest.mark.slow
def test_the_wheel_builds_feeds_elsewhere(built: Path, tmp_path: Path) -> None:
    """In an environment of its own, which borrows the dependencies of this one but not feedtool."""
    environment, site = tmp_path / "environment", tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", environment], timeout=120, check=True
    )
    python = environment / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    install = ["install", "--no-index", "--no-deps", "--quiet", str(wheel)]
    subprocess.run([*pip, *install], timeout=120, check=True)
    (purelib,) = (environment / "lib").glob("python*/site-packages")
    # Appended by hand: a .pth of this environment, such as the editable feedtool, is not followed.
    (purelib / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    site.mkdir()
    config = support.seeds_config(site)
    done = subprocess.run(
        [environment / "bin" / "feedtool", "build", "--config", config, "-q"],
        cwd=tmp_path,
        env=support.environment(PYTHONSAFEPATH="1"),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert support.tree(site / "output") == support.tree(support.build(config))
    where = "import feedtool; print(feedtool.__file__)"
    told = subprocess.check_output([python, "-c", where], cwd=tmp_path, text=True)
    assert told.startswith(str(purelib)), told
