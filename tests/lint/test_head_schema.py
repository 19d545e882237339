"""The schema that a front matter names itself: records and any other file are held against it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedtool.config import settings
from feedtool.diagnostics.problem import Problem, Severity
from feedtool.lint import load
from feedtool.model.topics import Topics
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw

CONFIG = """\
[site]
title = "A site"
url = "https://example.org/"
[records]
path = "posts"
preset = "jekyll"
timezone = "UTC"
"""
SCHEMA = '{"required": ["layout"], "properties": {"layout": {"enum": ["post"]}}, "unevaluatedProperties": true}'
RECORD = "title: A\nexcerpt: What it says.\ntags: [x]\n"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("posts", "docs", "schemas"):
        (tmp_path / name).mkdir()
    (tmp_path / "feedtool.toml").write_text(CONFIG)
    (tmp_path / "schemas/post.json").write_text(SCHEMA)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(name: str, text: str, config: str = CONFIG) -> tuple[Problem, ...]:
    Path("feedtool.toml").write_text(config)
    loaded = settings.load(Path("feedtool.toml").absolute(), {})
    options = reading.options(loaded, Topics({}, {}))
    context = RuleContext(datetime(2026, 1, 1, tzinfo=UTC), 0, Topics({}, {}), ())
    return load.examine(Raw(name, text.encode()), options, context).problems


POST, DOC = "posts/2020-01-02-a.md", "docs/a.md"


@pytest.mark.parametrize("named", ["../schemas/post.json", "schemas/post.json"])
def test_a_post_is_held_against_its_own_schema_besides(named: str) -> None:
    head = f"---\n$schema: {named}\n{RECORD}layout: page\n---\nBody.\n"
    (problem,) = problems(POST, head)
    assert (problem.code, problem.pointer, problem.costs) == ("schema-enum", "/layout", None)
    assert problem.span is not None
    assert problem.span.line == 6
    assert problems(POST, head.replace("page", "post")) == ()


def test_any_other_file_is_held_against_it_alone() -> None:
    (problem,) = problems(DOC, "+++\n'$schema' = \"../schemas/post.json\"\nname = 'x'\n+++\n")
    assert (problem.code, problem.pointer) == ("schema-required", "")
    assert problems(DOC, '{"$schema": "../schemas/post.json", "layout": "post"}\nText\n') == ()
    # What names no schema is taken for a record wherever it is.
    assert {one.code for one in problems(DOC, "---\nlayout: post\n---\n$schema\n")} == {
        "schema-required"
    }


def test_the_key_is_no_field_that_nobody_knows() -> None:
    own = CONFIG.replace('preset = "jekyll"\ntimezone = "UTC"\n', "")
    text = (
        "---\n$schema: ../schemas/post.json\ntitle: A\npublishedDateTime: 2020-01-02T00:00:00Z\nlayout: post\n"
        "originalUrl: https://a.example.org/b\npublished: true\nexcerpt: What it says.\ntopics: [x]\n---\n"
    )
    assert [(one.code, one.pointer) for one in problems("posts/a.md", text, own)] == [
        ("schema-unknown-key", "/layout")
    ]


@pytest.mark.parametrize(
    ("named", "said", "severity"),
    [
        ("nowhere.json", "$schema names a file that cannot be read: No such file or directory", Severity.ERROR),
        ("../schemas", "$schema names a file that cannot be read: it is no ordinary file", Severity.ERROR),
        ("../schemas/broken.json", "it is not JSON", Severity.ERROR),
        ("../schemas/none.json", "$schema names no schema", Severity.ERROR),
        ("../schemas/remote.json", "it refers to https://x.example/y", Severity.ERROR),
        ("../../../../../../../../etc/passwd", "$schema leads out of the site", Severity.ERROR),
        ("/etc/passwd", "$schema leads out of the site", Severity.ERROR),
        ("schemas/link.json", "$schema leads out of the site", Severity.ERROR),
        ("[5]", "$schema is no path of a file", Severity.ERROR),
        ("", "$schema is no path of a file", Severity.ERROR),
        ("https://example.org/post.json", "nothing is fetched", Severity.WARNING),
        ("file:///etc/passwd", "nothing is fetched", Severity.WARNING),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_of_at_its_place(
    site: Path, named: str, said: str, severity: Severity
) -> None:
    (site / "schemas/broken.json").write_text("{")
    (site / "schemas/none.json").write_text('{"type": 5}')
    (site / "schemas/remote.json").write_text('{"$ref": "https://x.example/y"}')
    (site / "schemas/link.json").symlink_to("/etc/passwd")
    (problem,) = problems(POST, f"---\n{RECORD}$schema: {named}\n---\nBody.\n")
    assert (problem.code, problem.severity, problem.pointer) == (
        "head-schema",
        severity,
        "/$schema",
    )
    assert said in problem.message
    assert problem.hint
    assert problem.span is not None
    assert problem.span.line == 5
