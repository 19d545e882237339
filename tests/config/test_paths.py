"""What a configuration names must be there: folders, schemas, topics, a registry, codes."""

import json
import os
from pathlib import Path

import pytest

from feedtool.cli.common import settings
from feedtool.config import paths, taxonomy
from feedtool.config import settings as config
from feedtool.diagnostics.errors import UsageError
from feedtool.diagnostics.problem import Problem
from feedtool.model.config import Config
from feedtool.rules import reading
from tests.config.wrong.cases import SITE
from tests.config.wrong.obey import obey
from tests.conftest import place


def load(folder: Path, text: str) -> Config:
    """A configuration with all that it names."""
    (folder / "feedtool.toml").write_text(text, "utf-8")
    found = settings.load(folder / "feedtool.toml")
    paths.require_records(found)
    reading.options(found, taxonomy.of(found))
    return found


def problem(folder: Path, text: str) -> Problem:
    """The one problem of a configuration."""
    with pytest.raises(UsageError) as error:
        load(folder, text)
    (found,) = error.value.problems
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with what configurations name."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "news" / "2024").mkdir(parents=True)
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "ai.yaml").write_text("_id: ai\nname: AI\n")
    (tmp_path / "own.schema.json").write_text("{}")
    return tmp_path


NAMED = (
    # records
    ('[records]\npath = "seedz"\n', "5:1", 'write path = "seeds"'),
    ('[records]\npath = "Seeds"\n', "5:1", 'write path = "seeds"'),
    ('[records]\npath = "seeds/a.md"\n', "5:1", 'write path = "seeds"'),
    ('[records]\npath = "/news"\n', "5:1", 'write path = "news"'),
    ("[records]\npath = 'news\\2024'\n", "5:1", 'write path = "news/2024"'),
    ('[records]\npath = "~/news"\n', "5:1", 'write path = "news"'),
    # the schema
    ('[records]\nschema = "own.schema.jsn"\n', "5:1", 'write schema = "own.schema.json"'),
    ('[records]\nschema = "nowhere"\n', "5:1", "delete this line"),
    # the registry
    ('[records]\ntopic_registry = "topics/*.yml"\n', "5:1", 'write topic_registry = "topics/*.yaml"'),
    ('[records]\ntopic_registry = "topics"\n', "5:1", 'write topic_registry = "topics/*.yaml"'),
    ('[records]\ntopic_registry = "nowhere/*.x"\n', "5:1", "delete this line"),
    # topics
    ('[topics.a]\nname = "A"\nparent = "Bee"\n[topics.b]\nname = "Bees"\n', "6:1", 'write parent = "Bees"'),
    ('[topics.a]\nname = "A"\nparent = "xyz"\n', "6:1", "delete this line"),
    ('[topics.a]\nname = "A"\nparent = "a"\n', "6:1", "delete this line"),
    ('[topics.a]\nname = "A"\nparent = "b"\n[topics.b]\nname = "B"\nparent = "a"\n', "9:1", "delete this line"),
    ('[topics.all]\nname = "Everything"\n', "4:2", "write [topics.all-topic]"),
    ('[topics.a]\nname = "A"\n[topics.b]\nname = "A"\n', "6:2", "delete this table, or give it another name"),
    ('[topics.a]\nname = "A"\n[topics.b]\nname = "B"\naliases = ["C", "A"]\n', "8:1", 'write aliases = ["C"]'),
    # codes
    ('[validate]\nignore = ["url-not-http"]\n', "5:11", "did you mean url-not-https?"),
    ('[validate]\nselect = ["default", "excerpt-cutt"]\n', "5:22", "did you mean excerpt-cut?"),
    ('[validate.per_file_ignores]\n"a*" = ["excerptcut"]\n', "5:9", "did you mean excerpt-cut?"),
    # a folder elsewhere
    ('[feeds]\noutput = "s3://x/y"\nlayout = "generations"\n', "6:1", 'write layout = "files"'),
)  # fmt: skip


