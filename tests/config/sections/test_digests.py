"""Digests as a configuration has them."""

from datetime import timedelta
from pathlib import Path

import pytest

from feedtool.diagnostics.errors import UsageError
from feedtool.model.digest import DigestConfig
from tests.conftest import make_config


def test_a_digest_has_defaults(tmp_path: Path) -> None:
    config = make_config(tmp_path, '[[digest]]\nname = "week"\nevery = "week"\n')
    assert config.digests == (
        DigestConfig("week", "week", top=10, min_heat=0, grace=timedelta(hours=12), limit=30),
    )


def test_no_digest_tells_of_what_no_feed_shows(tmp_path: Path) -> None:
    text = "[feeds]\nmin_heat = 50\n[[digest]]\nname = 'day'\nevery = 'day'\nmin_heat = 10\n"
    assert make_config(tmp_path, text).digests[0].min_heat == 50


def test_every_key_counts(tmp_path: Path) -> None:
    text = """\
timezone = "Europe/Berlin"
[[digest]]
name = "news"
title = "News of the day"
description = "The hottest."
every = "day"
top = 5
min_heat = 70
sections = "none"
grace = "90m"
limit = 7
[[digest]]
name = "month"
every = "month"
grace = "2d"
"""
    config = make_config(tmp_path, text)
    assert config.site.timezone == "Europe/Berlin"
    assert config.digests[0] == DigestConfig(
        "news", "day", 5, 70, timedelta(minutes=90), 7, False, "News of the day", "The hottest."  # noqa: FBT003
    )  # fmt: skip
    assert config.digests[1].grace == timedelta(days=2)


@pytest.mark.parametrize(
    ("text", "pointer", "said"),
    [
        ('timezone = "Mars/Olympus"\n', "/site/timezone", "no time zone"),
        ('[[digest]]\nname = "all"\nevery = "day"\n', "/digest/0/name", "taken"),
        ('[[digest]]\nname = "topics"\nevery = "day"\n', "/digest/0/name", "taken"),
        ('[[digest]]\nname = "a"\nevery = "day"\n' * 2, "/digest/1/name", "two digests"),
        (
            '[[feed]]\nname = "a"\ntitle = "A"\n[[digest]]\nname = "a"\nevery = "day"\n',
            "/digest/0/name",
            "a feed",
        ),
        ('[[digest]]\nname = "a"\n', "/digest/0", "every"),
        ('[[digest]]\nname = "a"\nevery = "year"\n', "/digest/0/every", "day"),
        ('[[digest]]\nname = "a"\nevery = "day"\ngrace = "1 hour"\n', "/digest/0/grace", "length"),
        ('[[digest]]\nname = "a"\nevery = "day"\ntopp = 3\n', "/digest/0", "write top = 3"),
        ('[[digest]]\nname = "a"\nevery = "day"\nperiod = "week"\n', "/digest/0", "every"),
        ('[[digest]]\nname = "a"\nevery = "weekly"\n', "/digest/0/every", 'write every = "week"'),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, pointer: str, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        make_config(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.span
    assert (problem.pointer or "").startswith(pointer)
    assert said in f"{problem.message} {problem.hint}"
