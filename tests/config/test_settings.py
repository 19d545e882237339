import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedtool.config import settings
from feedtool.config.settings import Overrides
from feedtool.diagnostics import schemas
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.model.config import Author, Config
from feedtool.model.topics import Topic
from tests.conftest import CONFIG, ROOT, place, write_config

SCHEMA = json.loads(schemas.shipped(schemas.CONFIG))

SITE = """\
[site]
title = "A site"
url = "https://example.org/ü"
description = "About"
language = "de-CH"
author = { name = "N", email = "n@example.org", url = "https://example.org/n" }
rights = "All"
icon = "https://example.org/i.png"
hub = "https://hub.example.org/"
ttl = 7
"""
REST = """\
[records]
path = "news"
include = ["*.md"]
schema = "own.json"
topic_registry = "topics/*.yaml"
tracking_parameters = ["x_*"]
max_bytes = 2048

[feeds]
output = "public/feeds"
formats = ["json", "rss"]
min_heat = 5
limit = 6
unknown_topics = "error"
rollup = true

[topics.computer-vision]
name = " Computer  Vision "
title = "T"
description = "D"
aliases = ["CV"]
parent = "AI"
image = "https://example.org/cv.png"
min_heat = 0
limit = 9
rollup = false

[topics.ai]
name = "AI"
"""


def load(folder: Path, text: str = "", **environ: str) -> Config:
    return settings.load(write_config(folder, text), environ)


def refused(folder: Path, text: str, **environ: str) -> tuple[Problem, ...]:
    """The problems of a whole configuration file; it must have some."""
    file = folder / "feedtool.toml"
    file.write_bytes(text.encode())
    with pytest.raises(UsageError) as error:
        settings.load(file, environ)
    assert str(file) in str(error.value)
    for problem in error.value.problems:
        assert (problem.path, problem.severity) == (str(file), Severity.ERROR)
    return error.value.problems


# --- what a file means


