"""Equal input gives equal bytes, whatever the machine, the moment or the order of things."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration import support

HERE = {"TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE = {
    "TZ": "Pacific/Chatham",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "tr_TR.ISO-8859-9",
    "PYTHONHASHSEED": "4242",
}

pytestmark = pytest.mark.skipif(
    not str(support.ROOT).isascii(),
    reason="Python itself does not find an editable package there in every locale",
)


def records() -> list[tuple[str, bytes]]:
    """The corpus where it is there, else the seeds."""
    folder = support.CORPUS / "news" if support.CORPUS.is_dir() else support.SEEDS
    return [(file.name, file.read_bytes()) for file in sorted(folder.iterdir())]


def site(folder: Path, found: list[tuple[str, bytes]]) -> Path:
    """A site of its own in a folder, its records written in the order given."""
    (folder / "seeds").mkdir(parents=True)
    for name, content in found:
        (folder / "seeds" / name).write_bytes(content)
    shutil.copy(support.ROOT / "feedtool.toml", folder)
    return folder


def built(
    folder: Path, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None
) -> dict[str, bytes]:
    done = support.started(
        "build", "-q", *arguments, cwd=cwd or folder, env=support.environment(**(env or HERE))
    )
    assert done.returncode == 0, done.stderr.decode()
    return support.tree(folder / "output")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = built(site(tmp_path_factory.mktemp("reference"), records()), "--now", support.NOW)
    assert len(files) > 10
    return files


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.parametrize("variable", ELSEWHERE)
def test_the_environment_does_not_show(
    variable: str, reference: dict[str, bytes], tmp_path: Path
) -> None:
    env = HERE | {variable: ELSEWHERE[variable]}
    assert built(site(tmp_path, records()), "--now", support.NOW, env=env) == reference


@pytest.mark.usefixtures("strict_umask")
def test_everything_else_does_not_show_either(reference: dict[str, bytes], tmp_path: Path) -> None:
    folder = site(tmp_path / "another, with a ünusual näme", records()[::-1])
    arguments = ("-C", str(folder), "build", "-q", "--jobs", "2", "--now", "2031-07-07T07:07:07Z")
    done = support.started(*arguments, cwd=Path("/"), env=support.environment(**ELSEWHERE))
    assert done.returncode == 0, done.stderr.decode()
    assert support.tree(folder / "output") == reference


def test_the_clock_decides_nothing_but_the_embargo(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    assert built(site(tmp_path, records())) == reference


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    folder = site(tmp_path, records())
    built(folder)
    before = {file: file.stat().st_mtime_ns for file in (folder / "output").rglob("*")}
    assert before
    inodes = {file: file.stat().st_ino for file in before}
    built(folder, "--jobs", "2", env=ELSEWHERE)
    after = {file: file.stat().st_mtime_ns for file in (folder / "output").rglob("*")}
    assert (after, {file: file.stat().st_ino for file in after}) == (before, inodes)


def test_a_renamed_record_file_changes_nothing(reference: dict[str, bytes], tmp_path: Path) -> None:
    renamed = [(f"{number:03}.md", content) for number, (_, content) in enumerate(records()[::-1])]
    assert built(site(tmp_path, renamed), "--now", support.NOW) == reference