@pytest.mark.parametrize(("text", "where", "hint"), NAMED, ids=range(len(NAMED)))
def test_what_a_configuration_names_must_be_there(
    text: str, where: str, hint: str, site: Path
) -> None:
    found = problem(site, SITE + text)
    assert found.code == "config-invalid"
    assert found.path == str(site / "feedtool.toml")
    assert found.span
    assert f"{found.span.line}:{found.span.column}" == where
    assert found.hint
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(("text", "_", "hint"), NAMED, ids=range(len(NAMED)))
def test_who_obeys_has_what_is_there(text: str, _: str, hint: str, site: Path) -> None:
    found = problem(site, SITE + text)
    if hint.startswith("did you mean"):
        assert found.span
        line = (SITE + text).split("\n")[found.span.line - 1]
        wrong = line[found.span.column - 1 : found.span.end_column - 1]
        mended = (SITE + text).replace(wrong, f'"{hint.rsplit(maxsplit=1)[-1].rstrip("?")}"')
    else:
        mended = obey(SITE + text, found)
    assert load(site, mended)


def test_a_folder_can_be_made(site: Path) -> None:
    found = problem(site, SITE + '[records]\npath = "xyzzy"\n')
    assert found.hint
    command = found.hint.partition("mkdir -p ")[2]
    (site / os.path.relpath(Path.cwd() / command, site)).mkdir(parents=True)
    assert load(site, SITE + '[records]\npath = "xyzzy"\n')


def test_what_the_command_line_says_is_no_fault_of_the_file(site: Path) -> None:
    file = site / "feedtool.toml"
    file.write_text(SITE)
    found = settings.load(file, config.Overrides(seeds=site / "nowhere"))
    with pytest.raises(UsageError, match="nowhere does not exist") as error:
        paths.require_records(found)
    assert error.value.problems == ()


def test_what_a_variable_says_is_no_fault_of_the_file(site: Path) -> None:
    file = site / "feedtool.toml"
    file.write_text(SITE)
    found = config.load(file, {"FEEDTOOL_RECORDS_PATH": "nowhere"})
    with pytest.raises(UsageError) as error:
        paths.require_records(found)
    assert [(one.path, one.span) for one in error.value.problems] == [
        ("FEEDTOOL_RECORDS_PATH", None)
    ]


@pytest.mark.parametrize("code", ["all", "default", "excerpt", "excerpt-", "excerpt-cut", "rss-"])
def test_a_code_is_known_by_its_beginning(code: str, site: Path) -> None:
    assert load(site, f'{SITE}[validate]\nignore = ["{code}"]\n').selector.ignore == (code,)


# --- a schema of one's own


@pytest.mark.parametrize(
    ("schema", "words", "where"),
    [
        ('{\n "type": "object"\n;}', "not JSON", (3, 1)),
        ('{"type": "object"} x', "not JSON", (1, 20)),
        ("", "not JSON", (1, 1)),
        ('{\n "properties": {"a": {"type": "text"}}\n}', "no JSON Schema", (2, 31)),
        ('{"required": "title"}', "no JSON Schema", (1, 14)),
        ("[]", "no JSON Schema", None),
        ('{\n "$ref": "https://example.org/x.json"\n}', "refers to https://example.org/x.json", (2, 10)),
        ('{"properties": {"a": {"$ref": "other.json#/x"}}}', "refers to other.json#/x", (1, 31)),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_used_is_told_with_its_place(
    schema: str, words: str, where: tuple[int, int] | None, site: Path
) -> None:
    (site / "own.schema.json").write_text(schema)
    found = problem(site, SITE + '[records]\nschema = "own.schema.json"\n')
    assert (found.code, found.path) == ("config-schema", str(site / "own.schema.json"))
    assert words in found.message
    assert found.hint
    assert (place(found) or (None,))[:2] == (where or (None,))


def test_a_schema_may_refer_to_itself_and_to_the_specification(site: Path) -> None:
    schema = {
        "$id": "https://example.org/own.json",
        "$defs": {"a": {"type": "string"}, "b": {"$id": "b.json"}},
        "properties": {
            "a": {"$ref": "#/$defs/a"},
            "b": {"$ref": "https://example.org/own.json#/$defs/a"},
            "c": {"$ref": "b.json"},
            "d": {"$ref": "https://json-schema.org/draft/2020-12/schema"},
        },
    }
    (site / "own.schema.json").write_text("\ufeff" + json.dumps(schema), "utf-8")
    assert load(site, SITE + '[records]\nschema = "own.schema.json"\n')


def test_a_registry_is_told_with_the_place_in_its_file(site: Path) -> None:
    (site / "topics" / "ai.yaml").write_text("_id: ai\nname: [AI\n")
    found = problem(site, SITE + '[records]\ntopic_registry = "topics/*.yaml"\n')
    assert found.path == str(site / "topics" / "ai.yaml")
    assert found.span
    assert found.hint
