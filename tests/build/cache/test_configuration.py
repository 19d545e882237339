"""A configuration that passed its schema is known again; whatever else it is, it is judged."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from feedtool.build import pipeline
from feedtool.build.cache import opening
from feedtool.build.cache.configuration import PassedConfig
from feedtool.config import settings
from feedtool.diagnostics.errors import UsageError
from tests.build.tasks import make_run, story, write
from tests.conftest import write_config

LINES = "[feeds]\nlimit = 3\n"
WRONG = "[feeds]\nlimit = -3\n"


def load(folder: Path, lines: str = LINES, program: str = "this", **environ: str) -> bool:
    """Load a configuration as a build does; gives whether it was known before."""
    passed, answers = PassedConfig(program), list[bool]()

    def is_known(base: Path, table: dict[str, Any]) -> bool:
        answers.append(passed.is_known(base, table))
        return answers[-1]

    settings.load(write_config(folder, lines), environ, is_known=is_known)
    return all(answers)


def build(folder: Path, lines: str = LINES, program: str = "this", **options: Any) -> None:
    """Build a site as the command does."""
    passed = PassedConfig(program)
    config = settings.load(write_config(folder, lines), {}, is_known=passed.is_known)
    run = make_run(program=program, passed=passed.digest, **options)
    assert pipeline.build(config, "seeds", run).notice is None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built once."""
    write(tmp_path, a=story("a"))
    build(tmp_path)
    return tmp_path


def file(site: Path) -> Path:
    return site / opening.FOLDER / opening.FILE


def test_it_is_known_once_a_build_has_been_made_of_it(tmp_path: Path) -> None:
    write(tmp_path, a=story("a"))
    assert not load(tmp_path)
    build(tmp_path, dry_run=True)
    assert not load(tmp_path)
    build(tmp_path)
    assert load(tmp_path)
    assert load(tmp_path, f"# A remark\n\n{LINES}")


def test_another_value_variable_or_program_makes_another_one(site: Path) -> None:
    assert not load(site, "[feeds]\nlimit = 4\n")
    assert not load(site, "[feeds]\nlimit = 3\nmin_items = 0\n")
    assert not load(site, FEEDTOOL_FEEDS_LIMIT="4")
    assert load(site, FEEDTOOL_FEEDS_LIMIT="3")
    assert not load(site, program="other")
    assert load(site)


def test_what_is_wrong_is_refused_each_time(site: Path) -> None:
    for _ in range(2):
        with pytest.raises(UsageError, match="configuration is wrong"):
            build(site, WRONG)
    assert load(site)


def test_what_is_told_by_a_type_alone_is_another_value(site: Path) -> None:
    assert not load(site, "[feeds]\nlimit = 3.0\n")
    for same in ("'3'", "true"):
        with pytest.raises(UsageError, match="configuration is wrong"):
            load(site, f"[feeds]\nlimit = {same}\n")


def test_the_cache_of_another_site_knows_nothing_of_this_one(site: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copytree(site / opening.FOLDER, other / opening.FOLDER)
    with pytest.raises(UsageError, match="configuration is wrong"):
        load(other, WRONG)
    assert load(other)  # which is what was built there, byte for byte


def forget_checksum(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = value || ' ' WHERE name = 'passed'")


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")


def with_fifo(path: Path) -> None:
    os.mkfifo(path.with_name(f"{path.name}-journal"))


def as_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        forget_checksum,
        of_another_version,
        with_fifo,
        as_fifo,
        as_folder,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"passed"),
        lambda path: os.truncate(path, path.stat().st_size // 2),
    ],
)
def test_where_the_cache_is_not_as_it_was_nothing_is_known(
    damage: Callable[[Path], object], site: Path
) -> None:
    damage(file(site))
    assert not load(site)


def test_no_damage_makes_what_is_wrong_known(site: Path) -> None:
    random, whole = Random(0), file(site).read_bytes()
    passed = PassedConfig("this")
    for _ in range(100):
        content = bytearray(whole)
        for _ in range(random.choice([1, 3, 50])):
            content[random.randrange(len(content))] = random.randrange(256)
        file(site).write_bytes(content)
        assert not passed.is_known(site, {"feeds": {"limit": -3}})


def test_a_cache_that_another_build_is_writing_is_not_waited_for(site: Path) -> None:
    with closing(sqlite3.connect(file(site), isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert not load(site)
