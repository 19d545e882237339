import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedtool import config, schema
from feedtool.config import Overrides
from feedtool.model import Author, Config, Topic
from feedtool.problems import Problem, Severity, UsageError
from tests.conftest import CONFIG, ROOT, place, write_config

SCHEMA = json.loads(schema.shipped(schema.CONFIG))

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
    return config.load(write_config(folder, text), environ)


def refused(folder: Path, text: str, **environ: str) -> tuple[Problem, ...]:
    """The problems of a whole configuration file; it must have some."""
    file = folder / "feedtool.toml"
    file.write_bytes(text.encode())
    with pytest.raises(UsageError) as error:
        config.load(file, environ)
    assert str(file) in str(error.value)
    for problem in error.value.problems:
        assert (problem.path, problem.severity) == (str(file), Severity.ERROR)
    return error.value.problems


# --- what a file means


def test_a_configuration_with_every_key(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text(SITE + REST, "utf-8")
    found = config.load(file, {})
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
    assert config.load(tmp_path / "feedtool.toml", {}).site.url == served


@pytest.mark.xfail(strict=True, reason="only the URL of the site is made a URI")
def test_every_url_is_a_uri(tmp_path: Path) -> None:
    text = SITE.replace("example.org/i.png", "ä.example/ü").replace("hub.example.org", "ä.example")
    text = (
        text.replace("example.org/n", "ä.example/n")
        + '[topics.a]\nname = "A"\nimage = "https://ä.example/"\n'
    )
    (tmp_path / "feedtool.toml").write_text(text, "utf-8")
    found = config.load(tmp_path / "feedtool.toml", {})
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
    found = config.load(write_config(tmp_path, REST), environ, overrides)
    assert (found.records.path, found.feeds.output) == (Path("/s"), Path("/o"))
    assert found.feeds.min_heat == 0
    nothing = config.load(write_config(tmp_path, REST), environ, Overrides())
    assert (nothing.records.path, nothing.feeds.min_heat) == (tmp_path / "x", 9)


def test_the_configuration_of_this_repository() -> None:
    found = config.load(ROOT / "feedtool.toml", {})
    assert found.records.path == ROOT / "seeds"
    assert found.feeds.output == ROOT / "output"


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_bytes(CONFIG.replace("\n", "\r\n").encode())
    assert config.load(file, {}) == load(tmp_path)


# --- where the file is


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    outer, inner = write_config(tmp_path), write_config(tmp_path / "a")
    assert config.find(deep) == inner
    assert config.find(tmp_path / "a") == inner
    assert config.find(tmp_path) == outer
    inner.unlink()
    inner.mkdir()  # a folder of that name is none
    assert config.find(deep) == outer


def test_there_may_be_no_file(tmp_path: Path) -> None:
    assert config.find(tmp_path) is None


def test_without_a_file_variables_may_tell_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {"FEEDTOOL_SITE_TITLE": "A", "FEEDTOOL_SITE_URL": "https://example.org/"}
    found = config.load(None, environ)
    assert found.site.title == "A"
    assert found.records.path == tmp_path / "seeds"
    assert found.feeds.output == tmp_path / "output"


def test_where_no_site_is_needed_no_file_is(tmp_path: Path) -> None:
    found = config.load(None, {"FEEDTOOL_RECORDS_PATH": str(tmp_path)}, needs_site=False)
    assert found.records.path == tmp_path
    with pytest.raises(UsageError):
        config.load(tmp_path / "missing.toml", {}, needs_site=False)


def test_without_a_file_and_without_variables_nothing_can_be_built() -> None:
    with pytest.raises(UsageError, match=r"no feedtool\.toml"):
        config.load(None, {})


@pytest.mark.xfail(strict=True, reason="the path of the problems is None, as Python writes it")
def test_without_a_file_no_problem_is_of_a_file_called_none() -> None:
    with pytest.raises(UsageError) as error:
        config.load(None, {"FEEDTOOL_SITE_TITLE": "A"})
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
        config.load(file, {})
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
    found: Any = config.load(file, {name: written, "HOME": "/", "PATH": "x"})
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
        ("FEEDTOOL_SITE_TITEL", "x", "unknown variable FEEDTOOL_SITE_TITEL; did you mean FEEDTOOL_SITE_TITLE?"),
        ("FEEDTOOL_XYZZY", "x", "unknown variable FEEDTOOL_XYZZY"),
        pytest.param(
            "FEEDTOOL_TOPICS", "x", "unknown variable FEEDTOOL_TOPICS",
            marks=pytest.mark.xfail(strict=True, reason="the prefix makes all variables look alike"),
        ),
        ("FEEDTOOL_FEEDS_LIMIT", "many", "FEEDTOOL_FEEDS_LIMIT is 'many', not a whole number"),
        ("FEEDTOOL_FEEDS_LIMIT", "", "FEEDTOOL_FEEDS_LIMIT is '', not a whole number"),
        ("FEEDTOOL_FEEDS_LIMIT", "9" * 5000, "not a whole number"),
        ("FEEDTOOL_FEEDS_ROLLUP", "yes", "FEEDTOOL_FEEDS_ROLLUP is 'yes': write true or false"),
    ],
)  # fmt: skip
def test_a_wrong_variable_is_wrong_use(name: str, value: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, **{name: value})
    assert str(error.value).endswith(words)


def test_the_value_of_a_variable_is_held_against_the_schema(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, FEEDTOOL_FEEDS_LIMIT="0", FEEDTOOL_FEEDS_FORMATS="rss,html")
    assert {p.pointer for p in error.value.problems} == {"/feeds/limit", "/feeds/formats/1"}


