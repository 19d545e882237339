"""``--strict`` has one meaning: a build finds, and exits with, what ``validate`` finds in the same records."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import forked
from tests.conftest import CONFIG, record
from tests.integration.support import environment

NOW = "2024-01-01T00:00:00Z"
FUTURE = "2030-01-01T00:00:00Z"


def story(name: str, /, **changed: Any) -> str:
    """A good record of a story of its own."""
    return record(**({"originalUrl": f"https://www.example.org/{name}"} | changed))


def noted(text: str, line: str, code: str) -> str:
    """The text with an ignore comment behind the line that begins so."""
    return "\n".join(
        f"{one}  # feedtool: ignore={code}" if one.startswith(line) else one
        for one in text.split("\n")
    )


COLD = {"heat": 5}  # below min_heat
RECORDS = {
    "good": story("good"),
    # the schema
    "hot": story("hot", heat="hot"),
    "misspelt": story("misspelt", titel="A title"),
    "unknown-key": story("unknown-key", colour="red"),
    "yaml": "---\ntitle: [\n---\n",
    # rules beyond the schema, of published records and of others
    "cold": story("cold", **COLD),
    "future": story("future", publishedDateTime=FUTURE),
    "future-unpublished": story("fu", publishedDateTime=FUTURE, published=False),
    "unpublished-hot": story("unpublished-hot", published=False),
    "markup": story("markup", title="A <b>title</b>", published=False, **COLD),
    "http": story("http", originalUrl="http://www.example.org/http"),
    "related": story("r", related=[{"title": "Self", "webUrl": "https://www.example.org/r"}]),
    "2001-01-01-named": story("named"),
    "topics": story("topics", topics=["AI", "ai"]),
    # rules over several records
    "duplicate-1": story("duplicate"),
    "duplicate-2": story("duplicate"),
    "conflict-1": story("conflict", **COLD),
    "conflict-2": story("conflict", title="Another title"),
    "own-id-1": story("own-id", id="tag:example.org,2023:1"),
    "own-id-2": story("own-id", id="tag:example.org,2023:2"),
    "slug-1": story("slug-1", topics=["AI/ML"], published=False, **COLD),
    "slug-2": story("slug-2", topics=["AI-ML"]),
    # comments
    "noted": noted(story("noted", colour="red"), "colour", "schema-unknown-key"),
    "noted-rule": noted(story("noted-rule", **COLD), "heat", "published-too-cold"),
    "noted-duplicate": noted(story("duplicate"), "originalUrl", "record-duplicate"),
    "noted-idly": noted(story("noted-idly"), "heat", "published-too-cold"),
    "noted-in-vain": noted(story("noted-in-vain", heat="hot"), "heat", "schema-type"),
    "noted-future": noted(story("nf", publishedDateTime=FUTURE), "publ", "date-in-future"),
}
CHOICES = {
    "default": "",
    "ignore": 'ignore = ["schema-unknown-key", "url", "record-duplicate", "schema-type"]',
    "select": 'select = ["published-too-cold", "record-conflict", "ignore-unused"]',
    "all": 'select = ["all"]',
    "per-file": 'per_file_ignores = { "seeds/c*.md" = ["published-too-cold", "record-conflict"] }',
}


def site(folder: Path, records: dict[str, str], choice: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "seeds").mkdir()
    text = f"{CONFIG}\n[feeds]\nmin_heat = 10\n[validate]\n{choice}\n"
    (folder / "feedtool.toml").write_text(text, "utf-8")
    for name, content in records.items():
        (folder / "seeds" / f"{name}.md").write_text(content, "utf-8")
    return folder


def run(folder: Path, command: str, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """The exit code of a command, and its problems."""
    told = (command, "--output-format", "json", "--now", NOW, *arguments)
    done = forked.feedtool(told, cwd=folder, env=environment())
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, json.loads(done.stdout)["problems"]


def both_agree(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """The problems, which are the same for both commands."""
    validated = run(folder, "validate", "--strict", *arguments)
    assert run(folder, "build", "--strict", *arguments) == validated
    return validated[1]


@pytest.mark.parametrize("choice", CHOICES)
def test_all_records_together(choice: str, tmp_path: Path) -> None:
    problems = both_agree(site(tmp_path, RECORDS, CHOICES[choice]))
    assert len({problem["code"] for problem in problems}) >= 5


def test_each_kind_of_warning_is_among_them(tmp_path: Path) -> None:
    codes = {problem["code"] for problem in both_agree(site(tmp_path, RECORDS))}
    assert codes >= {
        "schema-type", "schema-unknown-key", "published-too-cold", "unpublished-hot", "date-in-future",
        "title-markup", "url-not-https", "related-self", "file-date-mismatch", "topic-duplicate",
        "record-duplicate", "record-conflict", "topic-slug-clash", "ignore-unused",
    }  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_each_record_alone(name: str, tmp_path: Path) -> None:
    both_agree(site(tmp_path, {name: RECORDS[name]}))


@pytest.mark.parametrize("first", [(), ("--strict",), ("--no-cache",)], ids=str)
def test_what_an_earlier_build_knew_changes_nothing(first: tuple[str, ...], tmp_path: Path) -> None:
    folder = site(tmp_path, RECORDS)
    run(folder, "build", *first)
    both_agree(folder)
    (folder / "seeds" / "good.md").write_text(story("good", title="A &amp; B"), "utf-8")
    assert "title-entities" in {problem["code"] for problem in both_agree(folder)}
    both_agree(folder, "--jobs", "2")


def test_the_moment_counts_not_that_of_an_earlier_build(tmp_path: Path) -> None:
    folder = site(tmp_path, {name: RECORDS[name] for name in ("good", "future", "noted-future")})
    for moment in (NOW, "2031-01-01T00:00:00Z", NOW):
        both_agree(folder, "--now", moment)


def test_all_are_published_where_validate_finds_nothing(tmp_path: Path) -> None:
    folder = site(tmp_path, {"good": RECORDS["good"], "noted-rule": RECORDS["noted-rule"]})
    for _ in range(2):
        assert both_agree(folder) == []
    assert (folder / "output" / "all.rss").exists()


def test_after_a_lax_build_a_strict_one_still_finds_what_is_wrong(tmp_path: Path) -> None:
    folder = site(tmp_path, {"good": RECORDS["good"], "http": RECORDS["http"]})
    assert run(folder, "build") == (0, [])
    assert run(folder, "build", "--strict")[0] == 1
    assert run(folder, "build") == (0, [])


def test_a_lax_build_heeds_what_is_silenced(tmp_path: Path) -> None:
    folder = site(
        tmp_path / "a", {n: RECORDS[n] for n in ("noted", "duplicate-1", "noted-duplicate")}
    )
    assert run(folder, "build") == (0, [])
    folder = site(tmp_path / "b", RECORDS, CHOICES["ignore"])
    assert {problem["code"] for problem in run(folder, "build")[1]} == {
        "schema-type", "yaml-syntax",
    }  # fmt: skip