def test_a_configuration_with_every_key(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text(SITE + REST, "utf-8")
    found = settings.load(file, {})
    assert found.site.title == "A site"
    assert found.site.url == "https://example.org/%C3%BC/"
    assert found.site.description == "About"
    assert found.site.language == "de-CH"
    assert found.site.author == Author("N", "n@example.org", "https://example.org/n")
    assert found.site.rights == "All"
    assert found.site.icon == "https://example.org/i.png"
    assert found.site.hub == "https://hub.example.org/"
    assert found.site.ttl == 7
    assert found.records.path == tmp_path / "news"
    assert found.records.include == ("*.md",)
    assert found.records.schema == tmp_path / "own.json"
    assert (found.records.registry_base, found.records.registry) == (tmp_path, "topics/*.yaml")
    assert found.records.tracking_parameters == ("x_*",)
    assert found.records.max_bytes == 2048
    assert found.feeds.output == tmp_path / "public" / "feeds"
    assert found.feeds.formats == ("json", "rss")
    assert found.feeds.min_heat == 5
    assert found.feeds.limit == 6
    assert found.feeds.unknown_topics == "error"
    assert found.feeds.rollup is True
    assert found.topics == (
        Topic("computer-vision", "Computer Vision", "T", "D", ("CV",), "AI",
              "https://example.org/cv.png", 0, 9, rollup=False),
        Topic("ai", "AI"),
    )  # fmt: skip


def test_a_configuration_with_only_what_it_must_have(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.site.description == found.site.title
    assert (found.site.author, found.site.rights, found.site.icon, found.site.hub) == (None,) * 4
    assert (found.records.schema, found.records.registry, found.topics) == (None, None, ())


def test_what_is_left_out_has_the_default_that_the_schema_names(tmp_path: Path) -> None:
    found, sections = load(tmp_path), SCHEMA["properties"]

    def default(section: str, key: str) -> Any:
        return sections[section]["properties"][key]["default"]

    assert found.site.language == default("site", "language") == "en"
    assert found.site.ttl == default("site", "ttl") == 60
    assert found.records.path == tmp_path / default("records", "path") == tmp_path / "seeds"
    assert found.records.include == tuple(default("records", "include")) == ("**/*.md", "**/*.txt")
    assert found.records.tracking_parameters == tuple(default("records", "tracking_parameters"))
    assert found.records.max_bytes == default("records", "max_bytes") == 1 << 20
    assert found.feeds.output == tmp_path / default("feeds", "output") == tmp_path / "output"
    assert found.feeds.formats == tuple(default("feeds", "formats")) == ("rss", "atom", "json")
    assert found.feeds.min_heat == default("feeds", "min_heat") == 0
    assert found.feeds.limit == default("feeds", "limit") == 50
    assert found.feeds.unknown_topics == default("feeds", "unknown_topics") == "slugify"
    assert found.feeds.rollup is default("feeds", "rollup") is False


@pytest.mark.parametrize(
    ("url", "served"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC/"),
    ],
)
def test_the_url_of_the_site_is_a_uri_that_ends_with_a_slash(
    url: str, served: str, tmp_path: Path
) -> None:
    (tmp_path / "feedtool.toml").write_text(f'[site]\ntitle = "A"\nurl = "{url}"\n', "utf-8")
    assert settings.load(tmp_path / "feedtool.toml", {}).site.url == served


def test_every_url_is_a_uri(tmp_path: Path) -> None:
    text = SITE.replace("example.org/i.png", "ä.example/ü").replace("hub.example.org", "ä.example")
    text = (
        text.replace("example.org/n", "ä.example/n")
        + '[topics.a]\nname = "A"\nimage = "https://ä.example/"\n'
    )
    (tmp_path / "feedtool.toml").write_text(text, "utf-8")
    found = settings.load(tmp_path / "feedtool.toml", {})
    assert found.site.author is not None
    for url in (found.site.icon, found.site.hub, found.site.author.url, found.topics[0].image):
        assert url is not None
        assert url.isascii()


@pytest.mark.parametrize("key", ["path", "output", "schema"])
def test_paths_are_relative_to_the_file(key: str, tmp_path: Path) -> None:
    section = "feeds" if key == "output" else "records"
    for written, meant in (
        ("x/y", tmp_path / "x/y"),
        ("../x", tmp_path / "../x"),
        ("/x", Path("/x")),
    ):
        found = load(tmp_path, f'[{section}]\n{key} = "{written}"\n')
        assert getattr(getattr(found, section), key) == meant


def test_the_command_line_goes_before_everything(tmp_path: Path) -> None:
    overrides = Overrides(seeds=Path("/s"), output=Path("/o"), min_heat=0)
    environ = {"FEEDTOOL_RECORDS_PATH": "x", "FEEDTOOL_FEEDS_MIN_HEAT": "9"}
    found = settings.load(write_config(tmp_path, REST), environ, overrides)
    assert (found.records.path, found.feeds.output) == (Path("/s"), Path("/o"))
    assert found.feeds.min_heat == 0
    nothing = settings.load(write_config(tmp_path, REST), environ, Overrides())
    assert (nothing.records.path, nothing.feeds.min_heat) == (tmp_path / "x", 9)


def test_the_configuration_in_the_readme_has_every_key(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (text,) = [
        block for block in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL) if "[feeds]" in block
    ]
    (tmp_path / "feedtool.toml").write_text(text, "utf-8")
    assert settings.load(tmp_path / "feedtool.toml", {}).site.title
    written = tomllib.loads(text)
    for table in ("site", "records", "feeds", "validate"):
        assert written[table].keys() == SCHEMA["properties"][table]["properties"].keys()
    one = SCHEMA["properties"]["topics"]["additionalProperties"]["properties"]
    assert written["topics"]["computer-vision"].keys() == one.keys()


def test_the_variables_in_the_readme_are_taken(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    named = re.findall(r"`(FEEDTOOL_\w+)=([^`]*)`", readme)
    environ = {name: value.strip('"') for name, value in named}
    assert len(environ) >= 7
    text = '[topics.computer-vision]\nname = "Computer Vision"\n'
    found = settings.load(write_config(tmp_path, text), environ)
    assert found.origin.variables
    assert found.topics[0].limit == 20
    assert found.selector.per_file["old/*.md"] == ("all",)


def test_the_schema_describes_every_key() -> None:
    def parts(part: Any) -> Iterator[dict[str, Any]]:
        for below in part.get("properties", {}).values():
            yield below
            yield from parts(below)

    topic = SCHEMA["properties"]["topics"]["additionalProperties"]
    for part in (*parts(SCHEMA), *parts(topic)):
        assert part["description"].endswith("."), part


def test_the_configuration_of_this_repository() -> None:
    found = settings.load(ROOT / "feedtool.toml", {})
    assert found.records.path == ROOT / "seeds"
    assert found.feeds.output == ROOT / "output"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_may_end_as_on_windows(mark: str, tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_bytes((mark + CONFIG.replace("\n", "\r\n")).encode())
    assert settings.load(file, {}) == load(tmp_path)


# --- where the file is


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    outer, inner = write_config(tmp_path), write_config(tmp_path / "a")
    assert settings.find(deep) == inner
    assert settings.find(tmp_path / "a") == inner
    assert settings.find(tmp_path) == outer
    inner.unlink()
    inner.mkdir()  # a folder of that name is none
    assert settings.find(deep) == outer


def test_there_may_be_no_file(tmp_path: Path) -> None:
    assert settings.find(tmp_path) is None


def test_without_a_file_variables_may_tell_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"FEEDTOOL_SITE_TITLE": "A", "FEEDTOOL_SITE_URL": "https://example.org/"}
    found = settings.load(None, environ)
    assert found.site.title == "A"
    assert found.records.path == tmp_path / "seeds"
    assert found.feeds.output == tmp_path / "output"


def test_where_no_site_is_needed_no_file_is(tmp_path: Path) -> None:
    found = settings.load(None, {"FEEDTOOL_RECORDS_PATH": str(tmp_path)}, needs_site=False)
    assert found.records.path == tmp_path
    with pytest.raises(UsageError):
        settings.load(tmp_path / "missing.toml", {}, needs_site=False)


def test_without_a_file_and_without_variables_nothing_can_be_built() -> None:
    with pytest.raises(UsageError, match=r"no feedtool\.toml"):
        settings.load(None, {})


def test_without_a_file_no_problem_is_of_a_file_called_none() -> None:
    with pytest.raises(UsageError) as error:
        settings.load(None, {"FEEDTOOL_SITE_TITLE": "A"})
    assert [problem.path for problem in error.value.problems] != ["None"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot read the configuration"),
        (b"title = '\xff'", "is not UTF-8"),
        ("[site]\n".encode("utf-16"), "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_use(
    content: bytes | None, words: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=words) as error:
        settings.load(file, {})
    assert str(file) in str(error.value)


# --- variables


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
    file = tmp_path / "feedtool.toml"
    file.write_text(SITE + REST, "utf-8")
    found: Any = settings.load(file, {name: written, "HOME": "/", "PATH": "x"})
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
        ("FEEDTOOL_SITE_COLOUR", "x", "unknown variable FEEDTOOL_SITE_COLOUR"),
        ("FEEDTOOL_SITE_AUTHOR", "x", "unknown variable FEEDTOOL_SITE_AUTHOR"),
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


# --- what is wrong with a file

GOOD = 'title = "A"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "pointer", "where", "hint"),
    [
        (f"[site]\n{GOOD}titel = 1\n", "/site/titel", (4, 1, 4, 6), None),
        (f"[site]\n{GOOD}langauge = 'de'\n", "/site/langauge", (4, 1, 4, 9), None),
        (f"[site]\n{GOOD}  xyzzy=1\n", "/site/xyzzy", (4, 3, 4, 8), None),
        (f"[site]\n{GOOD}[feed]\nlimit = 1\n", "/feed", (4, 2, 4, 6), "did you mean feeds? write [feeds]"),
        (f"[site]\n{GOOD}[ site . author ]\nnamme = 1\nname = 'y'\n", "/site/author/namme", (5, 1, 5, 6), None),
        (f"[site]\n{GOOD}[topics.ai]\nname = 'x'\nparnet = 'y'\n", "/topics/ai/parnet", (6, 1, 6, 7), None),
        (f"[site]\n{GOOD}author = {{ nam = 'x', name = 'y' }}\n", "/site/author/nam", (4, 12, 4, 15), None),
        (f'[site]\n{GOOD}["feeds"]\n"limmit" = 1\n', "/feeds/limmit", (5, 1, 5, 9), None),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_its_place(
    text: str, pointer: str, where: Any, hint: str | None, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, text)
    assert (problem.code, problem.pointer, place(problem)) == ("config-unknown-key", pointer, where)
    assert hint is None or problem.hint == hint


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("langauge = 'de'", 'did you mean language? write language = "de"'),
        ("[feeds]\nlimmit = 1", "did you mean limit? write limit = 1"),
    ],
)
def test_an_unknown_key_is_told_with_what_it_means(line: str, hint: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}{line}\n")
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 4),
        ("# titel = 1\n\n", 6),
        ("rights = 'é = 1' # titel = 2\n", 5),
        ("rights = 'a\u2028b'\n", 5),
    ],
)  # fmt: skip
def test_what_stands_before_a_key_does_not_move_its_place(
    before: str, line: int, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}{before}titel = 1\n")
    assert place(problem) == (line, 1, line, 6)