def test_a_variable_cannot_go_into_what_is_no_table(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_text("site = 7\n")
    with pytest.raises(
        UsageError, match="FEEDTOOL_SITE_TITLE cannot override site, which is no table"
    ):
        config.load(file, {"FEEDTOOL_SITE_TITLE": "x"})


# --- what is wrong with a file

GOOD = 'title = "A"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "pointer", "where", "hint"),
    [
        (f"[site]\n{GOOD}titel = 1\n", "/site/titel", (4, 1, 4, 6), None),
        (f"[site]\n{GOOD}langauge = 'x'\n", "/site/langauge", (4, 1, 4, 9), "did you mean language?"),
        (f"[site]\n{GOOD}  xyzzy=1\n", "/site/xyzzy", (4, 3, 4, 8), None),
        (f"[site]\n{GOOD}[feed]\nlimit = 1\n", "/feed", (4, 2, 4, 6), "did you mean feeds?"),
        (f"[site]\n{GOOD}[ site . author ]\nnamme = 1\nname = 'y'\n", "/site/author/namme", (5, 1, 5, 6), None),
        (f"[site]\n{GOOD}[topics.ai]\nname = 'x'\nparnet = 'y'\n", "/topics/ai/parnet", (6, 1, 6, 7), None),
        (f"[site]\n{GOOD}author = {{ nam = 'x', name = 'y' }}\n", "/site/author/nam", (4, 1, 4, 7), None),
        (f'[site]\n{GOOD}["feeds"]\n"limmit" = 1\n', "/feeds/limmit", (5, 1, 5, 9), "did you mean limit?"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_its_place(
    text: str, pointer: str, where: Any, hint: str | None, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, text)
    assert (problem.code, problem.pointer, place(problem)) == ("config-unknown-key", pointer, where)
    assert hint is None or problem.hint == hint


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 4),
        ("# titel = 1\n\n", 6),
        ("rights = 'é = 1' # titel = 2\n", 5),
        pytest.param(
            "rights = 'a\u2028b'\n", 5,
            marks=pytest.mark.xfail(strict=True, reason="str.splitlines ends lines at U+2028 too"),
        ),
    ],
)  # fmt: skip
def test_what_stands_before_a_key_does_not_move_its_place(
    before: str, line: int, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, f"[site]\n{GOOD}{before}titel = 1\n")
    assert place(problem) == (line, 1, line, 6)


def test_a_key_in_another_layout_is_told_without_a_place(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path, "site = { title = 'A', url = 'https://a.example/' }\nfeeds.limmit = 1\n"
    )
    assert (problem.pointer, place(problem)) == ("/feeds/limmit", None)


@pytest.mark.xfail(strict=True, reason="only the first unknown key of a table is told")
def test_every_unknown_key_is_told(tmp_path: Path) -> None:
    found = refused(tmp_path, f"[site]\n{GOOD}titel = 1\nlangauge = 2\n")
    assert {problem.pointer for problem in found} == {"/site/titel", "/site/langauge"}


@pytest.mark.xfail(strict=True, reason="the pointer is put together from unescaped keys")
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
        (f"[site]\n{GOOD}author = {{ name = 'x', email = 'y' }}\n", "/site/author/email", (4, 1, 4, 7)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/?x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'https://a.example/#x'\n", "/site/url", (3, 1, 3, 4)),
        ("[site]\ntitle = 'A'\nurl = 'ftp://a.example/'\n", "/site/url", (3, 1, 3, 4)),
        (f"[site]\n{GOOD}[records]\ninclude = []\n", "/records/include", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[records]\ninclude = ['/x']\n", "/records/include/0", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[records]\ninclude = ['a', 'b/../c']\n", "/records/include/1", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[records]\nmax_bytes = 1023\n", "/records/max_bytes", (5, 1, 5, 10)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['rss', 'rss']\n", "/feeds/formats", (5, 1, 5, 8)),
        (f"[site]\n{GOOD}[feeds]\nformats = ['html']\n", "/feeds/formats/0", (5, 1, 5, 8)),
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


@pytest.mark.xfail(strict=True, reason="$ of Python's re also matches before a line break")
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
        ("[site]\ntitle = 'é\n", None),  # at the end of the document
        ("[site]\ntitle = A\n", (2, 9, 2, 10)),
        ("[site]\n[site]\n", (2, 6, 2, 7)),
        ("a = 1\na = 2\n", (2, 6, 2, 7)),
        ("\ufeff[site]\n", (1, 1, 1, 2)),
        ("[site]\rtitle = 1", (1, 7, 1, 8)),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, where: Any, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.code == "config-syntax"
    assert problem.hint
    assert place(problem) == where


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(
            value, marks=pytest.mark.xfail(strict=True, raises=raises, reason="raises what is no UsageError")
        )
        for value, raises in (
            ("1979-05-27", ValueError),
            ("07:32:00", ValueError),
            ("1979-05-27T07:32:00Z", ValueError),
            ("9" * 5000, ValueError),
            ("[" * 10_000, RecursionError),
        )
    ],
)  # fmt: skip
def test_any_value_of_toml_is_refused_where_it_does_not_belong(value: str, tmp_path: Path) -> None:
    assert refused(tmp_path, f"[site]\n{GOOD}ttl = {value}\n")


def test_the_order_of_tables_is_irrelevant(tmp_path: Path) -> None:
    file = tmp_path / "feedtool.toml"
    for tables in itertools.permutations(
        [f"[site]\n{GOOD}", "[records]\npath='x'\n", "[feeds]\nlimit=3\n"]
    ):
        file.write_text("".join(tables))
        found = config.load(file, {})
        assert (found.site.title, found.records.path, found.feeds.limit) == ("A", tmp_path / "x", 3)
