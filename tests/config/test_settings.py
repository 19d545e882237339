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
from feedtool.model.config import Author, Config
from feedtool.model.topics import Topic
from tests.config.refusals import GOOD, refused
from tests.conftest import CONFIG, ROOT, place, unprivileged, write_config

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
    digest = SCHEMA["properties"]["digest"]["items"]["properties"]
    assert written["digest"][0].keys() == digest.keys()
    one = SCHEMA["properties"]["topics"]["additionalProperties"]["properties"]
    assert {key for topic in written["topics"].values() for key in topic} == one.keys()


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


# --- what is wrong with a file


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


# --- how the file is saved


@pytest.mark.parametrize(
    ("content", "where", "words"),
    [
        (CONFIG.encode("utf-16"), (1, 1), "UTF-16"),
        (CONFIG.replace("A site", "Café").encode("latin-1"), (2, 13), "0xE9"),
        (b"\xff", (1, 1), "0xFF"),
    ],
)
def test_a_file_in_another_encoding_is_told_with_its_place(
    content: bytes, where: tuple[int, int], words: str, tmp_path: Path
) -> None:
    file = tmp_path / "feedtool.toml"
    file.write_bytes(content)
    with pytest.raises(UsageError) as error:
        settings.load(file, {})
    (found,) = error.value.problems
    assert (found.code, found.hint) == ("config-unreadable", "save the file as UTF-8")
    assert (place(found) or ())[:2] == where
    assert words in found.message


def test_a_folder_of_that_name_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "feedtool.toml").mkdir()
    with pytest.raises(UsageError, match="it is a folder"):
        settings.load(tmp_path / "feedtool.toml", {})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"feedtool\.toml is a folder here"):
        settings.load(settings.find(tmp_path), {})


def test_a_file_that_may_not_be_read_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "feedtool.toml").write_text(CONFIG)
    (tmp_path / "feedtool.toml").chmod(0)
    with unprivileged(tmp_path), pytest.raises(UsageError) as error:
        settings.load(Path("feedtool.toml"), {})
    (found,) = error.value.problems
    assert found.code == "config-unreadable"
    assert "Permission denied" in found.message


def test_a_file_of_many_megabytes_is_none(tmp_path: Path) -> None:
    (tmp_path / "feedtool.toml").write_bytes(b"#" * (5 << 20))
    with pytest.raises(UsageError, match="has 5,242,880 bytes"):
        settings.load(tmp_path / "feedtool.toml", {})
