"""Time zones by name."""

import zoneinfo
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest

from feedtool.config import zones


@pytest.mark.parametrize("name", ["UTC", "gmt", "Europe/Berlin"])
def test_a_zone_that_is_known_is_right(name: str) -> None:
    assert list(zones.unknown(name, "/site/timezone")) == []


@pytest.mark.parametrize("name", ["Europe/Bärlin", "../etc/passwd", "Europe", "Mars/Olympus"])
def test_a_zone_that_nobody_knows_is_a_problem(name: str) -> None:
    (problem,) = zones.unknown(name, "/site/timezone")
    assert (problem.code, problem.pointer) == ("config-invalid", "/site/timezone")
    assert name in problem.message


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Berlin", 'write timezone = "Europe/Berlin"'),
        ("new york", 'write timezone = "America/New_York"'),
        ("europe/Berln", 'write timezone = "Europe/Berlin"'),
        ("Mars/Olympus", 'write a name of the IANA database, such as "UTC" or "Europe/Berlin"'),
    ],
)
def test_a_zone_that_is_nearly_one_is_written_in_the_hint(name: str, hint: str) -> None:
    (problem,) = zones.unknown(name, "/site/timezone")
    assert problem.hint == hint


@pytest.fixture
def machine_without_zones(tmp_path: Path) -> Iterator[None]:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[tmp_path])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath(to=before)


@pytest.mark.usefixtures("machine_without_zones")
@pytest.mark.skipif(util.find_spec("tzdata") is not None, reason="the package tzdata has them all")
def test_where_nothing_is_known_of_zones_that_is_said() -> None:
    (problem,) = zones.unknown("Europe/Berlin", "/site/timezone")
    assert "tzdata" in (problem.hint or "")
    assert list(zones.unknown("UTC", "/site/timezone")) == []
