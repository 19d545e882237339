"""Placeholders of generators, and what stands there for posts that have no value."""

from typing import Any

from feedtool.start.permalinks.placeholders import (
    others,
    own_keys,
    slug_of,
    translated,
    with_others,
)
from tests.tables import each


@each(
    ("preset", "keys"),
    [
        ("hugo", ("url",)),
        ("pelican", ("url", "save_as")),
        ("jekyll", ("permalink",)),
        ("zola", ("/{path}/",)),
    ],
)
def test_the_keys_of_addresses_are_those_of_the_generator(
    preset: str, keys: tuple[str, ...]
) -> None:
    assert own_keys(preset) == keys


def test_each_thing_that_posts_may_lack_doubles_the_templates() -> None:
    found = with_others("/{a}/{b}/", {"{a}": "x", "{b}": "y", "{c}": "z"})
    assert found == ["/{a}/{b}/", "/x/{b}/", "/{a}/y/", "/x/y/"]


def test_what_stands_there_is_what_the_generator_puts_there() -> None:
    assert others("hexo", {"permalink_defaults": {"lang": "en", "n": 5}}) == {
        "{:category}": "uncategorized", "{lang}": "en", "{n}": "5",
    }  # fmt: skip
    assert others("pelican", {"default_category": "My Blog"})["{:category}"] == "my-blog"
    assert others("eleventy", {}) == {}


@each(
    ("preset", "config", "asked", "made"),
    [
        ("hugo", {}, ":year/:filename", "/{:year}/{:name}"),
        ("hugo", {}, "/:yearday/", None),
        ("hugo", {}, "/:sections[last]/", None),
        ("hexo", {"category_map": {"a": "b"}}, ":category/", None),
        ("pelican", {}, "{date:%Y}/{slug}", "/{:year}/{:slug}"),
        ("pelican", {"slugify_source": "basename"}, "{slug}", "/{slug}"),
    ],
)
def test_a_form_in_our_words(
    preset: str, config: dict[str, Any], asked: str, made: str | None
) -> None:
    assert translated(preset, config, asked) == made


def test_slugs_of_pelican_are_made_of_what_its_settings_say() -> None:
    assert slug_of({}) == "{:slug}"
    assert slug_of({"slugify_source": "basename"}) == "{:name}"
    assert slug_of({"filename_metadata": "(?P<date>[0-9-]+)_(?P<slug>.*)"}) == "{:basename}"
    assert slug_of({"filename_metadata": "(?P<slug>.*)_x"}) is None
