"""What valid records do wrong only together."""

from collections.abc import Callable
from typing import Any

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics import schemas
from feedtool.diagnostics.problem import Problem, Severity, Span
from feedtool.model.topics import Topic
from feedtool.records import parse
from feedtool.rules import across
from feedtool.storage.place import Raw
from feedtool.text import urls
from tests.conftest import place, record
from tests.tables import each

KNOWN = taxonomy.known([Topic("ml", "Machine Learning", aliases=("ML",))], ())
OPTIONS = parse.ParseOptions(
    schemas.shipped(schemas.RECORD), trusted=True, tracking_parameters=("utm_*",)
)
URL = "https://www.example.org/story"


def together(
    published_ids: Callable[[], frozenset[str]] = frozenset, /, **texts: str
) -> list[Problem]:
    """What the rules say of some good records, by name."""
    found = [parse.parse(Raw(f"{name}.md", text.encode()), OPTIONS) for name, text in texts.items()]
    documents = {one.path: one.document for one in found}

    def span_of(path: str, pointer: str) -> Span | None:
        document = documents[path]
        return document.place(pointer).value if document else None

    records = [across.identity(one.record) for one in found if one.record]
    assert len(records) == len(texts)
    return list(across.problems(records, KNOWN, span_of, published_ids))


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in problems]


def other(**changed: Any) -> str:
    """A good record of another story."""
    return record(**({"originalUrl": "https://www.example.org/other"} | changed))


# --- two records of one story


def test_another_text_for_one_story_is_an_error_that_names_both_places() -> None:
    (problem,) = together(a=record(), b=record(title="A better title"))
    assert (problem.path, problem.code, problem.severity) == (
        "b.md", "record-conflict", Severity.ERROR,
    )  # fmt: skip
    assert problem.message == "the same story as a.md:6, with another text"
    assert problem.hint == "keep one of the two, or set published: false in one"
    assert place(problem) == (6, 14, 6, 14 + len(URL) + 2)
    assert problem.pointer == "/originalUrl"


def test_one_text_for_one_story_is_a_warning() -> None:
    (problem,) = together(a=record(), b=record(heat=99, topics=["Robots"]))
    assert (problem.path, problem.code, problem.severity) == (
        "b.md", "record-duplicate", Severity.WARNING,
    )  # fmt: skip
    assert problem.message == "the same story as a.md:6"


@each(
    "url",
    [
        URL,
        f"{URL}?utm_source=rss",
        f"{URL}#top",
        "HTTPS://WWW.EXAMPLE.ORG/story",
        "https://www.example.org:443/story",
    ],
)
def test_it_is_the_canonical_address_that_counts(url: str) -> None:
    assert told(together(a=record(), b=record(originalUrl=url))) == [("b.md", "record-duplicate")]


@pytest.mark.parametrize("url", [f"{URL}/", f"{URL}?id=1", "https://example.org/story"])
def test_other_addresses_are_other_stories(url: str) -> None:
    assert together(a=record(), b=record(originalUrl=url)) == []


def test_one_id_makes_one_story_and_so_does_one_address() -> None:
    same = {"id": "tag:example.org,2023:1"}
    (problem,) = together(a=record(**same), b=other(**same))
    assert (problem.code, problem.pointer) == ("record-duplicate", "/id")
    # A build merges them, whatever their ids are.
    (problem,) = together(a=record(**same), b=record())
    assert (problem.code, problem.pointer) == ("record-duplicate", "/originalUrl")


def test_every_further_record_is_told_of_against_the_first() -> None:
    found = together(a=record(), b=record(title="B"), c=record(title="C"))
    assert [(p.path, p.message) for p in found] == [
        ("b.md", "the same story as a.md:6, with another text"),
        ("c.md", "the same story as a.md:6, with another text"),
    ]


def test_only_published_records_can_be_in_conflict() -> None:
    hidden = record(published=False, title="B")
    assert together(a=record(), b=hidden) == []
    assert together(a=hidden, b=record()) == []


# --- one story at several publishers

TITLE = "Robots learn to fold the laundry of a whole family"


def at(publisher: str, day: int = 1, **changed: Any) -> str:
    """A good record of a story that a publisher tells on a day of September."""
    own = {
        "title": TITLE,
        "originalUrl": f"https://{publisher}/{day}",
        "provider": {"name": publisher, "domain": publisher},
        "publishedDateTime": f"2023-09-{day:02}T09:00:00Z",
    }
    return record(**(own | changed))


