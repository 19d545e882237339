"""Time zones by name."""

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
