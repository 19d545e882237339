"""``validate --schema`` on front matter that is no news at all: agent files, recipes, docs."""

import json
from pathlib import Path

import pytest

from tests.integration import support

SCHEMA = {
    "type": "object",
    "required": ["name", "description"],
    "properties": {
        "name": {"type": "string"},
        "description": {"type": "string"},
        "tools": {"type": "array", "items": {"enum": ["read", "write"]}},
    },
    "additionalProperties": False,
}
GOOD = {
    "a.md": "---\nname: reviewer\ndescription: Reviews code.\ntools: [read]\n---\nYou review code.\n",
    "b.md": '+++\nname = "writer"\ndescription = "Writes."\n+++\nText.\n',
    "c.md": '{"name": "planner", "description": "Plans."}\nText.\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agent.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "agents").mkdir()
    for name, text in GOOD.items():
        (tmp_path / "agents" / name).write_text(text)
    return tmp_path


def test_what_the_schema_accepts_is_accepted(folder: Path) -> None:
    done = support.feedtool("validate", "--strict", "--schema", "agent.json", "agents", cwd=folder)
    assert done.returncode == 0, done.stderr


def test_what_it_refuses_is_told_of_at_its_place_and_nothing_else_is(folder: Path) -> None:
    (folder / "agents" / "d.md").write_text("---\nname: x\ntools:\n- read\n- fly\n---\n")
    (folder / "agents" / "e.md").write_text('+++\nname = "x"\ndescription = "y"\ncolour = 1\n+++\n')
    done = support.feedtool(
        "validate", "--output-format", "json", "--schema", "agent.json", "agents", cwd=folder
    )
    assert done.returncode == 1
    found = [
        (one["path"], one["line"], one["code"], one["pointer"], one["costs"])
        for one in json.loads(done.stdout)["problems"]
    ]
    assert found == [
        ("agents/d.md", 2, "schema-required", "", None),
        ("agents/d.md", 5, "schema-enum", "/tools/1", None),
        ("agents/e.md", 4, "schema-unknown-key", "/colour", None),
    ]
