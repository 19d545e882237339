"""``feedtool new``: a record that validates, whatever the title, the address and the topics are."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedtool import frontmatter
from feedtool.cli.new import new as command
from feedtool.config import settings, taxonomy
from feedtool.diagnostics.errors import StorageError, UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.lint.validate import LintTask, validate
from feedtool.model.config import Config
from feedtool.records.parse import ParseOptions
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.start import new, story
from feedtool.start.story import Story
from feedtool.storage.place import Raw, Source
from tests import forked
from tests.conftest import CONFIG, ROOT, make_config
from tests.integration import support

NOW = datetime(2024, 5, 1, 23, 30, 5, 999, tzinfo=UTC)
URL = "https://www.example.org/story"
TOPICS = """
[topics.computer-vision]
name = "Computer Vision"
aliases = ["CV"]
[topics.ai]
name = "AI"
"""


def write(new_story: Story, site: Config, display: str) -> new.NewRecord:
    def judge(
        found: Sequence[Source | Raw], options: ParseOptions, context: RuleContext
    ) -> Sequence[Problem]:
        return validate(
            found, LintTask(options, context, site.selector, site.records.max_bytes)
        ).problems

    return new.new(new_story, site, display, judge)


def written(site: Config, new_story: Story) -> tuple[str, dict[str, Any]]:
    """The path and the fields of the record that is written; nothing may be wrong with it."""
    done = write(new_story, site, "seeds")
    file = site.base / done.path
    assert problems(site, file) == list(done.warnings) == []
    document, _ = frontmatter.parse(done.path, file.read_bytes())
    assert document is not None
    return done.path, document.value


def problems(site: Config, file: Path) -> list[Problem]:
    known = taxonomy.known(site.topics, ())
    context = RuleContext(NOW, site.feeds.min_heat, known, site.records.tracking_parameters)
    task = LintTask(reading.options(site, known), context, site.selector, site.records.max_bytes)
    return list(validate([Raw(f"seeds/{file.name}", file.read_bytes())], task).problems)


@pytest.fixture
def site(tmp_path: Path) -> Config:
    return make_config(tmp_path, TOPICS)


# --- what it fills in


def test_everything_is_filled_in(site: Config) -> None:
    path, value = written(site, Story("A title", URL, NOW))
    assert path == "seeds/2024-05-01-a-title.md"
    assert value == {
        "title": "A title",
        "excerpt": "Read it at example.org.",
        "originalUrl": URL,
        "publishedDateTime": "2024-05-01T23:30:05Z",
        "published": True,
        "provider": {"name": "example.org", "domain": "example.org"},
        "topics": ["News"],
        "type": "article",
        "heat": 0,
    }


def test_what_is_said_stands_there(site: Config) -> None:
    new_story = Story(
        "T", URL, NOW, ("AI", "x"), "What it says.", "The Example", 12, published=False
    )
    _, value = written(site, new_story)
    assert value["topics"] == ["AI", "x"]
    assert value["excerpt"] == "What it says."
    assert value["provider"] == {"name": "The Example", "domain": "example.org"}
    assert (value["heat"], value["published"]) == (12, False)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("min_heat", [-1, 0, 70])
def test_a_story_is_hot_enough_to_appear(min_heat: int, published: bool, tmp_path: Path) -> None:  # noqa: FBT001
    site = make_config(tmp_path, f"[feeds]\nmin_heat = {min_heat}\n")
    _, value = written(site, Story("T", URL, NOW, published=published))
    assert value["heat"] == (max(0, min_heat) if published else 0)


TITLES = {
    "He said: \"yes\" # \\ and 'no'": None,
    "key: value": None,
    "- no list": None,
    "@at `tick` %percent": None,
    "true": None,
    "2024-01-01": None,
    "---": None,
    "🎉 party 👩‍👩‍👧": None,
    "two\nlines\r\n\ttabbed": "two lines tabbed",
    "  odd \u00a0 white\u2028space\u0085 ": "odd white space",
    "מה שלומך היום": None,
    "\u202ereversed\u202c": "reversed",
    "AT&amp;amp;T &#8211; news": "AT&T – news",
    "<b>Bold</b> claims": "Bold claims",
    "donâ€™t": "don’t",
    "word " * 60: ("word " * 60).strip(),
    "x" * 300: None,
    "Read it at example.org.": None,
    "\x00bell\x07": "bell",
}


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_record(title: str, site: Config) -> None:
    path, value = written(site, Story(title, URL, NOW))
    assert value["title"] == (TITLES[title] or title)
    assert re.fullmatch(r"seeds/2024-05-01-[a-z0-9]+(-[a-z0-9]+)*\.md", path)
    assert len(Path(path).name) <= len("2024-05-01-.md") + 80


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ça va? Größe!", "ca-va-grosse"),
        ("日本の天気", "ri-ben-notian-qi"),
        ("🎉", "story"),
        ("?!", "story"),
        ("word " * 60, "-".join(["word"] * 16)),
    ],
)
def test_the_file_is_named_by_the_title(title: str, name: str, site: Config) -> None:
    assert written(site, Story(title, URL, NOW))[0] == f"seeds/2024-05-01-{name}.md"


@pytest.mark.parametrize(
    ("given", "url", "domain"),
    [
        (f" {URL}?utm_source=x&a=1&fbclid=2#part\n", f"{URL}?a=1#part", "example.org"),
        ("https://example.org/a b|c\"d", "https://example.org/a%20b%7Cc%22d", "example.org"),
        ("https://bücher.example/über/日本", "https://bücher.example/über/日本", "bücher.example"),
        ("HTTPS://WWW.Example.ORG:8443/A", "HTTPS://WWW.Example.ORG:8443/A", "example.org"),
        ("https://example.org/wrapped\n/here", "https://example.org/wrapped/here", "example.org"),
        ("https://example.org", "https://example.org", "example.org"),
        ("https://example.org./?q={x}", "https://example.org./?q=%7Bx%7D", "example.org"),
        ("https://example.org/\udcff", "https://example.org/%FF", "example.org"),
        ("https://example.org/100%", "https://example.org/100%", "example.org"),
        ("https://ex\u00adample.org/a\u200bb\u2060", "https://example.org/ab", "example.org"),
        ("https://192.0.2.1/x", "https://192.0.2.1/x", "192.0.2.1"),
    ],
)  # fmt: skip
def test_an_address_is_taken_as_it_was_pasted(
    given: str, url: str, domain: str, site: Config
) -> None:
    _, value = written(site, Story("T", given, NOW))
    assert (value["originalUrl"], value["provider"]["domain"]) == (url, domain)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("cv",), ["Computer Vision"]),
        (("computer-vision", "CV", "COMPUTER  VISION", "AI"), ["Computer Vision", "AI"]),
        (("Robots", "robots", "ROBOTS "), ["Robots"]),
        (("a: b # c", '"quoted"', "yes"), ["a: b # c", '"quoted"', "yes"]),
    ],
)
def test_topics_are_spelt_as_the_configuration_has_them_and_stand_there_once(
    given: tuple[str, ...], expected: list[str], site: Config
) -> None:
    assert written(site, Story("T", URL, NOW, given))[1]["topics"] == expected


TEXT = st.text(st.characters(codec=None), max_size=400)
PATHS = st.text(st.characters(codec=None), max_size=60)


@given(
    title=TEXT,
    excerpt=st.none() | TEXT,
    path=PATHS,
    topic=st.lists(TEXT.map(lambda one: one[:60]), max_size=3),
)
@example(title="a\u200bb", excerpt=None, path="\u00ad", topic=["\u2060x"])
@example(title="'", excerpt=None, path="?utm_source=1#\u2028", topic=["\\", '"'])
@example(title="0", excerpt=None, path="\ud800", topic=[])
def test_whatever_is_given_a_record_reads_back_or_is_refused_in_words(
    title: str,
    excerpt: str | None,
    path: str,
    topic: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = make_config(tmp_path_factory.mktemp("site"))
    new_story = Story(title, f"https://example.org/{path}", NOW, tuple(topic), excerpt)
    try:
        done = write(new_story, site, "seeds")
    except UsageError as error:
        assert str(error)  # noqa: PT017 - either is right
        assert not (site.base / "seeds").exists()
        return
    file = site.base / done.path
    document, found = frontmatter.parse(done.path, file.read_bytes())
    assert document is not None
    assert found == ()
    known = taxonomy.known((), ())
    context = RuleContext(NOW, 0, known, site.records.tracking_parameters)
    assert document.value == story.fields(new_story, context, reading.options(site, known))
    assert problems(site, file) == list(done.warnings)
    if excerpt is None:  # what an author says of a story is the author's
        assert done.warnings == ()


# --- where it is put


def test_nothing_is_overwritten(site: Config) -> None:
    names = []
    for number in range(3):
        path, _ = written(site, Story("T", f"{URL}/{number}", NOW))
        names.append(Path(path).name)
    assert names == ["2024-05-01-t.md", "2024-05-01-t-2.md", "2024-05-01-t-3.md"]
    (site.base / "seeds" / "2024-05-01-u.md").symlink_to("nowhere")
    assert written(site, Story("U", f"{URL}/u", NOW))[0] == "seeds/2024-05-01-u-2.md"


@pytest.mark.parametrize(
    ("include", "name"),
    [
        ('["**/*.md", "**/*.txt"]', "2024-05-01-t.md"),
        ('["**/*.txt"]', "2024-05-01-t.txt"),
        ('["**/*.markdown"]', "2024-05-01-t.markdown"),
        ('["news/*.md"]', "news/2024-05-01-t.md"),
        ('["posts/2024/**/*.md"]', "posts/2024/2024-05-01-t.md"),
    ],
)
def test_the_file_is_one_that_is_taken_for_a_record(
    include: str, name: str, tmp_path: Path
) -> None:
    site = make_config(tmp_path, f"[records]\ninclude = {include}\n")
    assert written(site, Story("T", URL, NOW))[0] == f"seeds/{name}"


def test_where_no_name_is_taken_for_a_record_nothing_is_written(tmp_path: Path) -> None:
    site = make_config(tmp_path, '[records]\ninclude = ["story.md"]\n')
    with pytest.raises(
        UsageError, match=r"records\.include takes no file that is named 2024-05-01-t\.md"
    ):
        write(Story("T", URL, NOW), site, "seeds")
    assert not (tmp_path / "seeds").exists()


def test_a_remote_folder_is_refused(tmp_path: Path) -> None:
    site = make_config(tmp_path, '[records]\npath = "s3://bucket/news"\n')
    with pytest.raises(UsageError, match="files of this machine"):
        write(Story("T", URL, NOW), site, "x")


def test_a_file_in_place_of_the_folder_is_a_storage_error(site: Config) -> None:
    (site.base / "seeds").touch()
    with pytest.raises(StorageError, match="cannot write"):
        write(Story("T", URL, NOW), site, "seeds")


# --- what it refuses


def refused(site: Config, new_story: Story) -> str:
    """Why no record was written, a line each."""
    before = support.tree(site.base)
    with pytest.raises(UsageError) as caught:
        write(new_story, site, "seeds")
    assert support.tree(site.base) == before
    told = [f"{one.path}: {one.message} ({one.hint})" for one in caught.value.problems]
    return "\n".join([*told, str(caught.value)])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (Story(" <i></i> ", URL, NOW), "TITLE is blank"),
        (Story("x" * 1001, URL, NOW), "TITLE: "),
        (Story("T", "example.org/a b", NOW), "is no web address: write https://example.org/a%20b"),
        (Story("T", "story", NOW), "is no web address: write https://example.org/story"),
        (Story("T", "ftp://example.org/", NOW), "is no web address"),
        (Story("T", "https://user:word@example.org/", NOW), "is no web address"),
        (Story("T", "https://exa mple.org/", NOW), "is no web address"),
        (Story("T", "", NOW), "is no web address"),
        (Story("T", f"{URL}/{'x' * 2000}", NOW), "--url: "),
        (Story("T", "https://localhost/x", NOW), "--url: "),
        (Story("T", "https://[::1]/x", NOW), "--url: "),
        (Story("T", URL, NOW, ("../x",)), "--topic: "),
        (Story("T", URL, NOW, ("x" * 101,)), "--topic: "),
        (Story("T", URL, NOW, (" ",)), "--topic is blank"),
        (Story("T", URL, NOW, heat=-2), "--heat: "),
        (Story("T", URL, NOW.replace(year=999)), "--now: "),
        (Story("T", URL, NOW, excerpt=" "), "--excerpt is blank"),
        (Story("T", URL, NOW, excerpt="x" * 10_001), "--excerpt: "),
        (Story("T", URL, NOW, provider="x" * 201), "--provider: "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_words_of_the_command_line(
    given: Story, message: str, site: Config
) -> None:
    assert message in refused(site, given)


def test_one_story_is_told_once(site: Config) -> None:
    written(site, Story("T", URL, NOW))
    same = Story("Another", f"{URL}?utm_source=x#top", NOW)
    message = refused(site, same)
    assert "--url: the same story as seeds/2024-05-01-t.md:4" in message
    assert "(change that record instead)" in message


def test_topics_that_only_a_configuration_may_add(tmp_path: Path) -> None:
    site = make_config(tmp_path, f'[feeds]\nunknown_topics = "error"\n{TOPICS}')
    assert refused(site, Story("T", URL, NOW)).startswith(
        "give --topic, one of those that are configured: AI, Computer Vision"
    )
    assert "(did you mean Computer Vision?)" in refused(
        site, Story("T", URL, NOW, ("Computer Visio",))
    )
    assert written(site, Story("T", URL, NOW, ("cv",)))[1]["topics"] == ["Computer Vision"]


def test_two_topics_of_one_slug_are_refused(site: Config) -> None:
    written(site, Story("T", URL, NOW, ("C++",)))
    assert "--topic: " in refused(site, Story("U", f"{URL}/u", NOW, ("C#",)))


def test_an_address_that_is_not_encrypted_is_warned_of(site: Config) -> None:
    done = write(Story("T", "http://example.org/", NOW), site, "seeds")
    assert [one.code for one in done.warnings] == ["url-not-https"]
    assert problems(site, site.base / done.path) == list(done.warnings)


# --- other schemas


def own_schema(site: Config, document: object) -> Config:
    (site.base / "own.json").write_text(json.dumps(document), "utf-8")
    (site.base / "feedtool.toml").write_text(f'{CONFIG}[records]\nschema = "own.json"\n', "utf-8")
    return settings.load(site.base / "feedtool.toml", {})


def test_a_schema_of_a_user_says_what_is_required_and_gives_examples(site: Config) -> None:
    site = own_schema(
        site,
        {
            "required": ["title", "mood", "site", "stars", "kind", "source: it"],
            "$defs": {"stars": {"type": "integer", "examples": [3, 4]}},
            "properties": {
                "mood": {"default": "good: #", "examples": ["bad"]},
                "site": {"const": "a"},
                "stars": {"$ref": "#/$defs/stars", "minimum": 1},
                "kind": {"enum": ["x", "y"]},
                "source: it": {"default": {"a": [1, None, True, "- b"]}},
            },
        },
    )
    _, value = written(site, Story("T", URL, NOW))
    assert (value["mood"], value["site"], value["stars"], value["kind"]) == ("good: #", "a", 3, "x")
    assert value["source: it"] == {"a": [1, None, True, "- b"]}
    assert value.keys().isdisjoint({"category", "quality", "secured"})


@pytest.mark.parametrize("document", [{}, {"type": "object"}])
def test_a_schema_that_requires_nothing_is_met(document: object, site: Config) -> None:
    _, value = written(own_schema(site, document), Story("T", URL, NOW))
    assert {"title", "originalUrl", "published", "provider", "topics"} <= value.keys()


def test_what_a_schema_requires_and_gives_no_example_of_is_named(site: Config) -> None:
    site = own_schema(site, {"required": ["author"], "properties": {"author": True}})
    message = refused(site, Story("T", URL, NOW))
    assert "author" in message
    assert "let the schema give it a default or an example" in message


# --- as a process


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = forked.feedtool(("new", *arguments), cwd=folder, env=support.environment())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_path_alone_goes_to_stdout(site: Config) -> None:
    inside = site.base / "inside"
    inside.mkdir()
    now = ("--now", "2024-05-02T01:00:00+02:00")
    assert run(site.base, "A title", "--url", URL, *now) == (0, "seeds/2024-05-01-a-title.md\n", "")
    code, out, err = run(inside, "B", "--url", f"{URL}/b", "--topic", "AI", "--topic", "CV", *now)
    assert (code, out, err) == (0, "../seeds/2024-05-01-b.md\n", "")
    assert run(site.base, "C", "--url", f"{URL}/c", "-q", "--draft", *now) == (0, "", "")
    assert b"published: false" in (site.base / "seeds" / "2024-05-01-c.md").read_bytes()
    code, _, err = run(site.base, "D", "--url", "http://example.org/", *now)
    assert (code, "2024-05-01-d.md:4:14: warning url-not-https" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("T",), "missing option '--url'"),
        (("--url", URL), "missing argument 'TITLE'"),
        (("T", "U", "--url", URL), "unexpected extra argument"),
        (("T", "--url", "x"), "feedtool: --url x is no web address"),
        (("T", "--url", URL, "--now", "today"), "--now today is no RFC 3339 date-time"),
        (("T", "--url", URL, "--config", "no.toml"), "cannot read the configuration"),
        (
            ("T", "--url", URL, "--heat", "-9"),
            "--heat: error schema-minimum heat: -9 is below -1",
        ),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: tuple[str, ...], message: str, site: Config) -> None:
    code, out, err = run(site.base, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not (site.base / "seeds").exists()


def test_without_a_configuration_it_says_how_to_get_one(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "T", "--url", URL)
    assert (code, "feedtool init writes one" in err) == (2, True)


def test_a_title_that_is_no_text_at_all_is_no_traceback(site: Config) -> None:
    done = forked.feedtool(
        ("new", b"caf\xe9", "--url", URL, "-q"), cwd=site.base, env=support.environment()
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_readme_tells_of_every_option() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("## `feedtool init` and `feedtool new`")[2].partition("\n## ")[0]
    options = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    told = set(re.findall(r"`(-[-a-z]+)", section))
    assert told == {name for name in options if name.startswith("-")} - {"--quiet"}
