"""The value that a good record is made into."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feedtool import frontmatter
from feedtool.model.record import Image, Provider, Record, Related
from feedtool.records import convert
from feedtool.records.mapping import SHIPPED
from feedtool.text import urls
from tests.conftest import record
from tests.records.parsed import LAX, parse, parsed
from tests.tables import each


def test_a_record_with_every_field() -> None:
    text = record(
        title="Tom &amp; <b>Jerry</b>",
        excerpt="One\n  two&nbsp;three",
        originalUrl="HTTPS://Example.org:443/Story?utm_source=x#part",
        webUrl="https://web.example/ü?ref=y",
        updatedDateTime="2023-09-02T12:00:00+02:00",
        type="video",
        heat=76,
        provider={
            "name": "B&uuml;cher",
            "domain": "Bücher.example",
            "images": [{"url": "https://icon.example/ü.png", "width": 50, "height": 50}],
        },
        topics=["AI", " Computer  Vision "],
        images=[
            {"url": "https://a.example/1.jpg", "width": 820},
            {"url": "https://a.example/2.jpg"},
        ],
        featuredContent='<iframe src="https://www.youtube.com/embed/b_ieIGfOlbs"></iframe>',
        related=[
            {
                "title": "<i>Other</i>",
                "webUrl": "https://b.example/?ref=z",
                "provider": {"name": "B", "domain": "b.example"},
            }
        ],
    )
    outcome = parse(text)
    assert outcome.path == "seeds/a.md"
    assert outcome.problems == ()
    assert outcome.record == Record(
        path="seeds/a.md",
        id=urls.urn("https://example.org/Story"),
        key="https://example.org/Story",
        link_key="https://web.example/%C3%BC",
        explicit_id=False,
        title="Tom & Jerry",
        excerpt="One two three",
        link="https://web.example/%C3%BC",
        original="HTTPS://Example.org:443/Story#part",
        kind="video",
        published=datetime(2023, 9, 1, 9, 19, tzinfo=UTC),
        updated=datetime(2023, 9, 2, 10, tzinfo=UTC),
        is_published=True,
        heat=76,
        provider=Provider(
            "Bücher", "https://xn--bcher-kva.example/", "https://icon.example/%C3%BC.png"
        ),
        topics=("AI", "Computer Vision"),
        image=Image("https://a.example/1.jpg", 820, None),
        video="https://www.youtube.com/watch?v=b_ieIGfOlbs",
        related=(Related("Other", "https://b.example/", "https://b.example/", "B"),),
    )


def test_a_record_with_only_what_it_must_have() -> None:
    found = parsed()
    assert (found.image, found.video, found.related) == (None, None, ())
    assert found.link == found.original == "https://www.example.org/story"
    assert found.link_key == found.key
    assert found.updated == found.published
    assert found.provider == Provider("Example", "https://example.org/")


def test_optional_fields_that_are_null_are_left_out_where_a_schema_allows_it() -> None:
    optional = ("id", "webUrl", "updatedDateTime", "images", "featuredContent", "related")
    assert parsed(LAX, **dict.fromkeys(optional)) == parsed(LAX)


def test_an_explicit_id_is_kept() -> None:
    found = parsed(id="tag:example.org,2023:story")
    assert (found.id, found.explicit_id) == ("tag:example.org,2023:story", True)
    assert found.key == "https://www.example.org/story"


def test_the_id_comes_from_the_canonical_original_url_and_from_nothing_else() -> None:
    first = parsed()
    again = parsed(
        originalUrl="HTTPS://WWW.example.org:443/story?utm_source=x&ref=y#part",
        webUrl="https://elsewhere.example/",
        title="Another title",
        heat=1,
    )
    assert again.id == first.id
    assert parsed(originalUrl="https://www.example.org/Story").id != first.id


@pytest.mark.parametrize(
    ("published", "updated", "expected"),
    [
        ("2023-09-01T09:19:00Z", "2023-09-02T10:00:00Z", datetime(2023, 9, 2, 10, tzinfo=UTC)),
        ("2023-09-01T09:19:00Z", "2023-08-01T10:00:00Z", datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
        ("2023-09-01T09:19:00Z", ..., datetime(2023, 9, 1, 9, 19, tzinfo=UTC)),
    ],
)
def test_a_record_is_never_updated_before_it_was_published(
    published: str, updated: Any, expected: datetime
) -> None:
    assert parsed(publishedDateTime=published, updatedDateTime=updated).updated == expected


def test_an_excerpt_of_markup_alone_is_none() -> None:
    assert parsed(excerpt="<img src='x'>").excerpt == ""


def test_topics_of_markup_alone_are_left_out() -> None:
    assert parsed(topics=["<b>AI</b>", "<br>", "&nbsp;"]).topics == ("AI",)


def test_heat_may_be_written_as_a_float_without_a_fraction() -> None:
    found = parse(record(heat=...).replace("---\n", "---\nheat: 7.0\n", 1)).record
    assert found is not None
    assert (found.heat, type(found.heat)) == (7, int)


@each(
    ("images", "image"),
    [
        ([], None),
        ([{"url": "https://a.example/1"}, {"url": "https://a.example/2"}], Image("https://a.example/1")),
        ([{"url": "https://a.example/ü", "width": 1.0, "height": 2}], Image("https://a.example/%C3%BC", 1, 2)),
        # a laxer schema may let these through
        ([{"url": "javascript:x"}, {"url": 7}, "x", None, {}, {"url": "https://a.example/2"}],
         Image("https://a.example/2")),
        ([{"url": "https://a.example/", "width": 0, "height": -1}], Image("https://a.example/")),
        ([{"url": "https://a.example/", "width": "820", "height": None}], Image("https://a.example/")),
    ],
)  # fmt: skip
def test_the_image_is_the_first_that_can_be_shown(images: list[Any], image: Image | None) -> None:
    assert parsed(LAX, images=images).image == image
    assert parsed(LAX, provider={"name": "A", "domain": "a.example", "images": images}).provider.icon == (
        image.url if image else None
    )  # fmt: skip


def test_true_is_no_width() -> None:
    found = parsed(LAX, images=[{"url": "https://a.example/", "width": True}])
    assert found.image == Image("https://a.example/")


@each(
    ("stories", "related"),
    [
        (
            [{"title": "B &amp; C", "webUrl": "HTTPS://B.example:443/ü?ref=x#y"}],
            [Related("B & C", "HTTPS://B.example:443/%C3%BC#y", "https://b.example/%C3%BC")],
        ),
        (
            [{"title": "B", "webUrl": "https://b.example/", "originalUrl": "https://c.example/"}],
            [Related("B", "https://b.example/", "https://b.example/")],
        ),
        (
            [{"title": "B", "originalUrl": "https://c.example/"}],
            [Related("B", "https://c.example/", "https://c.example/")],
        ),
        # by which they are chosen; what is unfit counts as if it were not there
        (
            [
                {
                    "title": "B",
                    "webUrl": "https://b.example/",
                    "quality": 88,
                    "publishedDateTime": "2023-09-01T12:00:00Z",
                },
                {
                    "title": "C",
                    "webUrl": "https://c.example/",
                    "quality": "x",
                    "publishedDateTime": "x",
                },
            ],
            [
                Related(
                    "B",
                    "https://b.example/",
                    "https://b.example/",
                    None,
                    88,
                    datetime(2023, 9, 1, 12, tzinfo=UTC),
                ),
                Related("C", "https://c.example/", "https://c.example/"),
            ],
        ),
        # those that cannot be linked to are left out, and no others with them
        (
            [
                {"title": "<br>", "webUrl": "https://b.example/"},
                {"title": "B", "webUrl": "javascript:x"},
                {"title": "B"},
                {"title": 7, "webUrl": "https://b.example/"},
                {"title": "B", "webUrl": "https://b.example/", "provider": {"name": 7}},
                "x",
                None,
                {"title": "D", "webUrl": "https://d.example/", "provider": "x"},
            ],
            [Related("D", "https://d.example/", "https://d.example/")],
        ),
    ],
)
def test_related_stories(stories: list[Any], related: list[Related]) -> None:
    assert parsed(LAX, related=stories).related == tuple(related)


def test_what_is_kept_of_a_record_makes_it_again() -> None:
    text = record(id="tag:example.org,2023:1", category="news", webUrl="https://web.example/a")
    document, _ = frontmatter.parse("seeds/a.md", text.encode())
    assert document is not None
    kept = json.loads(convert.fields(document.value, SHIPPED))
    assert kept == convert.kept(document.value, SHIPPED)
    assert "category" not in kept  # which no feed shows
    assert convert.record("seeds/a.md", kept, ("ref",), SHIPPED) == parse(text).record
