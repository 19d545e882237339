"""What feeds of the configuration name and is not there, told alike by build and validate."""

from pathlib import Path
from typing import Any

import pytest

from feedtool.config import taxonomy
from feedtool.diagnostics.problem import Problem
from feedtool.lint import queries
from feedtool.records import parse
from feedtool.rules import reading
from feedtool.rules.checks import RuleContext
from feedtool.storage.place import Raw
from tests.build.test_incremental import Site, record
from tests.build.test_named_feeds import HOT, configure, titles
from tests.calls import calls


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    for number in range(4):
        site.write(f"{number}.md", record(number, heat=60 + number))
    return site


def of_build(site: Site) -> list[Problem]:
    return [one for one in site.check().problems if one.code.startswith("query-")]


def of_validate(site: Site) -> list[Problem]:
    """The problems that the records of a site have with its feeds, all of them read."""
    config = site.config()
    known = taxonomy.of(config)
    options = reading.options(config, known)
    files = sorted((site.folder / "news").glob("*.md"))
    parsed = [parse.parse(Raw(f"news/{file.name}", file.read_bytes()), options) for file in files]
    context = RuleContext(site.now, config.feeds.min_heat, known, options.tracking_parameters)
    return queries.problems(parsed, config, context, config.selector, frozenset)


def found(site: Site) -> list[Problem]:
    problems = of_build(site)
    assert of_validate(site) == problems
    return problems


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('where = { topics = ["AI", "ai"] }', []),
        (
            'where = { topics = ["AI", "Robots"] }',
            [("query-topic-unknown", 15, "delete it, or add the topic to [topics]")],
        ),
        ('where = { not_topics = "AII" }', [("query-topic-unknown", 15, "did you mean AI?")]),
        ('items = ["1", "2"]', []),
        ('items = ["1.md"]', [("query-item-missing", 15, 'write "1"')]),
        ('items = [\n"1",\n"9"]', [("query-item-missing", 17, "delete it here, or mend the record")]),
    ],
)  # fmt: skip
def test_what_a_feed_names_and_nobody_knows(
    table: str, expected: list[tuple[str, int, str]], site: Site
) -> None:
    site.write("9.md", record(7, published="false"))
    configure(site, f"{HOT}{table}\n")
    problems = found(site)
    assert [(one.code, one.span and one.span.line, one.hint) for one in problems] == expected
    assert all(one.path.endswith("feedtool.toml") for one in problems)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"published": "false"}, "it is not published"),
        ({"heat": -1}, "it is colder than feeds.min_heat"),
        ({"day": 20}, "it is not due before 2023-09-20T09:19:00Z"),
        ({"heat": "hot"}, "the record has errors"),
    ],
)
def test_why_a_picked_story_is_left_out(changed: dict[str, Any], why: str, site: Site) -> None:
    site.write("9.md", record(7, **changed))
    configure(site, f'{HOT}items = ["9"]\n')
    (problem,) = found(site)
    assert problem.message == f"9 is left out: {why}"
    assert titles(site) == []


def test_the_names_of_all_records_are_looked_at_once_for_all_that_are_missing(site: Site) -> None:
    names = ", ".join(f'"missing-{number}"' for number in range(20))
    feeds = (
        f'[[feed]]\nname = "f{number}"\ntitle = "F"\nitems = [{names}]\n' for number in range(5)
    )
    configure(site, "".join(feeds))
    counted = calls(of_validate, site)
    records = len([*(site.folder / "news").glob("*.md")])
    assert counted["suggest", "_closest"] == 20  # what one feed asked, another need not
    assert counted["suggest", "_letters"] == 20 + records
