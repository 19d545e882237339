"""Variables stand over the file: ``FEEDTOOL_SITE_TITLE`` and its like."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedtool.config import settings
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.model.config import Author, Config
from feedtool.model.topics import Topic
from tests.conftest import write_config

SCHEMA = json.loads(schemas.shipped(schemas.CONFIG))


def load(folder: Path, text: str = "", **environ: str) -> Config:
    return settings.load(write_config(folder, text), environ)


def leaves(section: dict[str, Any], *path: str) -> Iterator[tuple[str, ...]]:
    for key, part in section["properties"].items():
        if "properties" in part:
            yield from leaves(part, *path, key)
        elif "additionalProperties" not in part:
            yield (*path, key)


VARIABLES = {
    "site.title": ("Another", "Another"),
    "site.url": ("https://b.example/", "https://b.example/"),
    "site.description": ("D", "D"),
    "site.language": ("fr", "fr"),
    "site.author.name": ("N", "N"),
    "site.author.email": ("n@b.example", "n@b.example"),
    "site.author.url": ("https://b.example/n", "https://b.example/n"),
    "site.rights": ("R", "R"),
    "site.icon": ("https://b.example/i", "https://b.example/i"),
    "site.hub": ("https://b.example/h", "https://b.example/h"),
    "site.ttl": ("5", 5),
    "records.path": ("/p", Path("/p")),
    "records.include": ("a, b*,,", ("a", "b*")),
    "records.schema": ("/s", Path("/s")),
    "records.registry": ("t/*", "t/*"),
    "records.tracking_parameters": ("", ()),
    "records.max_bytes": ("1024", 1024),
    "feeds.output": ("/o", Path("/o")),
    "feeds.formats": ("json,rss", ("json", "rss")),
    "feeds.min_heat": ("-1", -1),
    "feeds.limit": ("1", 1),
    "feeds.unknown_topics": ("error", "error"),
    "feeds.rollup": ("True", True),
}


@pytest.mark.parametrize(("path", "written", "meant"), [(k, *v) for k, v in VARIABLES.items()])
def test_a_variable_overrides_its_key(path: str, written: str, meant: Any, tmp_path: Path) -> None:
    name = "topic_registry" if path == "records.registry" else path.partition(".")[2]
    name = f"FEEDTOOL_{path.partition('.')[0]}_{name.replace('.', '_')}".upper()
    environ = {name: written, "HOME": "/", "PATH": "x"}
    found: Any = load(tmp_path, 'author = { name = "A" }\n', **environ)
    for part in path.split("."):
        found = getattr(found, part)
    assert found == meant


def test_every_key_of_the_build_has_a_variable() -> None:
    known = {".".join(path) for path in leaves(SCHEMA) if path[0] in ("site", "records", "feeds")}
    assert VARIABLES.keys() <= known | {"records.registry"}


def test_a_variable_can_make_a_table(tmp_path: Path) -> None:
    assert load(tmp_path, FEEDTOOL_SITE_AUTHOR_NAME="N").site.author == Author("N")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("FEEDTOOL_SITE_TITEL", "x", "unknown variable FEEDTOOL_SITE_TITEL"),
        ("FEEDTOOL_FEED_LIMIT", "1", "unknown variable FEEDTOOL_FEED_LIMIT"),
        ("FEEDTOOL_FEED", "hot", "unknown variable FEEDTOOL_FEED"),  # no text is a list of tables
        ("FEEDTOOL_SITE_COLOUR", "x", "unknown variable FEEDTOOL_SITE_COLOUR"),
        ("FEEDTOOL_SITE_AUTHOR", "x", "unknown variable FEEDTOOL_SITE_AUTHOR"),
        ("FEEDTOOL_DIGEST", "x", "unknown variable FEEDTOOL_DIGEST"),
        ("FEEDTOOL_TOPICS", "x", "unknown variable FEEDTOOL_TOPICS"),
        ("FEEDTOOL_TOPICS_AI_COLOUR", "x", "unknown variable FEEDTOOL_TOPICS_AI_COLOUR"),
        ("FEEDTOOL_FEEDS_LIMIT", "many", "FEEDTOOL_FEEDS_LIMIT is 'many', not a whole number"),
        ("FEEDTOOL_FEEDS_LIMIT", "", "FEEDTOOL_FEEDS_LIMIT is '', not a whole number"),
        ("FEEDTOOL_FEEDS_LIMIT", "9" * 5000, "not a whole number"),
        ("FEEDTOOL_FEEDS_ROLLUP", "maybe", "FEEDTOOL_FEEDS_ROLLUP is 'maybe', neither true nor false"),
        ("FEEDTOOL_VALIDATE_PER_FILE_IGNORES", "x", "has no colon between files and codes"),
        ("FEEDTOOL_FEEDS_LIMIT", "0", "feeds, limit: 0 is below 1"),
        ("FEEDTOOL_FEEDS_FORMATS", "rss,html", 'feeds, formats (item 2): "html" is not one of rss, atom, json'),
        ("FEEDTOOL_TOPICS_AI_LIMIT", "0", "topics, ai, limit: 0 is below 1"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_a_problem_of_that_name(
    name: str, value: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, '[topics.ai]\nname = "AI"\n', **{name: value})
    (problem,) = error.value.problems
    assert (problem.path, problem.span) == (name, None)
    assert problem.message.endswith(words)


def test_the_value_of_a_variable_is_held_against_the_schema(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, FEEDTOOL_FEEDS_LIMIT="0", FEEDTOOL_FEEDS_FORMATS="rss,html")
    assert {p.pointer for p in error.value.problems} == {"/feeds/limit", "/feeds/formats/1"}


@pytest.mark.parametrize(
    ("name", "value", "mended"),
    [
        ("FEEDTOOL_FEEDS_FORMATS", "RSS,html", "FEEDTOOL_FEEDS_FORMATS=rss"),
        ("FEEDTOOL_FEEDS_LIMIT", "1,000", "FEEDTOOL_FEEDS_LIMIT=1000"),
        ("FEEDTOOL_SITE_URL", "a.example", "FEEDTOOL_SITE_URL=https://a.example"),
        ("FEEDTOOL_SITE_LANGUAGE", "en_US", "FEEDTOOL_SITE_LANGUAGE=en-US"),
        ("FEEDTOOL_FEEDS_UNKNOWN_TOPICS", "eror", "FEEDTOOL_FEEDS_UNKNOWN_TOPICS=error"),
    ],
)
def test_the_hint_of_a_variable_is_accepted(
    name: str, value: str, mended: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, **{name: value})
    assert {problem.hint for problem in error.value.problems} == {f"set {mended}"}
    assert load(tmp_path, **{name: mended.partition("=")[2]})


def test_a_misspelt_variable_is_known_by_its_spelling(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, FEEDTOOL_SITE_TITEL="x")
    assert error.value.problems[0].hint == "did you mean FEEDTOOL_SITE_TITLE?"


@pytest.mark.parametrize(
    "name", ["FEEDTOOL_VERSION", "FEEDTOOL_CACHE", "FEEDTOOL_XYZZY", "FEEDTOOL_"]
)
def test_a_variable_of_somebody_else_is_left_alone(name: str, tmp_path: Path) -> None:
    assert load(tmp_path, **{name: "x"}) == load(tmp_path)


@pytest.mark.parametrize("value", ["true", "TRUE", "1", "yes", "on"])
def test_a_switch_is_written_as_people_write_it(value: str, tmp_path: Path) -> None:
    assert load(tmp_path, FEEDTOOL_FEEDS_CHECK=value).feeds.check is True


@pytest.mark.parametrize("value", ["false", "0", "no", "off"])
def test_a_switch_can_be_turned_off(value: str, tmp_path: Path) -> None:
    assert (
        load(tmp_path, "[feeds]\ncheck = true\n", FEEDTOOL_FEEDS_CHECK=value).feeds.check is False
    )


def test_variables_tell_of_topics(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        '[topics.computer-vision]\nname = "Computer Vision"\n',
        FEEDTOOL_TOPICS_COMPUTER_VISION_MIN_HEAT="7",
        FEEDTOOL_TOPICS_COMPUTER_VISION_ALIASES="CV, Sight",
        FEEDTOOL_TOPICS_AI_NAME="AI",
        FEEDTOOL_TOPICS_AI_ROLLUP="true",
    )
    assert found.topics == (
        Topic("computer-vision", "Computer Vision", aliases=("CV", "Sight"), min_heat=7),
        Topic("ai", "AI", rollup=True),
    )


def test_a_variable_tells_what_is_ignored_in_which_files(tmp_path: Path) -> None:
    value = "seeds/2019-*.md:excerpt-cut,url-not-https; a:b/*.md:all"
    found = load(tmp_path, FEEDTOOL_VALIDATE_PER_FILE_IGNORES=value)
    assert found.selector.per_file == {
        "seeds/2019-*.md": ("excerpt-cut", "url-not-https"),
        "a:b/*.md": ("all",),
    }


def test_a_variable_cannot_go_into_what_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text("site = 7\n")
    with pytest.raises(UsageError) as error:
        settings.load(file, {"FEEDTOOL_SITE_TITLE": "x"})
    assert "FEEDTOOL_SITE_TITLE cannot override site, which is no table" in {
        problem.message for problem in error.value.problems
    }
