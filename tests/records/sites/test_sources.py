"""Where values come from."""

import json
from datetime import UTC, datetime
from typing import Any

from feedtool.records.sites import heads
from feedtool.records.sites.served import slugs
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
    ("head", "made"),
    [
        ({}, None),
        ({"categories": []}, None),
        ({"categories": {"a": "b"}}, None),
        ({"categories": "Foo Bar"}, "Foo-Bar"),
        ({"category": "A"}, "A"),
        # Hexo: names below each other; of several such lists the last one.
        ({"categories": ["A", "b"]}, "A/b"),
        ({"categories": [["A", "B"], ["C", "D"]]}, "C/D"),
        ({"categories": ["A", ["C", 5]]}, "C/5"),
    ],
)
def test_a_category_is_a_path(head: dict[str, Any], made: str | None) -> None:
    found = sources(**head).first(["/{:category}/x/"], FACTS)
    assert (found and found.value) == (made and f"/{made}/x/")


def test_the_category_of_a_post_of_pelican_is_its_folder_where_it_names_none() -> None:
    facts = FACTS._replace(form=slugs.OF_TITLE, folder="x/My Folder")
    assert sources().first(["{:category}"], facts) == Found("my-folder")
    assert sources(category="B c").first(["{:category}"], facts) == Found("b-c", "/category")
    assert sources().first(["{:category}"], facts._replace(folder="")) is None


def test_lists_in_a_list_are_parts_of_an_address() -> None:
    found = sources(list=["X", ["y", {"z": 1}]]).first(["/{list}/"], FACTS)
    assert found is not None
    assert found.value == "/x/y/"


def test_a_slug_and_a_name_are_written_as_addresses_have_them_there_alone() -> None:
    facts = FACTS._replace(form="lower", name="My Name")
    sources_of = sources(slug="My Own")
    template = ["/{slug}/{:name}"]
    raw = sources_of.first(template, facts)
    served = sources_of.first(template, facts._replace(in_address=True))
    assert raw == Found("/My Own/My Name", "/slug")
    assert served == Found("/my-own/my-name", "/slug")


def test_the_basename_has_no_date() -> None:
    assert sources().first(["/{:basename}/"], FACTS._replace(basename="a")) == Found("/a/")


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
