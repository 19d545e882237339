"""Where values come from."""

import json
from datetime import UTC, datetime
from typing import Any

from feedtool.records.sites import heads
from feedtool.records.sites.sources import Found, Sources, TemplateFacts, truth_of
from tests.tables import each

FACTS = TemplateFacts(
    "a/b", "2020-01-02-c", "c", datetime(2020, 1, 2, tzinfo=UTC), "https://x.org/y/"
)


def sources(**head: Any) -> Sources:
    document, _ = heads.read("a.md", json.dumps(head).encode())
    assert document is not None
    return Sources(document, {":name-date": lambda: "2020-01-02", ":summary": lambda: None})


@each(
    ("source", "found"),
    [
        ("title", Found("T", "/title")),
        ("TITLE", Found("T", "/title")),
        ("a.b", Found("dotted", "/a.b")),
        ("extra.team", Found("core", "/extra/team")),
        ("list.1", Found("y", "/list/1")),
        ("extra.none", None),
        ("nothing", None),
        ("empty", None),
        ("!draft", Found(value=False, pointer="/draft")),
        ("!nothing", None),
        (":name-date", Found("2020-01-02", place="the name of the file")),
        (":summary", None),
        ("/{:year}/{:month}/{:day}/{:slug}/", Found("/2020/01/02/c/")),
        ("/{:folder}/{:name}.html", Found("/a/b/2020-01-02-c.html")),
        ("/{title}/{extra.team}/", Found("/T/core/", "/title")),
        ("/{list}/", Found("/x/y/", "/list")),
        ("/{nothing}/x/", None),
        ("/{extra}/", None),
        ("{link}", Found("https://x.org/y/")),
        ("https://z.org/{:slug}", Found("https://z.org/c")),
    ],
)
def test_a_source_gives_a_value_and_its_place(source: str, found: Found | None) -> None:
    head = {
        "title": "T", "a.b": "dotted", "extra": {"team": "core"}, "list": ["X", "y"], "empty": " ",
        "draft": True,
    }  # fmt: skip
    assert sources(**head).first([source], FACTS) == found


def test_the_first_that_has_a_value_counts() -> None:
    own = sources(a="", b=0, c="C")
    assert own.first(["none", "a", "b", "c"]) == Found(0, "/b")
    assert [one.value for one in own.all(["c", "b"])] == ["C", 0]


def test_a_template_without_a_date_has_no_value_before_there_is_one() -> None:
    assert sources().first(["/{:year}/"], FACTS._replace(moment=None)) is None
    assert sources().first(["/{:year}/"]) is None


@each(
    ("value", "truth"),
    [
        (True, True),
        ("False", False),
        ("draft", False),
        ("published", True),
        ("maybe", None),
        (1, None),
    ],
)
def test_yes_and_no(value: Any, truth: bool | None) -> None:  # noqa: FBT001
    assert truth_of(value) is truth