def test_a_key_in_another_layout_is_told_with_its_place(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path, "site = { title = 'A', url = 'https://a.example/' }\nfeeds.limmit = 1\n"
    )
    assert (problem.pointer, place(problem)) == ("/feeds/limmit", (2, 7, 2, 13))


def test_every_unknown_key_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path, f"[site]\n{GOOD}titel = 1\nlangauge = 2\n")
    assert {problem.pointer for problem in found} == {"/site/titel", "/site/langauge"}


def test_the_pointer_to_an_unknown_key_is_a_json_pointer(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f'[site]\n{GOOD}"a/b" = 1\n')
    assert (problem.pointer, place(problem)) == ("/site/a~1b", (4, 1, 4, 6))


@pytest.mark.parametrize(
    ("text", "pointer", "where"),
    [
        ("", "", None),
        ("[site]\ntitle = 'A'\n", "/site", (1, 2, 1, 6)),
        ("site = 1\n", "/site", (1, 1, 1, 5)),
        (f"[site]\n{GOOD}ttl = '7'\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = 0\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = nan\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}ttl = true\n", "/site/ttl", (4, 1, 4, 4)),
        (f"[site]\n{GOOD}language = 'english!'\n", "/site/language", (4, 1, 4, 9)),
        (f"[site]\n{GOOD}rights = ' '\n", "/site/rights", (4, 1, 4, 7)),
        (f"[site]\n{GOOD}rights = '\u202e'\n", "/site/rights", (4, 1, 4, 7)),
        (f"[site]\n{GOOD}icon = '/i.png'\n", "/site/icon", (4, 1, 4, 5)),
        (f"[site]\n{GOOD}author = {{ name = 'x', email = 'y' }}\n", "/site/author/email", (4, 24, 4, 29)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/?x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/#x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'ftp://a.example/'\n", "/site/url", (3, 1, 3, 4)),
        (f"[site]\n{GOOD}[records]\ninclude = []\n", "/records/include", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[records]\ninclude = ['/x']\n", "/records/include/0", (5, 12, 5, 16)),
        (f"[site]\n{GOOD}[records]\ninclude = ['a', 'b/../c']\n", "/records/include/1", (5, 17, 5, 25)),
        (f"[site]\n{GOOD}[records]\nmax_bytes = 1023\n", "/records/max_bytes", (5, 1, 5, 10)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['rss', 'rss']\n", "/feeds/formats", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['html']\n", "/feeds/formats/0", (5, 12, 5, 18)),
        (f"[site]\n{GOOD}[feeds]\nunknown_topics = 'x'\n", "/feeds/unknown_topics", (5, 1, 5, 15)),
        (f"[site]\n{GOOD}[feeds]\nmin_heat = -2\n", "/feeds/min_heat", (5, 1, 5, 9)),
        (f"[site]\n{GOOD}[feeds]\nlimit = 10001\n", "/feeds/limit", (5, 1, 5, 6)),
        (f"[site]\n{GOOD}[topics.ai]\ntitle = 'x'\n", "/topics/ai", (4, 2, 4, 11)),
        (f"[site]\n{GOOD}[topics.ai]\nname = 'x'\naliases = ['a', 'a']\n", "/topics/ai/aliases", (6, 1, 6, 8)),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_is_told_with_its_place(
    text: str, pointer: str, where: Any, tmp_path: Path
) -> None:
    found = refused(tmp_path, text)
    assert (pointer, where) in [(problem.pointer, place(problem)) for problem in found]
    assert {problem.code for problem in found} == {"config-invalid"}


@pytest.mark.parametrize("slug", ["AI", "-a", "a-", "a_b", "ä", "a b", "a.b", "../x", "", "x" * 81])
def test_the_key_of_a_topic_is_a_slug(slug: str, tmp_path: Path) -> None:
    found = refused(tmp_path, f'[site]\n{GOOD}[topics."{slug}"]\nname = "X"\n')
    assert [problem.code for problem in found] == ["config-invalid"]


@pytest.mark.parametrize(
    "line",
    ['language = "en\\n"', 'author = {name="A", email="a@b.c\\n"}', '[topics."ai\\n"]\nname="AI"'],
)
def test_no_line_break_stands_at_the_end_of_a_name(line: str, tmp_path: Path) -> None:
    assert refused(tmp_path, f"[site]\n{GOOD}{line}\n")


def test_all_that_is_wrong_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path, "[site]\nttl = 0\n[feeds]\nlimit = 0\nxyzzy = 1\n")
    assert sorted((problem.pointer or "", problem.code) for problem in found) == [
        ("/feeds/limit", "config-invalid"),
        ("/feeds/xyzzy", "config-unknown-key"),
        ("/site", "config-invalid"),
        ("/site", "config-invalid"),
        ("/site/ttl", "config-invalid"),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[site\n", (1, 6, 1, 7)),
        ("[site]\ntitle = \n", (2, 9, 2, 10)),
        ('[site]\ntitle = "é\n', (2, 11, 2, 12)),
        ("[site]\ntitle = 'é\n", (2, 9, 2, 11)),
        ("[site]\ntitle = A\n", (2, 9, 2, 10)),
        ("[site]\n[site]\n", (2, 1, 2, 7)),
        ("a = 1\na = 2\n", (2, 1, 2, 6)),
        ("[site]\rtitle = 1", (1, 7, 1, 8)),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, where: Any, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.code == "config-syntax"
    assert problem.hint
    assert place(problem) == where


@pytest.mark.parametrize("value", ["1979-05-27", "07:32:00", "1979-05-27T07:32:00Z"])
def test_any_value_of_toml_is_refused_where_it_does_not_belong(value: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}ttl = {value}\n")
    assert (problem.pointer, place(problem)) == ("/site/ttl", (4, 1, 4, 4))


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 10_000], ids=["digits", "brackets"])
def test_a_value_that_python_gives_up_at_is_wrong_use(value: str, tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text(f"[site]\n{GOOD}ttl = {value}\n")
    with pytest.raises(UsageError, match="beyond reason"):
        settings.load(file, {})


def test_a_date_of_toml_is_a_text(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text("[site]\ntitle = 1979-05-27\nurl = 'https://a.example/'\n")
    assert settings.load(file, {}).site.title == "1979-05-27"


def test_the_order_of_tables_is_irrelevant(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    for tables in itertools.permutations(
        [f"[site]\n{GOOD}", "[records]\npath='x'\n", "[feeds]\nlimit=3\n"]
    ):
        file.write_text("".join(tables))
        found = settings.load(file, {})
        assert (found.site.title, found.records.path, found.feeds.limit) == ("A", tmp_path / "x", 3)
