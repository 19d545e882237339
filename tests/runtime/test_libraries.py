"""Which packages have a part in a build: what the metadata of the installation say, and the lock says too."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from feedtool.diagnostics.errors import WorkerError
from feedtool.runtime import dask, libraries
from feedtool.runtime import program as unchanged
from tests.conftest import ROOT


def install(folder: Path, name: str, version: str, *requires: str) -> None:
    """What pip leaves of a package: a folder with its metadata."""
    metadata = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    metadata.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {one}" for one in requires]
    (metadata / "METADATA").write_text("\n".join(lines) + "\n\nText.\n", "utf-8")


def test_what_is_required_is_what_the_lock_pins() -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    pinned = dict(re.findall(r"(?m)^([\w-]+)==[^\s;]+(.*)$", lock))
    everywhere = {name for name, marker in pinned.items() if ";" not in marker}
    required = libraries.required().keys()
    assert everywhere - {"click"} <= required <= pinned.keys()
    assert {"pyyaml", "jsonschema", "python-dateutil", "referencing"} <= required


def test_extras_have_no_part() -> None:
    assert libraries.required().keys().isdisjoint({"distributed", "fsspec", "s3fs", "pytest"})


def test_requirements_are_followed_whatever_way_they_are_spelt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(
        tmp_path, "feedtool", "9",
        "Parser.One (>=1)", "two[fast]>=2 ; python_version > '3'", "click", "gone",
        'three; extra == "remote"', "four ; (sys_platform == 'x') and extra=='dask'",
    )  # fmt: skip
    install(tmp_path, "parser-one", "1.5", "two", "feedtool")
    for name in ("two", "three", "four"):
        install(tmp_path, name, "2")
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert libraries.required() == {"parser-one": "1.5", "two": "2"}


def test_feedtool_that_was_never_installed_requires_nothing_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert libraries.required() == {}


@pytest.mark.parametrize("name", sorted(libraries.required()))
def test_another_version_of_any_package_is_another_program(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, before = dask.program(), unchanged.program()
    install(tmp_path, name, "0.0.1")
    monkeypatch.syspath_prepend(tmp_path)
    assert unchanged.program() != before
    dask.program.cache_clear()
    try:
        told = rf"^a worker has {name} 0\.0\.1, and here is (.*, )?{name} \d"
        with pytest.raises(WorkerError, match=told):
            dask.on_worker(here, list)
    finally:
        dask.program.cache_clear()


def test_folders_without_packages_are_passed_over(tmp_path: Path) -> None:
    install(tmp_path, "one", "1")
    (tmp_path / "two-2.egg-info").touch()
    (tmp_path / "three").mkdir()
    (tmp_path / "four.zip").touch()
    path = [str(tmp_path), str(tmp_path / "four.zip"), str(tmp_path / "gone")]
    assert libraries.installed(path)[1:] == ["one-1.dist-info", "two-2.egg-info"]
    assert libraries.installed([]) == [f"{sys.hexversion:x}"]


def test_room_is_asked_for_and_given_back() -> None:
    """In a process of its own, for it could not get rid of its quota."""
    program = (
        "import resource; from feedtool.diagnostics import room; room.require_room(1)\n"
        "pages = int(open('/proc/self/statm').read().split()[0])\n"
        "most = pages * resource.getpagesize() + (16 << 20)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (most, most))\n"
        "for _ in range(50): room.require_room(8)\n"
        "try: room.require_room(24)\n"
        "except MemoryError: print('none')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=True
    )
    assert (done.stdout, done.stderr) == ("none\n", "")