def test_a_story_at_several_publishers_is_noted_once_in_the_newest_of_its_records() -> None:
    found = together(
        c=at("a.example", 1), a=at("www.b.example", 3), b=at("c.example", 2), d=at("d.example", 20)
    )
    (problem,) = found
    assert (problem.path, problem.code, problem.severity) == (
        "a.md", "story-cluster", Severity.INFO,
    )  # fmt: skip
    assert problem.message == "the story of c.md, b.md as well, in the same words"
    assert problem.hint == (
        "set published: false in all but one, or cluster = true in [feeds] to make one item of them"
    )
    assert problem.pointer == "/title"
    assert place(problem) is not None


def test_of_many_records_of_a_story_five_are_named() -> None:
    (problem,) = together(**{f"r{day}": at(f"p{day}.example", day) for day in range(1, 8)})
    assert problem.message == (
        "the story of r1.md, r2.md, r3.md, r4.md, r5.md and 1 more as well, in the same words"
    )


def test_what_one_publisher_tells_twice_is_two_stories() -> None:
    assert together(a=at("a.example"), b=at("www.a.example", 2)) == []


def test_only_published_records_are_one_story() -> None:
    assert together(a=at("a.example"), b=at("b.example", published=False)) == []


def test_what_is_one_item_as_it_is_is_no_cluster() -> None:
    same = at("b.example", originalUrl="https://a.example/1")
    assert told(together(a=at("a.example"), b=same)) == [("b.md", "record-duplicate")]
    id_ = "tag:example.org,2023:1"
    assert told(together(a=at("a.example", id=id_), b=at("b.example", id=id_))) == [
        ("b.md", "record-duplicate")
    ]


def test_where_stories_are_merged_there_is_nothing_to_note() -> None:
    records = [
        across.identity(parse.parse(Raw(f"{name}.md", text.encode()), OPTIONS).record)  # type: ignore[arg-type]
        for name, text in (("a", at("a.example")), ("b", at("b.example")))
    ]
    for merges in (False, True):
        found = across.problems(records, KNOWN, lambda *_: None, frozenset, merges_clusters=merges)
        assert [one.code for one in found] == ([] if merges else ["story-cluster"])


# --- two topics with one slug


def test_two_topics_with_one_slug_are_told_of_where_the_second_is_first_used() -> None:
    found = together(a=record(topics=["C++"]), b=other(topics=["AI", "C"]))
    assert told(found) == [("a.md", "topic-slug-clash")]
    (problem,) = found
    assert problem.message == "C++ and C both ask for the slug c"
    assert problem.pointer == "/topics/0"
    assert place(problem) == (12, 10, 12, 15)


def test_a_name_may_ask_for_the_slug_of_a_known_topic() -> None:
    (problem,) = together(a=record(topics=["ML!"]))
    assert problem.message == "ML! and Machine Learning both ask for the slug ml"


@each("names", [["C"], ["AI", "Robots"], ["ML", "Robots"], ["Machine Learning"], ["日本", "中国"]])
def test_topics_that_get_along(names: list[str]) -> None:
    assert together(a=record(topics=names), b=other(topics=names)) == []


def test_spellings_of_one_topic_do_not_clash() -> None:
    assert together(a=record(topics=["Robots"]), b=other(topics=["robots"])) == []


def test_a_clash_is_told_of_once_however_many_use_the_names() -> None:
    both = ["C", "C++"]
    assert told(together(a=record(topics=both), b=other(topics=both))) == [
        ("a.md", "topic-slug-clash")
    ]


# --- ids that subscribers know


def test_an_original_that_was_added_later_makes_another_id() -> None:
    text = record(webUrl="https://example.org/link")
    before = urls.urn("https://example.org/link")
    (problem,) = together(lambda: frozenset([before]), a=text)
    assert (problem.code, problem.pointer) == ("record-id-changed", "/originalUrl")
    assert before in (problem.hint or "")
    assert together(lambda: frozenset([before, urls.urn(URL)]), a=text) == []
    assert together(lambda: frozenset(["urn:other"]), a=text) == []
    assert (
        together(
            lambda: frozenset([before]), a=record(id=before, webUrl="https://example.org/link")
        )
        == []
    )


def test_what_is_published_is_asked_for_where_an_id_may_have_changed_alone() -> None:
    def refuse() -> frozenset[str]:
        raise AssertionError

    assert (
        together(refuse, a=record(), b=other(published=False, webUrl="https://example.org/x")) == []
    )
